import type { Query, SortKey } from '../../model/query.ts';
import type { Order } from '../filters.ts';
import type { Clause, Json } from './clauses.ts';
import type { Connection, Found } from './connection.ts';

/** Most hits that an index gives from an offset; beyond, hits are walked through. */
const window = 10_000;

/** Sort values of a hit as the key that both engines give: ranks are the least first, and days that decide nothing are none. */
export function keyOf(values: readonly Json[] = [], sort: readonly Clause[], { upward }: Order): SortKey {
  const [first = null, second, third] = values;
  if (upward) return [first as SortKey[0], '', String(second)];
  return sort.length === 3 ? [-Number(first), String(second), String(third)] : [0, String(first), String(second)];
}
/** The other way round. */
export const valuesOf = ([rank, day, id]: SortKey, sort: readonly Clause[], { upward }: Order): readonly Json[] =>
  upward ? [rank, id] : sort.length === 3 ? [-Number(rank), day, id] : [day, id];

type Page = Pick<Query, 'offset' | 'limit'> & { readonly after?: readonly Json[] | undefined };

/** The hits of a page, from an offset or behind the sort values of a hit. */
export async function foundIn(
  connection: Connection,
  index: string,
  body: Clause,
  { offset = 0, limit, after: from }: Page,
): Promise<readonly Found[]> {
  if (limit <= 0) return [];
  if (from) return (await connection.search(index, { ...body, size: limit, search_after: from })).hits.hits;
  if (offset + limit <= window) return (await connection.search(index, { ...body, from: offset, size: limit })).hits.hits;
  let after: readonly Json[] | undefined;
  for (let left = offset; left > 0; left -= window) {
    const skipped = { ...body, _source: false, size: Math.min(left, window), ...(after ? { search_after: after } : {}) };
    after = (await connection.search(index, skipped)).hits.hits.at(-1)?.sort;
    if (!after) return [];
  }
  return (await connection.search(index, { ...body, size: limit, ...(after ? { search_after: after } : {}) })).hits.hits;
}
