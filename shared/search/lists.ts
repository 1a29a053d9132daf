import type { DatabaseSync } from 'node:sqlite';
import type { Mentions } from '../model/landmark.ts';
import type { Facet, Hit, Query, QueryResult, SortKey, TimelineCount } from '../model/query.ts';
import { isTheme, statuses } from '../model/vocabulary.ts';
import { provinceOf } from '../registry/provinces.ts';
import type { Column, Condition, Meaning } from '../stages/query/meaning.ts';
import { sortOf } from '../stages/query/order.ts';
import { normalise } from '../stages/query/pieces.ts';
import { literalPattern, passageOf } from '../stages/query/sought.ts';
import {
  conditionOf,
  dayColumn,
  filtersSql,
  joined,
  leastWeight,
  type Narrowing,
  type Order,
  orderOf,
  places,
  type Sql,
  select,
  sqlOf,
  statusOn,
  testsSql,
  wordsOf,
} from './filters.ts';
import type { Question } from './questions.ts';
import { unpack } from './rows.ts';

type Phrase = Extract<Condition, { phrase: readonly string[] }>;
const isPhrase = (condition: Condition): condition is Phrase => 'phrase' in condition;
const everywhere: readonly Column[] = ['text', 'title', 'english', 'number', 'issuer'];

const phraseText = ({ phrase, prefix }: Phrase): string => `"${phrase.join(' ').replaceAll('"', '')}"${prefix ? '*' : ''}`;

function phrasesSql(phrases: readonly Phrase[], columns: readonly Column[] = everywhere): Sql {
  const said = phrases.map(phraseText).join(' OR ');
  const heads = columns.filter((each) => each !== 'text');
  return joined(
    [
      ...(columns.includes('text') ? [sqlOf('d.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)', said)] : []),
      ...(heads.length > 0 ? [sqlOf('d.rowid IN (SELECT rowid FROM heads WHERE heads MATCH ?)', `{${heads.join(' ')}} : (${said})`)] : []),
    ],
    'OR',
    '0',
  );
}

function anySql(any: readonly Condition[], query: Narrowing): Sql {
  const phrases = Map.groupBy(any.filter(isPhrase), ({ columns }) => String(columns));
  const others = any.filter((each) => !isPhrase(each)).map((each) => whereOf(each, query));
  return joined([...[...phrases.values()].map((each) => phrasesSql(each, each[0]?.columns)), ...others], 'OR', '0');
}

const inShown = (test: string): string => `(SELECT ${test} FROM shown AS s WHERE s.rowid = d.rowid)`;
const ownText = '(SELECT text FROM body WHERE rowid = d.rowid)';

function whereOf(condition: Condition, query: Narrowing): Sql {
  if ('phrase' in condition) return phrasesSql([condition], condition.columns);
  if ('character' in condition) return sqlOf(inShown('instr(s.title, ?) > 0'), condition.character);
  if ('literal' in condition)
    return sqlOf(inShown(`holds(?, s.title, s.english${condition.within === 'document' ? `, ${ownText}` : ''})`), condition.literal);
  if ('filter' in condition) return joined(filtersSql(condition.filter, query), 'AND', '1');
  if ('any' in condition) return anySql(condition.any, query);
  if ('some' in condition) {
    const each = condition.some.map((one) => whereOf(one, query));
    return sqlOf(`(${each.map(({ sql }) => sql).join(' + ')}) >= ?`, ...each.flatMap(({ values }) => values), condition.least);
  }
  if ('not' in condition) {
    const { sql, values } = whereOf(condition.not, query);
    return sqlOf(`NOT ${sql}`, ...values);
  }
  // What only the text can prove is asked last, of those that everything else has left.
  const last = condition.all.toSorted((a, b) => Number('literal' in a) - Number('literal' in b));
  return joined(
    last.map((each) => whereOf(each, query)),
    'AND',
    '1',
  );
}

export function addFunctions(database: DatabaseSync): DatabaseSync {
  let [current, pattern]: [unknown, RegExp] = [undefined, /^/];
  database.function('holds', { varargs: true, deterministic: true }, (literal, title, english, text) => {
    if (literal !== current) [current, pattern] = [literal, literalPattern(String(literal))];
    const stands = [title, english].some((each) => pattern.test(String(each)));
    return Number(stands || (text !== undefined && pattern.test(normalise(unpack(text)))));
  });
  database.exec('CREATE TEMP TABLE found (row INTEGER PRIMARY KEY)');
  return database;
}

export const emptyResult: QueryResult = {
  total: 0,
  hits: [],
  keys: [],
  more: false,
  facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} },
};

/** The documents that meet a query become the rows of `found`; returns its words, and false where they can find nothing. */
function find(database: DatabaseSync, query: Narrowing): Meaning | false | undefined {
  const words = wordsOf(query);
  if (words === 'nothing') return false;
  const where = whereOf(conditionOf(query, words), query);
  const among = query.among ? sqlOf('d.id IN (SELECT value FROM json_each(?))', JSON.stringify(query.among)) : sqlOf('1');
  const { sql, values } = joined([among, where], 'AND', '1');
  database.exec('DELETE FROM temp.found');
  database.prepare(`INSERT INTO temp.found SELECT d.rowid FROM document AS d WHERE ${sql}`).run(...values);
  return words;
}

const matched = 'FROM temp.found AS f JOIN document AS d ON d.rowid = f.row';
const textsOf = (list: string): readonly string[] => JSON.parse(list);

export const sorted = (counts: Iterable<readonly [string, number]>): Facet =>
  Object.fromEntries([...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

class Tally extends Map<string, number> {
  add(values: Iterable<string>, count: number): void {
    for (const value of new Set(values)) this.set(value, (this.get(value) ?? 0) + count);
  }
}

type Combined = Readonly<Record<'type' | 'level' | 'themes' | 'issuerIds' | 'by', string>> & { readonly count: number };

const combined = (database: DatabaseSync, { sql, values }: Sql): readonly Combined[] =>
  select(
    database,
    `SELECT c.type, c.level, c.themes, c.issuerIds, g.of AS by, g.documents AS count
     FROM (SELECT d.combination, ${sql} AS of, count(*) AS documents ${matched} WHERE of IS NOT NULL GROUP BY 1, 2) AS g
     JOIN combination AS c ON c.number = g.combination`,
    ...values,
  );

function facetsOf(database: DatabaseSync, today: string): Pick<QueryResult, 'total' | 'facets'> {
  const [theme, type, level, status, issuer] = [new Tally(), new Tally(), new Tally(), new Tally(), new Tally()];
  let total = 0;
  for (const each of combined(database, statusOn.sql(today))) {
    total += each.count;
    theme.add(textsOf(each.themes), each.count);
    type.add([each.type], each.count);
    if (each.level !== '') level.add([each.level], each.count);
    status.add([each.by], each.count);
    issuer.add(textsOf(each.issuerIds), each.count);
  }
  // Of as many documents each, statuses stand in the order of their table.
  const byStatus = statuses.flatMap((each): (readonly [string, number])[] => (status.has(each) ? [[each, status.get(each) ?? 0]] : []));
  const facets = { theme: sorted(theme), type: sorted(type), level: sorted(level), status: sorted(byStatus), issuer: sorted(issuer) };
  return { total, facets };
}

function within(condition: Condition, columns: readonly Column[]): Condition {
  if ('phrase' in condition) return { ...condition, columns: columns.filter((each) => condition.columns?.includes(each) ?? true) };
  if ('all' in condition) return { all: condition.all.map((each) => within(each, columns)) };
  if ('any' in condition) return { any: condition.any.map((each) => within(each, columns)) };
  return condition;
}

function relevanceSql(ranked: readonly Condition[], query: Narrowing): Sql {
  const standing = ranked.flatMap((condition) =>
    places.map(({ columns, weight }) => ({ weight, where: whereOf(within(condition, columns), query) })),
  );
  const sum = standing.map(({ weight, where }) => ` + ${weight} * (${where.sql})`).join('');
  return sqlOf(`-(${leastWeight} + d.authority) * (${ranked.length}${sum})`, ...standing.flatMap(({ where }) => where.values));
}

function behind([rank, day, id]: SortKey, { upward }: Order): Sql {
  if (!upward) return sqlOf('(rank > ? OR (rank = ? AND (day, id) < (?, ?)))', rank, rank, day, id);
  return rank === null
    ? sqlOf('(rank IS NULL AND id > ?)', id)
    : sqlOf('(rank > ? OR rank IS NULL OR (rank = ? AND id > ?))', rank, rank, id);
}

type Placed = { readonly row: number; readonly key: SortKey };

/** The documents of a page in their order, and once more: that tells whether there are more. */
function placed(database: DatabaseSync, query: Query, words: Meaning | undefined): readonly Placed[] {
  const ranked = words?.ranked ?? [];
  const sort = sortOf(query, ranked.length > 0);
  const order = orderOf(sort);
  const rank = sort === 'relevance' ? relevanceSql(ranked, query) : order.sql(query);
  const after = query.after ? behind(query.after, order) : sqlOf('1');
  const by = order.upward ? 'rank NULLS LAST, id' : sort === 'newest' ? 'day DESC, id DESC' : 'rank, day DESC, id DESC';
  const rows = select<{ readonly row: number; readonly rank?: string | number; readonly day: string; readonly id: string }>(
    database,
    `SELECT row, rank, day, id FROM (SELECT f.row, ${rank.sql} AS rank, d.day, d.id ${matched}) WHERE ${after.sql} ORDER BY ${by} LIMIT ? OFFSET ?`,
    ...[...rank.values, ...after.values, query.limit + 1, query.after ? 0 : (query.offset ?? 0)],
  );
  return rows.map(({ row, rank: at = null, day, id }) => ({ row, key: [at, order.upward ? '' : day, id] }));
}

function toHit(item: unknown, today: string): Hit {
  const hit = JSON.parse(String(item)) as Hit;
  return { ...hit, status: statusOn.of(hit, today) };
}

function pageOf(database: DatabaseSync, query: Query, words: Meaning | undefined): Pick<QueryResult, 'hits' | 'keys' | 'more'> {
  if (query.limit <= 0) return { hits: [], keys: [], more: false };
  const found = placed(database, query, words);
  const page = found.slice(0, query.limit);
  const shown = database.prepare('SELECT item FROM shown WHERE rowid = ?');
  const body = database.prepare('SELECT text FROM body WHERE rowid = ?');
  const hits = page.map(({ row }): Hit => {
    const hit = toHit(shown.get(row)?.['item'], query.today);
    const passage = words && passageOf(unpack(body.get(row)?.['text']), words.sought, { said: `${hit.title} ${hit.english}` });
    return passage ? { ...hit, passage } : hit;
  });
  return { hits, keys: page.map(({ key }) => key), more: found.length > query.limit };
}

export const answer: Question<DatabaseSync, 'query'> = (database, query) => {
  const words = find(database, query);
  if (words === false) return emptyResult;
  // Of named documents nothing is counted, and words only narrow.
  const page = pageOf(database, query, query.among ? undefined : words);
  return query.among ? { ...emptyResult, ...page, total: page.hits.length } : { ...facetsOf(database, query.today), ...page };
};

export function one(database: DatabaseSync, id: string, today: string): Hit | undefined {
  const row = database.prepare('SELECT s.item FROM document AS d JOIN shown AS s ON s.rowid = d.rowid WHERE d.id = ?').get(id);
  return row && toHit(row['item'], today);
}

export function mentions(database: DatabaseSync, among: readonly string[] | undefined, seenBy?: string): Mentions {
  const named = testsSql({ 'f.value IN (SELECT value FROM json_each(?))': among && JSON.stringify(among), 'd.firstSeen <= ?': seenBy });
  const rows = select<{ readonly value: string; readonly documents: number; readonly newest: string }>(
    database,
    `SELECT f.value, count(*) AS documents, max(d.day || d.id) AS newest FROM facet AS f JOIN document AS d ON d.rowid = f.document
     WHERE f.kind = 'entity' AND ${named.sql} GROUP BY 1`,
    ...named.values,
  );
  return Object.fromEntries(
    rows.map(({ value, documents, newest }) => [value, { newest: newest.slice(0, 10), newestId: newest.slice(10), documents }]),
  );
}

export function toTimeline(counted: Iterable<TimelineCount>): readonly TimelineCount[] {
  const sums = new Map<string, TimelineCount>();
  for (const { at, of, count } of counted) {
    const key = `${at} ${of}`;
    sums.set(key, { at, of, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

const countTimeline: Question<DatabaseSync, 'timeline'> = (database, query) => {
  if (find(database, query) === false) return [];
  const moment = sqlOf(`substr(d.${dayColumn(query)}, 1, ${query.step === 'month' ? 7 : 10})`);
  return toTimeline(
    combined(database, moment).flatMap(({ by: at, level, themes, count }) => {
      const own = textsOf(themes).filter(isTheme);
      const groups = query.by === 'level' ? [level] : own.length > 0 ? [...new Set(own)] : [''];
      return groups.map((of) => ({ at, of, count }));
    }),
  );
};

const countProvinces: Question<DatabaseSync, 'provinces'> = (database, query) => {
  if (find(database, query) === false) return [];
  const found = new Map<string, { total: number; readonly themes: Tally }>();
  for (const { issuerIds, themes, count } of combined(database, sqlOf("''"))) {
    for (const province of new Set(textsOf(issuerIds).flatMap((id) => provinceOf(id) ?? []))) {
      const counts = found.get(province) ?? { total: 0, themes: new Tally() };
      found.set(province, counts);
      counts.total += count;
      counts.themes.add(textsOf(themes).filter(isTheme), count);
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([province, { total, themes }]) => ({ province, total, themes: sorted(themes) }));
};

export const idsIn = (database: DatabaseSync): readonly string[] =>
  select<{ readonly id: string }>(database, 'SELECT id FROM document ORDER BY id').map(({ id }) => id);

export const lists = { query: answer, timeline: countTimeline, provinces: countProvinces };
