import type { Source, SourceCondition } from '../model/source.ts';
import { daysBetween } from '../model/time.ts';
import { holidayDays } from '../registry/holidays.ts';

/** What of a listing counts for its health: entries, newest day among them, pages of them that could not be taken in. */
export type Listed = { readonly listed: number; readonly newest?: string; readonly failedPages?: number };
export type Health = { readonly condition: Extract<SourceCondition, 'ok' | 'quiet' | 'suspect' | 'partial'>; readonly detail?: string };

/**
 * Condition of a source whose listing was read (contract.md 3.1): `suspect` by what its declaration expects, `partial` when pages failed,
 * `quiet` when nothing is new for two thirds of the days it is given. Public holidays do not count as days of silence. `today` is a day in Beijing.
 */
export function listingHealth(source: Pick<Source, 'expect'>, { listed, newest, failedPages = 0 }: Listed, today: string): Health {
  const { atLeast, freshWithinDays } = source.expect;
  if (listed < atLeast) return { condition: 'suspect', detail: `${listed} entries, expected at least ${atLeast}` };
  const silent = newest === undefined ? 0 : daysBetween(newest, today) - holidayDays(newest, today);
  if (silent > freshWithinDays) {
    return {
      condition: 'suspect',
      detail: `nothing newer than ${newest}, ${silent} days without holidays, expected within ${freshWithinDays}`,
    };
  }
  if (failedPages > 0) return { condition: 'partial', detail: `${failedPages} of its pages failed` };
  if (silent * 3 > freshWithinDays * 2) return { condition: 'quiet', detail: `nothing newer than ${newest}` };
  return { condition: 'ok' };
}
