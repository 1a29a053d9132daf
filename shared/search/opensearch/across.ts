import type { CitationLine, RegisteredDocument } from '../../model/citations.ts';
import type { DocumentFigure, Window } from '../../model/facts.ts';
import type {
  Branch,
  DocumentName,
  DraftPair,
  Edge,
  FigureLine,
  IndexedCitation,
  MissingText,
  Paged,
  Sequence,
  SortKey,
} from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { announcedKey } from '../../stages/identity/resolve.ts';
import { factsOf, type LineageNode, mostBranches, mostCandidates, shares, toMissingText, widest } from '../across.ts';
import { bearersOf, rowOf } from './apply.ts';
import { all, any, type Clause, exists, not, range, term, terms } from './clauses.ts';
import { type Ask, bucketsOf, type Connection, everyHit, type Found, type SearchAnswer } from './connection.ts';
import type { FactRow, RegisterRow } from './rows.ts';

const factOf = ({ _source }: Found): FactRow => _source?.['row'] as FactRow;
const nameOf = ({ id, title, english }: RegisterRow): DocumentName => ({ id, title, english });
const datedName = (row: RegisterRow): DraftPair['draft'] => ({ ...nameOf(row), day: row.day });

async function rowsOf(connection: Connection, ids: readonly (string | undefined)[]): Promise<ReadonlyMap<string, RegisterRow>> {
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  return new Map((await connection.byIds('register', known)).map((found) => [found._id, rowOf(found)]));
}

const countsOf = (answer: SearchAnswer, name: string): Readonly<Record<string, number>> => {
  const counted = bucketsOf(answer.aggregations?.[name]).map(({ key, doc_count }): [string, number] => [key, doc_count]);
  return Object.fromEntries(counted.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
};

const given = (fields: Readonly<Record<string, string | number | boolean | undefined>>): readonly Clause[] =>
  Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [term(field, value)]));

const byDay = (day: Clause): readonly Clause[] => [day, { document: 'asc' }, { seq: 'asc' }];
const newestFirst = byDay({ day: 'desc' });
const oldestFirst = byDay({ day: 'asc' });
const cited = [term('kind', 'citation'), term('shown', 1)];

async function listFacts<Fact>(connection: Connection, filter: readonly Clause[], { limit, offset = 0, after }: Paged, sort = newestFirst) {
  const { hits } = await connection.search('facts', {
    query: all(...filter),
    sort,
    ...(after ? { search_after: [after[1], after[2], after[0]] } : { from: offset }),
    size: limit > 0 ? limit + 1 : 0,
    track_total_hits: true,
  });
  const shown = hits.hits.slice(0, limit);
  const documents = await rowsOf(
    connection,
    shown.map((found) => factOf(found).document),
  );
  const items = shown.flatMap((found) => {
    const { document, day, n, fact } = factOf(found);
    const of = documents.get(document);
    return of ? [{ of, day, n, to: found._source?.['to'], fact: fact as Fact }] : [];
  });
  const keys = shown.map(({ sort: [day, id, seq] = [] }): SortKey => [Number(seq), String(day), String(id)]);
  return { total: hits.total.value, items, page: { keys, more: limit > 0 && hits.hits.length > limit } };
}

const figures: Ask<'figures'> = async (connection, { unit, year, strength, kind: purpose, least, above, among, ...page }) => {
  const filter = [
    ...given({ kind: 'figure', unit, year, strength, purpose }),
    ...(among ? [terms('document', among)] : []),
    ...((least ?? above) === undefined ? [] : [range('value', opt({ gte: least, gt: above }))]),
  ];
  const aggs = { unit: { terms: { field: 'unit', size: 10_000 } } };
  const [found, counted] = await Promise.all([
    listFacts<DocumentFigure>(connection, filter, page),
    connection.search('facts', { query: all(term('kind', 'figure')), size: 0, aggs }),
  ]);
  const items = found.items.map(({ of, day, fact }): FigureLine => ({ ...fact, document: { ...nameOf(of), day, issuers: of.issuers } }));
  return { total: found.total, items, units: countsOf(counted, 'unit'), ...found.page };
};

const edges: Ask<'edges'> = async (connection, { relation, theme, held, ...page }) => {
  const narrowed = [...cited, ...given({ relation, theme, open: held === undefined ? undefined : !held })];
  const aggs = { relation: { terms: { field: 'relation', size: 100 } } };
  const [found, counted] = await Promise.all([
    listFacts<IndexedCitation>(connection, narrowed, page),
    connection.search('facts', { query: all(...cited), size: 0, aggs }),
  ]);
  const acts = await rowsOf(
    connection,
    found.items.map(({ to }) => (to as string | null) ?? undefined),
  );
  const items = found.items.map(({ of, day, to, fact: { title, number, quote, relation: how } }): Edge => {
    const act = acts.get(String(to));
    const stored = act && { ...datedName(act), ...opt('number', act.number) };
    return { relation: how, from: { ...nameOf(of), day }, to: { ...opt({ title, number }), ...stored }, quote };
  });
  return { total: found.total, items, relations: countsOf(counted, 'relation'), ...found.page };
};

const windows: Ask<'windows'> = async (connection, { kind, from, to = '9999', theme, issuer, place, ...page }) => {
  const narrowed = given({ kind: 'window', window: kind, theme, issuers: issuer, entity: place && `place:${place}` });
  const filter = [...narrowed, range('until', { gte: from, lte: to })];
  const found = await listFacts<Window>(connection, filter, page, byDay({ until: 'asc' }));
  const items = found.items.map(({ of, n, fact }) => ({ ...fact, document: nameOf(of), ...opt('n', n) }));
  return { total: found.total, ...found.page, items };
};

const announcements: Ask<'announcements'> = async (connection, { issuer, from = '', to = '9999', limit }) => {
  const filter = [...given({ kind: 'citation', shown: 2, key: issuer && announcedKey(issuer) }), range('day', { gte: from, lte: to })];
  const { items } = await listFacts<IndexedCitation>(connection, filter, { limit });
  return items.map(({ of, day, fact: { keys, quote } }) => ({
    ...{ report: { ...nameOf(of), day }, issuer: orEmpty(keys[0]).slice(announcedKey('').length), quote },
  }));
};

async function pairsAmong(connection: Connection, limit: number, among: readonly Clause[]): Promise<DraftPair[]> {
  const found: DraftPair[] = [];
  const drafts = { query: all(term('draft', true), term('shown', true), ...among), sort: [{ id: 'asc' }] };
  for await (const hit of everyHit(connection, 'register', drafts)) {
    const draft = rowOf(hit);
    const works = draft.keys.filter((key) => key.startsWith('w:'));
    if (works.length === 0) continue;
    const query = all(terms('keys', works), term('draft', false), range('day', { gte: draft.day }));
    const { hits } = await connection.search('register', { query, sort: [{ day: 'desc' }, { id: 'asc' }], size: 100 });
    const ends = hits.hits.map(rowOf).filter(({ id }) => id !== draft.id);
    found.push(...ends.map((final) => ({ draft: datedName(draft), final: datedName(final) })));
  }
  return found.toSorted((a, b) => (a.final.day < b.final.day ? 1 : a.final.day > b.final.day ? -1 : 0)).slice(0, limit);
}

const pairs: Ask<'pairs'> = (connection, limit) => pairsAmong(connection, limit, []);
const pairsOf: Ask<'pairsOf'> = async (connection, drafts) =>
  drafts.length === 0 ? [] : pairsAmong(connection, drafts.length * 4, [terms('id', drafts)]);

const distinct = (field: string): Clause => ({ cardinality: { field, precision_threshold: 40_000 } });
const mostDocuments = [{ documents: 'desc' }, { _key: 'asc' }];

const missingTexts: Ask<'missingTexts'> = async (connection, { limit, offset = 0, relation, theme }) => {
  const open = [...cited, term('open', true)];
  const aggs = {
    key: { terms: { field: 'key', size: offset + limit, order: mostDocuments }, aggs: { documents: distinct('document') } },
    total: distinct('key'),
  };
  const query = all(...open, ...given({ tellable: true, relation, theme }));
  const { aggregations } = await connection.search('facts', { query, size: 0, aggs });
  const page = bucketsOf(aggregations?.['key']).slice(offset);
  const items = await Promise.all(
    page.map(({ key, documents }) => missingText(connection, [...open, term('key', key)], documents?.value ?? 0)),
  );
  return { total: aggregations?.['total']?.value ?? 0, items };
};

async function missingText(connection: Connection, citing: readonly Clause[], documents: number): Promise<MissingText> {
  const { hits } = await connection.search('facts', { query: all(...citing), sort: newestFirst, size: 200 });
  const rows = hits.hits.map(factOf);
  const names = await rowsOf(
    connection,
    rows.slice(0, 5).map(({ document }) => document),
  );
  return toMissingText(
    documents,
    rows.map(({ document, day, fact }) => ({ ...(fact as IndexedCitation), day, by: names.get(document) })),
  );
}

const sequences: Ask<'sequences'> = async (connection, { prefix, year, limit }) => {
  const query = all(exists('series'), ...given({ prefix, year }));
  const aggs = { series: { terms: { field: 'series', size: 10_000 }, aggs: { held: distinct('n') } } };
  const { aggregations } = await connection.search('register', { query, size: 0, aggs });
  const ordered = bucketsOf(aggregations?.['series'])
    .map(({ key, held }) => ({ year: Number(key.slice(0, 5)), prefix: key.slice(6), held: held?.value ?? 0 }))
    .toSorted((a, b) => b.year - a.year || b.held - a.held || (a.prefix < b.prefix ? -1 : 1));
  return Promise.all(ordered.slice(0, limit).map((each) => sequenceOf(connection, each.prefix, each.year)));
};

async function sequenceOf(connection: Connection, prefix: string, year: number): Promise<Sequence> {
  const query = all(...given({ prefix, year }));
  const [own, others] = await Promise.all([
    connection.search('register', { query, sort: [{ n: 'asc' }, { id: 'asc' }], size: 5_000 }),
    connection.search('facts', { query, sort: byDay({ n: 'asc' }), size: 5_000 }),
  ]);
  const stored = own.hits.hits.map(rowOf).map(({ id, title, number, day, sequence }) => ({
    ...{ n: sequence?.n ?? 0, id, title },
    ...opt({ number, day: day || undefined }),
  }));
  const named = others.hits.hits.map(factOf).map(({ document, fact }) => ({ n: (fact as IndexedCitation).sequence?.n ?? 0, by: document }));
  const once = [...new Map(named.map((each) => [`${each.n} ${each.by}`, each])).values()];
  return { prefix, ...opt('year', year || undefined), held: stored, cited: once };
}

const withNumber: Ask<'withNumber'> = async (connection, { n, year, limit }) => {
  const sort = [{ year: 'desc' }, { prefix: 'asc' }, { id: 'asc' }];
  const { hits } = await connection.search('register', { query: all(...given({ n, year })), sort, size: limit });
  return hits.hits.map(rowOf).map(({ id, title, number, sequence }) => ({
    ...{ id, title, prefix: orEmpty(sequence?.prefix) },
    ...opt('number', number),
  }));
};

const sharing: Ask<'sharing'> = async (connection, groups) => {
  const found: DocumentName[] = [];
  for await (const hit of everyHit(connection, 'register', { query: all(exists('keys')), sort: [{ id: 'asc' }] })) {
    const name = nameOf(rowOf(hit));
    if (shares(groups, name)) found.push(name);
  }
  return found;
};

const withKeys: Ask<'withKeys'> = async (connection, keys) =>
  [...(await bearersOf(connection, keys))].flatMap(([key, rows]) =>
    rows.map(({ id, number, issuers, draft }) => ({ key, id, issuerNames: issuers, draft, ...opt('number', number) })),
  );

const toRegistered = ({ id, title, english, day, issuers, number, draft, keys }: RegisterRow): RegisteredDocument => ({
  ...{ id, title, english, day, issuers, draft, act: keys.length > 0 },
  ...opt('number', number),
});

const citations: Ask<'citations'> = async (connection, { by = [], of = [], keys = [], relations, limit }) => {
  const own = [...(await rowsOf(connection, of)).values()].flatMap((row) => row.keys);
  const asked = { document: by, keys: [...own, ...keys] };
  const ways = Object.entries(asked).flatMap(([field, values]) => (values.length > 0 ? [terms(field, values)] : []));
  if (ways.length === 0) return { total: 0, items: [] };
  const filter = [...cited, any(...ways), ...(relations ? [terms('relation', relations)] : [])];
  const { total, items } = await listFacts<IndexedCitation>(connection, filter, { limit }, oldestFirst);
  const bearers = await bearersOf(
    connection,
    items.flatMap(({ fact }) => fact.keys),
  );
  const lines = items.map(({ of: citing, fact: { keys: named, relation, title, number, quote } }): CitationLine => {
    const acts = named.toSorted().flatMap((key) => (bearers.get(key) ?? []).map((row) => ({ ...toRegistered(row), key })));
    const candidates = acts.filter(({ id }) => id !== citing.id).slice(0, mostCandidates);
    return { relation, ...opt({ title, number }), quote, candidates, from: toRegistered(citing) };
  });
  return { total, items: lines };
};

const greatest = (field: string): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } } });
const implementing = [...cited, term('relation', 'implements')];
const nodeOf = (row: RegisterRow): LineageNode => ({ id: row.id, keys: row.keys, facts: factsOf(row) });

async function children(connection: Connection, { keys, id }: LineageNode): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const query = all(...implementing, terms('keys', keys), ...(id === undefined ? [] : [not(term('document', id))]));
  const { hits } = await connection.search('facts', { query, sort: oldestFirst, size: 500 });
  return [...new Set(hits.hits.map((found) => factOf(found).document))];
}

async function buildBranch(connection: Connection, node: LineageNode, depth: number, seen: Set<string>): Promise<Branch> {
  const below: Branch[] = [];
  const found = depth <= 0 ? [] : (await children(connection, node)).filter((id) => !seen.has(id));
  const rows = await rowsOf(connection, found.slice(0, widest));
  for (const [id, row] of rows) {
    if (seen.has(id) || seen.size >= mostBranches) continue;
    seen.add(id);
    below.push(await buildBranch(connection, nodeOf(row), depth - 1, seen));
  }
  return { ...node.facts, below, ...(found.length > below.length ? { more: found.length - below.length } : {}) };
}

const trees: Ask<'trees'> = async (connection, { of, limit, depth = 3 }) => {
  const branchOf = (node: LineageNode, name: string): Promise<Branch> => buildBranch(connection, node, depth, new Set([name]));
  if (of !== undefined) {
    const row = (await rowsOf(connection, [of])).get(of);
    return row ? [await branchOf(nodeOf(row), of)] : [];
  }
  const facts = { documents: distinct('document'), title: greatest('title'), number: greatest('number') };
  const aggs = { key: { terms: { field: 'key', size: limit * 2, order: mostDocuments }, aggs: facts } };
  const { aggregations } = await connection.search('facts', { query: all(...implementing), size: 0, aggs });
  const found = new Map<string, Branch>();
  for (const { key, title, number } of bucketsOf(aggregations?.['key'])) {
    const { hits } = await connection.search('register', { query: all(term('keys', key)), sort: [{ id: 'asc' }], size: 1 });
    const [stored] = hits.hits.map(rowOf);
    const cited = { title: bucketsOf(title)[0]?.key, number: bucketsOf(number)[0]?.key };
    const name = stored?.id ?? key;
    if (found.size >= limit || found.has(name)) continue;
    found.set(name, await branchOf(stored ? nodeOf(stored) : { keys: [key], facts: factsOf(cited) }, name));
  }
  return [...found.values()];
};

export const across = {
  announcements,
  citations,
  edges,
  figures,
  missingTexts,
  pairs,
  pairsOf,
  sequences,
  sharing,
  trees,
  windows,
  withKeys,
  withNumber,
};
