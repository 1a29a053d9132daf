import type { Cadence } from '../model/source.ts';
import { addDays, dayOf, daysBetween, weekOfDay } from '../model/time.ts';

/** Ages, in days since the first reading, at which a page is looked at again; after the last one every 90 days. */
const lastAge = 90;
const ages = [1, 3, 7, 30, lastAge];
const hour = 3_600_000;

/** The slot that an instant falls into: a name that is the same for every start of one round. */
export function slotOf(every: Cadence, now: Date): string {
  const day = dayOf(now);
  if (every === 'week') return weekOfDay(day);
  return every === 'day' ? day : `${day}T${new Date(now.getTime() + 8 * hour).toISOString().slice(11, 13)}`;
}

/** When the next slot begins, as an instant. */
export function nextSlotAt(every: Cadence, now: Date): string {
  const slot = slotOf(every, now);
  let next = new Date(Math.floor(now.getTime() / hour) * hour + hour);
  while (slotOf(every, next) === slot) next = new Date(next.getTime() + hour);
  return next.toISOString();
}

type Soon = {
  /** It could not be had or read. */
  readonly missed?: boolean;
  /** Since when it answers 404 or 410. */
  readonly missingSince?: string;
  readonly deadline?: string;
};

/** A missing page may come back: it is looked for each day for ten days, each week for a further thirty-five, then every thirty days. */
function daysToNextSearch(missingSince: string, now: Date): number {
  const missing = daysBetween(dayOf(new Date(missingSince)), dayOf(now));
  if (missing < 10) return 1;
  return missing < 45 ? 7 : 30;
}

/** Beginning of a day in Beijing: what is due on a day is due in its first round. */
const dayBegins = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/**
 * When a page first seen at `firstSeenAt` is due again after `now`, an instant: at the ages of design.md; each day while a deadline is less than a week away or it
 * could not be had; while it is missing, ever more seldom.
 */
export function nextVisitAt(firstSeenAt: string, now: Date, { missed = false, missingSince, deadline }: Soon): string {
  const today = dayOf(now);
  const inDays = (days: number): string => dayBegins(addDays(today, days));
  if (missingSince !== undefined) return inDays(daysToNextSearch(missingSince, now));
  const near = deadline !== undefined && deadline >= today && deadline <= addDays(today, 7);
  if (missed || near) return inDays(1);
  const first = dayOf(new Date(firstSeenAt));
  const next = ages.map((age) => addDays(first, age)).find((day) => day > today);
  return next === undefined ? inDays(lastAge) : dayBegins(next);
}
