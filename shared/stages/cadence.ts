import type { Cadence } from '../model/source.ts';
import { addDays, dayOf, weekOfDay } from '../model/time.ts';

/** Ages, in days since the first reading, at which a page is looked at again; after the last one every 90 days. */
const ages = [1, 3, 7, 30, 90];
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

/** When a page first seen at `firstSeenAt` is due again after `now`; each day while a deadline is less than a week away or it was missed. */
export function nextVisitAt(firstSeenAt: string, now: Date, soon: { readonly missed: boolean; readonly deadline?: string }): string {
  const inDays = (days: number): string => new Date(now.getTime() + days * 24 * hour).toISOString();
  const today = dayOf(now);
  const near = soon.deadline !== undefined && soon.deadline >= today && soon.deadline <= addDays(today, 7);
  if (soon.missed || near) return inDays(1);
  const first = Date.parse(firstSeenAt);
  const next = ages.map((age) => first + age * 24 * hour).find((instant) => instant > now.getTime());
  return next === undefined ? inDays(90) : new Date(next).toISOString();
}
