import { daysBetween } from '../model/time.ts';
import table from './tables/holidays.json' with { type: 'json' };

/** Days off in a row as the State Council arranges them: first and last day. For 2027 only the days that the law itself names. */
export const holidays: readonly (readonly [from: string, to: string, name: string])[] = table as [string, string, string][];

/** Days off after `from`, up to and with `to`. */
export function holidayDays(from: string, to: string): number {
  let days = 0;
  for (const [first, last] of holidays) {
    const start = first > from ? first : from;
    const end = last < to ? last : to;
    if (start <= end) days += daysBetween(start, end) + (first > from ? 1 : 0);
  }
  return days;
}
