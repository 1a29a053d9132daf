import type { DatabaseSync } from 'node:sqlite';
import type { CitationLine, RegisteredDocument } from '../model/citations.ts';
import type { Window } from '../model/facts.ts';
import type {
  Branch,
  DocumentName,
  DraftPair,
  Edge,
  FigureLine,
  HeldNumber,
  IndexedCitation,
  MissingText,
  Paged,
  SortKey,
} from '../model/query.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { Relation } from '../model/vocabulary.ts';
import { announcedKey } from '../stages/identity/resolve.ts';
import { countIn, joined, type Sql, select, sqlOf, testsSql } from './filters.ts';
import type { Asked, Question, Questions } from './questions.ts';

/** Questions across documents, to the tables `register…`. */

type Ask<Name extends keyof Questions> = Question<DatabaseSync, Name>;

const listOf = (column: string): string[] => JSON.parse(column);
const nameOf = ({ id, title, english }: DocumentName): DocumentName => ({ id, title, english });
const among = '(SELECT value FROM json_each(?))';
const ofDocument = (kind: string): string => `f.id IN (SELECT id FROM register_facet WHERE kind = '${kind}' AND value = ?)`;

type Facts = { readonly table: string; readonly columns: string; readonly where: Sql; readonly day: string; readonly newest: boolean };
type Of = DocumentName & { readonly seq: number; readonly at: string; readonly issuers: string };

/**
 * A page of facts, each with the document that states it: by day, or `newest` first, then by document and number. One more than is shown is
 * read, which tells whether there are more.
 */
function pageOf<Row>(database: DatabaseSync, { table, columns, where, day, newest }: Facts, { limit, offset = 0, after }: Paged) {
  const behind = after
    ? sqlOf(`(f.${day} ${newest ? '<' : '>'} ? OR (f.${day} = ? AND (f.id, f.seq) > (?, ?)))`, after[1], after[1], after[2], after[0])
    : sqlOf('1');
  const found = select<Row & Of>(
    database,
    `SELECT ${columns}, f.id, f.seq, f.${day} AS at, r.title, r.english, r.issuers FROM ${table} AS f LEFT JOIN register AS r ON r.id = f.id
     WHERE ${where.sql} AND ${behind.sql} ORDER BY f.${day}${newest ? ' DESC' : ''}, f.id, f.seq LIMIT ? OFFSET ?`,
    ...[...where.values, ...behind.values, limit + 1, after ? 0 : offset],
  );
  const rows = found.slice(0, limit);
  const keys = rows.map(({ seq, at, id }): SortKey => [seq, at, id]);
  const total = countIn(database, sqlOf(`${table} AS f WHERE ${where.sql}`, ...where.values));
  return { rows, total, page: { keys, more: limit > 0 && found.length > limit } };
}

const countsOf = (database: DatabaseSync, column: string, from: string): Readonly<Record<string, number>> => {
  const counted = `SELECT ${column} AS of, count(*) AS count FROM ${from} GROUP BY 1 ORDER BY 2 DESC`;
  return Object.fromEntries(select<{ readonly of: string; readonly count: number }>(database, counted).map(({ of, count }) => [of, count]));
};

const figures: Ask<'figures'> = (database, { unit, year, strength, kind, least, above, ...query }) => {
  const asked = { 'f.unit = ?': unit, 'f.year = ?': year, 'f.strength = ?': strength, 'f.kind = ?': kind };
  const limits = { 'f.value >= ?': least, 'f.value > ?': above, [`f.id IN ${among}`]: query.among && JSON.stringify(query.among) };
  const columns = "f.value, f.unit, f.year, f.yearFrom, nullif(f.strength, '') AS strength, f.scope, f.quote, f.bound";
  const facts = { table: 'register_figure', columns, where: testsSql({ ...asked, ...limits }), day: 'day', newest: true };
  const { rows, total, page } = pageOf<Omit<FigureLine, 'bound' | 'document'> & { readonly bound: string }>(database, facts, query);
  const items = rows.map(({ id, title, english, issuers, at, seq: _seq, bound, ...figure }) => ({
    ...{ ...figure, ...toLimits(bound) },
    document: { id, title, english, day: at, issuers: listOf(issuers) },
  }));
  return { total, items, units: countsOf(database, 'unit', 'register_figure'), ...page };
};

/** 'at-least strict year', as `toBoundColumn` wrote it. */
function toLimits(column: string): Pick<FigureLine, 'bound' | 'strict' | 'every'> {
  const [bound, ...more] = column.split(' ');
  return {
    bound: bound as FigureLine['bound'],
    ...(more.includes('strict') && { strict: true }),
    ...(more.includes('year') && { every: 'year' }),
  };
}

const edges: Ask<'edges'> = (database, { relation, theme, held, ...query }) => {
  const asked = { 'f.relation = ?': relation, 'f.open = ?': held === undefined ? undefined : Number(!held), [ofDocument('theme')]: theme };
  const columns = 'f.relation, f.title AS cited, f.number, f.quote';
  const facts = { table: 'register_cite', columns, where: testsSql({ 'f.shown = ?': 1, ...asked }), day: 'day', newest: true };
  const { rows, total, page } = pageOf<Pick<Edge, 'relation' | 'quote'> & { readonly cited?: string; readonly number?: string }>(
    database,
    facts,
    query,
  );
  const items = rows.map(({ seq, at, relation: how, cited, number, quote, ...of }) => {
    const [to] = select<Edge['to']>(
      database,
      `SELECT r.title, nullif(r.english, '') AS english, nullif(r.day, '') AS day, r.number, r.id FROM register_key AS k JOIN register AS r ON r.id = k.id
       WHERE k.key IN (SELECT key FROM register_cite_key WHERE id = ?1 AND seq = ?2) AND k.id <> ?1 ORDER BY k.key, k.id LIMIT 1`,
      ...[of.id, seq],
    );
    return { relation: how, from: { ...nameOf(of), day: at }, to: { ...opt({ title: cited, number }), ...to }, quote };
  });
  return { total, items, relations: countsOf(database, 'relation', 'register_cite WHERE shown = 1'), ...page };
};

const windows: Ask<'windows'> = (database, { kind, from, to = '9999', theme, issuer, place, ...query }) => {
  const of = { [ofDocument('theme')]: theme, [ofDocument('issuer')]: issuer, [ofDocument('entity')]: place && `place:${place}` };
  const where = testsSql({ 'f.kind = ?': kind, 'f.until >= ?': from, 'f.until <= ?': to, ...of });
  const columns = 'f.kind, f.start AS "from", f.until, f.time, f.quote';
  const facts = { table: 'register_window', columns, where, day: 'until', newest: false };
  const { rows, total, page } = pageOf<Window>(database, facts, query);
  const items = rows.map(({ seq, at: _at, issuers: _issuers, id, title, english, ...window }) => ({
    ...{ ...window, document: { id, title, english } },
    n: seq,
  }));
  return { total, items, ...page };
};

const named = (of: 'd' | 'f'): string => `json_object('id', ${of}.id, 'title', ${of}.title, 'english', ${of}.english, 'day', ${of}.day)`;

function pairsWhere(database: DatabaseSync, where: Sql, limit: number): DraftPair[] {
  const rows = select<{ readonly draft: string; readonly final: string }>(
    database,
    `SELECT DISTINCT ${named('d')} AS draft, ${named('f')} AS final
     FROM register AS d JOIN register_key AS a ON a.id = d.id AND a.key GLOB 'w:*' JOIN register_key AS b ON b.key = a.key AND b.id <> a.id
     JOIN register AS f ON f.id = b.id AND f.draft = 0 WHERE d.draft = 1 AND d.shown = 1 AND f.day >= d.day AND ${where.sql}
     ORDER BY f.day DESC, f.id, d.id LIMIT ?`,
    ...[...where.values, limit],
  );
  return rows.map(({ draft, final }) => ({ draft: JSON.parse(draft), final: JSON.parse(final) }));
}

const pairs: Ask<'pairs'> = (database, limit) => pairsWhere(database, sqlOf('1'), limit);
const pairsOf: Ask<'pairsOf'> = (database, drafts) =>
  pairsWhere(database, sqlOf(`d.id IN ${among}`, JSON.stringify(drafts)), drafts.length * 4);

const strongest: readonly Relation[] = [
  'repeals',
  'supersedes',
  'ends-in-part',
  'suspends',
  'extends',
  'postpones',
  'amends',
  'corrects',
  'prevails-over',
  'implements',
  'forwards',
  'interprets',
  'final-of',
  'draft-of',
  'reports',
  'translates',
  'cites',
];

type Cite = Omit<IndexedCitation, 'keys' | 'sequence'> & { readonly by: DocumentName | undefined; readonly day: string };

export function toMissingText(documents: number, cites: readonly Cite[]): MissingText {
  const first = (name: 'title' | 'number' | 'url') => cites.find((each) => each[name] !== undefined)?.[name];
  const relations = strongest.map((name) => [name, cites.filter(({ relation }) => relation === name).length] as const);
  return {
    ...opt({ title: first('title'), number: first('number'), url: first('url') }),
    documents,
    relations: Object.fromEntries(relations.filter(([, count]) => count > 0)),
    citedBy: cites.slice(0, 5).flatMap(({ by, relation, quote, day }) => (by ? [{ ...nameOf(by), relation, quote, day }] : [])),
  };
}

/** A title in another language may be a translation of a stored text; a number, or a title in Chinese, shows that the text is missing. */
const tellable = "(f.number IS NOT NULL OR f.title GLOB '*[㐀-鿿]*')";

/** 国务院办公厅转发国家地震局关于…的通知 holds what it forwards: the title stands in its own. */
const forwardsOwn = `(f.relation = 'forwards' AND f.title IS NOT NULL AND EXISTS
  (SELECT 1 FROM register AS own WHERE own.id = f.id AND instr(own.title, f.title) > 0))`;

const missingTexts: Ask<'missingTexts'> = (database, { limit, offset = 0, relation, theme }) => {
  const only = testsSql({ 'f.relation = ?': relation, [ofDocument('theme')]: theme });
  const open = sqlOf(
    `register_cite AS f WHERE open = 1 AND shown = 1 AND ${tellable} AND NOT ${forwardsOwn} AND ${only.sql}`,
    ...only.values,
  );
  const groups = select<{ readonly key: string; readonly documents: number }>(
    database,
    `SELECT key, count(DISTINCT id) AS documents FROM ${open.sql} GROUP BY key ORDER BY 2 DESC, key LIMIT ? OFFSET ?`,
    ...[...open.values, limit, offset],
  );
  const items = groups.map(({ key, documents }) => {
    const rows = select<Omit<Cite, 'by' | 'title'> & DocumentName & { readonly cited?: string }>(
      database,
      `SELECT f.title AS cited, f.number, f.relation, f.quote, f.url, f.day, f.id, r.title, r.english
       FROM register_cite AS f LEFT JOIN register AS r ON r.id = f.id
       WHERE f.key = ? AND f.open = 1 AND f.shown = 1 ORDER BY f.day DESC, f.id, f.seq LIMIT 200`,
      key,
    );
    return toMissingText(
      documents,
      rows.map(({ cited, id, title, english, ...cite }) => ({ ...cite, ...opt('title', cited), by: { id, title, english } })),
    );
  });
  return { total: countIn(database, open, 'DISTINCT key'), items };
};

const announcements: Ask<'announcements'> = (database, { issuer, from = '', to = '9999', limit }) => {
  const { sql, values } = testsSql({ 'f.key = ?': issuer && announcedKey(issuer), 'f.day >= ?': from, 'f.day <= ?': to });
  const rows = select<DocumentName & { readonly day: string; readonly key: string; readonly quote: string }>(
    database,
    `SELECT r.id, r.title, r.english, f.day, f.key, f.quote FROM register_cite AS f LEFT JOIN register AS r ON r.id = f.id
     WHERE f.shown = 2 AND ${sql} ORDER BY f.day DESC, f.id, f.seq LIMIT ?`,
    ...[...values, limit],
  );
  return rows.map(({ key, quote, ...report }) => ({ report, issuer: key.slice(announcedKey('').length), quote }));
};

const sequences: Ask<'sequences'> = (database, { prefix, year, limit }) => {
  const { sql, values } = testsSql({ 'own = ?': 1, 'prefix = ?': prefix, 'year = ?': year });
  const groups = select<{ readonly prefix: string; readonly year: number }>(
    database,
    `SELECT prefix, year, count(DISTINCT n) AS count FROM register_number WHERE ${sql} GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?`,
    ...[...values, limit],
  );
  return groups.map((group) => {
    const all = select<HeldNumber & { readonly own: number }>(
      database,
      `SELECT s.own, s.n, s.id, r.title, r.number, nullif(r.day, '') AS day FROM register_number AS s JOIN register AS r ON r.id = s.id
       WHERE s.prefix = ? AND s.year = ? ORDER BY s.n, s.id LIMIT 5000`,
      ...[group.prefix, group.year],
    );
    return {
      prefix: group.prefix,
      ...opt('year', group.year || undefined),
      held: all.flatMap(({ own, ...number }) => (own === 1 ? [number] : [])),
      cited: all.flatMap(({ own, n, id }) => (own === 0 ? [{ n, by: id }] : [])),
    };
  });
};

const withNumber: Ask<'withNumber'> = (database, { n, year, limit }) => {
  const { sql, values } = testsSql({ 's.own = ?': 1, 's.n = ?': n, 's.year = ?': year });
  return select(
    database,
    `SELECT r.id, r.title, s.prefix, r.number FROM register_number AS s JOIN register AS r ON r.id = s.id
     WHERE ${sql} ORDER BY s.year DESC, s.prefix, s.id LIMIT ?`,
    ...[...values, limit],
  );
};

export function shares(groups: Asked<'sharing'>, { title, english }: Pick<DocumentName, 'title' | 'english'>): boolean {
  const heads = `${title} ${english.toLowerCase()}`;
  return groups.filter((words) => words.some((word) => heads.includes(word))).length >= Math.min(2, groups.length);
}

const sharing: Ask<'sharing'> = (database, groups) =>
  select<DocumentName>(database, 'SELECT id, title, english FROM register WHERE act = 1').filter((name) => shares(groups, name));

type RegisterRow = Omit<RegisteredDocument, 'act' | 'draft' | 'issuers'> &
  Readonly<Record<'act' | 'draft', number>> & { readonly issuers: string };
const registerColumns = 'r.id, r.title, r.english, r.day, r.issuers, r.act, r.draft, r.number';

const withKeys: Ask<'withKeys'> = (database, keys) => {
  const rows = select<RegisterRow & { readonly key: string }>(
    database,
    `SELECT k.key, r.id, r.issuers, r.draft, r.number FROM json_each(?) AS asked
     CROSS JOIN register_key AS k ON k.key = asked.value JOIN register AS r ON r.id = k.id ORDER BY k.key, k.id`,
    JSON.stringify([...new Set(keys)]),
  );
  return rows.map(({ key, id, issuers, draft, number }) => ({
    ...{ key, id, issuerNames: listOf(issuers), draft: draft === 1 },
    ...opt('number', number),
  }));
};

/** Acts of one title that are told of a citation: with more, none is surely meant. */
export const mostCandidates = 20;

const toRegistered = ({ id, title, english, day, issuers, act, draft, number }: RegisterRow): RegisteredDocument => ({
  ...{ id, title, english, day, issuers: listOf(issuers), act: act === 1, draft: draft === 1 },
  ...opt('number', number),
});

function citationsSql({ by = [], of = [], keys = [], relations }: Asked<'citations'>): Sql {
  const one = (sql: string, ids: readonly string[]): readonly Sql[] => (ids.length > 0 ? [sqlOf(sql, JSON.stringify(ids))] : []);
  const naming = (which: string): string => `(f.id, f.seq) IN (SELECT id, seq FROM register_cite_key WHERE key IN ${which})`;
  const ofActs = naming(`(SELECT key FROM register_key WHERE id IN ${among})`);
  const ways = joined([...one(`f.id IN ${among}`, by), ...one(ofActs, of), ...one(naming(among), keys)], 'OR', '0');
  const only = testsSql({ 'f.shown = ?': 1, [`f.relation IN ${among}`]: relations && JSON.stringify(relations) });
  return joined([ways, only], 'AND', '1');
}

const citations: Ask<'citations'> = (database, query) => {
  const { sql, values } = citationsSql(query);
  const rows = select<RegisterRow & Omit<Cite, 'by'> & { readonly seq: number; readonly cited?: string; readonly citedNumber?: string }>(
    database,
    `SELECT ${registerColumns}, f.seq, f.relation, f.title AS cited, f.number AS citedNumber, f.quote
     FROM register_cite AS f JOIN register AS r ON r.id = f.id WHERE ${sql} ORDER BY f.day, f.id, f.seq LIMIT ?`,
    ...[...values, query.limit],
  );
  const items = rows.map((row): CitationLine => {
    const candidates = select<RegisterRow & { readonly key: string }>(
      database,
      `SELECT k.key, ${registerColumns} FROM register_cite_key AS k JOIN register_key AS held ON held.key = k.key AND held.id <> k.id
       JOIN register AS r ON r.id = held.id WHERE k.id = ? AND k.seq = ? ORDER BY k.key, held.id LIMIT ${mostCandidates}`,
      ...[row.id, row.seq],
    );
    return {
      ...{ relation: row.relation, ...opt({ title: row.cited, number: row.citedNumber }), quote: row.quote, from: toRegistered(row) },
      candidates: candidates.map((each) => ({ ...toRegistered(each), key: each.key })),
    };
  });
  return { total: countIn(database, sqlOf(`register_cite AS f WHERE ${sql}`, ...values)), items };
};

export const widest = 12;
export const mostBranches = 200;

export type LineageNode = { readonly id?: string; readonly keys: readonly string[]; readonly facts: Omit<Branch, 'below' | 'more'> };

export const factsOf = ({ id, title, english, number, day }: Partial<Record<keyof RegisterRow, unknown>>): LineageNode['facts'] =>
  Object.fromEntries(Object.entries({ id, title, english, number, day }).filter(([, value]) => value));

function storedNode(database: DatabaseSync, id: string): LineageNode | undefined {
  const [row] = select<RegisterRow>(database, `SELECT ${registerColumns} FROM register AS r WHERE id = ?`, id);
  const keys = select<{ readonly key: string }>(database, 'SELECT key FROM register_key WHERE id = ?', id);
  return row && { id, keys: keys.map(({ key }) => key), facts: factsOf(row) };
}

/** Documents that implement a text, by their day. From the keys on: few citations have one of them, many implement something. */
function children(database: DatabaseSync, { keys, id }: LineageNode): readonly string[] {
  const rows = select<{ readonly id: string }>(
    database,
    `SELECT c.id FROM register_cite AS c WHERE (c.id, c.seq) IN (SELECT k.id, k.seq FROM register_cite_key AS k WHERE k.key IN ${among})
     AND +c.relation = 'implements' AND +c.shown = 1 AND c.id <> ? ORDER BY c.day, c.id LIMIT 2000`,
    ...[JSON.stringify(keys), orEmpty(id)],
  );
  return [...new Set(rows.map((row) => row.id))].slice(0, 500);
}

function buildBranch(database: DatabaseSync, node: LineageNode, depth: number, seen: Set<string>): Branch {
  const below: Branch[] = [];
  const all = depth <= 0 ? [] : children(database, node).filter((id) => !seen.has(id));
  for (const id of all.slice(0, widest)) {
    if (seen.has(id) || seen.size >= mostBranches) continue;
    seen.add(id);
    const child = storedNode(database, id);
    if (child) below.push(buildBranch(database, child, depth - 1, seen));
  }
  return { ...node.facts, below, ...(all.length > below.length ? { more: all.length - below.length } : {}) };
}

const trees: Ask<'trees'> = (database, { of, limit, depth = 3 }) => {
  const branchOf = (node: LineageNode, name: string): Branch => buildBranch(database, node, depth, new Set([name]));
  if (of !== undefined) {
    const node = storedNode(database, of);
    return node ? [branchOf(node, of)] : [];
  }
  // Of acts that nobody holds, title and number are those by which they are cited.
  const tops = select<{ readonly key: string; readonly held?: string; readonly title?: string; readonly number?: string }>(
    database,
    `SELECT key, count(DISTINCT id) AS count, max(title) AS title, max(number) AS number,
       (SELECT k.id FROM register_key AS k WHERE k.key = c.key ORDER BY k.id LIMIT 1) AS held
     FROM register_cite AS c WHERE shown = 1 AND relation = 'implements' GROUP BY key ORDER BY 2 DESC, key LIMIT ?`,
    limit * 2,
  );
  const found = new Map<string, Branch>();
  for (const { key, held, ...cited } of tops) {
    const name = held ?? key;
    if (found.size >= limit || found.has(name)) continue;
    const node = held === undefined ? undefined : storedNode(database, held);
    found.set(name, branchOf(node ?? { keys: [key], facts: factsOf(cited) }, name));
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
