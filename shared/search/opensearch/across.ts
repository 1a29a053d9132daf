import type { AnnouncementLine, AnnouncementQuery } from '../../model/announcement.ts';
import type { CitationLine, CitationQuery, CitationResult, RegisteredDocument } from '../../model/citations.ts';
import type { DocumentFigure, Window } from '../../model/facts.ts';
import type {
  Branch,
  DocumentName,
  DocumentWithKey,
  DocumentWithNumber,
  DraftPair,
  Edge,
  EdgeQuery,
  EdgeResult,
  FigureLine,
  FigureQuery,
  FigureResult,
  IndexedCitation,
  Keyed,
  MissingText,
  MissingTextQuery,
  MissingTextResult,
  Sequence,
  SequenceQuery,
  SortKey,
  WindowQuery,
  WindowResult,
} from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { announcedKey } from '../../stages/identity/resolve.ts';
import { shares, strongest } from '../missing.ts';
import { factsOf, type LineageNode, mostBranches, widest } from '../trees.ts';
import { rowOf } from './apply.ts';
import { all, any, type Clause, exists, not, range, term, terms } from './clauses.ts';
import { type Aggregation, type Connection, everyHit, type Found, type SearchAnswer } from './connection.ts';
import type { FactRow, Indexes, RegisterRow } from './rows.ts';

const factAs = <T>(fact: unknown): T => fact as T;

export type Register = { readonly connection: Connection; readonly indexes: Indexes };

const factOf = ({ _source }: Found): FactRow => _source?.['row'] as FactRow;
const nameOf = ({ id, title, english }: RegisterRow): DocumentName => ({ id, title, english });

async function rowsOf({ connection, indexes }: Register, ids: readonly (string | undefined)[]): Promise<ReadonlyMap<string, RegisterRow>> {
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  return new Map((await connection.byIds(indexes.register, known)).map((found) => [found._id, rowOf(found)]));
}

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

export async function figures(
  register: Register,
  { unit, year, strength, kind: purpose, least, above, among, ...page }: FigureQuery,
): Promise<FigureResult> {
  const { connection, indexes } = register;
  const kind = term('kind', 'figure');
  const [found, counted] = await Promise.all([
    listFacts(
      register,
      [
        ...[kind, ...optionalTerms({ unit, year, strength, purpose }), ...(among ? [terms('document', among)] : [])],
        ...((least ?? above) === undefined ? [] : [range('value', opt({ gte: least, gt: above }))]),
      ],
      { sort: newestFact, ...page },
    ),
    connection.search(indexes.facts, { query: all(kind), size: 0, aggs: { unit: { terms: { field: 'unit', size: 10_000 } } } }),
  ]);
  const items = found.items.map(({ row, of }): FigureLine => {
    const document = { ...nameOf(of), day: row.day, issuers: of.issuers };
    return { ...factAs<DocumentFigure>(row.fact), document };
  });
  return { total: found.total, items, units: countsOf(counted, 'unit'), keys: found.keys, more: found.more };
}

export async function edges(register: Register, { relation, theme, held: stored, ...page }: EdgeQuery): Promise<EdgeResult> {
  const { connection, indexes } = register;
  const cited = [term('kind', 'citation'), term('shown', 1)];
  const narrowed = [...cited, ...optionalTerms({ relation, theme, open: stored === undefined ? undefined : !stored })];
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
    const { title, number, quote, relation: how } = factAs<IndexedCitation>(row.fact);
    const to = targets.get(String(_source?.['to']));
    const named = { ...opt('title', title), ...opt('number', number) };
    return { relation: how, from: { ...nameOf(of), day: row.day }, to: { ...named, ...(to ? storedTarget(to) : {}) }, quote };
  });
  return { total: found.total, items, relations: countsOf(counted, 'relation'), keys: found.keys, more: found.more };
}

const storedTarget = (row: RegisterRow): Edge['to'] => ({
  ...nameOf(row),
  day: row.day,
  ...opt('number', row.number),
});

export async function windows(register: Register, query: WindowQuery): Promise<WindowResult> {
  const { kind, from, to = '9999', theme, issuer, place, limit, offset, after } = query;
  const narrowed = optionalTerms({ theme, issuers: issuer, entity: place === undefined ? undefined : `place:${place}` });
  const filter = [term('kind', 'window'), term('window', kind), range('until', { gte: from, lte: to }), ...narrowed];
  const sort = [{ until: 'asc' }, { document: 'asc' }, { seq: 'asc' }];
  const { items, ...rest } = await listFacts(register, filter, { sort, limit, offset, after });
  return { ...rest, items: items.map(({ row, of }) => ({ ...factAs<Window>(row.fact), document: nameOf(of), ...opt('n', row.n) })) };
}

export async function announcements(
  register: Register,
  { issuer, from = '', to = '9999', limit }: AnnouncementQuery,
): Promise<AnnouncementLine[]> {
  const of = issuer === undefined ? [] : [term('key', announcedKey(issuer))];
  const filter = [term('kind', 'citation'), term('shown', 2), range('day', { gte: from, lte: to }), ...of];
  const { items } = await listFacts(register, filter, { sort: newestFact, limit });
  return items.map(({ row, of: report }) => {
    const { keys, quote } = factAs<IndexedCitation>(row.fact);
    return { report: { ...nameOf(report), day: row.day }, issuer: orEmpty(keys[0]).slice(announcedKey('').length), quote };
  });
}

export async function pairs({ connection, indexes }: Register, limit: number, drafts?: readonly string[]): Promise<DraftPair[]> {
  if (drafts?.length === 0) return [];
  const query = all(term('draft', true), term('shown', true), ...(drafts ? [terms('id', drafts)] : []));
  const found: DraftPair[] = [];
  const workKeys = ({ keys }: RegisterRow): readonly string[] => keys.filter((key) => key.startsWith('w:'));
  for await (const hit of everyHit(connection, indexes.register, { query: query, sort: [{ id: 'asc' }] })) {
    const draft = rowOf(hit);
    if (workKeys(draft).length === 0) continue;
    const query = all(terms('keys', workKeys(draft)), term('draft', false), range('day', { gte: draft.day }));
    const { hits } = await connection.search(indexes.register, { query, sort: [{ day: 'desc' }, { id: 'asc' }], size: 100 });
    const ends = hits.hits.map(rowOf).filter(({ id }) => id !== draft.id);
    found.push(...ends.map((final) => ({ draft: { ...nameOf(draft), day: draft.day }, final: { ...nameOf(final), day: final.day } })));
  }
  return found.toSorted((a, b) => (a.final.day < b.final.day ? 1 : a.final.day > b.final.day ? -1 : 0)).slice(0, limit);
}

const within = (bucket: Readonly<Record<string, unknown>>, name: string): Aggregation => bucket[name] as Aggregation;

type Bucket = Readonly<Record<string, unknown>> & { readonly key: string };

/** Exact up to so many different values. */
const distinct = (field: string): Clause => ({ cardinality: { field, precision_threshold: 40_000 } });
const bucketsOf = (answer: SearchAnswer, name: string): readonly Bucket[] =>
  (answer.aggregations?.[name]?.buckets ?? []) as readonly Bucket[];
const mostDocuments = [{ documents: 'desc' }, { _key: 'asc' }];

export async function missingTexts(
  register: Register,
  { limit, offset = 0, relation, theme }: MissingTextQuery,
): Promise<MissingTextResult> {
  const { connection, indexes } = register;
  const only = [...(relation === undefined ? [] : [term('relation', relation)]), ...(theme === undefined ? [] : [term('theme', theme)])];
  const open = [term('kind', 'citation'), term('open', true), term('shown', 1)];
  const aggs = {
    key: { terms: { field: 'key', size: offset + limit, order: mostDocuments }, aggs: { documents: distinct('document') } },
    total: distinct('key'),
  };
  const counted = await connection.search(indexes.facts, { query: all(...open, term('tellable', true), ...only), size: 0, aggs });
  const page = bucketsOf(counted, 'key').slice(offset);
  const items = await Promise.all(page.map((bucket) => missingText(register, open, bucket.key, within(bucket, 'documents').value)));
  return { total: counted.aggregations?.['total']?.value ?? 0, items };
}

async function missingText(register: Register, open: readonly Clause[], key: string, documents: number): Promise<MissingText> {
  const { connection, indexes } = register;
  const { hits } = await connection.search(indexes.facts, {
    query: all(...open, term('key', key)),
    sort: [{ day: 'desc' }, { document: 'asc' }, { seq: 'asc' }],
    size: 200,
  });
  const rows = hits.hits.map(factOf);
  const cited = rows.map(({ fact }) => factAs<IndexedCitation>(fact));
  const first = (name: 'title' | 'number' | 'url') => cited.map((each) => each[name]).find((value) => value !== undefined);
  const facts = (['title', 'number', 'url'] as const).flatMap((name) => (first(name) === undefined ? [] : [[name, first(name)]]));
  const relations = strongest.flatMap((name) => {
    const count = cited.filter((each) => each.relation === name).length;
    return count > 0 ? [[name, count]] : [];
  });
  const names = await rowsOf(
    register,
    rows.slice(0, 5).map(({ document }) => document),
  );
  const citedBy = rows.slice(0, 5).flatMap(({ document, day, fact }) => {
    const row = names.get(document);
    const { relation, quote } = fact as { readonly relation: Relation; readonly quote: string };
    return row ? [{ ...nameOf(row), relation, quote, day }] : [];
  });
  return { ...Object.fromEntries(facts), documents, relations: Object.fromEntries(relations), citedBy };
}

export async function sequences(register: Register, { prefix, year, limit }: SequenceQuery): Promise<Sequence[]> {
  const { connection, indexes } = register;
  const queries = [
    { exists: { field: 'series' } },
    ...(prefix === undefined ? [] : [term('prefix', prefix)]),
    ...(year === undefined ? [] : [term('year', year)]),
  ];
  const aggs = { series: { terms: { field: 'series', size: 10_000 }, aggs: { held: distinct('n') } } };
  const counted = bucketsOf(await connection.search(indexes.register, { query: all(...queries), size: 0, aggs }), 'series').map(
    (bucket) => ({
      year: Number(bucket.key.slice(0, 5)),
      prefix: bucket.key.slice(6),
      held: within(bucket, 'held').value,
    }),
  );
  const ordered = counted.toSorted((a, b) => b.year - a.year || b.held - a.held || (a.prefix < b.prefix ? -1 : 1)).slice(0, limit);
  return Promise.all(ordered.map((each) => sequenceOf(register, each)));
}

async function sequenceOf(
  { connection, indexes }: Register,
  { prefix, year }: { readonly prefix: string; readonly year: number },
): Promise<Sequence> {
  const series = all(term('prefix', prefix), term('year', year));
  const [own, cited] = await Promise.all([
    connection.search(indexes.register, { query: series, sort: [{ n: 'asc' }, { id: 'asc' }], size: 5_000 }),
    connection.search(indexes.facts, { query: series, sort: [{ n: 'asc' }, { document: 'asc' }, { seq: 'asc' }], size: 5_000 }),
  ]);
  const stored = own.hits.hits.map(rowOf).map(({ id, title, number, day, sequence }) => ({
    ...{ n: sequence?.n ?? 0, id, title },
    ...opt('number', number),
    ...(day === '' ? {} : { day }),
  }));
  const named = cited.hits.hits
    .map(factOf)
    .map(({ document, fact }) => ({ n: factAs<IndexedCitation>(fact).sequence?.n ?? 0, by: document }));
  const once = [...new Map(named.map((each) => [`${each.n} ${each.by}`, each])).values()];
  return { prefix, ...(year === 0 ? {} : { year }), held: stored, cited: once };
}

export async function withNumber(
  { connection, indexes }: Register,
  { n, year, limit }: { n: number; year?: number; limit: number },
): Promise<DocumentWithNumber[]> {
  const query = all(term('n', n), ...(year === undefined ? [] : [term('year', year)]));
  const { hits } = await connection.search(indexes.register, {
    query,
    sort: [{ year: 'desc' }, { prefix: 'asc' }, { id: 'asc' }],
    size: limit,
  });
  return hits.hits.map(rowOf).map(({ id, title, number, sequence }) => ({
    id,
    title,
    prefix: orEmpty(sequence?.prefix),
    ...opt('number', number),
  }));
}

export async function sharing({ connection, indexes }: Register, groups: readonly (readonly string[])[]): Promise<DocumentName[]> {
  const found: DocumentName[] = [];
  for await (const hit of everyHit(connection, indexes.register, { query: all(exists('keys')), sort: [{ id: 'asc' }] })) {
    const name = nameOf(rowOf(hit));
    if (shares(groups, name)) found.push(name);
  }
  return found;
}

export async function withKeys({ connection, indexes }: Register, keys: readonly string[]): Promise<DocumentWithKey[]> {
  const wanted = new Set(keys);
  const found: DocumentWithKey[] = [];
  for (let at = 0; at < keys.length; at += 1_000) {
    const query = all(terms('keys', keys.slice(at, at + 1_000)));
    for await (const hit of everyHit(connection, indexes.register, { query, sort: [{ id: 'asc' }] })) {
      const { id, number, issuers, draft, keys: own } = rowOf(hit);
      const row = { id, issuerNames: issuers, draft, ...opt('number', number) };
      for (const key of own) if (wanted.has(key)) found.push({ key, ...row });
    }
  }
  return [...new Map(found.map((each) => [`${each.key} ${each.id}`, each])).values()];
}

/** Acts of one title that are told of a citation: with more, none is surely meant. */
const mostCandidates = 20;
/** Values of one `terms` clause. */
const atOnce = 1_000;

const toRegistered = ({ id, title, english, day, issuers, number, draft, keys }: RegisterRow): RegisteredDocument => ({
  ...{ id, title, english, day, issuers, draft, act: keys.length > 0 },
  ...opt('number', number),
});

async function bearersOf({ connection, indexes }: Register, keys: readonly string[]): Promise<ReadonlyMap<string, readonly RegisterRow[]>> {
  const found = new Map<string, RegisterRow[]>();
  const wanted = new Set(keys);
  const list = [...wanted];
  for (let at = 0; at < list.length; at += atOnce) {
    const query = all(terms('keys', list.slice(at, at + atOnce)));
    for await (const hit of everyHit(connection, indexes.register, { query, sort: [{ id: 'asc' }] })) {
      const row = rowOf(hit);
      for (const key of row.keys) if (wanted.has(key)) found.set(key, [...(found.get(key) ?? []), row]);
    }
  }
  return found;
}

async function conditionsOf(register: Register, { by = [], of = [], keys = [] }: CitationQuery): Promise<readonly Clause[]> {
  const own = [...(await rowsOf(register, of)).values()].flatMap((row) => row.keys);
  return [
    ...(by.length > 0 ? [terms('document', by)] : []),
    ...(own.length > 0 ? [terms('keys', own)] : []),
    ...(keys.length > 0 ? [terms('keys', keys)] : []),
  ];
}

export async function citations(register: Register, query: CitationQuery): Promise<CitationResult> {
  const { connection, indexes } = register;
  const ways = await conditionsOf(register, query);
  if (ways.length === 0) return { total: 0, items: [] };
  const only = query.relations === undefined ? [] : [terms('relation', query.relations)];
  const { hits } = await connection.search(indexes.facts, {
    query: all(term('kind', 'citation'), term('shown', 1), any(...ways), ...only),
    sort: [{ day: 'asc' }, { document: 'asc' }, { seq: 'asc' }],
    size: query.limit,
    track_total_hits: true,
  });
  const rows = hits.hits.map(factOf);
  const names = await rowsOf(
    register,
    rows.map(({ document }) => document),
  );
  const cited = rows.map(({ document, fact }) => ({ document, ...factAs<IndexedCitation>(fact) }));
  const bearers = await bearersOf(
    register,
    cited.flatMap(({ keys }) => keys),
  );
  const items = cited.flatMap(({ document, keys, relation, title, number, quote }): CitationLine[] => {
    const from = names.get(document);
    const stored = keys
      .toSorted()
      .flatMap((key) => (bearers.get(key) ?? []).filter(({ id }) => id !== document).map((row) => ({ ...toRegistered(row), key })));
    const line = { relation, ...opt({ title, number }), quote, candidates: stored.slice(0, mostCandidates) };
    return from ? [{ ...line, from: toRegistered(from) }] : [];
  });
  return { total: hits.total.value, items };
}

const greatest = (field: string): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } } });

const nodeOf = (row: RegisterRow): LineageNode => ({ id: row.id, keys: row.keys, facts: factsOf(row) });

async function children({ connection, indexes }: Register, { keys, id }: LineageNode): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const implementing = [term('kind', 'citation'), term('relation', 'implements'), term('shown', 1), terms('keys', keys)];
  const query = all(...implementing, ...(id === undefined ? [] : [not(term('document', id))]));
  const { hits } = await connection.search(indexes.facts, {
    query,
    sort: [{ day: 'asc' }, { document: 'asc' }, { seq: 'asc' }],
    size: 500,
  });
  return [...new Set(hits.hits.map((found) => factOf(found).document))];
}

async function buildBranch(register: Register, node: LineageNode, depth: number, seen: Set<string>): Promise<Branch> {
  const below: Branch[] = [];
  const found = depth <= 0 ? [] : (await children(register, node)).filter((id) => !seen.has(id));
  const rows = await rowsOf(register, found.slice(0, widest));
  for (const id of found.slice(0, widest)) {
    const row = rows.get(id);
    if (!row || seen.has(id) || seen.size >= mostBranches) continue;
    seen.add(id);
    below.push(await buildBranch(register, nodeOf(row), depth - 1, seen));
  }
  return { ...node.facts, below, ...(found.length > below.length ? { more: found.length - below.length } : {}) };
}

/** Documents that implement a text, as a tree; without `of`, the texts that most documents implement, stored or not. */
export async function trees(
  register: Register,
  { of, limit, depth = 3 }: { of?: string; limit: number; depth?: number },
): Promise<Branch[]> {
  const { connection, indexes } = register;
  if (of !== undefined) {
    const row = (await rowsOf(register, [of])).get(of);
    return row ? [await buildBranch(register, nodeOf(row), depth, new Set([of]))] : [];
  }
  const aggs = {
    key: {
      terms: { field: 'key', size: limit * 2, order: mostDocuments },
      aggs: { documents: distinct('document'), title: greatest('title'), number: greatest('number') },
    },
  };
  const query = all(term('kind', 'citation'), term('relation', 'implements'), term('shown', 1));
  const found = new Map<string, Branch>();
  for (const top of bucketsOf(await connection.search(indexes.facts, { query, size: 0, aggs }), 'key')) {
    const { hits } = await connection.search(indexes.register, { query: all(term('keys', top.key)), sort: [{ id: 'asc' }], size: 1 });
    const [stored] = hits.hits.map(rowOf);
    const name = (field: string): string | undefined => (within(top, field).buckets as readonly { readonly key: string }[])[0]?.key;
    const facts = Object.fromEntries((['title', 'number'] as const).flatMap((field) => (name(field) ? [[field, name(field)]] : [])));
    const node = stored ? nodeOf(stored) : { keys: [top.key], facts };
    const id = stored?.id ?? top.key;
    if (!found.has(id) && found.size < limit) found.set(id, await buildBranch(register, node, depth, new Set([id])));
  }
  return [...found.values()];
}
