import type { DateFact } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { foldText } from '../text/fold.ts';
import { parsePlainDay } from './common-date.ts';
import { findDates, parseDate } from './dates.ts';
import { isPlausible } from './scan.ts';

type DateOrigin = DateFact['from'];

/** Dates whose parts stand in elements of their own: 2026 10/12 19:05. */
const split = /^((?:19|20)\d{2}) {0,2}(?:年)? {0,2}(\d{1,2}) {0,2}[/月-] {0,2}(\d{1,2})(?!\d)/;

/** A day with its time glued to it: 2026-08-1109:15. */
const gluedTime = /(?<!\d)((?:19|20)\d{2}([-/.])\d{2}\2\d{2})(?=\d{2}:\d{2})/g;

/** The first whole day that a short text says, with its time. Days without a year give nothing. */
export function readDayFact(text: string, from: DateOrigin): DateFact | undefined {
  const line = collapseWhitespace(text).replace(gluedTime, '$1 ');
  if (line.length < 6 || line.length > 200 || !/[\d\uff10-\uff19]|[〇○零一二三四五六七八九]{4}年/.test(line)) return undefined;
  const whole = parseDayFact(line, from);
  if (whole) return whole;
  const hit = findDates(line).find((date) => date.precision === 'day');
  if (hit) return fact(hit, from, line);
  const parts = split.exec(line);
  return parts ? parseDayFact(`${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`, from) : undefined;
}

/** What a text may hold beside one date to be nothing but a date: digits, signs and the letters of instants. */
const bare = /^[\d\s:：∶./\-+年月日号時时分秒T,Z]{6,40}$/;

/** A day has figures, or its month and day are called so. */
const possible = /[\d\uff10-\uff19月日号號]/;

/** What a day can begin with, folded: figures, a month by its name, or a word that counts from today. */
const opens = /^[\d〇○◯零O一二三四五六七八九十元廿卅民公A-Za-z去今明前次翌当同本昨后大上这下]/;

/** The day of a text that is nothing but a day, brackets aside. */
export function parseDayFact(text: string, from: DateOrigin): DateFact | undefined {
  const line = collapseWhitespace(text)
    .replace(/^[（([【]/, '')
    .replace(/[）)\]】]$/, '')
    .trim();
  if (line.length < 6 || line.length > 45 || !possible.test(line)) return undefined;
  const plain = parsePlainDay(line);
  if (plain?.value !== undefined && isPlausible(Number(plain.value.slice(0, 4)), undefined))
    return fact({ value: plain.value, time: plain.time }, from, collapseWhitespace(text));
  if (!opens.test(foldText(line.charAt(0))) && !bare.test(line)) return undefined;
  const hits = findDates(line);
  const hit = hits[0];
  if (hits.length === 1 && hit && hit.precision === 'day' && hit.start === 0 && line.slice(hit.end).trim() === '')
    return fact(hit, from, collapseWhitespace(text));
  if (!bare.test(line) && !/^[A-Za-z]{3}/.test(line)) return undefined;
  const read = parseDate(line);
  return read.precision === 'day' && read.value !== undefined
    ? fact({ ...read, value: read.value }, from, collapseWhitespace(text))
    : undefined;
}

function fact(read: { readonly value: string; readonly time?: string | undefined }, from: DateOrigin, quote: string): DateFact {
  return {
    value: read.value.slice(0, 10),
    precision: 'day',
    ...opt('time', read.time),
    from,
    quote: quote.slice(0, 120),
  };
}
