import { opt, orEmpty } from '../../model/values.ts';
import { foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import {
  type ClockTime,
  type DateParts,
  isRealDay,
  parseBase,
  parseIsoDay,
  toBeijing,
  toClockText,
  toEpochDay,
  toIsoDay,
} from './calendar.ts';
import { findChineseDates } from './chinese.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readTimeAt, readZoneBefore } from './time.ts';

import { findWesternDates } from './western.ts';

const { joins } = expressionsOf(expressions.scan);

/** A date in running text. `quote` is text.slice(start, end). */
export type FoundDate = {
  readonly value: string;
  readonly precision: 'day' | 'month';
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** The year comes from the base, or from the start of the range. */
  readonly yearless?: boolean;
  /** The day is counted from the base (昨日), or its year from another date (次年1月25日). */
  readonly relative?: boolean;
  /** First or last day of a range. */
  readonly range?: 'start' | 'end';
};

const earliest = 1949;
const ahead = 30;
const latest = 2060;

export type DateCandidate = { readonly parts: DateParts; readonly date?: FoundDate; readonly reason?: string };

/** Of parts that overlap the longest, else the first; a damaged or impossible date keeps its place, so that no piece of it is read. */
function dropOverlaps(parts: readonly DateParts[]) {
  const sorted = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: DateParts[] = [];
  for (const each of sorted) {
    const last = kept.at(-1);
    if (!last || each.start >= last.end) kept.push(each);
    else if (each.start > last.start ? false : each.end > last.end) kept[kept.length - 1] = each;
  }
  return kept;
}

/** The year of a date without one: that of the base, or the year before when that would lie more than half a year ahead. */
function yearFor(month: number, day: number, base: string | undefined) {
  const today = parseBase(base);
  if (!today) return undefined;
  const distance = toEpochDay({ year: today.year, month, day }) - toEpochDay(today);
  return distance > 183 ? today.year - 1 : today.year;
}

/** 2024年3月5日印发，8月1日起施行: a whole date before it in the sentence gives the year, when that makes it the later one. */
function inSentence(parts: DateParts, previous: DateCandidate | undefined, between: string): DateParts | undefined {
  const before = previous?.parts.year === undefined || previous.date?.precision !== 'day' ? undefined : parseIsoDay(previous.date.value);
  if (!before || parts.month === undefined || parts.day === undefined) return undefined;
  if (between.length > 60 || /[。!?\n《]|(?<!\d)\.\s/.test(between)) return undefined;
  const distance = (year: number) => toEpochDay({ year, month: parts.month ?? 1, day: parts.day ?? 1 }) - toEpochDay(before);
  if (distance(before.year) >= 0) return { ...parts, year: before.year, relative: true };
  const next = before.year + 1;
  return distance(next) <= 92 ? { ...parts, year: next, relative: true } : undefined;
}

/** Gives the end of a range the year and month of its start; an end that would lie before the start is in the next year. */
function complete(parts: DateParts, previous: DateCandidate | undefined, between: string, base: string | undefined) {
  const from = previous?.date && joins.test(between) ? parseIsoDay(`${previous.date.value}-01`.slice(0, 10)) : undefined;
  if (parts.month === undefined) {
    return from && previous?.date?.precision === 'day' && parts.day !== undefined
      ? { ...parts, year: from.year, month: from.month }
      : undefined;
  }
  if (parts.year !== undefined) return parts;
  if (from) {
    const same = { year: from.year, month: parts.month, day: parts.day ?? 1 };
    return { ...parts, year: toEpochDay(same) < toEpochDay(from) ? from.year + 1 : from.year };
  }
  const near = inSentence(parts, previous, between);
  if (near) return near;
  const year = parts.day === undefined ? undefined : yearFor(parts.month, parts.day, base);
  return year === undefined ? undefined : { ...parts, year };
}

export function isPlausible(year: number, base: string | undefined): boolean {
  const limit = (base === undefined ? undefined : parseIsoDay(base)?.year) ?? latest - ahead;
  return year >= earliest && year <= limit + ahead;
}

function fault(parts: DateParts, base: string | undefined) {
  if (parts.trouble) return parts.trouble;
  const { year = 0, month = 0, day } = parts;
  if (!isRealDay({ year, month, day: day ?? 1 })) return 'no such day in the calendar';
  // Zero of the machines' clock: a field that nobody filled in.
  if (year === 1970 && month === 1 && day === 1) return 'a placeholder';
  return isPlausible(year, base) ? undefined : 'the year is not plausible';
}

function toFoundDate(text: string, written: DateParts, parts: DateParts, time: ClockTime | undefined): FoundDate {
  const { year = 0, month = 0, day } = parts;
  const end = time?.end ?? parts.end;
  const where = { start: parts.start, end, quote: text.slice(parts.start, end) };
  const marks = {
    ...(written.year === undefined && written.month !== undefined && !parts.relative ? { yearless: true } : {}),
    ...(parts.relative ? { relative: true } : {}),
  };
  if (day === undefined) return { value: toIsoDay({ year, month, day: 1 }).slice(0, 7), precision: 'month', ...where, ...marks };
  if (!time) return { value: toIsoDay({ year, month, day }), precision: 'day', ...where, ...marks };
  if (time.offset === undefined)
    return { value: toIsoDay({ year, month, day }), precision: 'day', time: toClockText(time.hour, time.minute), ...where, ...marks };
  const moment = toBeijing({ year, month, day }, time.hour, time.minute, time.offset);
  return { value: toIsoDay(moment.day), precision: 'day', time: moment.time, ...where, ...marks };
}

/** 昨晚8点 is 20:00. */
const inEvening = (plain: string, { end }: DateParts, time: ClockTime | 'wrong' | undefined) =>
  time !== undefined && time !== 'wrong' && plain[end - 1] === '晚' && time.hour > 4 && time.hour < 12
    ? { ...time, hour: time.hour + 12 }
    : time;

/** The time behind a date; the zone can stand in front of the date: 格林尼治标准时间2026年3月4日17:10. */
function timeOf(plain: string, { start, end }: DateParts) {
  const time = readTimeAt(plain, end);
  return time === undefined || time === 'wrong' || time.offset !== undefined
    ? time
    : { ...time, ...opt({ offset: readZoneBefore(plain, start) }) };
}

export function scanDates(text: string, base: string | undefined): DateCandidate[] {
  const plain = foldText(text);
  const found: DateCandidate[] = [];
  for (const written of dropOverlaps([...findChineseDates(plain, base), ...findWesternDates(plain, base)])) {
    const previous = found.at(-1);
    const between = previous ? plain.slice(previous.date?.end ?? previous.parts.end, written.start) : '';
    const parts = written.trouble ? written : complete(written, previous, between, base);
    const reason = parts ? fault(parts, base) : written.month === undefined ? 'a day without a month' : 'the year is not said';
    const time = parts?.day === undefined ? undefined : inEvening(plain, written, timeOf(plain, written));
    if (!parts || reason) found.push({ parts: written, reason: orEmpty(reason) });
    else if (time === 'wrong')
      found.push({ parts: written, date: toFoundDate(text, written, parts, undefined), reason: 'no such time of day' });
    else found.push({ parts: written, date: toFoundDate(text, written, parts, time) });
    if (previous?.date && found.at(-1)?.date && joins.test(between)) markRange(found);
  }
  return found;
}

function markRange(found: DateCandidate[]) {
  const [first, last] = found.slice(-2);
  if (!first?.date || !last?.date) return;
  found.splice(-2, 2, { ...first, date: { ...first.date, range: 'start' } }, { ...last, date: { ...last.date, range: 'end' } });
}
