import type { Source } from '../../shared/model/source.ts';
import { addDays, weekdayOf } from '../../shared/model/time.ts';

/** Rests and moved working days by the arrangements of the State Council, written down here a second time: the table of the program is what is tried. */
const rests = [
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
] as const;
const moved =
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(' ');
const isRest = (day: string): boolean => rests.some(([from, to]) => from <= day && day <= to);
export const isWorked = (day: string): boolean => moved.includes(day) || (weekdayOf(day) <= 5 && !isRest(day));

/** Ninety days with each of the two long holidays of a year: their first days. */
export const quarters = ['2026-01-19', '2026-08-17'];
export const quarterFrom = (first: string): readonly string[] => Array.from({ length: 90 }, (_, n) => addDays(first, n));

/** The first day on which a source is missed that published last on `last`: more days without rests than it is given. */
export function missedFrom({ expect: { freshWithinDays } }: Pick<Source, 'expect'>, last: string): string {
  let [day, left] = [last, freshWithinDays];
  while (left >= 0) {
    day = addDays(day, 1);
    if (!isRest(day)) left -= 1;
  }
  return day;
}
