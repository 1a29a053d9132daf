import type { Context } from '../../model/ports.ts';
import type { NearMiss, Query } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { nearQueries } from '../../stages/query/near-queries.ts';

const filters = ['theme', 'issuer', 'level', 'type', 'status', 'source', 'entity', 'place', 'province'] as const;
const dates = [undefined, 'published', 'signed', 'effective', 'firstSeen'] as const;

type Try = { readonly query: Query; readonly miss: Omit<NearMiss, 'total'> };

/** The query with one thing otherwise. */
function* tries(query: Query): Generator<Try> {
  const { q, date, from, to, ...rest } = query;
  const days = { ...opt('from', from), ...opt('to', to) };
  const words = opt('q', q);
  for (const near of nearQueries(orEmpty(q))) yield { query: { ...query, q: near.q }, miss: near };
  for (const name of filters) {
    const { [name]: out, ...others } = query;
    if (out !== undefined) yield { query: others, miss: { kind: 'filter', without: name } };
  }
  if (from === undefined && to === undefined) return;
  for (const other of dates.filter((each) => each !== date))
    yield { query: { ...rest, ...words, ...days, ...opt('date', other) }, miss: { kind: 'date', ...opt('date', other) } };
  yield { query: { ...rest, ...words }, miss: { kind: 'filter', without: 'days' } };
}

/** What is found near a query that found nothing; what finds nothing either is left out. */
export async function findNearMisses(query: Query, { search }: Pick<Context, 'search'>): Promise<readonly NearMiss[]> {
  const found: NearMiss[] = [];
  for (const { query: near, miss } of tries({ ...query, limit: 1, offset: 0 })) {
    const { total } = await search.query(near);
    if (total > 0) found.push({ ...miss, total });
  }
  return found;
}
