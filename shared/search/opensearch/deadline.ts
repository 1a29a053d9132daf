import type { Query, SortKey } from '../../model/query.ts';
import { notOpen } from '../../stages/query/order.ts';
import { orderOf } from '../filters.ts';
import { all, type Clause, not, range } from './clauses.ts';
import type { Connection, Found } from './connection.ts';
import { foundIn } from './order.ts';

/**
 * What is open for comment by its last day, then the rest, the newest first. No field says what is open today, so these are two lists, one behind the other; the
 * rank of the second is behind every day.
 */

export type Keyed = { readonly found: Found; readonly key: SortKey };
type Asked = Pick<Query, 'today' | 'offset' | 'limit' | 'after'>;
type Where = { readonly connection: Connection; readonly index: string; readonly filter: Clause };

const keyed = (found: readonly Found[], rank?: string): readonly Keyed[] =>
  found.map((each) => {
    const values = (each.sort ?? []).map(String);
    const [day = '', id = ''] = values.slice(-2);
    return { found: each, key: [rank ?? values[0] ?? '', day, id] };
  });

export async function foundByDeadline(
  { connection, index, filter }: Where,
  { today, offset = 0, limit, after }: Asked,
): Promise<readonly Keyed[]> {
  const open = all(filter, range('commentBy', { gte: today }));
  const isBehind = after?.[0] === notOpen;
  const first = isBehind
    ? []
    : keyed(
        await foundIn(
          connection,
          index,
          { query: open, sort: orderOf('deadline').clauses({ today }) },
          { offset: after ? 0 : offset, limit, after },
        ),
      );
  if (first.length >= limit) return first;
  const passed = after || first.length > 0 || offset === 0 ? 0 : offset - (await countOf(connection, index, open));
  const rest = { query: all(filter, not(range('commentBy', { gte: today }))), sort: orderOf('newest').clauses({ today }) };
  const from = isBehind ? after.slice(1) : undefined;
  return [
    ...first,
    ...keyed(await foundIn(connection, index, rest, { offset: passed, limit: limit - first.length, after: from }), notOpen),
  ];
}

const countOf = async (connection: Connection, index: string, query: Clause): Promise<number> =>
  (await connection.search(index, { query, size: 0, track_total_hits: true })).hits.total.value;
