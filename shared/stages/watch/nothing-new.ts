import type { SourceState } from '../../model/run.ts';
import { addDays, dayOf } from '../../model/time.ts';
import { isWorkingDay } from '../../registry/holidays.ts';
import { weeklyYield } from './yield.ts';

/** Of so many expected documents none coming is no chance: one time in a hundred and fifty. */
const surely = 5;
const weeksLooked = 4;

/** Whole working days in Beijing between two instants. */
function workingDaysBetween(from: Date, to: Date): number {
  let days = 0;
  const last = dayOf(to);
  for (let day = addDays(dayOf(from), 1); day < last && days < 30; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1;
  return days;
}

/**
 * How many documents would have been new since `newAt` by the poorest of the last four weeks, when none was and that is no chance; undefined otherwise. A store
 * younger than two weeks expects nothing.
 */
export function findMissingNews(states: readonly (SourceState | undefined)[], newAt: Date, now: Date): number | undefined {
  const yields = states.map((state) => weeklyYield(state, dayOf(now)));
  const weeks = Array.from({ length: weeksLooked }, (_, n) => yields.reduce((sum, each) => sum + (each.at(-2 - n) ?? 0), 0));
  const lived = weeks.filter((count) => count > 0);
  if (lived.length < 2) return undefined;
  const expected = (Math.min(...lived) / 5) * workingDaysBetween(newAt, now);
  return expected >= surely ? Math.floor(expected) : undefined;
}
