import type { Slowed } from '../../model/run.ts';
import type { Cadence, Source } from '../../model/source.ts';
import { addDays, dayOf, daysBetween, daysSince, hour, weekOfDay } from '../../model/time.ts';

/** Ages, in days since the first reading, at which a page is looked at again; after the last one every 90 days. */
const lastAge = 90;
const ages = [1, 3, 7, 30, lastAge];

export function slotOf(every: Cadence, now: Date): string {
  const day = dayOf(now);
  if (every === 'week') return weekOfDay(day);
  return every === 'day' ? day : `${day}T${new Date(now.getTime() + 8 * hour).toISOString().slice(11, 13)}`;
}

export function nextSlotAt(every: Cadence, now: Date): string {
  const slot = slotOf(every, now);
  let next = new Date(Math.floor(now.getTime() / hour) * hour + hour);
  while (slotOf(every, next) === slot) next = new Date(next.getTime() + hour);
  return next.toISOString();
}

type VisitReasons = Readonly<{
  missed?: boolean;
  missingSince?: string;
  deadline?: string;
  /** What it says is about something else: it is looked at once more, after a day. */
  irrelevant?: boolean;
  address?: string;
}>;

/** A missing page may come back: it is looked for each day for ten days, each week for a further thirty-five, then every thirty days. */
function daysToNextSearch(missingSince: string, now: Date) {
  const missing = daysSince(missingSince, now);
  if (missing < 10) return 1;
  return missing < 45 ? 7 : 30;
}

const minutesOfDay = 24 * 60;
/** The minute of the day at which an address is due, always the same one: the pages of a day do not all come at midnight. */
const minuteOf = (address: string) =>
  [...address].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7) % minutesOfDay;

const onDay = (day: string, address: string | undefined) =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + (address === undefined ? 0 : minuteOf(address) * 60_000)).toISOString();

/** A page about something else, that is away or fails, is not looked for as long as the others. */
const patienceElsewhere = { away: 2, failing: 10 } as const;

/** In how many days a page is looked at again that is away, failed, or has a deadline near; undefined when its age alone decides. */
function soonIn(first: string, now: Date, { missed = false, missingSince, deadline, irrelevant }: VisitReasons) {
  const today = dayOf(now);
  if (missingSince !== undefined) {
    const away = daysBetween(dayOf(missingSince), today);
    return irrelevant && away >= patienceElsewhere.away ? 'never' : daysToNextSearch(missingSince, now);
  }
  if (missed) return irrelevant && daysBetween(first, today) >= patienceElsewhere.failing ? 'never' : 1;
  return deadline !== undefined && deadline >= today && deadline <= addDays(today, 7) ? 1 : undefined;
}

/**
 * When a page first seen at `firstSeenAt` is due again after `now`, an instant: after 1, 3, 7, 30, 90 days, then each 90; each day while a
 * deadline is less than a week away or the page could not be fetched or read; less and less often while it is missing. Undefined: it is not
 * visited again without a reason from outside. A visit is never more than ninety days from now, also when the clock was wrong at the first
 * one.
 */
export function nextVisitAt(firstSeenAt: string, now: Date, soon: VisitReasons): string | undefined {
  const today = dayOf(now);
  const seen = dayOf(firstSeenAt);
  const first = daysBetween(seen, today) < 0 ? today : seen;
  const days = soonIn(first, now, soon);
  if (days === 'never') return undefined;
  if (days !== undefined) return onDay(addDays(today, days), soon.address);
  const next = (soon.irrelevant ? ages.slice(0, 1) : ages).map((age) => addDays(first, age)).find((day) => day > today);
  if (next === undefined) return soon.irrelevant ? undefined : onDay(addDays(today, lastAge), soon.address);
  return onDay(next, soon.address);
}

/** No due time lies further ahead than this but by a clock that was ahead itself. */
const furthest = lastAge + 2;
/** Behind this instant a due time counts as come. */
export const latestDueAt = (now: Date): string => onDay(addDays(dayOf(now), furthest), undefined);
export const endOfDay = (now: Date): string => onDay(addDays(dayOf(now), 1), undefined);

export const isDue = (dueAt: string | undefined, now: Date) => dueAt !== undefined && (dueAt < endOfDay(now) || dueAt >= latestDueAt(now));

/** Whether something is asked for whole although validators of it are known: a server whose ETag lies is seen through. */
export const isWholeDue = (wholeAt: string | undefined, now: Date, every: number = lastAge) => {
  const days = wholeAt === undefined ? every : daysSince(wholeAt, now);
  return days >= every || days < 0;
};

/** From which part of the month's money on sources are asked less often; the last row that holds counts. */
const steps: readonly Readonly<{ from: number; every: Slowed['every'] }>[] = [
  { from: 0.8, every: 'day' },
  { from: 0.9, every: 'week' },
  { from: 1, every: 'never' },
];

/** How often sources are asked at most when so much of the budget is spent; undefined: as they are declared. */
export const paceFor = (usd: number, budgetUsd: number): Slowed['every'] | undefined =>
  steps.findLast(({ from }) => usd >= from * budgetUsd)?.every;

const order: readonly Cadence[] = ['hour', 'day', 'week'];

export const isSlowed = (slowed: Slowed | undefined): slowed is Slowed => slowed !== undefined && slowed.until === undefined;

/**
 * A source as it is asked while polling is slowed: no more often than that, and not at all (here: each week, since a month ends) when
 * nothing is left.
 */
export function atPace(source: Source, slowed: Slowed | undefined): Source {
  if (!isSlowed(slowed)) return source;
  const most: Cadence = slowed.every === 'never' ? 'week' : slowed.every;
  return order.indexOf(source.every) >= order.indexOf(most) ? source : { ...source, every: most };
}

export const wasSlowed = (slowed: Slowed | undefined, from: string, to: string): slowed is Slowed =>
  slowed !== undefined && slowed.since <= to && (slowed.until === undefined || slowed.until >= from);
