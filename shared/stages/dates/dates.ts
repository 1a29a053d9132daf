import { opt } from '../../model/values.ts';
import { foldText } from '../text/fold.ts';
import { parseCommonDate } from './common-date.ts';
import { type DateCandidate, type FoundDate, isPlausible, scanDates } from './scan.ts';
import { parseDotNetDate, parseShortDate, parseWholeDate, type WholeDate } from './whole-date.ts';

export type { FoundDate } from './scan.ts';

/** What a whole string says as a date (docs/contract.md 3.5): a day in Beijing, a month or a year; without value the reason why. */
export type ParsedDate = {
  readonly value?: string;
  readonly precision?: 'day' | 'month' | 'year';
  readonly time?: string;
  readonly reason?: string;
};

/**
 * Dates inside running text, in order. `base` is a day `YYYY-MM-DD` in Beijing, of the text and never of its reading: it gives the year to
 * 8月21日 and the day to 昨日; without it such words are passed over, as are impossible and implausible dates and bare years.
 */
export function findDates(text: string, base?: string): FoundDate[] {
  return scanDates(text, base).flatMap(({ date }) => (date ? [date] : []));
}

const label =
  /^(?!-)[\s\p{P}]{0,10}(?:(?:发布|公布|发文|成文|印发|签署|公开|生成|更新|制发|施行|实施|生效|失效|截止|信息|写作|刊发|发表|上传)?(?:日期|时间)|时间|日期|发布于|发表于|Date|Published|Updated)?[\s\p{P}]{0,10}/u;
const lunar = /[农阴夏旧]历|[正冬腊闰]月|月\s{0,2}初[一二三四五六七八九十]/;
const vague = /日前|近日|近期|日内|不久前|最近|上周$|本周$|上个?月$|本月$|今年$|去年$|年初|年底|当日|同日|次日/;

function reasonFor(text: string): string {
  if (text === '') return 'empty';
  if (/令和|平成|昭和/.test(text)) return 'a year of another calendar';
  if (/^\d{1,2}\s{0,2}[日号]$/.test(text)) return 'a day without a month';
  if (vague.test(text)) return 'names no day';
  if (/^\d{5,}$|\d{4}\s{1,4}\d{1,2}\s{1,4}\d{1,2}/.test(text)) return 'figures without signs: damaged or no date';
  if (/\d{4}\D{0,3}[—–~至到-]\D{0,3}\d{4}/.test(text)) return 'a range, not one date';
  return 'no date';
}

/** Words glued to a date make it something else: 2013-01-28T11:30:00-06:00Textra, a time zone that nobody knows. */
const gluedSuffix = /^(?:[A-Za-z0-9_:]|\s{1,2}[A-Za-z0-9]{1,4}\s{1,2}\d{1,2}:|\s?[+-]\d|\s{1,2}[A-Z]{2,5}(?![a-z])|[./-][A-Za-z0-9])/;

function readFound(text: string, found: readonly DateCandidate[]): ParsedDate {
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
  return { value: first.value, precision: first.precision, ...opt('time', first.time) };
}

function plausible(reading: WholeDate, base: string | undefined): ParsedDate {
  const year = reading.value === undefined ? undefined : Number(reading.value.slice(0, 4));
  return year === undefined || isPlausible(year, base) ? reading : { reason: 'the year is not plausible' };
}

/**
 * Reads a string that should be one date: any form of docs/chinese-documents.md 4, the instants of feeds and mail (as the day in Beijing), and words
 * counted from `base` (`YYYY-MM-DD`, in Beijing, with or without a time). Anything that is not surely one date gives a reason and no value.
 */
export function parseDate(text: string, base?: string): ParsedDate {
  const trimmed = text.trim();
  if (trimmed.length > 200) return { reason: 'too long to be a date' };
  const ordinary = parseCommonDate(trimmed) ?? parseDotNetDate(trimmed);
  if (ordinary) return plausible(ordinary, base);
  return parseUncommonDate(trimmed, base);
}

/** Everything that is not written in an ordinary form. */
function parseUncommonDate(trimmed: string, base: string | undefined): ParsedDate {
  const plain = foldText(trimmed).replace(label, '').trim();
  const bare = /^[[(]([^[\]()]{1,60})[\])]$/.exec(plain)?.[1]?.trim() ?? plain;
  if (lunar.test(bare)) return { reason: 'a day of the lunar calendar' };
  const whole = parseWholeDate(bare, base) ?? parseShortDate(bare);
  if (typeof whole === 'object') return plausible(whole, base);
  return readFound(whole ?? trimmed, scanDates(whole ?? trimmed, base));
}
