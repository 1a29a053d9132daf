import * as z from 'zod';
import { text } from '../../model/shape.ts';
import { type Examples, tags } from '../../questions/question.ts';
import { limits } from '../web/rate-limit.ts';
import { filled } from '../words/words.ts';
import type { Endpoint } from './api.ts';
import texts from './texts.json' with { type: 'json' };

type Schema = z.core.JSONSchema.BaseSchema;

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: text('What is wrong, in words').exactOptional(),
    instance: text('The path that was asked for').exactOptional(),
    parameter: text('The parameter at fault').exactOptional(),
    allowed: z.array(z.string()).describe('What it may be').exactOptional(),
    request: text('Names the request in the log').exactOptional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const header = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });
const headers = {
  ETag: header('Changes with the answer; send it back as If-None-Match', '"mX2rQ0v7H6m5yq1fJt0aZlYkP9c"'),
  'RateLimit-Policy': header(
    'How many requests (q) in how many seconds (w) are answered (draft-ietf-httpapi-ratelimit-headers)',
    limits.policy,
  ),
  RateLimit: header('How many are left (r), and in how many seconds (t) all of them are; from instances that count them', limits.left(39)),
  'Retry-After': header('Seconds to wait', '1'),
};
const referTo = (...names: readonly (keyof typeof headers)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const pathOf = ({ path }: Pick<Endpoint, 'path'>): string => path.replace(/:(\w+)/g, '{$1}');

function parametersOf({ describes, inQuery }: Endpoint, example: Given, names: Given) {
  const named = z.toJSONSchema(describes.takes).properties ?? {};
  const { properties = {}, required = [] } = z.toJSONSchema(inQuery);
  const shownIn = (where: 'path' | 'query', given: unknown, name: string) => {
    const { description = name, examples, ...schema } = given as Schema;
    const shown = example[name] ?? examples?.[0] ?? names[name];
    return {
      ...{ name, in: where, ...((where === 'path' || required.includes(name)) && { required: true }) },
      ...(where === 'path' ? { schema, description, example: shown } : { description, schema }),
      ...(where === 'query' && shown !== undefined && { example: schema.type === 'integer' ? Number(shown) : shown }),
    };
  };
  if (describes.method) return [];
  return [
    ...Object.entries(named).flatMap(([name, given]) => (name in properties ? [] : [shownIn('path', given, name)])),
    ...Object.entries(properties).map(([name, given]) => shownIn('query', given, name)),
  ];
}

type Given = Readonly<Record<string, string>>;

function addressOf({ path }: Endpoint, example: Given): string {
  const query = new URLSearchParams(Object.entries(example).filter(([name]) => !path.includes(`:${name}`))).toString();
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(example[name])));
  return `${filled}${query === '' ? '' : `?${query}`}`;
}

const answer = (description: string, type: string, schema: unknown) => ({ description, content: { [type]: { schema } } });

function operationOf(each: Endpoint, examples: Examples, schemas: Readonly<Record<string, Schema>>) {
  const { tag, words, more, media = 'application/json', csv, also = csv ? ['text/csv'] : [], example } = each.describes;
  const [says, chinese] = words;
  const given = example?.(examples) ?? (each.path.includes(':id') ? { id: examples.document } : {});
  const refused = Object.entries(texts.refusals).map(([status, what]) => [
    status,
    {
      ...answer(filled(what, { perSecond: limits.perSecond, burst: limits.burst }), 'application/problem+json', schemas['problem']),
      ...((status === '429' || status === '503') && { headers: referTo('Retry-After', 'RateLimit-Policy') }),
    },
  ]);
  const good = answer(says, media, schemas[each.path]);
  const others = Object.fromEntries(also.map((type) => [type, { schema: { type: 'string' } }]));
  const responses = {
    200: { ...good, content: { ...good.content, ...others }, headers: referTo('ETag', 'RateLimit-Policy', 'RateLimit') },
    304: { description: 'Not changed since the ETag in If-None-Match', headers: referTo('ETag') },
    ...Object.fromEntries(refused),
  };
  const name = pathOf(each).replace('/api/v1/', '').replace(/[{}]/g, '').replaceAll('/', '-');
  return {
    ...{ operationId: name, tags: [tag], summary: says, 'x-summary-zh': chinese, ...(more !== undefined && { description: more }) },
    ...{ parameters: parametersOf(each, given, examples), responses, 'x-example': addressOf(each, each.describes.method ? {} : given) },
    ...(each.describes.method && {
      requestBody: { content: { 'application/json': { schema: z.toJSONSchema(each.inQuery), example: given } } },
    }),
  };
}

const described = new Map<string, ReturnType<typeof makeDescription>>();

/**
 * The whole description; shapes that have a name stand once, under components. `examples` fills the examples. The last one is kept: it takes 20
 * ms.
 */
export function describeApi(endpoints: readonly Endpoint[], examples: Examples): ReturnType<typeof makeDescription> {
  const name = JSON.stringify(examples);
  const known = described.get(name) ?? makeDescription(endpoints, examples);
  described.clear();
  described.set(name, known);
  return known;
}

export type Operation = ReturnType<typeof operationOf>;
type PathItem = { readonly get?: Operation; readonly post?: Operation };

function makeDescription(endpoints: readonly Endpoint[], examples: Examples) {
  const answers = z.object({ ...Object.fromEntries(endpoints.map((each) => [each.path, each.describes.gives])), problem });
  const shapes = JSON.stringify(z.toJSONSchema(answers, { io: 'input' })).replaceAll('#/$defs/', '#/components/schemas/');
  const { properties, $defs: schemas }: { properties: Record<string, Schema>; $defs: Record<string, Schema> } = JSON.parse(shapes);
  return {
    openapi: '3.1.0',
    info: { title: 'Hongtou', version: '1.0.0', description: texts.about },
    security: [{ bearer: [] }, { session: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(
      endpoints.map((each): [string, PathItem] => {
        const operation = operationOf(each, examples, properties);
        return [pathOf(each), each.describes.method ? { post: operation } : { get: operation }];
      }),
    ),
    components: {
      schemas,
      headers,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token of `hongtou tokens create`; every scope reads' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-hongtou',
          description: 'A session that /signin opened, not the token itself',
        },
      },
    },
  };
}
