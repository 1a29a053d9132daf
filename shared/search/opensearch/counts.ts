import type { ProvinceCount, ProvinceQuery, TimelineCount, TimelineQuery } from '../../model/query.ts';
import { provinces } from '../../registry/provinces.ts';
import { dayColumn, issuedIn } from '../filters.ts';
import { toTimeline } from '../lists.ts';
import type { Aggregation, Connection } from './connection.ts';
import { bucketsOf, readQuery, termCounts } from './documents.ts';

/** Counts that charts and tables are made of. */

/** Days of a store are some thousands. */
const mostDays = 10_000;

export async function countTimeline(connection: Connection, index: string, query: TimelineQuery): Promise<readonly TimelineCount[]> {
  const asked = readQuery(query);
  if (!asked) return [];
  const of = { terms: { field: query.by, size: 100, missing: '' } };
  const aggs = { at: { terms: { field: dayColumn(query), size: mostDays, order: { _key: 'asc' } }, aggs: { of } } };
  const { aggregations } = await connection.search(index, { query: asked.filter, size: 0, aggs });
  return toTimeline(
    bucketsOf(aggregations?.['at']).flatMap((day) =>
      bucketsOf(day['of']).map(({ key, doc_count }) => ({
        at: query.step === 'month' ? day.key.slice(0, 7) : day.key,
        of: key,
        count: doc_count,
      })),
    ),
  );
}

export async function countProvinces(connection: Connection, index: string, query: ProvinceQuery): Promise<readonly ProvinceCount[]> {
  const asked = readQuery(query);
  if (!asked) return [];
  const filters = Object.fromEntries(provinces.map(({ id }) => [id, issuedIn(id)]));
  const aggs = { province: { filters: { filters }, aggs: { theme: { terms: { field: 'theme', size: 100 } } } } };
  const { aggregations } = await connection.search(index, { query: asked.filter, size: 0, aggs });
  const buckets = (aggregations?.['province']?.buckets ?? {}) as Readonly<Record<string, { doc_count: number; theme: Aggregation }>>;
  return Object.entries(buckets)
    .filter(([, { doc_count }]) => doc_count > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([province, { doc_count, theme }]) => ({ province, total: doc_count, themes: termCounts(theme) }));
}
