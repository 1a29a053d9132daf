import type { DigestRhythm } from '../../model/configuration.ts';
import type { Choices } from '../../model/reader.ts';
import { addDays, dayOf, type Weekday, weekdayOf, weekdays, weekOfDay } from '../../model/time.ts';

/**
 * When the mails of a reader go. A moment is a time on the wall clock of the reader's zone, and two of them are compared as text: no offset
 * is ever worked out, so the days on which clocks are set do no harm (a time that a day lacks has come when the clock shows a later one; a
 * time that comes twice is one moment).
 */
export type Rhythm = {
  readonly every: 'day' | 'week';
  readonly weekday: Weekday;
  /** `HH:MM`. */
  readonly time: string;
  readonly timeZone: string;
};

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  // Swedish writes days and times as ISO 8601 does.
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
  });
  clocks.set(timeZone, made);
  return made;
}

const wallClock = (instant: Date, timeZone: string) => clockOf(timeZone).format(instant);

function isKnown(timeZone: string): boolean {
  try {
    clockOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

export const timeOfHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The reader's rhythm; what is not chosen, and a zone that this machine does not know (any more), is the instance's. */
export function rhythmOf(choices: Choices | undefined, digest: DigestRhythm): Rhythm {
  const { every = 'week', weekday = digest.weekday, hour, timeZone } = choices ?? {};
  return {
    every,
    weekday,
    time: hour === undefined ? digest.time : timeOfHour(hour),
    timeZone: timeZone !== undefined && isKnown(timeZone) ? timeZone : digest.timeZone,
  };
}

function lastDay({ time }: Rhythm, wall: string): string {
  const today = wall.slice(0, 10);
  return wall.slice(11) >= time ? today : addDays(today, -1);
}

const digestDay = ({ every, weekday }: Rhythm, day: string) =>
  every === 'day' ? day : addDays(day, -((weekdayOf(day) - 1 - weekdays.indexOf(weekday) + 7) % 7));

export function nextDigestDay(rhythm: Rhythm, now: Date): string {
  const last = digestDay(rhythm, lastDay(rhythm, wallClock(now, rhythm.timeZone)));
  return addDays(last, rhythm.every === 'day' ? 1 : 7);
}

/** `2026-W47-5`. */
const dayPeriod = (day: string) => `${weekOfDay(day)}-${weekdayOf(day)}`;
const reminderEnd = '-reminder';
export const reminderPeriod = (day: string): string => `${dayPeriod(day)}${reminderEnd}`;
export const isReminderPeriod = (period: string): boolean => period.endsWith(reminderEnd);

/** The period of the digest that goes on a day of the reader: the week before it, or the day. */
const periodOn = ({ every }: Rhythm, day: string) => (every === 'day' ? dayPeriod(day) : weekOfDay(addDays(day, -7)));

/** The day of a daily reader at an instant, as a period: what is mailed on it by hand is the mail of that day. */
export const dayPeriodAt = (rhythm: Rhythm, now: Date): string => dayPeriod(wallClock(now, rhythm.timeZone).slice(0, 10));

const quarter = 15 * 60_000;
/** No reminder is of longer ago. */
const mostSteps = 16 * 96;

/**
 * The day in Beijing on which the time of a reader's day came, found by walking back from `now`: every zone lies a number of quarters from
 * Greenwich.
 */
function beijingDayOf({ time, timeZone }: Rhythm, day: string, now: Date): string {
  const moment = `${day} ${time}`;
  let at = Math.floor(now.getTime() / quarter) * quarter;
  for (let n = 0; n < mostSteps && wallClock(new Date(at), timeZone) >= moment; n += 1) at -= quarter;
  return dayOf(new Date(Math.min(at + quarter, now.getTime())));
}

export type ReminderDays = readonly [after: string, upTo: string];

export type Due = {
  readonly day: string;
  readonly period?: string;
};

/** What has come due for a reader since an instant; undefined when no moment has passed. Of several missed ones the last stands for all. */
export function dueSince(rhythm: Rhythm, since: Date, now: Date): Due | undefined {
  const before = wallClock(since, rhythm.timeZone);
  const day = lastDay(rhythm, wallClock(now, rhythm.timeZone));
  if (`${day} ${rhythm.time}` <= before) return undefined;
  const last = digestDay(rhythm, day);
  return { day, ...(`${last} ${rhythm.time}` > before ? { period: periodOn(rhythm, last) } : {}) };
}

export function reminderDays(rhythm: Rhythm, since: Date, { day }: Due, now: Date): ReminderDays {
  const before = lastDay(rhythm, wallClock(since, rhythm.timeZone));
  return [beijingDayOf(rhythm, before, now), beijingDayOf(rhythm, day, now)];
}
