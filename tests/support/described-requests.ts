import fc from 'fast-check';
import { payloads } from './payloads.ts';

/** Requests made from the description that the API serves of itself: as it says, at the edges of what it says, and against it. */

type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
};
type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
};
type Operation = {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly 'x-example': string;
};
export type ApiDescription = { readonly paths: Readonly<Record<string, { readonly get?: Operation }>> };
export type MadeRequest = { readonly operation: string; readonly address: string; readonly headers: Readonly<Record<string, string>> };

/** Stands for a cursor that the API gave out before: the asker puts one in its place. */
export const someCursor = '@cursor';

/** What no schema foresees: broken encodings, operators of query languages, paths, cursors of nobody. Percent signs are sent as they are. */
const hostile: readonly string[] = [
  ...payloads.map(encodeURIComponent),
  ...['%00', '%FF%FE', '%E0%A4%A', '%', '%ED%A0%80', '%F0%9F%98%80', '%0d%0aX-Y:%20z', '%C0%AE%C0%AE%2F', '..%2F..%2Fetc', '%2e%2e'],
  ...['__proto__', 'constructor', 'null', 'undefined', 'NaN', '1e9', '-0', '0x10', '9'.repeat(300), '%E4%BA%BA'.repeat(80)],
  ...[
    '%22',
    '%22%22',
    '%22a',
    '*',
    'a*',
    '%5E',
    '-',
    '--',
    '-a',
    '(',
    'NEAR(a%20b)',
    'a%20AND',
    'OR',
    'NOT%20a',
    'title:',
    'title:%22',
    'x:y',
    '%7B%7D',
  ],
  ...["'%20OR%201=1--", '%E3%80%8A%E3%80%8B', '%E3%80%94%E3%80%95', '%E2%80%AE', 'a%CC%81'.repeat(30), 'AAAA.BBBB', '.', 'MA.', 'MQ.x'],
  ...['https://[', 'http://%20', 'https://a.example/%23', 'javascript:alert(1)', '@1', 'x@99999999', '2026-W00', '2026-W99', '2026-13-45'],
];
const days = ['2026-11-25', '2026-02-29', '2024-02-29', '0000-01-01', '9999-12-31', '2026-1-1', '2026-11', '2026-11-25T00:00:00Z'];

const edgesOf = ({ minimum = 0, maximum = 0, minLength = 0, maxLength = 500 }: Schema, numeric: boolean): readonly string[] =>
  numeric
    ? [minimum, minimum - 1, maximum, maximum + 1, `0${minimum}`, `${minimum}.0`, ` ${minimum}`].map(String).map(encodeURIComponent)
    : [minLength, minLength - 1, maxLength, maxLength + 1].map((length) => 'a'.repeat(Math.max(0, length)));

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed()));

/** Values of a parameter, ready to stand in an address. */
function paramValue({ name, schema, example, in: where }: Parameter): fc.Arbitrary<string> {
  const numeric = schema.type === 'integer';
  const cursors = name === 'cursor' || name === 'after' ? [fc.constant(someCursor)] : [];
  const stated = [example, ...(schema.enum ?? [])].filter((each) => each !== undefined).map((each) => encodeURIComponent(String(each)));
  const valid = [
    ...cursors,
    ...(stated.length > 0 ? [fc.constantFrom(...stated)] : []),
    ...(schema.format === 'date' ? [fc.constantFrom(...days)] : []),
    ...(numeric ? [fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100 }).map(String)] : []),
  ];
  const odd = [fc.constantFrom(...edgesOf(schema, numeric)), fc.constantFrom(...hostile), anyText];
  const filled =
    where === 'path' ? (text: string): string => text.replaceAll('/', '%2F').replace(/^\.{0,2}$/, '%20') : (text: string): string => text;
  return (
    valid.length === 0
      ? fc.oneof(...odd)
      : fc.oneof({ weight: 7, arbitrary: fc.oneof(...valid) }, { weight: 3, arbitrary: fc.oneof(...odd) })
  ).map(filled);
}

const headersOf: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  fc.constantFrom(
    { accept: 'text/html' },
    { accept: 'text/plain' },
    { accept: '*/*;q=x,,' },
    { 'if-none-match': '*' },
    { 'if-none-match': '"a", W/"b"' },
  ),
);

const extra: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.constant('') },
  fc.constantFrom('lang=zh', 'limit=1', 'limit=', '=', '&&', 'x=y', '__proto__=1', 'cursor=x', 'q=%22', 'constructor=1', '%00=%00'),
);

function requestOf(path: string, { parameters }: Operation): fc.Arbitrary<MadeRequest> {
  const inPath = parameters.filter((each) => each.in === 'path');
  const inQuery = parameters.filter((each) => each.in === 'query');
  return fc
    .tuple(
      fc.tuple(...inPath.map(paramValue)),
      fc.tuple(...inQuery.map((each) => fc.option(paramValue(each), { freq: each.required ? 8 : 1, nil: undefined }))),
      extra,
      headersOf,
    )
    .map(([parts, values, more, headers]) => {
      const filled = inPath.reduce((address, { name }, at) => address.replace(`{${name}}`, () => String(parts[at])), path);
      const query = [...inQuery.flatMap(({ name }, at) => (values[at] === undefined ? [] : [`${name}=${values[at]}`])), more]
        .filter(Boolean)
        .join('&');
      return { operation: path, address: `${filled}${query === '' ? '' : `?${query}`}`, headers };
    });
}

/** So many requests, the same for the same seed, each address of the description in its turn. */
export function makeRequests({ paths }: ApiDescription, count: number, seed = 13): readonly MadeRequest[] {
  const all = Object.entries(paths).flatMap(([path, { get }]) => (get ? [{ path, get }] : []));
  const each = Math.ceil(count / all.length);
  const made = all.map(({ path, get }) => fc.sample(requestOf(path, get), { numRuns: each, seed }));
  return Array.from({ length: each }, (_, at) => made.flatMap((some) => some[at] ?? []))
    .flat()
    .slice(0, count);
}

/** Requests of pages, whose parameters no description names: those of all pages, with the same odd values. */
export function makePageRequests(paths: readonly string[], names: readonly string[], count: number, seed = 13): readonly MadeRequest[] {
  const parameter = (name: string): Parameter => ({ name, in: 'query', schema: {} });
  const operations = paths.map((path): [string, { readonly get: Operation }] => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']): Parameter => ({ name, in: 'path', required: true, schema: {} }));
    const get = { summary: '', tags: [], parameters: [...inPath, ...names.map(parameter)], responses: {}, 'x-example': '' };
    return [path.replace(/:(\w+)/g, '{$1}'), { get }];
  });
  return makeRequests({ paths: Object.fromEntries(operations) }, count, seed).map((each) => ({
    ...each,
    headers: { accept: 'text/html', ...each.headers },
  }));
}
