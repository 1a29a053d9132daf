import type { Mentions } from '../../model/landmark.ts';
import type { Facet, Hit, IndexChange, Query, QueryResult, SortKey } from '../../model/query.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { isTheme } from '../../model/vocabulary.ts';
import { provinces } from '../../registry/provinces.ts';
import type { Column, Condition, Meaning } from '../../stages/query/meaning.ts';
import { notOpen, sortOf } from '../../stages/query/order.ts';
import { indexed, normalise } from '../../stages/query/pieces.ts';
import { literalUnits, passageOf } from '../../stages/query/sought.ts';
import {
  conditionOf,
  dayColumn,
  dayOfRow,
  filterClauses,
  firstSeenOf,
  issuedIn,
  leastWeight,
  type Narrowing,
  type Order,
  orderOf,
  places,
  statusClauses,
  statusOn,
  wordsOf,
} from '../filters.ts';
import { emptyResult, sorted, toTimeline } from '../lists.ts';
import { all, any, asFields, type Clause, type Json, not, range, term, terms } from './clauses.ts';
import { type Aggregation, type Ask, bucketsOf, type Connection, type Found } from './connection.ts';

const wordFields: readonly Column[] = ['title', 'english', 'number', 'issuer', 'text'];

type Phrase = Extract<Condition, { phrase: readonly string[] }>;

const phraseIn = (field: string, { phrase, prefix }: Phrase): Clause =>
  prefix
    ? { match_phrase_prefix: { [field]: { query: phrase.join(' '), max_expansions: 10_000 } } }
    : { match_phrase: { [field]: { query: phrase.join(' ') } } };

const unitsOf = (text: string): string => literalUnits(text).join(' ');

function conditionClause(condition: Condition, query: Narrowing, columns: readonly Column[] = wordFields): Clause {
  if ('phrase' in condition) {
    const wanted = condition.columns?.filter((each) => columns.includes(each)) ?? columns;
    return any(...wanted.map((field) => phraseIn(field, condition)));
  }
  if ('character' in condition) return term('titleCharacters', condition.character);
  if ('literal' in condition)
    return { match_phrase: { [condition.within === 'title' ? 'titleUnits' : 'units']: { query: unitsOf(condition.literal) } } };
  if ('filter' in condition) return all(...filterClauses(condition.filter, query));
  if ('not' in condition) return not(conditionClause(condition.not, query, columns));
  if ('some' in condition) {
    const should = condition.some.map((each) => conditionClause(each, query, columns));
    return { bool: { should, minimum_should_match: condition.least } };
  }
  const clauses = ('all' in condition ? condition.all : condition.any).map((each) => conditionClause(each, query, columns));
  return 'all' in condition ? all(...clauses) : any(...clauses);
}

/** Most hits that an index gives from an offset; beyond, hits are walked through. */
const window = 10_000;

/** Sort values of a hit as the key that both engines give: ranks are the least first, and days that decide nothing are none. */
function keyOf(values: readonly Json[] = [], sort: readonly Clause[], { upward }: Order): SortKey {
  const [first = null, second, third] = values;
  if (upward) return [first as SortKey[0], '', String(second)];
  return sort.length === 3 ? [-Number(first), String(second), String(third)] : [0, String(first), String(second)];
}
const valuesOf = ([rank, day, id]: SortKey, sort: readonly Clause[], { upward }: Order): readonly Json[] =>
  upward ? [rank, id] : sort.length === 3 ? [-Number(rank), day, id] : [day, id];

type Page = Pick<Query, 'offset' | 'limit'> & { readonly after?: readonly Json[] | undefined };

async function foundIn(connection: Connection, body: Clause, { offset = 0, limit, after: from }: Page): Promise<readonly Found[]> {
  if (limit <= 0) return [];
  const hitsOf = async (more: Clause, after = from) =>
    (await connection.search('documents', { ...body, ...more, ...(after && { search_after: after }) })).hits.hits;
  if (from) return hitsOf({ size: limit });
  if (offset + limit <= window) return hitsOf({ from: offset, size: limit });
  let after: readonly Json[] | undefined;
  for (let left = offset; left > 0; left -= window) {
    after = (await hitsOf({ _source: false, size: Math.min(left, window) }, after)).at(-1)?.sort;
    if (!after) return [];
  }
  return hitsOf({ size: limit }, after);
}

/**
 * What is open for comment by its last day, then the rest, the newest first. No field says what is open today, so these are two lists, one
 * behind the other; the rank of the second is behind every day.
 */

type Keyed = { readonly found: Found; readonly key: SortKey };

const keyed = (found: readonly Found[], rank?: string): readonly Keyed[] =>
  found.map((each) => {
    const values = (each.sort ?? []).map(String);
    const [day = '', id = ''] = values.slice(-2);
    return { found: each, key: [rank ?? group(values, 0), day, id] };
  });

async function foundByDeadline(
  connection: Connection,
  filter: Clause,
  { today, offset = 0, limit, after }: Pick<Query, 'today' | 'offset' | 'limit' | 'after'>,
): Promise<readonly Keyed[]> {
  const isOpen = range('commentBy', { gte: today });
  const open = { query: all(filter, isOpen), sort: orderOf('deadline').clauses({ today }) };
  const isBehind = after?.[0] === notOpen;
  const first = isBehind ? [] : keyed(await foundIn(connection, open, { offset: after ? 0 : offset, limit, after }));
  if (first.length >= limit) return first;
  const passed = after || first.length > 0 || offset === 0 ? 0 : offset - (await countOf(connection, open.query));
  const rest = { query: all(filter, not(isOpen)), sort: orderOf('newest').clauses({ today }) };
  const behind = await foundIn(connection, rest, {
    offset: passed,
    limit: limit - first.length,
    after: isBehind ? after.slice(1) : undefined,
  });
  return [...first, ...keyed(behind, notOpen)];
}

const countOf = async (connection: Connection, query: Clause): Promise<number> =>
  (await connection.search('documents', { query, size: 0, track_total_hits: true })).hits.total.value;

const border = '¶¶';

export function documentFields(change: IndexChange, mark: string): Clause {
  const { id, title, english, text, issuerIds, issuerNames, register: _register, ...rest } = change;
  const heads = `${unitsOf(title)} ${border} ${unitsOf(english)}`;
  const words = { title, english, number: orEmpty(change.number), issuer: issuerNames.join('\n'), text };
  const { level, type, status, authority, signed, published, effective, expires, commentBy } = change;
  return {
    ...Object.fromEntries(Object.entries(words).map(([field, value]) => [field, indexed(value)])),
    titleUnits: heads,
    units: `${unitsOf(text)} ${border} ${heads}`,
    ...{ id, mark, issuerIds, firstSeen: firstSeenOf(change) },
    titleCharacters: [...new Set(normalise(title))],
    ...{ theme: change.themes, issuers: [...issuerIds, ...issuerNames], source: change.sourceIds, entity: change.entityIds },
    ...{ level, type, status, authority, weight: leastWeight + authority },
    ...{ signed, published, effective, expires, commentBy, day: dayOfRow(change) },
    row: asFields({ id, title, english, text: text.toWellFormed(), issuerIds, issuerNames, ...rest }),
  };
}

function scored(filter: Clause, { ranked }: Meaning, query: Narrowing): Clause {
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

const termCounts = (aggregation: Aggregation | undefined): Facet =>
  sorted(bucketsOf(aggregation).map(({ key, doc_count }) => [key, doc_count]));

function facetsOf({ status, ...found }: Readonly<Record<string, Aggregation>>): QueryResult['facets'] {
  const byStatus = Object.entries(status?.buckets ?? {}).map(([key, { doc_count }]) => [key, doc_count] as const);
  const { theme, type, level, issuer } = found;
  return {
    ...{ theme: termCounts(theme), type: termCounts(type), level: termCounts(level), issuer: termCounts(issuer) },
    status: sorted(byStatus.filter(([, count]) => count > 0)),
  };
}

/** The words of a query and the clause that it asks for; undefined when it has words and none that could be looked for. */
function readQuery(query: Narrowing): { readonly words: Meaning | undefined; readonly filter: Clause } | undefined {
  const words = wordsOf(query);
  if (words === 'nothing') return undefined;
  const among = query.among ? [terms('id', query.among)] : [];
  return { words, filter: all(...among, conditionClause(conditionOf(query, words), query)) };
}

async function pageOf(
  connection: Connection,
  query: Query,
  words: Meaning | undefined,
  filter: Clause,
): Promise<Omit<QueryResult, 'total' | 'facets'>> {
  const sort = sortOf(query, words !== undefined && words.ranked.length > 0 && !query.among);
  const order = orderOf(sort);
  const by = order.clauses(query);
  const limit = query.limit > 0 ? query.limit + 1 : 0;
  const listed = async (): Promise<readonly Keyed[]> => {
    const body = { query: words && sort === 'relevance' ? scored(filter, words, query) : filter, sort: by };
    const page = { ...opt('offset', query.offset), limit, after: query.after && valuesOf(query.after, by, order) };
    return (await foundIn(connection, body, page)).map((found) => ({ found, key: keyOf(found.sort, by, order) }));
  };
  const found = await (sort === 'deadline' ? foundByDeadline(connection, filter, { ...query, limit }) : listed());
  const shown = found.slice(0, query.limit);
  const hits = shown.map((each): Hit => {
    const { hit, text } = hitOf(each.found, query.today);
    const passage = words && !query.among ? passageOf(text, words.sought, { said: `${hit.title} ${hit.english}` }) : undefined;
    return { ...hit, ...opt('passage', passage) };
  });
  return { hits, keys: shown.map(({ key }) => key), more: found.length > query.limit };
}

const answer: Ask<'query'> = async (connection, query) => {
  const read = readQuery(query);
  if (!read || query.among?.length === 0) return emptyResult;
  const page = pageOf(connection, query, read.words, read.filter);
  if (query.among) return { ...emptyResult, ...(await page), total: (await page).hits.length };
  const counts = Object.entries(facetFields).map(([name, field]) => [name, { terms: { field, size: 10_000 } }]);
  const aggs = { ...Object.fromEntries(counts), status: { filters: { filters: statusClauses(query.today) } } };
  const counting = connection.search('documents', { query: read.filter, size: 0, track_total_hits: true, aggs });
  const [{ hits, aggregations = {} }, found] = await Promise.all([counting, page]);
  return { total: hits.total.value, facets: facetsOf(aggregations), ...found };
};

export async function one(connection: Connection, id: string, today: string): Promise<Hit | undefined> {
  const [found] = await connection.byIds('documents', [id]);
  return found && hitOf(found, today).hit;
}

export async function mentions(connection: Connection, among: readonly string[] | undefined, seenBy?: string): Promise<Mentions> {
  const last = (field: string, aggs = {}): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } }, ...aggs });
  const named = { field: 'entity', size: 10_000, ...(among && { include: among }) };
  const aggs = { entity: { terms: named, aggs: { day: last('day', { aggs: { id: last('id') } }) } } };
  const query = all(...(among ? [terms('entity', among)] : []), ...(seenBy === undefined ? [] : [range('firstSeen', { lte: seenBy })]));
  const { aggregations } = await connection.search('documents', { size: 0, query, aggs });
  return Object.fromEntries(
    bucketsOf(aggregations?.['entity']).map(({ key, doc_count, day: days }) => {
      const [day] = bucketsOf(days);
      const [id] = bucketsOf(day?.['id']);
      return [key, { documents: doc_count, newest: String(day?.key), newestId: String(id?.key) }];
    }),
  );
}

const mostDays = 10_000;

async function counted(connection: Connection, query: Narrowing, at: Clause): Promise<Aggregation | undefined> {
  const read = readQuery(query);
  return read && (await connection.search('documents', { query: read.filter, size: 0, aggs: { at } })).aggregations?.['at'];
}

const countTimeline: Ask<'timeline'> = async (connection, query) => {
  const of = { terms: { field: query.by, size: 100, missing: '' } };
  const terms = { field: dayColumn(query), size: mostDays, order: { _key: 'asc' } };
  const days = bucketsOf(await counted(connection, query, { terms, aggs: { of } }));
  return toTimeline(
    days.flatMap((day) =>
      bucketsOf(day['of'])
        .filter(({ key }) => query.by === 'level' || key === '' || isTheme(key))
        .map(({ key, doc_count }) => ({ at: query.step === 'month' ? day.key.slice(0, 7) : day.key, of: key, count: doc_count })),
    ),
  );
};

const countProvinces: Ask<'provinces'> = async (connection, query) => {
  const filters = Object.fromEntries(provinces.map(({ id }) => [id, issuedIn(id)]));
  const at = { filters: { filters }, aggs: { theme: { terms: { field: 'theme', size: 100 } } } };
  return Object.entries((await counted(connection, query, at))?.buckets ?? {})
    .filter(([, { doc_count }]) => doc_count > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([province, { doc_count, theme }]) => ({
      ...{ province, total: doc_count },
      themes: Object.fromEntries(Object.entries(termCounts(theme)).filter(([id]) => isTheme(id))),
    }));
};

export const lists = { query: answer, timeline: countTimeline, provinces: countProvinces };
