import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Mentions } from '../../model/landmark.ts';
import type { Hit, Query, QueryResult } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { countFacets } from './facets.ts';
import { parseList, unpack } from './index-file.ts';
import { passageOf } from './passage.ts';
import { expressionText, type QueryWords, readWords } from './query-parser.ts';

type Where = { readonly from: string; readonly conditions: readonly string[]; readonly values: Readonly<Record<string, SQLInputValue>> };

export const emptyResult: QueryResult = { total: 0, hits: [], facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} } };

/** Status on the day :today. What the text and other acts say is fixed; in force, expired and not yet in force depend on days. */
const status = `CASE
  WHEN d.status NOT IN ('in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown') THEN d.status
  WHEN d.expires < :today OR (d.status = 'expired' AND d.expires IS NULL) THEN 'expired'
  WHEN d.effective <= :today THEN 'in-force'
  WHEN d.effective > :today THEN 'not-yet-in-force'
  WHEN d.status = 'expired' THEN 'issued'
  ELSE d.status END`;

/** Whether the days of a document have passed by :today: 1, 0, or null without a day. */
const dates = 'd.expires < :today AS ended, d.effective <= :today AS begun';

/** Columns that `date` may name; by default the day of publication, else of signature, else of the first reading. */
const dateColumns = {
  signed: 'd.signed',
  published: 'd.published',
  effective: 'd.effective',
  commentBy: 'd.commentBy',
  expires: 'd.expires',
  firstSeen: 'd.firstSeen',
};

const dayColumn = ({ date }: Query): string => (date ? dateColumns[date] : 'd.day');

const orders = {
  // What an issuer says ranks before what others say: bm25 is negative, lower is better.
  relevance: 'bm25(words, 10, 6, 8, 4, 1) * (60 + d.authority), d.rowid DESC',
  newest: 'd.rowid DESC',
  authority: 'd.authority DESC, d.rowid DESC',
};

/** Answers a query from an open file. */
export function answer(database: DatabaseSync, query: Query): QueryResult {
  const asked = orEmpty(query.q?.trim());
  const words = asked === '' ? undefined : readWords(asked);
  if (words && words.match === undefined && words.inTitle.length + words.without.length === 0) return emptyResult;
  const where = whereOf(query, words);
  if (query.among) {
    const hits = list(database, query, where, undefined);
    return { ...emptyResult, total: hits.length, hits };
  }
  const counts = countFacets(
    prepare(
      database,
      `SELECT d.combination AS number, ${dates}, count(*) AS count FROM ${where.from} ${condition(where)} GROUP BY 1, 2, 3`,
    ).all(where.values),
    combinationsOf(database),
  );
  return { ...counts, hits: list(database, query, where, words) };
}

/** Whether text, titles or number contain a needle that pairs of characters cannot prove. */
const holds = (needle: string): string =>
  `holds((SELECT text FROM body WHERE rowid = d.rowid), d.title || ' ' || d.english || ' ' || ifnull(d.number, ''), ${needle})`;

function whereOf(query: Query, words: QueryWords | undefined): Where {
  const conditions: string[] = [];
  const values: Record<string, SQLInputValue> = { today: query.today };
  const add = (name: string, value: SQLInputValue | undefined, condition: string): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values[name] = value;
  };
  const facet = (kind: string): string => `d.rowid IN (SELECT document FROM facet WHERE kind = '${kind}' AND value = :${kind})`;
  const day = dayColumn(query);
  add('match', words?.match && expressionText(words.match), 'words MATCH :match');
  for (const [index, character] of words?.inTitle.entries() ?? []) add(`title${index}`, character, `instr(d.folded, :title${index}) > 0`);
  for (const [index, needle] of words?.verify.entries() ?? []) add(`needle${index}`, needle, holds(`:needle${index}`));
  for (const [index, out] of words?.without.entries() ?? []) {
    add(`out${index}`, out.match && expressionText(out.match), `d.rowid NOT IN (SELECT rowid FROM words WHERE words MATCH :out${index})`);
    for (const [n, one] of out.inTitle.entries()) add(`out${index}t${n}`, one, `instr(d.folded, :out${index}t${n}) = 0`);
  }
  add('theme', query.theme, facet('theme'));
  add('issuer', query.issuer, facet('issuer'));
  add('source', query.source, facet('source'));
  add('entity', query.entity, facet('entity'));
  const place = query.place === undefined ? undefined : `place:${query.place}`;
  add('place', place, `d.rowid IN (SELECT document FROM facet WHERE kind = 'entity' AND value = :place)`);
  add('among', query.among && JSON.stringify(query.among), 'd.id IN (SELECT value FROM json_each(:among))');
  add('level', query.level, 'd.level = :level');
  add('type', query.type, 'd.type = :type');
  add('status', query.status, `${status} = :status`);
  add('from', query.from, `${day} >= :from`);
  add('to', query.to, `${day} <= :to`);
  const from = words?.match === undefined ? 'document AS d' : 'words JOIN document AS d ON d.rowid = words.rowid';
  return { from, conditions, values };
}

const condition = ({ conditions }: Where): string => (conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '');

/** Prepares a statement; values that it does not name are ignored. */
function prepare(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setAllowUnknownNamedParameters(true);
  return statement;
}

const combinationsOf = (database: DatabaseSync) => {
  const one = database.prepare('SELECT * FROM combination WHERE number = ?');
  return (number: number) => one.get(number) ?? {};
};

function list(database: DatabaseSync, query: Query, where: Where, words: QueryWords | undefined): Hit[] {
  const ranked = words?.match !== undefined;
  const sort = query.sort ?? (ranked ? 'relevance' : 'newest');
  const order = sort === 'soonest' ? `${dayColumn(query)}, d.id` : orders[sort === 'relevance' && !ranked ? 'newest' : sort];
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

/** The row of one document, with its status of the day. */
export function one(database: DatabaseSync, id: string, today: string): Hit | undefined {
  const row = prepare(database, `SELECT d.*, ${status} AS now FROM document AS d WHERE d.id = :id`).get({ id, today });
  return row && hitOf(row);
}

/** How many documents name each value. The number of a row grows with its day, so the greatest is the newest. */
export function mentions(database: DatabaseSync): Mentions {
  const counted = `SELECT value, count(*) AS documents, max(document) AS last FROM facet WHERE kind = 'entity' GROUP BY value`;
  const rows = database.prepare(`SELECT f.value, f.documents, d.day FROM (${counted}) AS f JOIN document AS d ON d.rowid = f.last`).all();
  return Object.fromEntries(rows.map((row) => [String(row['value']), { documents: Number(row['documents']), newest: String(row['day']) }]));
}

const optional = ['number', 'level', 'signed', 'published', 'effective', 'expires', 'commentFrom', 'commentBy'] as const;

/** A row as it was written, from an IndexChange, so its types are right. */
function hitOf(row: Record<string, unknown>): Hit {
  return {
    id: row['id'],
    title: row['title'],
    english: row['english'],
    ...Object.fromEntries(optional.filter((name) => row[name] !== null).map((name) => [name, row[name]])),
    ...(typeof row['participate'] === 'string' ? { participate: JSON.parse(row['participate']) as Hit['participate'] } : {}),
    issuerIds: parseList(row['issuerIds']),
    issuerNames: parseList(row['issuerNames']),
    authority: row['authority'],
    type: row['type'],
    themes: parseList(row['themes']),
    sourceIds: parseList(row['sourceIds']),
    entityIds: parseList(row['entityIds']),
    coverage: row['coverage'],
    status: row['now'],
    firstSeenAt: row['firstSeenAt'],
    url: row['url'],
  } as Hit;
}
