import { clock, dayCount, exists, inBeijing, toDay, toText } from './calendar.ts';
import { chineseDates } from './date/chinese.ts';
import { readTime } from './date/time.ts';
import type { Parts, Time } from './date/types.ts';
import { westernDates } from './date/western.ts';
import { readShort, readWhole, type Whole } from './date/whole.ts';
import { fold, simplify } from './fold.ts';

/** What a whole string says as a date (contract.md 3.5): a day in Beijing, a month or a year; without value the reason why. */
export type DateReading = {
  readonly value?: string;
  readonly precision?: 'day' | 'month' | 'year';
  readonly time?: string;
  readonly reason?: string;
};

/** A date in running text. `quote` is text.slice(start, end). */
export type FoundDate = {
  readonly value: string;
  readonly precision: 'day' | 'month';
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** The year comes from the base. */
  readonly yearless?: boolean;
  /** The day is counted from the base (昨日), or its year from another date (次年1月25日). */
  readonly relative?: boolean;
  /** First or last day of a range. */
  readonly range?: 'start' | 'end';
};

const earliest = 1949;
/** Years ahead that a date may lie; without a base there is no today, so the limit is a year. */
const ahead = 30;
const latest = 2060;

type Found = { readonly parts: Parts; readonly date?: FoundDate; readonly reason?: string };

/** Of parts that overlap the longest, else the first; a damaged or impossible date keeps its place, so that no piece of it is read. */
function untangle(parts: readonly Parts[]): Parts[] {
  const sorted = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Parts[] = [];
  for (const each of sorted) {
    const last = kept.at(-1);
    if (!last || each.start >= last.end) kept.push(each);
    else if (each.start > last.start ? false : each.end > last.end) kept[kept.length - 1] = each;
  }
  return kept;
}

/** The year of a date without one: that of the base, or the year before when that would lie more than half a year ahead. */
function yearFor(month: number, day: number, base: string | undefined): number | undefined {
  const today = base === undefined ? undefined : toDay(base);
  if (!today) return undefined;
  const distance = dayCount({ year: today.year, month, day }) - dayCount(today);
  return distance > 183 ? today.year - 1 : today.year;
}

const joins =
  /^\s{0,3}(?:\([^()]{0,12}\)|起|(?:上午|下午)?\d{0,2}[:：]?\d{0,2}时?)?\s{0,3}(?:至|到|—|–|-|―|~|～|to|through|until|and)\s{0,3}$/;

/** Gives the end of a range the year and month of its start; an end that would lie before the start is in the next year. */
function complete(parts: Parts, previous: Found | undefined, between: string, base: string | undefined): Parts | undefined {
  const from = previous?.date && joins.test(between) ? toDay(`${previous.date.value}-01`.slice(0, 10)) : undefined;
  if (parts.month === undefined) {
    return from && previous?.date?.precision === 'day' && parts.day !== undefined
      ? { ...parts, year: from.year, month: from.month }
      : undefined;
  }
  if (parts.year !== undefined) return parts;
  if (from) {
    const same = { year: from.year, month: parts.month, day: parts.day ?? 1 };
    return { ...parts, year: dayCount(same) < dayCount(from) ? from.year + 1 : from.year };
  }
  const year = parts.day === undefined ? undefined : yearFor(parts.month, parts.day, base);
  return year === undefined ? undefined : { ...parts, year };
}

function fault(parts: Parts, base: string | undefined): string | undefined {
  if (parts.trouble) return parts.trouble;
  const { year = 0, month = 0, day } = parts;
  if (!exists({ year, month, day: day ?? 1 })) return 'no such day in the calendar';
  const limit = (base === undefined ? undefined : toDay(base)?.year) ?? latest - ahead;
  return year < earliest || year > limit + ahead ? 'the year is not plausible' : undefined;
}

function settle(text: string, written: Parts, parts: Parts, time: Time | undefined): FoundDate {
  const { year = 0, month = 0, day } = parts;
  const end = time?.end ?? parts.end;
  const where = { start: parts.start, end, quote: text.slice(parts.start, end) };
  const marks = {
    ...(written.year === undefined && written.month !== undefined ? { yearless: true } : {}),
    ...(written.relative ? { relative: true } : {}),
  };
  if (day === undefined) return { value: toText({ year, month, day: 1 }).slice(0, 7), precision: 'month', ...where, ...marks };
  if (!time) return { value: toText({ year, month, day }), precision: 'day', ...where, ...marks };
  if (time.offset === undefined)
    return { value: toText({ year, month, day }), precision: 'day', time: clock(time.hour, time.minute), ...where, ...marks };
  const moment = inBeijing({ year, month, day }, time.hour, time.minute, time.offset);
  return { value: toText(moment.day), precision: 'day', time: moment.time, ...where, ...marks };
}

/** 昨晚8点 is 20:00. */
const inEvening = (plain: string, { end }: Parts, time: Time | 'wrong' | undefined): Time | 'wrong' | undefined =>
  time !== undefined && time !== 'wrong' && plain[end - 1] === '晚' && time.hour > 4 && time.hour < 12
    ? { ...time, hour: time.hour + 12 }
    : time;

function scan(text: string, base: string | undefined): Found[] {
  const plain = simplify(fold(text));
  const found: Found[] = [];
  for (const written of untangle([...chineseDates(plain, base), ...westernDates(plain)])) {
    const previous = found.at(-1);
    const between = previous ? plain.slice(previous.date?.end ?? previous.parts.end, written.start) : '';
    const parts = written.trouble ? written : complete(written, previous, between, base);
    const reason = parts ? fault(parts, base) : written.month === undefined ? 'a day without a month' : 'the year is not said';
    const time = parts?.day === undefined ? undefined : inEvening(plain, written, readTime(plain, written.end));
    if (!parts || reason) found.push({ parts: written, reason: reason ?? '' });
    else if (time === 'wrong') found.push({ parts: written, date: settle(text, written, parts, undefined), reason: 'no such time of day' });
    else found.push({ parts: written, date: settle(text, written, parts, time) });
    if (previous?.date && found.at(-1)?.date && joins.test(between)) markRange(found);
  }
  return found;
}

function markRange(found: Found[]): void {
  const [first, last] = found.slice(-2);
  if (!first?.date || !last?.date) return;
  found.splice(-2, 2, { ...first, date: { ...first.date, range: 'start' } }, { ...last, date: { ...last.date, range: 'end' } });
}

/**
 * Dates inside running text, in order. `base` is a day `YYYY-MM-DD` in Beijing, of the text and never of its reading: it gives the year to
 * 8月21日 and the day to 昨日; without it such words are passed over, as are impossible and implausible dates and bare years.
 */
export function findDates(text: string, base?: string): FoundDate[] {
  return scan(text, base).flatMap(({ date }) => (date ? [date] : []));
}

const label =
  /^[\s\p{P}]*(?:(?:发布|公布|发文|成文|印发|签署|公开|生成|更新|制发|施行|实施|生效|失效|截止|信息|写作|刊发|发表|上传)?(?:日期|时间)|时间|日期|发布于|发表于|Date|Published|Updated)?[\s\p{P}]*/u;
const vague = /日前|近日|近期|日内|不久前|最近|上周$|本周$|上个?月$|本月$|今年$|去年$|年初|年底|当日|同日|次日/;

function reasonFor(text: string): string {
  if (text === '') return 'empty';
  if (vague.test(text)) return 'names no day';
  if (/^\d{5,}$|\d{4}\s{1,4}\d{1,2}\s{1,4}\d{1,2}/.test(text)) return 'figures without signs: damaged or no date';
  if (/\d{4}\D{0,3}[—–~至到-]\D{0,3}\d{4}/.test(text)) return 'a range, not one date';
  return 'no date';
}

/** Words glued to a date make it something else: 2013-01-28T11:30:00-06:00Textra, a time zone that nobody knows. */
const glued = /^(?:[A-Za-z0-9_:]|\s?[+-]\d|\s{1,2}[A-Z]{2,5}(?![a-z])|[./-][A-Za-z0-9])/;

function readFound(text: string, found: readonly Found[]): DateReading {
  const faulty = found.find(({ reason }) => reason);
  const dates = found.flatMap(({ date }) => (date ? [date] : []));
  const [first] = dates;
  if (!first || faulty) return { reason: faulty?.reason ?? reasonFor(text) };
  if (dates.some(({ range }) => range)) return { reason: 'a range, not one date' };
  if (dates.some(({ value }) => value !== first.value)) return { reason: 'more than one date' };
  const rest = fold(text).slice(first.end);
  if (glued.test(rest)) return { reason: 'something else is attached to the date' };
  if (/^\s{0,2}(?:至|到|—|–|~|-)\s{0,2}(?!\d{1,2}:\d{2})\S/.test(rest)) return { reason: 'a range, not one date' };
  if (/^\s{0,2}[、和及与]\s{0,2}\d/.test(rest)) return { reason: 'more than one date' };
  return { value: first.value, precision: first.precision, ...(first.time === undefined ? {} : { time: first.time }) };
}

function plausible(reading: Whole, base: string | undefined): DateReading {
  const year = Number(reading.value?.slice(0, 4) ?? earliest);
  const limit = (base === undefined ? undefined : toDay(base)?.year) ?? latest - ahead;
  return year < earliest || year > limit + ahead ? { reason: 'the year is not plausible' } : reading;
}

/**
 * Reads a string that should be one date: any form of domain.md 3.4, the instants of feeds and mail (as the day in Beijing), and words
 * counted from `base` (`YYYY-MM-DD`, in Beijing, with or without a time). Anything that is not surely one date gives a reason and no value.
 */
export function readDate(text: string, base?: string): DateReading {
  const trimmed = text.trim();
  if (trimmed.length > 200) return { reason: 'too long to be a date' };
  const plain = simplify(fold(trimmed)).replace(label, '').trim();
  const bare = /^[[(]([^[\]()]{1,60})[\])]$/.exec(plain)?.[1]?.trim() ?? plain;
  const whole = readWhole(bare, base) ?? readShort(bare);
  if (typeof whole === 'object') return plausible(whole, base);
  return readFound(whole ?? trimmed, scan(whole ?? trimmed, base));
}
