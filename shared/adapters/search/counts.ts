import type { ProvinceCount, ProvinceQuery, TimelineCount, TimelineQuery } from '../../model/query.ts';
import { provinceOf } from '../../registry/provinces.ts';
import { type Bits, placesIn } from './bits.ts';
import { columnsOf, datesOf } from './columns.ts';
import { dayColumn } from './conditions.ts';
import { type Combination, sorted } from './facets.ts';
import type { Part } from './matching.ts';
import { findMatches } from './select.ts';

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
  const length = query.step === 'month' ? 7 : 10;
  const counts: TimelineCount[] = [];
  for (const { part, matches } of findMatches(parts, query)?.matches ?? []) {
    const { days: usual, combination, combinations } = columnsOf(part.database);
    const days = query.date ? datesOf(part.database, dayColumn(query)) : usual;
    for (const place of placesIn(matches)) {
      const [day, of] = [days[place], combinations.get(combination[place] ?? 0)];
      if (day === undefined || !of) continue;
      const groups = query.by === 'level' ? [of.level] : of.themes.length > 0 ? of.themes : [''];
      counts.push(...groups.map((group) => ({ at: day.slice(0, length), of: group, count: 1 })));
    }
  }
  return toTimeline(counts);
}

/** How many documents of a file have each combination. */
function* combinationsIn({ database }: Part, matches: Bits): Generator<readonly [Combination, number]> {
  const { combination, combinations } = columnsOf(database);
  const counts = new Map<number, number>();
  for (const place of placesIn(matches)) counts.set(combination[place] ?? 0, (counts.get(combination[place] ?? 0) ?? 0) + 1);
  for (const [number, count] of counts) {
    const of = combinations.get(number);
    if (of) yield [of, count];
  }
}

export function countProvinces(parts: readonly Part[], query: ProvinceQuery): readonly ProvinceCount[] {
  const found = new Map<string, { total: number; themes: Map<string, number> }>();
  for (const { part, matches } of findMatches(parts, query)?.matches ?? []) {
    for (const [of, count] of combinationsIn(part, matches)) {
      for (const province of new Set(of.issuers.flatMap((id) => provinceOf(id) ?? []))) {
        const counts = found.get(province) ?? { total: 0, themes: new Map() };
        found.set(province, counts);
        counts.total += count;
        for (const theme of of.themes) counts.themes.set(theme, (counts.themes.get(theme) ?? 0) + count);
      }
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([province, { total, themes }]) => ({ province, total, themes: sorted([...themes]) }));
}
