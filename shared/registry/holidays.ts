import { addDays, daysBetween, weekdayOf } from '../model/time.ts';
import table from './tables/holidays.json' with { type: 'json' };
import weekends from './tables/working-weekends.json' with { type: 'json' };

/** Days off in a row as the State Council arranges them: first and last day. For 2027 only the days that the law itself names. */
export const holidays: readonly (readonly [from: string, to: string, name: string])[] = table as [string, string, string][];

export function holidayDays(from: string, to: string): number {
  let days = 0;
  for (const [first, last] of holidays) {
    const start = first > from ? first : from;
    const end = last < to ? last : to;
    if (start <= end) days += daysBetween(start, end) + (first > from ? 1 : 0);
  }
  return days;
}

/** Saturdays and Sundays that the State Council's arrangement of a year (2025: 国办发明电〔2024〕12号; 2026: of 2025-11-04) makes working days. */
const worked: ReadonlySet<string> = new Set(weekends);
const arranged: ReadonlySet<string> = new Set(weekends.map((day) => day.slice(0, 4)));

/** As far as the table reaches; later, every Monday to Friday. */
export const isWorkingDay = (day: string): boolean =>
  worked.has(day) || (weekdayOf(day) <= 5 && !holidays.some(([first, last]) => first <= day && day <= last));

/** The working day that lies `count` of them after a day; undefined where it reaches into a year whose arrangement is not in the table. */
export function addWorkingDays(from: string, count: number): string | undefined {
  let day = from;
  for (let left = count; left > 0; left -= isWorkingDay(day) ? 1 : 0) {
    day = addDays(day, 1);
    if (!arranged.has(day.slice(0, 4))) return undefined;
  }
  return day;
}
