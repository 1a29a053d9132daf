import type { DateFact } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { collapseWhitespace, foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { isRealDay, toIsoDay } from './calendar.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type DateCandidate, type FoundDate, isPlausible, scanDates } from './scan.ts';
import { parseCommonDate, parseDotNetDate, parsePlainDay, parseShortDate, parseWholeDate, type WholeDate } from './whole-date.ts';

export type { FoundDate } from './scan.ts';

const {
  label,
  vague,
  lunar,
  /** Words glued to a date make it something else: 2013-01-28T11:30:00-06:00Textra, a time zone that nobody knows. */
  gluedSuffix,
} = expressionsOf(expressions.dates);

const dayInPath = [
  /\/t((?:19|20)\d{2})(\d{2})(\d{2})_\d/,
  /\/((?:19|20)\d{2})-(\d{2})\/(\d{2})\//,
  /\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\//,
  /\/((?:19|20)\d{2})\/(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})-(\d{2})-(\d{2})\//,
] as const;

const yearInPath = /\/t?(?:19|20)\d{2}/;

export function dateInUrl(url: string): string | undefined {
  const name = URL.parse(url)?.pathname;
  if (name === undefined || !yearInPath.test(name)) return undefined;
  for (const pattern of dayInPath) {
    const match = pattern.exec(name);
    const day = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    if (day && day.year >= 1990 && isRealDay(day)) return toIsoDay(day);
  }
  return undefined;
}

/**
 * Dates inside running text, in order. `base` is a day `YYYY-MM-DD` in Beijing, of the text and never of its reading: it gives the year to
 * 8月21日 and the day to 昨日; without it such words are passed over, as are impossible and implausible dates and bare years.
 */
export function findDates(text: string, base?: string): FoundDate[] {
  return scanDates(text, base).flatMap(({ date }) => (date ? [date] : []));
}

function reasonFor(text: string): string {
  if (text === '') return 'empty';
  if (/令和|平成|昭和/.test(text)) return 'a year of another calendar';
  if (/^\d{1,2}\s{0,2}[日号]$/.test(text)) return 'a day without a month';
  if (vague.test(text)) return 'names no day';
  if (/^\d{5,}$|\d{4}\s{1,4}\d{1,2}\s{1,4}\d{1,2}/.test(text)) return 'figures without signs: damaged or no date';
  if (/\d{4}\D{0,3}[—–~至到-]\D{0,3}\d{4}/.test(text)) return 'a range, not one date';
  return 'no date';
}

function readFound(text: string, found: readonly DateCandidate[]): WholeDate {
  const faulty = found.find(({ reason }) => reason);
  const dates = found.flatMap(({ date }) => (date ? [date] : []));
  const [first] = dates;
  if (!first || faulty) return { reason: faulty?.reason ?? reasonFor(text) };
  if (dates.some(({ range }) => range)) return { reason: 'a range, not one date' };
  if (dates.some(({ value }) => value !== first.value)) return { reason: 'more than one date' };
  const rest = foldText(text).slice(first.end);
  if (/^(?:前后|左右)/.test(rest) || /(?:大约|约|大概|预计)\s{0,2}$/.test(foldText(text).slice(0, first.start)))
    return { reason: 'not exact' };
  if (gluedSuffix.test(rest)) return { reason: 'something else is attached to the date' };
  if (/^\s{0,2}(?:至|到|—|–|~|-)\s{0,2}(?!\d{1,2}:\d{2})\S/.test(rest)) return { reason: 'a range, not one date' };
  if (/^\s{0,2}[、和及与]\s{0,2}\d/.test(rest)) return { reason: 'more than one date' };
  return { value: first.value, precision: first.precision, ...opt({ time: first.time }) };
}

function plausible(reading: WholeDate, base: string | undefined): WholeDate {
  const year = reading.value === undefined ? undefined : Number(reading.value.slice(0, 4));
  return year === undefined || isPlausible(year, base) ? reading : { reason: 'the year is not plausible' };
}

/**
 * Reads a string that should be one date: any form of docs/chinese-documents.md 4, the instants of feeds and mail (as the day in Beijing),
 * and words counted from `base` (`YYYY-MM-DD`, in Beijing, with or without a time). Anything that is not surely one date gives a reason and
 * no value.
 */
export function parseDate(text: string, base?: string): WholeDate {
  const trimmed = text.trim();
  if (trimmed.length > 200) return { reason: 'too long to be a date' };
  const ordinary = parseCommonDate(trimmed) ?? parseDotNetDate(trimmed);
  if (ordinary) return plausible(ordinary, base);
  return parseUncommonDate(trimmed, base);
}

function parseUncommonDate(trimmed: string, base: string | undefined): WholeDate {
  const plain = foldText(trimmed).replace(label, '').trim();
  const bare = /^[[(]([^[\]()]{1,60})[\])]$/.exec(plain)?.[1]?.trim() ?? plain;
  if (lunar.test(bare)) return { reason: 'a day of the lunar calendar' };
  const whole = parseWholeDate(bare, base) ?? parseShortDate(bare);
  if (typeof whole === 'object') return plausible(whole, base);
  return readFound(whole ?? trimmed, scanDates(whole ?? trimmed, base));
}

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
    ...opt({ time: read.time }),
    from,
    quote: quote.slice(0, 120),
  };
}
