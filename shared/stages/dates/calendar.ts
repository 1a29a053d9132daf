/** Parts of a date as written. `text` offsets are UTF-16 units; `year` is missing in 8月21日, `day` in 2025年8月. */
export type DateParts = {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly start: number;
  readonly end: number;
  /** Days or years to count from the base instead (昨日, 去年8月21日). */
  readonly relative?: boolean;
  /** Why the words are no date although they look like one. */
  readonly trouble?: string;
};

export type ClockTime = {
  readonly hour: number;
  readonly minute: number;
  readonly end: number /** Minutes east of UTC; missing = Beijing. */;
  readonly offset?: number;
};

/** Days as strings `YYYY-MM-DD`, counted without any machine's zone. */

type Day = { readonly year: number; readonly month: number; readonly day: number };

const pad = (number: number, width = 2) => String(number).padStart(width, '0');

export function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export const isRealDay = ({ year, month, day }: Day): boolean => month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);

export const toIsoDay = ({ year, month, day }: Day): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

/** Reads the first ten characters, `YYYY-MM-DD`; `undefined` when that is no existing day. */
export function parseIsoDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!match) return undefined;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isRealDay(day) ? day : undefined;
}

/** A day or a month that something is near to; a month stands for its middle. */
export const parseBase = (base: string | undefined): Day | undefined =>
  base === undefined ? undefined : (parseIsoDay(base) ?? parseIsoDay(`${base}-15`));

/** Days since 1970-01-01. */
export const toEpochDay = ({ year, month, day }: Day): number => Math.round(Date.UTC(year, month - 1, day) / 86_400_000);

export function fromEpochDay(count: number): Day {
  const date = new Date(count * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const plusDays = (day: Day, days: number): Day => fromEpochDay(toEpochDay(day) + days);

/** 1 = Monday … 7 = Sunday. */
export const isoWeekday = (day: Day): number => ((((toEpochDay(day) + 3) % 7) + 7) % 7) + 1;

type BeijingTime = { readonly day: Day; readonly time: string };

/** A wall-clock reading with an offset from UTC in minutes, as day and `HH:MM` in Beijing. */
export function toBeijing(day: Day, hour: number, minute: number, offset: number): BeijingTime {
  const minutes = hour * 60 + minute - offset + 480;
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  return { day: plusDays(day, days), time: toClockText(Math.floor(rest / 60), rest % 60) };
}

export const toClockText = (hour: number, minute: number): string => `${pad(hour)}:${pad(minute)}`;

/** Last day of a term (`+2y`, `+6m`) that begins on a day. */
export function afterTerm(start: string | undefined, term: string): string | undefined {
  const [, count, unit] = /^\+(\d{1,3})([ym])$/.exec(term) ?? [];
  return count === undefined || start?.length !== 10 ? undefined : endOfTerm(start, Number(count) * (unit === 'y' ? 12 : 1));
}

/** Last day of a term of months that begins on `day`: the day before the same day, months later. */
function endOfTerm(day: string, months: number): string {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) || 1, Number(day.slice(8)) || 1];
  const count = year * 12 + month - 1 + months;
  const last = lastOf(count);
  return date > last.day ? toIsoDay(last) : toIsoDay(date > 1 ? { ...last, day: date - 1 } : lastOf(count - 1));
}

function lastOf(count: number): Day {
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return { year, month, day: monthLength(year, month) };
}

/** Last day of `YYYY-MM`. */
export function endOfMonth(month: string): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return `${month}-${pad(new Date(Date.UTC(year, index, 0)).getUTCDate())}`;
}

/** The month and day nearest to `base`, before it or on it (`past`), else after it or on it. */
export function nearestMonthDay(monthDay: string, base: string, past: boolean): string {
  const year = Number(base.slice(0, 4));
  const same = `${year}-${monthDay}`;
  const day = base.length === 10 ? base : `${base}-15`;
  if (past) return same.slice(0, base.length) <= base.slice(0, same.length) ? same : `${year - 1}-${monthDay}`;
  return same >= (base.length === 10 ? day : `${base}-00`) ? same : `${year + 1}-${monthDay}`;
}
