import { stemmer } from 'stemmer';

/** The clauses that the adapter asks with, evaluated over documents as the reference of OpenSearch describes them. Anything else is refused, as a typing error would be. */

export type Fields = Readonly<Record<string, unknown>>;
export type Stored = { readonly id: string; readonly fields: Fields };
export type Mapping = Readonly<Record<string, { readonly type: string; readonly analyzer?: string; readonly enabled?: boolean }>>;
type Json = Readonly<Record<string, unknown>>;

/** Score of a document for a clause; undefined when it does not match. */
export type Clause = (stored: Stored) => number | undefined;

export class Refused extends Error {}

/** The analyzers of the adapter's indexes: `units` cuts at blanks, `words` has lower case, no accents and Porter's stems as well. */
const analyse = (text: string, analyzer: string | undefined): readonly string[] =>
  text
    .split(/\s+/)
    .filter((token) => token !== '')
    .map((token) =>
      analyzer === 'units'
        ? token
        : stem(
            token
              .toLowerCase()
              .normalize('NFD')
              .replace(/\p{Mn}/gu, ''),
          ),
    );

// Lucene's stemmer leaves words of up to two letters and those of other scripts alone.
const stem = (token: string): string => (/^[a-z]{3,}$/.test(token) ? stemmer(token) : token);

export const valuesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Texts as UTF-8 sorts them, numbers as numbers. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

const entry = (of: Json): readonly [string, unknown] => {
  const [first, ...more] = Object.entries(of);
  if (!first || more.length > 0) throw new Refused(`a clause has one name, not ${JSON.stringify(of).slice(0, 200)}`);
  return first;
};

const checks: Readonly<Record<string, (value: unknown, limit: unknown) => boolean>> = {
  gte: (value, limit) => compare(value, limit) >= 0,
  gt: (value, limit) => compare(value, limit) > 0,
  lte: (value, limit) => compare(value, limit) <= 0,
  lt: (value, limit) => compare(value, limit) < 0,
};

/** Places of a phrase among tokens; with `prefix` its last token is the start of one. */
function places(tokens: readonly string[], phrase: readonly string[], prefix: boolean): number {
  const fits = (at: number): boolean =>
    phrase.every((token, n) => (prefix && n === phrase.length - 1 ? tokens[at + n]?.startsWith(token) : tokens[at + n] === token));
  return phrase.length === 0 ? 0 : tokens.filter((_, at) => fits(at)).length;
}

const known = (mapping: Mapping, field: string, ...types: readonly string[]): void => {
  const type = mapping[field]?.type;
  if (type === undefined || !types.includes(type)) throw new Refused(`field ${field} is ${type ?? 'not mapped'}, and cannot be asked so`);
};
const exact = ['keyword', 'integer', 'float', 'double', 'boolean'];

type Compile = (body: unknown, mapping: Mapping) => Clause;

const phrase =
  (prefix: boolean): Compile =>
  (body, mapping) => {
    const [field, asked] = entry(body as Json);
    known(mapping, field, 'text');
    const analyzer = mapping[field]?.analyzer;
    const tokens = analyse(String((asked as Json)['query']), analyzer);
    return ({ fields }) => {
      const found = places(analyse(String(fields[field] ?? ''), analyzer), tokens, prefix);
      return found > 0 ? found : undefined;
    };
  };

const among =
  (valuesIn: (asked: unknown) => readonly unknown[]): Compile =>
  (body, mapping) => {
    const [field, asked] = entry(body as Json);
    known(mapping, field, ...exact);
    const values = new Set(valuesIn(asked).map(String));
    if (values.size > 65_536) throw new Refused('too many terms');
    return ({ fields }) => (valuesOf(fields[field]).some((value) => values.has(String(value))) ? 1 : undefined);
  };

const compilers: Readonly<Record<string, Compile>> = {
  match_all: () => () => 1,
  ids: (body) => {
    const ids = new Set((body as { readonly values: readonly string[] }).values);
    return ({ id }) => (ids.has(id) ? 1 : undefined);
  },
  term: among((asked) => [(asked as Json)['value']]),
  terms: among((asked) => asked as readonly unknown[]),
  exists: (body, mapping) => {
    const field = String((body as Json)['field']);
    known(mapping, field, ...exact, 'text');
    return ({ fields }) => (valuesOf(fields[field]).length > 0 ? 1 : undefined);
  },
  range: (body, mapping) => {
    const [field, limits] = entry(body as Json);
    known(mapping, field, ...exact);
    const all = Object.entries(limits as Json).map(([name, limit]) => (value: unknown) => {
      const check = checks[name];
      if (!check) throw new Refused(`range has no ${name}`);
      return check(value, limit);
    });
    return ({ fields }) => (valuesOf(fields[field]).some((value) => all.every((check) => check(value))) ? 1 : undefined);
  },
  match_phrase: phrase(false),
  match_phrase_prefix: phrase(true),
  constant_score: (body, mapping) => {
    const { filter, boost = 1 } = body as { readonly filter: Json; readonly boost?: number };
    const clause = compile(filter, mapping);
    return (stored) => (clause(stored) === undefined ? undefined : boost);
  },
  bool: (body, mapping) => {
    const of = (name: string): readonly Clause[] => (((body as Json)[name] ?? []) as readonly Json[]).map((each) => compile(each, mapping));
    const [filter, must, mustNot, should] = [of('filter'), of('must'), of('must_not'), of('should')];
    const least = Number((body as Json)['minimum_should_match'] ?? (filter.length + must.length === 0 && should.length > 0 ? 1 : 0));
    return (stored) => {
      if (filter.some((clause) => clause(stored) === undefined) || mustNot.some((clause) => clause(stored) !== undefined)) return undefined;
      const needed = must.map((clause) => clause(stored));
      const wished = should.flatMap((clause) => clause(stored) ?? []);
      if (needed.includes(undefined) || wished.length < least) return undefined;
      return [...needed, ...wished].reduce<number>((sum, score) => sum + (score ?? 0), 0);
    };
  },
  function_score: (body, mapping) => {
    const { query, functions, boost_mode } = body as {
      query: Json;
      functions: readonly { field_value_factor: { field: string } }[];
      boost_mode: string;
    };
    if (boost_mode !== 'multiply') throw new Refused(`boost_mode ${boost_mode}`);
    for (const { field_value_factor } of functions) known(mapping, field_value_factor.field, 'float', 'integer');
    const clause = compile(query, mapping);
    return (stored) => {
      const score = clause(stored);
      return score === undefined
        ? undefined
        : functions.reduce((product, { field_value_factor }) => product * Number(stored.fields[field_value_factor.field]), score);
    };
  },
};

export function compile(clause: Json, mapping: Mapping): Clause {
  const [name, body] = entry(clause);
  const compiler = compilers[name];
  if (!compiler) throw new Refused(`no clause ${name}`);
  return compiler(body, mapping);
}
