import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Hit, Query, Sort } from '../model/query.ts';
import { dayOf } from '../model/time.ts';
import { orEmpty } from '../model/values.ts';
import { type Status, statuses } from '../model/vocabulary.ts';
import { issuerRanges } from '../registry/provinces.ts';
import type { QueryFilter } from '../stages/query/fields.ts';
import { type Condition, type Meaning, meaningOfQuery } from '../stages/query/meaning.ts';
import { notOpen } from '../stages/query/order.ts';
import { all, any, type Clause, exists, not, range, term, terms } from './opensearch/clauses.ts';

/**
 * What lists are narrowed and sorted by, each said once: in SQL for the file, and as a clause for OpenSearch.
 */

export type Sql = { readonly sql: string; readonly values: readonly SQLInputValue[] };
export const sqlOf = (sql: string, ...values: readonly SQLInputValue[]): Sql => ({ sql, values });
export const joined = (parts: readonly Sql[], by: 'AND' | 'OR', none: '0' | '1'): Sql =>
  parts.length === 0 ? sqlOf(none) : sqlOf(`(${parts.map(({ sql }) => sql).join(` ${by} `)})`, ...parts.flatMap(({ values }) => values));
export const testsSql = (tests: Readonly<Record<string, SQLInputValue | undefined>>): Sql =>
  joined(
    Object.entries(tests).flatMap(([sql, value]) => (value === undefined ? [] : [sqlOf(sql, value)])),
    'AND',
    '1',
  );
/** Rows with the columns that are named; one without a value is left out. */
export const select = <Row>(database: DatabaseSync, sql: string, ...values: readonly SQLInputValue[]): readonly Row[] =>
  database
    .prepare(sql)
    .all(...values)
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row);
export const countIn = (database: DatabaseSync, { sql, values }: Sql, what = '*'): number =>
  Number(database.prepare(`SELECT count(${what}) AS count FROM ${sql}`).get(...values)?.['count']);

export type Narrowing = Omit<Query, 'limit'>;
export type Row = Omit<Hit, 'carrier' | 'passage' | 'lacks'>;

export function firstSeenOf({ firstSeenAt }: Pick<Row, 'firstSeenAt'>): string {
  const at = Date.parse(firstSeenAt);
  return Number.isNaN(at) ? '1970-01-01' : dayOf(new Date(at));
}

export const dayOfRow = (row: Pick<Row, 'published' | 'signed' | 'firstSeenAt'>): string => row.published ?? row.signed ?? firstSeenOf(row);

export const dayColumn = ({ date }: Pick<Query, 'date'>): string => date ?? 'day';
/** Statuses that days decide; the others are what the text and other acts say. */
const byDays: readonly Status[] = ['in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown'];
const dated = terms('status', byDays);
const listed = byDays.map((status) => `'${status}'`).join(', ');

function statusClause(status: string, today: string): Clause {
  if (!byDays.some((each) => each === status)) return term('status', status);
  const ended = any(range('expires', { lt: today }), all(term('status', 'expired'), not(exists('expires'))));
  if (status === 'expired') return all(dated, ended);
  const undated = all(dated, not(ended), not(exists('effective')), terms('status', status === 'issued' ? ['issued', 'expired'] : [status]));
  if (status === 'in-force') return any(undated, all(dated, not(ended), range('effective', { lte: today })));
  if (status === 'not-yet-in-force') return any(undated, all(dated, not(ended), range('effective', { gt: today })));
  return undated;
}

/** Status on a day. What the text and other acts say is fixed; in force, expired and not yet in force depend on days. */
export const statusOn = {
  sql: (today: string): Sql =>
    sqlOf(
      `CASE WHEN d.status NOT IN (${listed}) THEN d.status
        WHEN d.expires < ? OR (d.status = 'expired' AND d.expires IS NULL) THEN 'expired'
        WHEN d.effective <= ? THEN 'in-force'
        WHEN d.effective > ? THEN 'not-yet-in-force'
        WHEN d.status = 'expired' THEN 'issued'
        ELSE d.status END`,
      ...[today, today, today],
    ),
  clause: statusClause,
  of({ status, expires, effective }: Pick<Row, 'status' | 'expires' | 'effective'>, today: string): Status {
    if (!byDays.includes(status)) return status;
    if (expires === undefined ? status === 'expired' : expires < today) return 'expired';
    if (effective !== undefined) return effective <= today ? 'in-force' : 'not-yet-in-force';
    return status === 'expired' ? 'issued' : status;
  },
};

export const statusClauses = (today: string): Clause => Object.fromEntries(statuses.map((status) => [status, statusClause(status, today)]));

type Filter = {
  readonly sql: (value: string, query: Narrowing) => Sql;
  readonly clause: (value: string, query: Narrowing) => Clause;
};

/** Lists of values that a document has, by the names of the filters; they are the kinds of the table `facet`, too. */
const lists = {
  theme: (row) => row.themes,
  issuer: (row) => [...row.issuerIds, ...row.issuerNames],
  source: (row) => row.sourceIds,
  entity: (row) => row.entityIds,
} satisfies Record<string, (row: Row) => readonly string[]>;
type ListName = keyof typeof lists;
const listNames = Object.keys(lists) as ListName[];

export const facetsOf = (row: Row): readonly (readonly [kind: ListName, value: string])[] =>
  listNames.flatMap((kind) => lists[kind](row).map((value) => [kind, value] as const));

const listFilter = (kind: ListName, field: string = kind): Filter => ({
  sql: (value) => sqlOf('d.rowid IN (SELECT document FROM facet WHERE kind = ? AND value = ?)', kind, value),
  clause: (value) => term(field, value),
});

const exactFilter = (column: 'level' | 'type'): Filter => ({
  sql: (value) => sqlOf(`d.${column} = ?`, value),
  clause: (value) => term(column, value),
});

const dayFilter = (sign: '>=' | '<=', name: 'gte' | 'lte'): Filter => ({
  sql: (value, query) => sqlOf(`d.${dayColumn(query)} ${sign} ?`, value),
  clause: (value, query) => range(dayColumn(query), { [name]: value }),
});

const inEntities = listFilter('entity');
const ofPlace = (place: string): string => `place:${place}`;
const issuerBetween = "d.rowid IN (SELECT document FROM facet WHERE kind = 'issuer' AND value >= ? AND value < ?)";

export const issuedIn = (province: string): Clause =>
  any(...issuerRanges(province).map(([from, before]) => range('issuerIds', { gte: from, lt: before })));

const filters: Readonly<Record<keyof Required<QueryFilter>, Filter>> = {
  theme: listFilter('theme'),
  issuer: listFilter('issuer', 'issuers'),
  source: listFilter('source'),
  entity: inEntities,
  place: {
    sql: (value, query) => inEntities.sql(ofPlace(value), query),
    clause: (value, query) => inEntities.clause(ofPlace(value), query),
  },
  province: {
    sql: (value) =>
      joined(
        issuerRanges(value).map((bounds) => sqlOf(issuerBetween, ...bounds)),
        'OR',
        '0',
      ),
    clause: issuedIn,
  },
  level: exactFilter('level'),
  type: exactFilter('type'),
  status: {
    sql(value, { today }) {
      const { sql, values } = statusOn.sql(today);
      return sqlOf(`(${sql}) = ?`, ...values, value);
    },
    clause: (value, { today }) => statusOn.clause(value, today),
  },
  from: dayFilter('>=', 'gte'),
  to: dayFilter('<=', 'lte'),
  seenBy: { sql: (value) => sqlOf('d.firstSeen <= ?', value), clause: (value) => range('firstSeen', { lte: value }) },
};

const given = (query: Partial<Narrowing>): readonly (readonly [Filter, string])[] =>
  (Object.keys(filters) as (keyof typeof filters)[]).flatMap((name) => (query[name] === undefined ? [] : [[filters[name], query[name]]]));

export const filtersSql = (filter: QueryFilter, query: Narrowing): readonly Sql[] =>
  given(filter).map(([each, value]) => each.sql(value, query));
export const filterClauses = (filter: QueryFilter, query: Narrowing): readonly Clause[] =>
  given(filter).map(([each, value]) => each.clause(value, query));

/**
 * What documents are sorted by: the least rank first, those without one last. Of one rank the last day and id come first, or, `upward`, the
 * first id, and days decide nothing. Relevance is worked out by the engines.
 */
export type Order = {
  readonly upward: boolean;
  readonly sql: (query: Narrowing) => Sql;
  readonly clauses: (query: Narrowing) => readonly Clause[];
};

const newestFirst: readonly Clause[] = [{ day: 'desc' }, { id: 'desc' }];
const newest: Order = { upward: false, sql: () => sqlOf('0'), clauses: () => newestFirst };
const orders: Readonly<Record<Sort, Order>> = {
  newest,
  relevance: { ...newest, clauses: () => [{ _score: 'desc' }, ...newestFirst] },
  authority: {
    upward: false,
    sql: () => sqlOf('-d.authority'),
    clauses: () => [{ authority: 'desc' }, ...newestFirst],
  },
  /**
   * By the last day for comment of what is open today; OpenSearch is asked for these and for the rest one after the other
   * (opensearch/lists.ts).
   */
  deadline: {
    upward: false,
    sql: ({ today }) => sqlOf('CASE WHEN d.commentBy >= ? THEN d.commentBy ELSE ? END', today, notOpen),
    clauses: () => [{ commentBy: 'asc' }, ...newestFirst],
  },
  soonest: {
    upward: true,
    sql: (query) => sqlOf(`d.${dayColumn(query)}`),
    clauses: (query) => [{ [dayColumn(query)]: 'asc' }, { id: 'asc' }],
  },
};

export const orderOf = (sort: Sort): Order => orders[sort];

/** The words of a query; `nothing` where there are some and none of them can be searched. */
export function wordsOf({ q, lacking }: Pick<Query, 'q' | 'lacking'>): Meaning | 'nothing' | undefined {
  const words = orEmpty(q?.trim());
  return words === '' ? undefined : (meaningOfQuery(words, lacking) ?? 'nothing');
}

/**
 * What each word of a query adds where it stands, beside 1 for standing anywhere: in title, English title or number, and in the name of the
 * issuer. No number of a collection counts (how rare a word is, how long texts are), so that the order is the same in any engine. All of it
 * times 60 and what the issuer weighs.
 */
export const places = [
  { columns: ['title', 'english', 'number'], weight: 10 },
  { columns: ['issuer'], weight: 4 },
] as const;
export const leastWeight = 60;

export const conditionOf = (query: Narrowing, words: Meaning | undefined): Condition => ({
  all: [...(words ? [words.condition] : []), { filter: query }],
});
