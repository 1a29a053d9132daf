import type { Context } from '../../model/ports.ts';
import { type NearMiss, narrowingFilters, type Query } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { nearQueries } from '../../stages/query/near-queries.ts';

const dates = [undefined, 'published', 'signed', 'effective', 'firstSeen'] as const;

type Try = { readonly query: Query; readonly miss: Omit<NearMiss, 'total'> };

/** The query with one thing otherwise. */
function* tries(query: Query): Generator<Try> {
  const { q, date, from, to, ...rest } = query;
  const days = { ...opt('from', from), ...opt('to', to) };
  const words = opt('q', q);
  for (const near of nearQueries(orEmpty(q))) yield { query: { ...query, q: near.q }, miss: near };
  for (const name of narrowingFilters) {
    const { [name]: out, ...others } = query;
    if (out !== undefined) yield { query: others, miss: { kind: 'filter', without: name } };
  }
  if (from === undefined && to === undefined) return;
  for (const other of dates.filter((each) => each !== date))
    yield { query: { ...rest, ...words, ...days, ...opt('date', other) }, miss: { kind: 'date', ...opt('date', other) } };
  yield { query: { ...rest, ...words }, miss: { kind: 'filter', without: 'days' } };
}

/** The words, and what is near them, without any filter. */
function* unfiltered({ q, limit, today }: Query): Generator<Try> {
  const without = 'filters';
  if (q !== undefined) yield { query: { q, limit, today }, miss: { kind: 'filter', without } };
  for (const near of nearQueries(orEmpty(q))) yield { query: { q: near.q, limit, today }, miss: { ...near, without } };
}

const isNarrowed = (query: Query): boolean =>
  [...narrowingFilters, 'from' as const, 'to' as const].some((name) => query[name] !== undefined);

/** What is found near a query that found nothing; what finds nothing either is left out. */
export async function findNearMisses(
  { after: _after, ...query }: Query,
  { search }: Pick<Context, 'search'>,
): Promise<readonly NearMiss[]> {
  const found: NearMiss[] = [];
  const look = async (each: Try): Promise<void> => {
    const { total } = await search.query(each.query);
    if (total > 0) found.push({ ...each.miss, total });
  };
  const short = { ...query, limit: 1, offset: 0 };
  for (const each of tries(short)) await look(each);
  if (found.length === 0 && isNarrowed(query)) for (const each of unfiltered(short)) await look(each);
  return found;
}
