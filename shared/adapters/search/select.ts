import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Mentions } from '../../model/landmark.ts';
import type { Hit, Query, QueryResult } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { type Conditions, conditionsOf, dates, dayColumn, status } from './conditions.ts';
import { type Combination, type Counted, countFacets, toCombination } from './facets.ts';
import { passageOf } from './passage.ts';
import { type QueryWords, readWords } from './query-parser.ts';
import { type Relevance, relevanceOf } from './relevance.ts';
import { hitOf, unpack } from './rows.ts';

/** One file of documents. `masked`: its table `masked` has the numbers of rows that no longer count. `year` is 0 for documents of any year. */
export type Part = { readonly database: DatabaseSync; readonly year: number; readonly masked: boolean };

export const emptyResult: QueryResult = { total: 0, hits: [], facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} } };

/** The words and conditions of a query; undefined when it has words and none that could be looked for. */
export function readQuery(
  query: Omit<Query, 'limit'>,
): { readonly words: QueryWords | undefined; readonly conditions: Conditions } | undefined {
  const asked = orEmpty(query.q?.trim());
  const words = asked === '' ? undefined : readWords(asked);
  if (words && words.match === undefined && words.inTitle.length + words.without.length === 0) return undefined;
  return { words, conditions: conditionsOf(query, words) };
}

/** Answers a query from all files that may hold what it asks for: that of changes first, then years, the newest first. */
export function answer(parts: readonly Part[], query: Query): QueryResult {
  const asked = readQuery(query);
  if (!asked) return emptyResult;
  const { words, conditions } = asked;
  if (query.among) {
    const hits = list(parts, query, conditions, undefined);
    return { ...emptyResult, total: hits.length, hits };
  }
  return { ...countFacets(parts.flatMap((part) => countIn(part, conditions))), hits: list(parts, query, conditions, words) };
}

const unmasked = 'd.rowid NOT IN (SELECT row FROM temp.masked)';

export function whereIn({ masked }: Part, { all }: Pick<Conditions, 'all'>): string {
  const conditions = [...all, ...(masked ? [unmasked] : [])];
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
}

/** What is kept of an open file: its prepared statements, of which questions ask the same few of every file again and again, and its combinations. */
type Kept = { readonly statements: Map<string, StatementSync>; readonly combinations: Map<number, Combination> };
const kept = new WeakMap<DatabaseSync, Kept>();
const mostStatements = 60;

function keptOf(database: DatabaseSync): Kept {
  const found = kept.get(database) ?? { statements: new Map(), combinations: new Map() };
  kept.set(database, found);
  return found;
}

/** Prepares a statement; values that it does not name are ignored. */
export function prepare(database: DatabaseSync, sql: string): StatementSync {
  const { statements } = keptOf(database);
  const statement = statements.get(sql) ?? database.prepare(sql);
  statement.setAllowUnknownNamedParameters(true);
  if (statements.size >= mostStatements) statements.clear();
  statements.set(sql, statement);
  return statement;
}

export function combinationIn(database: DatabaseSync, number: number): Combination {
  const { combinations } = keptOf(database);
  const known = combinations.get(number);
  if (known) return known;
  const row = prepare(database, 'SELECT type, level, themes, issuerIds, status FROM combination WHERE number = ?').get(number) ?? {};
  const made = toCombination(row);
  combinations.set(number, made);
  return made;
}

/** How many documents of a file meet the conditions, by what the facets count. */
export function countIn(part: Part, conditions: Conditions): readonly Counted[] {
  const sql = `SELECT d.combination AS number, ${dates}, count(*) AS count FROM ${conditions.from} ${whereIn(part, conditions)} GROUP BY 1, 2, 3`;
  return prepare(part.database, sql)
    .all(conditions.values)
    .map(({ number, ended, begun, count }) => ({
      ...{ ended, begun },
      count: Number(count),
      of: combinationIn(part.database, Number(number)),
    }));
}

/** A row that may be shown: what it is sorted by, and where it is. */
type Candidate = { readonly part: Part; readonly row: number; readonly day: string; readonly id: string; readonly rank: unknown };
type Order = Relevance & { readonly within: string; readonly direction: 1 | -1 };

const least = (a: unknown, b: unknown): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : (a as number | string) < (b as number | string) ? -1 : 1;

/** By rank, then by day and id, the last first; the soonest by id, the first first. */
const compare = (a: Candidate, b: Candidate, direction: Order['direction']): number =>
  least(a.rank, b.rank) || (direction === 1 ? least(a.id, b.id) : least(b.day, a.day) || least(b.id, a.id));

function orderOf(query: Query, words: QueryWords | undefined): Order {
  const ranked = words?.match !== undefined;
  const sort = query.sort ?? (ranked ? 'relevance' : 'newest');
  if (sort === 'soonest') return { sql: dayColumn(query), values: {}, within: 'sorted, d.id', direction: 1 };
  const within = 'sorted, d.day DESC, d.id DESC';
  if (sort === 'authority') return { sql: '-d.authority', values: {}, within, direction: -1 };
  if (sort === 'relevance' && ranked) return { ...relevanceOf(words), within, direction: -1 };
  return { sql: 'NULL', values: {}, within: 'd.day DESC, d.id DESC', direction: -1 };
}

/** The first rows of all files. Rows are chosen by number first, so that sorting does not carry whole documents. */
function choose(parts: readonly Part[], query: Query, conditions: Conditions, order: Order): readonly Candidate[] {
  const { limit, offset = 0 } = query;
  const values = { ...conditions.values, ...order.values, most: limit + offset };
  const found: Candidate[] = [];
  for (const part of parts) {
    const sql = `SELECT d.rowid AS row, d.day, d.id, ${order.sql} AS sorted FROM ${conditions.from} ${whereIn(part, conditions)} ORDER BY ${order.within} LIMIT :most`;
    const rows = prepare(part.database, sql).all(values);
    found.push(
      ...rows.map((row) => ({ part, row: Number(row['row']), day: String(row['day']), id: String(row['id']), rank: row['sorted'] })),
    );
    // Older years hold nothing newer.
    if (order.sql === 'NULL' && part.year > 0 && found.filter(({ day }) => day >= String(part.year)).length >= limit + offset) break;
  }
  return found.toSorted((a, b) => compare(a, b, order.direction)).slice(offset, offset + limit);
}

function list(parts: readonly Part[], query: Query, conditions: Conditions, words: QueryWords | undefined): Hit[] {
  return choose(parts, query, conditions, orderOf(query, words)).map(({ part: { database }, row }) => {
    const found =
      prepare(database, `SELECT d.*, ${status} AS now FROM document AS d WHERE d.rowid = :row`).get({ row, today: query.today }) ?? {};
    const body = words && prepare(database, 'SELECT text FROM body WHERE rowid = ?').get(row);
    const passage = words && passageOf(unpack(body?.['text']), words.terms);
    return { ...hitOf(found, found['now']), ...(passage ? { passage } : {}) };
  });
}

/** The row of one document, with its status of the day. */
export function one(parts: readonly Part[], id: string, today: string): Hit | undefined {
  for (const part of parts) {
    const sql = `SELECT d.*, ${status} AS now FROM document AS d ${whereIn(part, { all: ['d.id = :id'] })}`;
    const row = prepare(part.database, sql).get({ id, today });
    if (row) return hitOf(row, row['now']);
  }
  return undefined;
}

/** How many documents name each value, or those of `among`, and the day and id of the newest. */
export function mentions(parts: readonly Part[], among: readonly string[] | undefined): Mentions {
  const rows = parts.flatMap((part) => {
    const where = whereIn(part, { all: ["f.kind = 'entity'", ...(among ? ['f.value IN (SELECT value FROM json_each(:among))'] : [])] });
    const counted = `SELECT f.value, count(*) AS documents, max(d.day || d.id) AS newest FROM facet AS f JOIN document AS d ON d.rowid = f.document ${where} GROUP BY f.value`;
    return prepare(part.database, counted).all({ among: JSON.stringify(among ?? []) });
  });
  const found: Record<string, Mentions[string]> = {};
  for (const row of rows) {
    const [value, last] = [String(row['value']), String(row['newest'])];
    const [newest, newestId] = [last.slice(0, 10), last.slice(10)];
    const before = found[value];
    const later = before && `${before.newest}${before.newestId}` > last ? before : { newest, newestId };
    found[value] = { ...later, documents: (before?.documents ?? 0) + Number(row['documents']) };
  }
  return found;
}

/** The ids of the documents of a file. */
export const idsIn = (part: Part): readonly string[] =>
  part.database
    .prepare(`SELECT d.id FROM document AS d ${whereIn(part, { all: [] })}`)
    .all()
    .map(({ id }) => String(id));
