import type { ProvinceCount, ProvinceQuery, TimelineCount, TimelineQuery } from '../../model/query.ts';
import { provinceOf } from '../../registry/provinces.ts';
import { dayColumn } from './conditions.ts';
import { sorted } from './facets.ts';
import { combinationIn, countIn, type Part, prepare, readQuery, whereIn } from './select.ts';

/** Counts that charts and tables are made of, over all files that may hold what is asked. */

/** One count for each moment and group, in the order of time, then of groups. */
export function toTimeline(counted: Iterable<TimelineCount>): readonly TimelineCount[] {
  const sums = new Map<string, TimelineCount>();
  for (const { at, of, count } of counted) {
    const key = `${at} ${of}`;
    sums.set(key, { at, of, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

export function countTimeline(parts: readonly Part[], query: TimelineQuery): readonly TimelineCount[] {
  const asked = readQuery(query);
  if (!asked) return [];
  const day = dayColumn(query);
  const conditions = { ...asked.conditions, all: [...asked.conditions.all, `${day} IS NOT NULL`] };
  const at = query.step === 'month' ? `substr(${day}, 1, 7)` : day;
  const sql = (part: Part): string =>
    `SELECT ${at} AS at, d.combination AS number, count(*) AS count FROM ${conditions.from} ${whereIn(part, conditions)} GROUP BY 1, 2`;
  return toTimeline(
    parts.flatMap((part) =>
      prepare(part.database, sql(part))
        .all(conditions.values)
        .flatMap((row) => {
          const { level, themes } = combinationIn(part.database, Number(row['number']));
          const groups = query.by === 'level' ? [level] : themes.length > 0 ? themes : [''];
          return groups.map((of) => ({ at: String(row['at']), of, count: Number(row['count']) }));
        }),
    ),
  );
}

export function countProvinces(parts: readonly Part[], query: ProvinceQuery): readonly ProvinceCount[] {
  const asked = readQuery(query);
  if (!asked) return [];
  const found = new Map<string, { total: number; themes: Record<string, number> }>();
  for (const { of, count } of parts.flatMap((part) => countIn(part, asked.conditions))) {
    for (const province of new Set(of.issuers.flatMap((id) => provinceOf(id) ?? []))) {
      const counts = found.get(province) ?? { total: 0, themes: {} };
      found.set(province, counts);
      counts.total += count;
      for (const theme of of.themes) counts.themes[theme] = (counts.themes[theme] ?? 0) + count;
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([province, { total, themes }]) => ({ province, total, themes: sorted(themes) }));
}
