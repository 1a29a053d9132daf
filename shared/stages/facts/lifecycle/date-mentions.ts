import { findDates } from '../../dates/dates.ts';
import { findChunks } from './chunks.ts';
import type { SentenceContext } from './lifecycle-dates.ts';

/** Base of incomplete dates as the reader of dates takes it: a day. The month alone stands for its middle. */
const baseDay = (base: string | undefined): string | undefined => (base?.length === 7 ? `${base}-15` : base);

/** A date of a sentence; of a range the last day, with the first as `from`. `yearless`: the year was filled in. */
export type DateMention = {
  readonly value: string;
  readonly precision: string;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  readonly yearless?: boolean;
  readonly last?: 'month' | 'year';
  readonly past?: string;
  readonly coming?: string;
  readonly from?: DateMention;
};

/** What looks like the day of something and is none: the head of a print (2026/1/13 17:21 某某通知), the feast of a calendar. */
const noDate =
  /^\s{0,3}20\d\d\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d(?= \S)(?!.{0,40}(?:来源|浏览|作者|字号))|元旦(?=[、和及]|春节|假期|放假|期间)/g;

/** The reader's dates; what counts from another date (次年) is read with the base in front; then the forms that need a neighbour. */
function writtenDates(text: string, plain: string, base: string | undefined): DateMention[] {
  const day = baseDay(base) ?? findDates(text).find((each) => each.precision === 'day')?.value;
  const lead = day && /次年|翌年|同年/.test(plain) ? `${day.replace('-', '年').replace('-', '月')}日。` : '';
  // A full stop behind a figure ends the sentence, and is no part of a number.
  const found = findDates(lead + text.replace(/(?<=\d)\.(?=\s|$)/g, '。'), day)
    .filter((each) => each.start >= lead.length)
    .map(({ value, precision, time, yearless, start, end }): DateMention => {
      const where = { start: start - lead.length, end: end - lead.length };
      return { value, precision, ...where, ...(time ? { time } : {}), ...(yearless ? { yearless } : {}) };
    });
  const all = [...found, ...findChunks(plain, day).map((each): DateMention => ({ ...each, precision: 'day' }))];
  // Of two readings of the same words the earlier reader's stands.
  const within = (inner: DateMention, outer: DateMention): boolean =>
    outer.start <= inner.start &&
    inner.end <= outer.end &&
    (outer.end - outer.start > inner.end - inner.start || all.indexOf(outer) < all.indexOf(inner));
  const none = [...plain.matchAll(noDate)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
  return all
    .filter((each) => !all.some((other) => within(each, other)) && !none.some(({ start, end }) => each.start < end && start < each.end))
    .sort((a, b) => a.start - b.start);
}

const rangeGap =
  /^\s{0,6}(?:[（(][^（）()]{0,10}[）)])?\s{0,6}(?:\d{1,2}[:：]\d{2})?\s{0,6}(?:日?起|开始|日?起?(?:开放|开启|启动))?[，,]?\s{0,6}(?:至|到|—{1,2}|－|-|–|~|～|to|until|through)\s{0,6}$/i;

/** Dates of the sentence; of a range the last one, with the first behind it. */
export function findDateMentions(text: string, plain: string, context: SentenceContext): DateMention[] {
  const found: DateMention[] = [];
  for (const date of writtenDates(text, plain, context.base)) {
    if (context.taken?.some((span) => span.start <= date.start && date.end <= span.end)) continue;
    const previous = found.at(-1);
    if (previous && rangeGap.test(plain.slice(previous.end, date.start))) {
      found.pop();
      found.push({ ...withYearOf(date, previous), from: previous });
    } else found.push(date);
  }
  return found;
}

/** The end of a window whose year is left out has the year of its start, or the next one. */
function withYearOf(date: DateMention, start: DateMention): DateMention {
  if (!date.yearless || start.yearless) return date;
  const year = Number(start.value.slice(0, 4));
  const rest = date.value.slice(5);
  return { ...date, value: `${rest < start.value.slice(5) ? year + 1 : year}-${rest}`, yearless: false };
}
