import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Facet, Hit, Query, QueryResult } from '../../model/query.ts';
import { listOf, unpack } from './file.ts';
import { passageOf } from './passage.ts';
import { readWords, type Words } from './tokens.ts';

type Where = { readonly from: string; readonly conditions: readonly string[]; readonly values: Readonly<Record<string, SQLInputValue>> };

export const nothing: QueryResult = { total: 0, hits: [], facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} } };

/** Status as of :today. What the text and other acts say stays; in force, expired and not yet in force are a matter of days. */
const status = `CASE
  WHEN d.status NOT IN ('in-force', 'not-yet-in-force', 'expired', 'unknown') THEN d.status
  WHEN d.expires < :today OR (d.status = 'expired' AND d.expires IS NULL) THEN 'expired'
  WHEN d.effective <= :today THEN 'in-force'
  WHEN d.effective > :today THEN 'not-yet-in-force'
  WHEN d.status = 'expired' THEN 'unknown'
  ELSE d.status END`;

/** Columns that `date` may name; without it the day of publication counts, else of signature, else of finding. */
const dateColumns = {
  signed: 'd.signed',
  published: 'd.published',
  effective: 'd.effective',
  commentBy: 'd.commentBy',
  firstSeen: 'd.firstSeen',
};

const orders = {
  relevance: 'bm25(words, 10, 6, 8, 4, 1), d.rowid DESC',
  newest: 'd.rowid DESC',
  authority: 'd.authority DESC, d.rowid DESC',
};

/** Answers a query from an open file. */
export function answer(database: DatabaseSync, query: Query): QueryResult {
  const asked = query.q?.trim() ?? '';
  const words = asked === '' ? undefined : readWords(asked);
  if (words && words.match === undefined && words.inTitle.length === 0) return nothing;
  const where = whereOf(query, words);
  const counts = count(database, where);
  return { ...counts, hits: list(database, query, where, words) };
}

/** Whether text, titles or number hold a needle that pairs of characters cannot prove. */
const holds = (needle: string): string =>
  `holds((SELECT text FROM body WHERE rowid = d.rowid), d.title || ' ' || d.english || ' ' || ifnull(d.number, ''), ${needle})`;

function whereOf(query: Query, words: Words | undefined): Where {
  const conditions: string[] = [];
  const values: Record<string, SQLInputValue> = { today: query.today };
  const add = (name: string, value: SQLInputValue | undefined, condition: string): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values[name] = value;
  };
  const facet = (kind: string): string => `d.rowid IN (SELECT document FROM facet WHERE kind = '${kind}' AND value = :${kind})`;
  const day = query.date ? dateColumns[query.date] : 'd.day';
  add('match', words?.match, 'words MATCH :match');
  for (const [index, character] of words?.inTitle.entries() ?? []) add(`title${index}`, character, `instr(d.folded, :title${index}) > 0`);
  for (const [index, needle] of words?.verify.entries() ?? []) add(`needle${index}`, needle, holds(`:needle${index}`));
  add('theme', query.theme, facet('theme'));
  add('issuer', query.issuer, facet('issuer'));
  add('source', query.source, facet('source'));
  add('level', query.level, 'd.level = :level');
  add('type', query.type, 'd.type = :type');
  add('status', query.status, `${status} = :status`);
  add('from', query.from, `${day} >= :from`);
  add('to', query.to, `${day} <= :to`);
  const from = words?.match === undefined ? 'document AS d' : 'words JOIN document AS d ON d.rowid = words.rowid';
  return { from, conditions, values };
}

const condition = ({ conditions }: Where): string => (conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '');

/** Prepares a statement; values that it does not name are let go. */
function prepare(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setAllowUnknownNamedParameters(true);
  return statement;
}

function count(database: DatabaseSync, where: Where): Pick<QueryResult, 'total' | 'facets'> {
  const sql = `WITH hit AS MATERIALIZED (SELECT d.type AS type, d.level AS level, d.themes AS theme, d.issuerIds AS issuer, ${status} AS status
      FROM ${where.from} ${condition(where)})
    ${['type', 'level', 'theme', 'issuer', 'status']
      .map((column) => `SELECT '${column}' AS facet, ${column} AS value, count(*) AS number FROM hit GROUP BY ${column}`)
      .join(' UNION ALL ')}`;
  const facets = { theme: {}, type: {}, level: {}, status: {}, issuer: {} } satisfies Record<string, Record<string, number>>;
  let total = 0;
  for (const { facet, value, number } of prepare(database, sql).all(where.values)) {
    if (facet === 'type') total += Number(number);
    // Lists are counted by their JSON first: far fewer rows than documents.
    const each = facet === 'theme' || facet === 'issuer' ? listOf(value) : value === null ? [] : [String(value)];
    const counts: Record<string, number> = facets[facet as keyof typeof facets];
    for (const name of new Set(each)) counts[name] = (counts[name] ?? 0) + Number(number);
  }
  return {
    total,
    facets: {
      theme: sorted(facets.theme),
      type: sorted(facets.type),
      level: sorted(facets.level),
      status: sorted(facets.status),
      issuer: sorted(facets.issuer),
    },
  };
}

const sorted = (counts: Record<string, number>): Facet =>
  Object.fromEntries(Object.entries(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

function list(database: DatabaseSync, query: Query, where: Where, words: Words | undefined): Hit[] {
  const ranked = words?.match !== undefined;
  const sort = query.sort ?? (ranked ? 'relevance' : 'newest');
  const order = orders[sort === 'relevance' && !ranked ? 'newest' : sort];
  // Rows are chosen by number first, so that sorting does not carry whole documents.
  const chosen = `SELECT d.rowid AS row FROM ${where.from} ${condition(where)} ORDER BY ${order} LIMIT :limit OFFSET :offset`;
  const sql = `WITH chosen AS MATERIALIZED (${chosen}) SELECT d.*, ${status} AS now, d.rowid AS row FROM chosen JOIN document AS d ON d.rowid = chosen.row`;
  const body = database.prepare('SELECT text FROM body WHERE rowid = ?');
  return prepare(database, sql)
    .all({ ...where.values, limit: query.limit, offset: query.offset ?? 0 })
    .map((row) => {
      const passage = words ? passageOf(unpack(body.get(Number(row['row']))?.['text']), words.terms) : undefined;
      return { ...hitOf(row), ...(passage ? { passage } : {}) };
    });
}

const optional = ['number', 'level', 'signed', 'published', 'effective', 'expires', 'commentBy'] as const;

/** A row as it was put in; the columns were written from an IndexChange, so its types hold. */
function hitOf(row: Record<string, unknown>): Hit {
  return {
    id: row['id'],
    title: row['title'],
    english: row['english'],
    ...Object.fromEntries(optional.filter((name) => row[name] !== null).map((name) => [name, row[name]])),
    issuerIds: listOf(row['issuerIds']),
    issuerNames: listOf(row['issuerNames']),
    authority: row['authority'],
    type: row['type'],
    themes: listOf(row['themes']),
    sourceIds: listOf(row['sourceIds']),
    status: row['now'],
    firstSeenAt: row['firstSeenAt'],
    url: row['url'],
  } as Hit;
}
