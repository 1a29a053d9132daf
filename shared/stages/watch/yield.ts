import type { SourceState } from '../../model/run.ts';
import { addDays, weekOfDay } from '../../model/time.ts';

/** Weeks of which the yield of a source is kept. */
const weeksKept = 12;

let told: { readonly today: string; readonly weeks: readonly string[] } | undefined;

/** The last twelve ISO weeks up to that of `today`, oldest first; a page asks for those of one day for each source. */
export function lastWeeks(today: string): readonly string[] {
  if (told?.today !== today)
    told = { today, weeks: Array.from({ length: weeksKept }, (_, n) => weekOfDay(addDays(today, 7 * (n - weeksKept + 1)))) };
  return told.weeks;
}

/** The state after one more page of the source was stored on `today`, a day in Beijing. */
export function countStored(state: SourceState, today: string): SourceState {
  const kept = lastWeeks(today).flatMap((week) => {
    const count = (state.weeks?.[week] ?? 0) + (week === weekOfDay(today) ? 1 : 0);
    return count > 0 ? [[week, count] as const] : [];
  });
  return { ...state, stored: (state.stored ?? 0) + 1, weeks: Object.fromEntries(kept) };
}

/** Pages stored in each of the last twelve weeks, oldest first. */
export const weeklyYield = (state: SourceState | undefined, today: string): readonly number[] =>
  lastWeeks(today).map((week) => state?.weeks?.[week] ?? 0);
