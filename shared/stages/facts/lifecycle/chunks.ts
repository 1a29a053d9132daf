import { addDays } from '../../../model/time.ts';
import { endOfMonth } from '../../dates/calendar.ts';
import { parseMonthName } from '../../dates/western.ts';
import { parseNumeral } from '../../text/numerals.ts';
import { spanOf } from '../../text/words.ts';
import { compileForm } from '../phrases/phrases.ts';
import table from './day-rows.json' with { type: 'json' };

/** A day that words give only together with the day of the page, or with their neighbours. */
export type Chunk = {
  readonly value: string;
  readonly yearless?: boolean;
  /** The last day of a month or year that is named as a whole (6月底): terms end on it, and nothing happens on it. */
  readonly last?: 'month' | 'year';
  /** The nearest day behind and ahead of the page's day (5日, 周四): what the day is of decides which is meant. */
  readonly past?: string;
  readonly coming?: string;
};
type Words = Readonly<Record<string, string | undefined>>;

const two = (digits: string): string => digits.padStart(2, '0');
const realDay = (day: string): string | undefined =>
  day.slice(5, 7) <= '12' && day.slice(8) > '00' && day <= endOfMonth(day.slice(0, 7)) ? day : undefined;

export function monthFrom(base: string, step: number): string {
  const count = Number(base.slice(0, 4)) * 12 + Number(base.slice(5, 7)) - 1 + step;
  return `${Math.floor(count / 12)}-${two(String((count % 12) + 1))}`;
}

function nearestOf(days: readonly string[], base: string): Chunk | undefined {
  const [past, coming] = [days.findLast((day) => day <= base), days.find((day) => day >= base)];
  const value = past ?? coming;
  return value ? { value, ...(past ? { past } : {}), ...(coming ? { coming } : {}) } : undefined;
}

/** 5日: the days with this number around the page's day. */
const numbered = ({ day = '' }: Words, base: string | undefined): Chunk | undefined =>
  base === undefined
    ? undefined
    : nearestOf(
        [-1, 0, 1].flatMap((step) => realDay(`${monthFrom(base, step)}-${two(day)}`) ?? []),
        base,
      );

const weekdays = ['一', '二', '三', '四', '五', '六', '日', 'Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur', 'Sun'];

function ofWeek({ weekday = '' }: Words, base: string | undefined): Chunk | undefined {
  if (base === undefined) return undefined;
  const today = (new Date(`${base}T00:00:00Z`).getUTCDay() + 6) % 7;
  const wanted = weekdays.indexOf(weekday.replace('天', '日')) % 7;
  return nearestOf(
    [-7, 0, 7].map((step) => addDays(base, wanted - today + step)),
    base,
  );
}

/** 9/28, 9.28: the year is that of the page, or the one given in front. */
function inFigures({ year, month = '', day = '' }: Words, base: string | undefined): Chunk | undefined {
  const given = year ?? base?.slice(0, 4);
  const value = given && realDay(`${given}-${two(month)}-${two(day)}`);
  return value ? { value, ...(year ? {} : { yearless: true }) } : undefined;
}

function monthEnd({ year, month = '' }: Words, base: string | undefined): Chunk | undefined {
  const [given, number] = [year ?? base?.slice(0, 4), parseNumeral(month) ?? parseMonthName(month)];
  if (!given || !number || number > 12) return undefined;
  return { value: endOfMonth(`${given}-${two(String(number))}`), last: 'month', ...(year ? {} : { yearless: true }) };
}

const endOfThisMonth = ({ word = '' }: Words, base: string | undefined): Chunk | undefined =>
  base === undefined ? undefined : { value: endOfMonth(monthFrom(base, /下|next/.test(word) ? 1 : 0)), last: 'month' };

const yearSteps: Readonly<Record<string, number>> = { 去: -1, 上: -1, last: -1, 明: 1, next: 1 };

function yearEnd({ year, word = '' }: Words, base: string | undefined): Chunk | undefined {
  const given = year ?? (base === undefined ? undefined : String(Number(base.slice(0, 4)) + (yearSteps[word] ?? 0)));
  return given ? { value: `${given}-12-31`, last: 'year' } : undefined;
}

function dayOfMonth({ word, day = '' }: Words, base: string | undefined): Chunk | undefined {
  const value = base === undefined ? undefined : realDay(`${monthFrom(base, word === 'next' ? 1 : 0)}-${two(day)}`);
  return value ? { value } : undefined;
}

const readers: Readonly<Record<keyof typeof table, (words: Words, base: string | undefined) => Chunk | undefined>> = {
  inFigures,
  numbered,
  ofWeek,
  monthEnd,
  endOfThisMonth,
  dayOfMonth,
  yearEnd,
};

/** Each form needs what its row needs: most sentences hold nothing of it. */
const rows = Object.entries(table).map(([name, { needs, forms }]) => ({
  needs: new RegExp(needs),
  patterns: forms.map((form) => compileForm(form, 'gu')),
  read: readers[name as keyof typeof table],
}));

export function findChunks(plain: string, base: string | undefined): (Chunk & { readonly start: number; readonly end: number })[] {
  return rows.flatMap(({ needs, patterns, read }) =>
    (needs.test(plain) ? patterns : []).flatMap((pattern) =>
      [...plain.matchAll(pattern)].flatMap((found) => {
        const chunk = read(found.groups ?? {}, base);
        return chunk ? [{ ...chunk, ...spanOf(found) }] : [];
      }),
    ),
  );
}
