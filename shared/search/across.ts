import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type {
  DraftPair,
  EdgeQuery,
  EdgeResult,
  FigureQuery,
  FigureResult,
  Keyed,
  Paged,
  SortKey,
  WindowQuery,
  WindowResult,
} from '../model/query.ts';
import type { Relation } from '../model/vocabulary.ts';

type SqlRow = Readonly<Record<string, unknown>>;

export const parseList = (column: unknown): string[] => (typeof column === 'string' ? (JSON.parse(column) as string[]) : []);

/** Pages of facts by key: one more than is shown is read, which tells whether there are more. */

type Sql = { readonly order: string; readonly values: readonly SQLInputValue[] };

/** `newest`: by day, the last first; else by `day`, the first first. Facts of one day by document and number. `name`: of the table. */
function pageBy(name: string, day: string, newest: boolean, { limit, offset = 0, after }: Paged): Sql {
  const at = `${name}.${day}`;
  const behind = `AND (${at} ${newest ? '<' : '>'} ? OR (${at} = ? AND (${name}.id, ${name}.seq) > (?, ?)))`;
  return {
    order: `${after ? behind : ''} ORDER BY ${at}${newest ? ' DESC' : ''}, ${name}.id, ${name}.seq LIMIT ? OFFSET ?`,
    values: after ? [after[1], after[1], after[2], after[0], limit + 1, 0] : [limit + 1, offset],
  };
}

function keyed(rows: readonly SqlRow[], day: string, { limit }: Paged): Keyed & { readonly rows: readonly SqlRow[] } {
  const shown = rows.slice(0, limit);
  const keys = shown.map((row): SortKey => [Number(row['seq']), String(row[day]), String(row['id'])]);
  return { rows: shown, keys, more: limit > 0 && rows.length > limit };
}

/** The named columns that have a value; rows are written from CrossIndexFacts, so its types are right. */
const given = (row: SqlRow, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => row[name] !== null && row[name] !== undefined && row[name] !== '').map((name) => [name, row[name]]),
  );

export function namesIn(database: DatabaseSync): (id: unknown) => SqlRow {
  const one = database.prepare('SELECT id, title, english, issuers, number, day FROM register WHERE id = ?');
  return (id) => one.get(String(id)) ?? {};
}

export const toDocumentName = (row: SqlRow) => ({ id: String(row['id']), title: String(row['title']), english: String(row['english']) });

const counts = (rows: readonly SqlRow[], name: string): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [String(row[name]), Number(row['count'])]));

export function figures(database: DatabaseSync, { unit, year, strength, kind, least, above, among, ...page }: FigureQuery): FigureResult {
  const conditions = ['1 = 1'];
  const values: SQLInputValue[] = [];
  const asked = { 'unit =': unit, 'year =': year, 'strength =': strength, 'kind =': kind, 'value >=': least, 'value >': above };
  for (const [test, value] of Object.entries(asked)) {
    if (value === undefined) continue;
    conditions.push(`f.${test} ?`);
    values.push(value);
  }
  if (among) conditions.push(`f.id IN (${among.map(() => '?').join(', ')})`);
  values.push(...(among ?? []));
  const where = conditions.join(' AND ');
  const { order, values: places } = pageBy('f', 'day', true, page);
  const read = database.prepare(`SELECT * FROM register_figure AS f WHERE ${where} ${order}`).all(...values, ...places);
  const { rows, ...keys } = keyed(read, 'day', page);
  const names = namesIn(database);
  const total = Number(database.prepare(`SELECT count(*) AS count FROM register_figure AS f WHERE ${where}`).get(...values)?.['count']);
  const units = counts(database.prepare('SELECT unit, count(*) AS count FROM register_figure GROUP BY unit ORDER BY 2 DESC').all(), 'unit');
  const items = rows.map((row) => ({
    ...given(row, 'value', 'unit', 'year', 'yearFrom', 'strength', 'scope', 'quote'),
    ...toLimits(String(row['bound'])),
    document: { ...toDocumentName(names(row['id'])), day: String(row['day']), issuers: parseList(names(row['id'])['issuers']) },
  }));
  return { total, items: items as unknown as FigureResult['items'], units, ...keys };
}

/** 'at-least strict year', as `toBoundColumn` wrote it. */
function toLimits(column: string): { readonly bound: string; readonly strict?: true; readonly every?: 'year' } {
  const [bound = column, ...more] = column.split(' ');
  return {
    bound,
    ...(more.includes('strict') ? { strict: true as const } : {}),
    ...(more.includes('year') ? { every: 'year' as const } : {}),
  };
}

const citedDocument = `SELECT id, key FROM register_key WHERE key IN (SELECT key FROM register_cite_key WHERE id = ?1 AND seq = ?2) AND id <> ?1
  ORDER BY key, id LIMIT 1`;

export function edges(database: DatabaseSync, { relation, theme, held, ...page }: EdgeQuery): EdgeResult {
  const conditions = ['c.shown = 1'];
  const values: SQLInputValue[] = [];
  if (relation !== undefined) {
    conditions.push('c.relation = ?');
    values.push(relation);
  }
  if (held !== undefined) conditions.push(`c.open = ${held ? 0 : 1}`);
  if (theme !== undefined) {
    conditions.push("c.id IN (SELECT id FROM register_facet WHERE kind = 'theme' AND value = ?)");
    values.push(theme);
  }
  const where = conditions.join(' AND ');
  const { order, values: places } = pageBy('c', 'day', true, page);
  const columns = 'c.id, c.seq, c.day, c.relation, c.title, c.number, c.quote';
  const read = database.prepare(`SELECT ${columns} FROM register_cite AS c WHERE ${where} ${order}`).all(...values, ...places);
  const { rows, ...keys } = keyed(read, 'day', page);
  const names = namesIn(database);
  const cited = database.prepare(citedDocument);
  const items = rows.map((row) => {
    const to = cited.get(String(row['id']), Number(row['seq']));
    return {
      relation: row['relation'] as Relation,
      from: { ...toDocumentName(names(row['id'])), day: String(row['day']) },
      to: { ...given(row, 'title', 'number'), ...(to ? given(names(to['id']), 'title', 'english', 'day', 'number', 'id') : {}) },
      quote: String(row['quote']),
    };
  });
  const relations = counts(
    database.prepare('SELECT relation, count(*) AS count FROM register_cite WHERE shown = 1 GROUP BY relation ORDER BY 2 DESC').all(),
    'relation',
  );
  const total =
    held === undefined && theme === undefined
      ? Object.entries(relations).reduce((sum, [name, count]) => sum + (relation === undefined || relation === name ? count : 0), 0)
      : Number(database.prepare(`SELECT count(*) AS count FROM register_cite AS c WHERE ${where}`).get(...values)?.['count']);
  return { total, items, relations, ...keys };
}

const ofDocument = 'AND w.id IN (SELECT id FROM register_facet WHERE kind = ? AND value = ?)';

export function windows(database: DatabaseSync, query: WindowQuery): WindowResult {
  const { kind, from, to = '9999', theme, issuer, place } = query;
  const facets = [
    ['theme', theme],
    ['issuer', issuer],
    ['entity', place === undefined ? undefined : `place:${place}`],
  ].flatMap(([name = '', value]) => (value === undefined ? [] : [[name, value]]));
  const where = `w.kind = ? AND w.until >= ? AND w.until <= ? ${facets.map(() => ofDocument).join(' ')}`;
  const values = [kind, from, to, ...facets.flat()];
  const { order, values: places } = pageBy('w', 'until', false, query);
  const read = database.prepare(`SELECT * FROM register_window AS w WHERE ${where} ${order}`).all(...values, ...places);
  const { rows, ...keys } = keyed(read, 'until', query);
  const names = namesIn(database);
  const total = Number(database.prepare(`SELECT count(*) AS count FROM register_window AS w WHERE ${where}`).get(...values)?.['count']);
  const items = rows.map((row) => ({
    kind,
    ...(row['start'] === null ? {} : { from: String(row['start']) }),
    until: String(row['until']),
    ...given(row, 'time'),
    quote: String(row['quote']),
    document: toDocumentName(names(row['id'])),
    n: Number(row['seq']),
  }));
  return { total, items, ...keys };
}

export const pairs = (database: DatabaseSync, limit: number): DraftPair[] => pairsWhere(database, '1 = 1', [], limit);

export const pairsOf = (database: DatabaseSync, drafts: readonly string[]): DraftPair[] =>
  pairsWhere(database, `d.id IN (${drafts.map(() => '?').join(', ')})`, drafts, drafts.length * 4);

function pairsWhere(database: DatabaseSync, where: string, values: readonly string[], limit: number): DraftPair[] {
  const rows = database
    .prepare(`SELECT d.id AS draftId, d.title AS draftTitle, d.english AS draftEnglish, d.day AS draftDay, f.id, f.title, f.english, f.day
       FROM register AS d JOIN register_key AS a ON a.id = d.id AND a.key GLOB 'w:*' JOIN register_key AS b ON b.key = a.key AND b.id <> a.id
       JOIN register AS f ON f.id = b.id AND f.draft = 0 WHERE d.draft = 1 AND d.shown = 1 AND f.day >= d.day AND ${where}
       ORDER BY f.day DESC, f.id, d.id`)
    .all(...values);
  // Two documents may share several works.
  const pairs = [...new Map(rows.map((row) => [`${row['draftId']} ${row['id']}`, row])).values()].slice(0, limit);
  return pairs.map((row) => ({
    draft: {
      id: String(row['draftId']),
      title: String(row['draftTitle']),
      english: String(row['draftEnglish']),
      day: String(row['draftDay']),
    },
    final: { ...toDocumentName(row), day: String(row['day']) },
  }));
}
