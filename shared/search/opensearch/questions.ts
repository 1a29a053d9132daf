import type { AnnouncementLine, AnnouncementQuery } from '../../model/announcement.ts';
import type {
  DocumentName,
  DraftPair,
  Edge,
  EdgeQuery,
  EdgeResult,
  FigureLine,
  FigureQuery,
  FigureResult,
  IndexedCitation,
  WindowQuery,
  WindowResult,
} from '../../model/cross-index.ts';
import type { DocumentFigure, Window } from '../../model/facts.ts';
import type { Keyed, SortKey } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { announcedKey } from '../../stages/identity/resolve.ts';
import { rowOf } from './apply.ts';
import type { Clause } from './clauses.ts';
import { all, range, term, terms } from './clauses.ts';
import { type Aggregation, type Connection, everyHit, type Found, type SearchAnswer } from './connection.ts';
import type { FactRow, RegisterRow } from './fact-rows.ts';
import type { Indexes } from './indexes.ts';

export type Register = { readonly connection: Connection; readonly indexes: Indexes };

export const factOf = ({ _source }: Found): FactRow => _source?.['row'] as FactRow;
export const nameOf = ({ id, title, english }: RegisterRow): DocumentName => ({ id, title, english });

/** The documents of these ids, by id. */
export async function rowsOf(
  { connection, indexes }: Register,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, RegisterRow>> {
  const asked = [...new Set(ids.filter((id) => id !== undefined))];
  return new Map((await connection.byIds(indexes.register, asked)).map((found) => [found._id, rowOf(found)]));
}

/** Buckets of a `terms` aggregation, the most documents first, of equal ones by name. */
const countsOf = (answer: SearchAnswer, name: string): Readonly<Record<string, number>> => {
  const buckets = answer.aggregations?.[name]?.buckets;
  const counted = (Array.isArray(buckets) ? buckets : []).map((each): [string, number] => [String(each.key), Number(each.doc_count)]);
  return Object.fromEntries(counted.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
};

const optionalTerms = (fields: Readonly<Record<string, string | number | boolean | undefined>>): readonly Clause[] =>
  Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [term(field, value)]));

const newestFact: readonly Clause[] = [{ day: 'desc' }, { document: 'asc' }, { seq: 'asc' }];

type Listed = Keyed & {
  readonly total: number;
  readonly items: readonly { readonly found: Found; readonly row: FactRow; readonly of: RegisterRow }[];
};

/** A page of facts, each with the document that states it. */
async function listFacts(
  register: Register,
  filter: readonly Clause[],
  page: {
    readonly sort: readonly Clause[];
    readonly limit: number;
    readonly offset?: number | undefined;
    readonly after?: SortKey | undefined;
  },
): Promise<Listed> {
  const { connection, indexes } = register;
  const { limit, offset = 0, after, sort } = page;
  const { hits } = await connection.search(indexes.facts, {
    query: all(...filter),
    sort,
    ...(after ? { search_after: [after[1], after[2], after[0]] } : { from: offset }),
    // One more than is shown tells whether there are more.
    size: limit > 0 ? limit + 1 : 0,
    track_total_hits: true,
  });
  const shown = hits.hits.slice(0, limit);
  const rows = await rowsOf(
    register,
    shown.map((found) => factOf(found).document),
  );
  const items = shown.flatMap((found) => {
    const of = rows.get(factOf(found).document);
    return of ? [{ found, row: factOf(found), of }] : [];
  });
  const keys = shown.map(({ sort: [day, id, seq] = [] }): SortKey => [Number(seq), String(day), String(id)]);
  return { total: hits.total.value, items, keys, more: limit > 0 && hits.hits.length > limit };
}

export async function figures(register: Register, { unit, year, strength, ...page }: FigureQuery): Promise<FigureResult> {
  const { connection, indexes } = register;
  const kind = term('kind', 'figure');
  const [found, counted] = await Promise.all([
    listFacts(register, [kind, ...optionalTerms({ unit, year, strength })], { sort: newestFact, ...page }),
    connection.search(indexes.facts, { query: all(kind), size: 0, aggs: { unit: { terms: { field: 'unit', size: 10_000 } } } }),
  ]);
  const items = found.items.map(({ row, of }): FigureLine => {
    const document = { ...nameOf(of), day: row.day, issuers: of.issuers };
    return { ...(row.fact as unknown as DocumentFigure), document };
  });
  return { total: found.total, items, units: countsOf(counted, 'unit'), keys: found.keys, more: found.more };
}

export async function edges(register: Register, { relation, theme, held, ...page }: EdgeQuery): Promise<EdgeResult> {
  const { connection, indexes } = register;
  const cited = [term('kind', 'citation'), term('shown', 1)];
  const narrowed = [...cited, ...optionalTerms({ relation, theme, open: held === undefined ? undefined : !held })];
  const aggs = { relation: { terms: { field: 'relation', size: 100 } } };
  const [found, counted] = await Promise.all([
    listFacts(register, narrowed, { sort: newestFact, ...page }),
    connection.search(indexes.facts, { query: all(...cited), size: 0, aggs }),
  ]);
  const targets = await rowsOf(
    register,
    found.items.map(({ found: { _source } }) => (_source?.['to'] as string | null) ?? undefined),
  );
  const items = found.items.map(({ found: { _source }, row, of }): Edge => {
    const { title, number, quote, relation: how } = row.fact as unknown as IndexedCitation;
    const to = targets.get(String(_source?.['to']));
    const named = { ...(title === undefined ? {} : { title }), ...(number === undefined ? {} : { number }) };
    return { relation: how, from: { ...nameOf(of), day: row.day }, to: { ...named, ...(to ? heldTarget(to) : {}) }, quote };
  });
  return { total: found.total, items, relations: countsOf(counted, 'relation'), keys: found.keys, more: found.more };
}

const heldTarget = (row: RegisterRow): Edge['to'] => ({
  ...nameOf(row),
  day: row.day,
  ...(row.number === undefined ? {} : { number: row.number }),
});

export async function windows(register: Register, query: WindowQuery): Promise<WindowResult> {
  const { kind, from, to = '9999', theme, issuer, place, limit, offset, after } = query;
  const narrowed = optionalTerms({ theme, issuers: issuer, entity: place === undefined ? undefined : `place:${place}` });
  const filter = [term('kind', 'window'), term('window', kind), range('until', { gte: from, lte: to }), ...narrowed];
  const sort = [{ until: 'asc' }, { document: 'asc' }, { seq: 'asc' }];
  const { items, ...rest } = await listFacts(register, filter, { sort, limit, offset, after });
  return { ...rest, items: items.map(({ row, of }) => ({ ...(row.fact as unknown as Window), document: nameOf(of), ...opt('n', row.n) })) };
}

export async function announcements(
  register: Register,
  { issuer, from = '', to = '9999', limit }: AnnouncementQuery,
): Promise<AnnouncementLine[]> {
  const of = issuer === undefined ? [] : [term('key', announcedKey(issuer))];
  const filter = [term('kind', 'citation'), term('shown', 2), range('day', { gte: from, lte: to }), ...of];
  const { items } = await listFacts(register, filter, { sort: newestFact, limit });
  return items.map(({ row, of: report }) => {
    const { keys, quote } = row.fact as unknown as IndexedCitation;
    return { report: { ...nameOf(report), day: row.day }, issuer: orEmpty(keys[0]).slice(announcedKey('').length), quote };
  });
}

/** Drafts with their final texts, newest first: both have the key of one work. */
export async function pairs({ connection, indexes }: Register, limit: number, drafts?: readonly string[]): Promise<DraftPair[]> {
  if (drafts?.length === 0) return [];
  const asked = all(term('draft', true), term('shown', true), ...(drafts ? [terms('id', drafts)] : []));
  const found: DraftPair[] = [];
  const workKeys = ({ keys }: RegisterRow): readonly string[] => keys.filter((key) => key.startsWith('w:'));
  for await (const hit of everyHit(connection, indexes.register, { query: asked, sort: [{ id: 'asc' }] })) {
    const draft = rowOf(hit);
    if (workKeys(draft).length === 0) continue;
    const query = all(terms('keys', workKeys(draft)), term('draft', false), range('day', { gte: draft.day }));
    const { hits } = await connection.search(indexes.register, { query, sort: [{ day: 'desc' }, { id: 'asc' }], size: 100 });
    const ends = hits.hits.map(rowOf).filter(({ id }) => id !== draft.id);
    found.push(...ends.map((final) => ({ draft: { ...nameOf(draft), day: draft.day }, final: { ...nameOf(final), day: final.day } })));
  }
  return found.toSorted((a, b) => (a.final.day < b.final.day ? 1 : a.final.day > b.final.day ? -1 : 0)).slice(0, limit);
}

/** Values of an aggregation within a bucket. */
export const within = (bucket: Readonly<Record<string, unknown>>, name: string): Aggregation => bucket[name] as Aggregation;
