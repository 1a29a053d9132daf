import type { Mentions } from '../../model/landmark.ts';
import type { Facet, Hit, IndexChange, Query, QueryResult } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Meaning } from '../../stages/query/meaning.ts';
import { sortOf } from '../../stages/query/order.ts';
import { passageOf } from '../../stages/query/passage.ts';
import { indexed, normalise } from '../../stages/query/pieces.ts';
import {
  type Asked,
  conditionOf,
  dayOfRow,
  firstSeenOf,
  leastWeight,
  orderOf,
  places,
  statusClauses,
  statusOn,
  wordsOf,
} from '../filters.ts';
import { emptyResult } from '../lists.ts';
import type { Clause } from './clauses.ts';
import { all, terms } from './clauses.ts';
import type { Aggregation, Bucket, Connection, Found } from './connection.ts';
import { foundByDeadline, type Keyed } from './deadline.ts';
import { foundIn, keyOf, valuesOf } from './order.ts';
import { conditionClause, unitsOf } from './words.ts';

/** Between texts whose units stand in one field. */
const border = '¶¶';

/** Fields of one document, and its row as it was applied. */
export function documentFields(change: IndexChange, mark: string): Clause {
  const { id, title, english, text, issuerIds, issuerNames, register: _register, ...rest } = change;
  const heads = `${unitsOf(title)} ${border} ${unitsOf(english)}`;
  const words = { title, english, number: orEmpty(change.number), issuer: issuerNames.join('\n'), text };
  return {
    ...Object.fromEntries(Object.entries(words).map(([field, value]) => [field, indexed(value)])),
    titleUnits: heads,
    units: `${unitsOf(text)} ${border} ${heads}`,
    ...{ id, mark, issuerIds, firstSeen: firstSeenOf(change) },
    titleCharacters: [...new Set(normalise(title))],
    theme: change.themes,
    issuers: [...issuerIds, ...issuerNames],
    source: change.sourceIds,
    entity: change.entityIds,
    ...{
      level: change.level,
      type: change.type,
      status: change.status,
      authority: change.authority,
      weight: leastWeight + change.authority,
    },
    ...{
      signed: change.signed,
      published: change.published,
      effective: change.effective,
      expires: change.expires,
      commentBy: change.commentBy,
    },
    day: dayOfRow(change),
    row: { id, title, english, text: text.toWellFormed(), issuerIds, issuerNames, ...rest } as unknown as Clause,
  };
}

/** What a document weighs: where its words stand, as in the embedded engine, times what its issuer weighs. */
function scored(filter: Clause, { ranked }: Meaning, query: Asked): Clause {
  const found = ranked.flatMap((condition) =>
    places.map(({ columns, weight }) => ({ constant_score: { filter: conditionClause(condition, query, columns), boost: weight } })),
  );
  const anywhere = { constant_score: { filter: { match_all: {} }, boost: ranked.length } };
  const weighed = { bool: { filter: [filter], must: [anywhere], should: found } };
  return { function_score: { query: weighed, functions: [{ field_value_factor: { field: 'weight' } }], boost_mode: 'multiply' } };
}

const hitOf = ({ _source }: Found, today: string): { readonly hit: Hit; readonly text: string } => {
  const change = _source?.['row'] as IndexChange;
  const { text, remove: _remove, ...row } = change;
  return { hit: { ...row, status: statusOn.of(change, today) }, text };
};

const facetFields = { theme: 'theme', type: 'type', level: 'level', issuer: 'issuerIds' } as const;

const sorted = (counts: readonly (readonly [string, number])[]): Facet =>
  Object.fromEntries(counts.filter(([, count]) => count > 0).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

export const termCounts = ({ buckets }: Aggregation): Facet =>
  sorted((Array.isArray(buckets) ? buckets : []).map(({ key, doc_count }) => [String(key), Number(doc_count)]));

const filterCounts = ({ buckets }: Aggregation): Facet => sorted(Object.entries(buckets).map(([key, { doc_count }]) => [key, doc_count]));

function facetsOf(found: Readonly<Record<string, Aggregation>>): QueryResult['facets'] {
  const none: Aggregation = { buckets: [], value: 0 };
  const count = (name: keyof typeof facetFields) => termCounts(found[name] ?? none);
  return {
    theme: count('theme'),
    type: count('type'),
    level: count('level'),
    issuer: count('issuer'),
    status: filterCounts(found['status'] ?? none),
  };
}

/** The words of a query and the clause that it asks for; undefined when it has words and none that could be looked for. */
export function readQuery(query: Asked): { readonly words: Meaning | undefined; readonly filter: Clause } | undefined {
  const words = wordsOf(query);
  if (words === 'nothing') return undefined;
  const among = query.among ? [terms('id', query.among)] : [];
  return { words, filter: all(...among, conditionClause(conditionOf(query, words), query)) };
}

/** Answers a query. */
export async function answer(connection: Connection, index: string, query: Query): Promise<QueryResult> {
  const asked = readQuery(query);
  if (!asked) return emptyResult;
  const { words, filter } = asked;
  const sort = sortOf(query, words !== undefined && words.ranked.length > 0 && !query.among);
  const order = orderOf(sort);
  const by = order.clauses(query);
  const after = query.after && valuesOf(query.after, by, order);
  const body = { query: words && sort === 'relevance' ? scored(filter, words, query) : filter, sort: by };
  const show = (found: readonly Found[]): readonly Hit[] =>
    found.map((each) => {
      const { hit, text } = hitOf(each, query.today);
      const passage = words && !query.among ? passageOf(text, words.sought) : undefined;
      return passage ? { ...hit, passage } : hit;
    });
  // One more than is shown tells whether there are more.
  const limit = query.limit > 0 ? query.limit + 1 : 0;
  const page = async (): Promise<Pick<QueryResult, 'hits' | 'keys' | 'more'>> => {
    const found =
      sort === 'deadline'
        ? await foundByDeadline({ connection, index, filter }, { ...query, limit })
        : (await foundIn(connection, index, body, { ...opt('offset', query.offset), limit, after })).map(
            (each): Keyed => ({ found: each, key: keyOf(each.sort, by, order) }),
          );
    const shown = found.slice(0, query.limit);
    return { hits: show(shown.map((each) => each.found)), keys: shown.map(({ key }) => key), more: found.length > query.limit };
  };
  if (query.among) {
    if (query.among.length === 0) return emptyResult;
    const found = await page();
    return { ...emptyResult, ...found, total: found.hits.length };
  }
  const counts = Object.entries(facetFields).map(([name, field]) => [name, { terms: { field, size: 10_000 } }]);
  const aggs = { ...Object.fromEntries(counts), status: { filters: { filters: statusClauses(query.today) } } };
  const [counted, found] = await Promise.all([connection.search(index, { query: filter, size: 0, track_total_hits: true, aggs }), page()]);
  return { total: counted.hits.total.value, facets: facetsOf(counted.aggregations ?? {}), ...found };
}

/** The row of one document, with its status of the day. */
export async function one(connection: Connection, index: string, id: string, today: string): Promise<Hit | undefined> {
  const [found] = await connection.byIds(index, [id]);
  return found && hitOf(found, today).hit;
}

/** Buckets of a `terms` aggregation. */
export const bucketsOf = (aggregation: unknown): readonly Bucket[] => {
  const { buckets } = (aggregation ?? { buckets: [] }) as Aggregation;
  return Array.isArray(buckets) ? buckets : [];
};

/** How many documents name each landmark, company or body, or those of `among`, and the day and id of the newest. */
export async function mentions(connection: Connection, index: string, among: readonly string[] | undefined): Promise<Mentions> {
  const last = (field: string, aggs = {}): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } }, ...aggs });
  const named = { field: 'entity', size: 10_000, ...(among ? { include: among } : {}) };
  const aggs = { entity: { terms: named, aggs: { day: last('day', { aggs: { id: last('id') } }) } } };
  const query = among ? terms('entity', among) : { match_all: {} };
  const { aggregations } = await connection.search(index, { size: 0, query, aggs });
  return Object.fromEntries(
    bucketsOf(aggregations?.['entity']).map((bucket) => {
      const [day] = bucketsOf(bucket['day']);
      const [id] = bucketsOf(day?.['id']);
      return [String(bucket.key), { documents: Number(bucket.doc_count), newest: String(day?.key), newestId: String(id?.key) }];
    }),
  );
}
