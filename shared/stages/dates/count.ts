import { parseNumeral } from '../text/fold.ts';
import { type Day, monthLength, toIsoDay } from './calendar.ts';

/** 叁年: the digits of money and of contracts. */
const formal: Readonly<Record<string, string>> = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
};
const english: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  'twenty-one': 21,
  thirty: 30,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
};

/** Pattern of a small count: 3, 三, 十五, 一百八十, two, and 半 before a month or a year. */
export const countPattern = `\\d{1,3}|[一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,5}|半(?=年|个?月)|${Object.keys(english)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

/** A small count as it is written (3, 三, 十五, two), or undefined. */
export function parseCount(written: string): number | undefined {
  const text = written.replace(/[壹贰叁肆伍陆柒捌玖拾]/g, (digit) => formal[digit] ?? digit);
  if (/^\d+$/.test(text)) return Number(text);
  const word = english[text.toLowerCase()];
  if (word !== undefined) return word;
  return parseNumeral(text);
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** Last day of a term of months that begins on `day`: the day before the same day, months later. */
export function endOfTerm(day: string, months: number): string {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) || 1, Number(day.slice(8)) || 1];
  const count = year * 12 + month - 1 + months;
  const last = lastOf(count);
  return date > last.day ? toIsoDay(last) : toIsoDay(date > 1 ? { ...last, day: date - 1 } : lastOf(count - 1));
}

/** Last day of a month that is counted from the year 0. */
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
