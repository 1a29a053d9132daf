/** Columns of time: days from left to right, cut where the longest silences lie. Pictures of one act span decades or a week, so the axis is no scale. */

export type TimeColumn = { readonly from: string; readonly to: string };

/** A month or a year begins on its first day. */
const msOf = (day: string): number => Date.parse(`${day}${'-01-01'.slice(day.length === 4 ? 0 : 3)}`.slice(0, 10));

/** At most `most` columns over these days, each a stretch of time behind the one before; days may be months or years. */
export function columnsOf(days: readonly string[], most: number): readonly TimeColumn[] {
  const sorted = [...new Set(days)].toSorted();
  const gaps = sorted.slice(1).map((day, i) => ({ at: i + 1, gap: msOf(day) - msOf(sorted[i] ?? day) }));
  const cuts = new Set(
    gaps
      .toSorted((a, b) => b.gap - a.gap || a.at - b.at)
      .slice(0, most - 1)
      .map(({ at }) => at),
  );
  const columns: { from: string; to: string }[] = [];
  for (const [i, day] of sorted.entries()) {
    const last = columns.at(-1);
    if (last && !cuts.has(i)) last.to = day;
    else columns.push({ from: day, to: day });
  }
  return columns;
}
