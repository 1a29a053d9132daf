import type { Entry } from '../../model/article.ts';
import type { Capped, ListState, PastCondition, Round, SourceState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { addDays, dayOf, daysBetween, weekOfDay } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { holidayDays, isWorkingDay } from '../../registry/holidays.ts';
import { awayAt } from './silence.ts';

/** What of a listing counts for its health: entries, newest day among them, pages of them that could not be taken in. */
type ListedCounts = { readonly listed: number; readonly newest?: string; readonly failedPages?: number };
export type Health = { readonly condition: Extract<SourceCondition, 'ok' | 'quiet' | 'suspect' | 'partial'>; readonly detail?: string };

/**
 * Condition of a source whose listing was read (docs/contract.md 3.1): `suspect` by what its declaration expects, `partial` when pages
 * failed, `quiet` when nothing is new for two thirds of the days it is given. Public holidays do not count as days of silence. `today` is a
 * day in Beijing.
 */
export function listingHealth(source: Pick<Source, 'expect'>, { listed, newest, failedPages = 0 }: ListedCounts, today: string): Health {
  const { atLeast, freshWithinDays } = source.expect;
  if (listed < atLeast)
    return { condition: 'suspect', detail: `${listed} ${listed === 1 ? 'entry' : 'entries'}, expected at least ${atLeast}` };
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

/**
 * Newest day in a list: of publication, else (sitemaps) of the last change. Change days that are all the same are the day of the file, not
 * of its pages, and do not count.
 */
export function newestOf(entries: readonly Pick<Entry, 'publishedOn' | 'modified'>[], today: string): string | undefined {
  const published = entries.flatMap(({ publishedOn }) => publishedOn ?? []);
  const changed = entries.flatMap(({ modified }) => (modified && /^\d{4}-\d{2}-\d{2}/.test(modified) ? modified.slice(0, 10) : []));
  const days = published.length > 0 ? published : new Set(changed).size > 1 ? changed : [];
  return days
    .filter((day) => day <= today)
    .toSorted()
    .at(-1);
}

export function sumListed(lists: readonly Pick<ListState, 'listed' | 'newest'>[]): ListedCounts {
  const newest = lists
    .flatMap((list) => list.newest ?? [])
    .toSorted()
    .at(-1);
  return { listed: lists.reduce((sum, { listed }) => sum + listed, 0), ...opt({ newest }) };
}

export const withoutDays = (entries: number): string =>
  `none of its ${entries} entries bears a day, though days were declared or stood there before; the page was probably rebuilt`;

type SourceHealth = { readonly condition: SourceCondition; readonly trouble?: SourceTrouble };

const isBroken = ({ condition }: ListState) => condition !== 'ok' && condition !== 'partial';

/**
 * Condition of a source by its listings: that of the first when none could be read, `partial` when one of several could not or broke off;
 * else by what the declaration expects of all of them together. `failedPages`: pages of entries that failed in this round.
 */
export function sourceHealth(source: Source, lists: readonly ListState[], failedPages: number, today: string): SourceHealth {
  const troubled = lists.find(isBroken) ?? lists.find(({ trouble }) => trouble);
  const trouble = troubled?.trouble;
  if (troubled && lists.every(isBroken)) return { condition: troubled.condition, ...opt({ trouble }) };
  const undated = lists.find((list) => list.undated);
  if (undated)
    return {
      condition: 'suspect',
      trouble: { kind: 'suspect', detail: withoutDays(undated.listed), url: withoutSecrets(source.listing.url) },
    };
  const { condition, detail = 'doubted' } = listingHealth(source, { ...sumListed(lists), failedPages }, today);
  if (condition === 'suspect' && !lists.some(isBroken))
    return { condition, trouble: { kind: 'suspect', detail, url: withoutSecrets(source.listing.url) } };
  if (troubled) return { condition: 'partial', ...opt({ trouble }) };
  return { condition };
}

const weeksKept = 12;

let kept: { readonly today: string; readonly weeks: readonly string[] } | undefined;

export function lastWeeks(today: string): readonly string[] {
  if (kept?.today !== today)
    kept = { today, weeks: Array.from({ length: weeksKept }, (_, n) => weekOfDay(addDays(today, 7 * (n - weeksKept + 1)))) };
  return kept.weeks;
}

export function countStored(state: SourceState, today: string): SourceState {
  const kept = lastWeeks(today).flatMap((week) => {
    const count = (state.weeks?.[week] ?? 0) + (week === weekOfDay(today) ? 1 : 0);
    return count > 0 ? [[week, count] as const] : [];
  });
  return { ...state, stored: (state.stored ?? 0) + 1, weeks: Object.fromEntries(kept) };
}

export const weeklyYield = (state: SourceState | undefined, today: string): readonly number[] =>
  lastWeeks(today).map((week) => state?.weeks?.[week] ?? 0);

/** Of so many expected documents none coming is no chance: one time in a hundred and fifty. */
const surely = 5;
const weeksLooked = 4;

function workingDaysBetween(from: Date, to: Date) {
  let days = 0;
  const last = dayOf(to);
  for (let day = addDays(dayOf(from), 1); day < last && days < 30; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1;
  return days;
}

/**
 * How many documents would have been new since `newAt` by the poorest of the last four weeks, when none was and that is no chance;
 * undefined otherwise. A store younger than two weeks expects nothing.
 */
export function findMissingNews(states: readonly (SourceState | undefined)[], newAt: Date, now: Date): number | undefined {
  const yields = states.map((state) => weeklyYield(state, dayOf(now)));
  const weeks = Array.from({ length: weeksLooked }, (_, n) => yields.reduce((sum, each) => sum + (each.at(-2 - n) ?? 0), 0));
  const lived = weeks.filter((count) => count > 0);
  if (lived.length < 2) return undefined;
  const expected = (Math.min(...lived) / 5) * workingDaysBetween(newAt, now);
  return expected >= surely ? Math.floor(expected) : undefined;
}

export const cappedIn = (state: SourceState | undefined): Capped | undefined =>
  Object.values(state?.lists ?? {})
    .flatMap(({ capped }) => capped ?? [])
    .toSorted((a, b) => ((a.since ?? a.at) < (b.since ?? b.at) ? -1 : 1))[0];

/** Conditions that are kept before the present one. */
const mostRemembered = 12;

export function rememberCondition(before: SourceState | undefined, next: SourceState): SourceState {
  if (!before || before.condition === next.condition) return next;
  const { condition, since, lastGoodAt, trouble } = before;
  const past: PastCondition = {
    condition,
    since,
    ...opt({ lastGoodAt, trouble }),
  };
  return { ...next, was: [past, ...(before.was ?? [])].slice(0, mostRemembered) };
}

type PastState = { readonly state?: SourceState; readonly unknown?: true };

/** The state of a source at an instant, as far as it is surely known: nothing for one that was not read by then. */
export function findPastState(now: SourceState | undefined, at: string): PastState {
  if (!now) return {};
  const state = awayAt(now, at);
  if (state.since <= at) return { state: state.checkedAt !== undefined && state.checkedAt > at ? { ...state, checkedAt: at } : state };
  const { trouble: _now, lastGoodAt: _good, checkedAt: _checked, ...rest } = state;
  const past = state.was?.find(({ since }) => since <= at);
  if (past) return { state: { ...rest, ...past, ...(past.condition === 'skipped' ? {} : { checkedAt: at }) } };
  // A source begins as `skipped`: when that is the first that is remembered, there was nothing before.
  return state.was?.at(-1)?.condition === 'skipped' && state.was.length < mostRemembered ? {} : { unknown: true };
}

/** The rounds as of an instant: of later ones it is known that there were some, and when there was none for long. */
export function roundAt(round: Round, at: string): Round {
  const pause = round.pauses?.find(({ from, to }) => from <= at && at < to);
  return round.at > at ? { ...round, at: pause?.from ?? at } : round;
}
