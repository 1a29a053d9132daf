import { addDays } from '../../../model/time.ts';
import { endOfMonth } from '../../dates/count.ts';
import { type FoundDate, findDates } from '../../dates/dates.ts';
import { monthNumber } from '../../dates/western.ts';
import type { MomentContext } from './moments.ts';

/** Base of incomplete dates as the reader of dates takes it: a day. The month alone stands for its middle. */
const dayOf = (base: string | undefined): string | undefined => (base?.length === 7 ? `${base}-15` : base);

type Written = Pick<FoundDate, 'value' | 'precision' | 'start' | 'end'> & Pick<FoundDate, 'time' | 'yearless'>;

/** The reader's dates; what counts from another date (次年) is read with the base in front; then the forms that need a neighbour. */
function writtenDates(text: string, plain: string, base: string | undefined): Written[] {
  const day = dayOf(base) ?? findDates(text).find((each) => each.precision === 'day')?.value;
  const lead = day && /次年|翌年|同年/.test(plain) ? `${day.replace('-', '年').replace('-', '月')}日。` : '';
  // A full stop behind a figure ends the sentence, and is no part of a number.
  const found: Written[] = findDates(lead + text.replace(/(?<=\d)\.(?=\s|$)/g, '。'), day)
    .filter((each) => each.start >= lead.length)
    .map((each) => ({ ...each, start: each.start - lead.length, end: each.end - lead.length }));
  const more = incompleteDates(plain, found, day);
  const kept = found.filter((each) => !more.some((other) => other.start <= each.start && each.end <= other.end));
  return [...kept, ...more].sort((a, b) => a.start - b.start);
}

/** 2026.9.7—9.11: the last day of a window in figures. 21日，…: a day of the base's month, at the head of a sentence. */
function incompleteDates(plain: string, found: readonly Written[], base: string | undefined): Written[] {
  const out: Written[] = [];
  for (const each of found) {
    const tail = /^\s{0,6}(?:[—–~～至到-]{1,2})\s{0,6}(\d{1,2})[./-](\d{1,2})(?![\d./-])/.exec(plain.slice(each.end, each.end + 16));
    if (!tail || !/^20\d\d[./-]/.test(plain.slice(each.start, each.end))) continue;
    const value = `${each.value.slice(0, 4)}-${(tail[1] ?? '').padStart(2, '0')}-${(tail[2] ?? '').padStart(2, '0')}`;
    const end = each.end + tail[0].length;
    if (value > each.value) out.push({ value, precision: 'day', start: end - `${tail[1]}.${tail[2]}`.length, end });
  }
  out.push(...monthEnds(plain, base));
  if (base) out.push(...daysAlone(plain, base));
  return out;
}

const told =
  '(?:上午|下午|晚(?:间|上)?)?(?:(?:对外|正式|联合|公开|集中|在其官网)?(?:发布|公布|印发|出台|下发|颁布|通报|宣布)|发布?消息|消息)';
const dayAlone = new RegExp(`^[“"]?(\\d{1,2})日(?=[，,])|(?<=[一-龥，,](?<![年月至到第近每前后内达为共约逾]))(\\d{1,2})日(?=${told})`, 'g');

/** 21日，… at the head of a sentence, 国资委10日发布: the last such day before the base, or the base. */
function daysAlone(plain: string, base: string): Written[] {
  const out: Written[] = [];
  for (const each of plain.matchAll(dayAlone)) {
    const digits = each[1] ?? each[2] ?? '';
    const value = lastSuch(Number(digits), base);
    const start = each.index + each[0].indexOf(digits);
    if (value) out.push({ value, precision: 'day', start, end: start + digits.length + 1 });
  }
  return out;
}

/** The last day with this number up to `base`, in its month or the one before. */
function lastSuch(day: number, base: string): string | undefined {
  if (day < 1 || day > 31) return undefined;
  const same = `${base.slice(0, 8)}${String(day).padStart(2, '0')}`;
  if (same <= base) return same <= endOfMonth(base.slice(0, 7)) ? same : undefined;
  const before = addDays(`${base.slice(0, 8)}01`, -1).slice(0, 8);
  const value = `${before}${String(day).padStart(2, '0')}`;
  return value <= endOfMonth(value.slice(0, 7)) ? value : undefined;
}

/** 3月底前, 2026年6月末前, "the end of January 2027": the last day of the month. */
function monthEnds(plain: string, base: string | undefined): Written[] {
  const out: Written[] = [];
  for (const each of plain.matchAll(/(?<!\d)(?:(20\d\d)年)?(\d{1,2})月(?:底|末)(?=[之以]?前|截止)/g)) {
    const month = Number(each[2]);
    const year = each[1] ?? base?.slice(0, 4);
    if (!year || month < 1 || month > 12) continue;
    const place = { start: each.index, end: each.index + each[0].length };
    const value = endOfMonth(`${year}-${String(month).padStart(2, '0')}`);
    out.push({ value, precision: 'day', ...place, ...(each[1] ? {} : { yearless: true }) });
  }
  for (const each of plain.matchAll(
    /(?:截止(?:日期|时间)?(?:为|是|至|到|[:：])|截至|延(?:长|期)?至|收至)\s{0,3}(\d{1,2})月[底末](?=[，。；]|$|为止|止)/g,
  )) {
    const month = Number(each[1]);
    if (!base || month < 1 || month > 12) continue;
    const value = endOfMonth(`${base.slice(0, 4)}-${String(month).padStart(2, '0')}`);
    const end = each.index + each[0].length;
    out.push({ value, precision: 'day', start: end - (each[1] ?? '').length - 2, end, yearless: true });
  }
  if (base) out.push(...monthsOfBase(plain, base));
  for (const each of plain.matchAll(/\bthe end of ([A-Z][a-z]{2,8})(?:,? (20\d\d))?\b/g)) {
    const month = monthNumber(each[1] ?? '');
    const year = each[2] ?? base?.slice(0, 4);
    if (!month || !year) continue;
    const value = endOfMonth(`${year}-${String(month).padStart(2, '0')}`);
    out.push({ value, precision: 'day', start: each.index, end: each.index + each[0].length, ...(each[2] ? {} : { yearless: true }) });
  }
  return out;
}

/** 月底前, "until the end of the month", "by the 25th of this month": days of the base's month or the next. */
function monthsOfBase(plain: string, base: string): Written[] {
  const out: Written[] = [];
  const month = base.slice(0, 7);
  const next = addDays(endOfMonth(month), 1).slice(0, 7);
  for (const each of plain.matchAll(/(?<![\d年])(本|下个?|这个)?月[底末](?=[之以]?前|截止|结束)/g))
    out.push({
      value: endOfMonth(each[1]?.startsWith('下') ? next : month),
      precision: 'day',
      start: each.index,
      end: each.index + each[0].length,
    });
  for (const each of plain.matchAll(/\bthe end of (?:the|this|(next)) month\b/gi))
    out.push({ value: endOfMonth(each[1] ? next : month), precision: 'day', start: each.index, end: each.index + each[0].length });
  for (const each of plain.matchAll(/\bthe (\d{1,2})(?:st|nd|rd|th) of (?:this|the|(next)) month\b/gi)) {
    const value = `${each[2] ? next : month}-${(each[1] ?? '').padStart(2, '0')}`;
    if (value <= endOfMonth(value.slice(0, 7))) out.push({ value, precision: 'day', start: each.index, end: each.index + each[0].length });
  }
  return out;
}

/** A date of a sentence; of a range the last day, with the first as `from`. `yearless`: the year was filled in. */
export type Dated = { value: string; precision: string; time?: string; start: number; end: number; yearless: boolean; from?: Dated };

const rangeGap =
  /^\s{0,6}(?:[（(][^（）()]{0,10}[）)])?\s{0,6}(?:\d{1,2}[:：]\d{2})?\s{0,6}(?:日?起|开始|日?起?(?:开放|开启|启动))?[，,]?\s{0,6}(?:至|到|—{1,2}|－|-|–|~|～|to|until|through)\s{0,6}$/i;

/** Dates of the sentence; of a range the last one, with the first behind it. */
export function datesIn(text: string, plain: string, context: MomentContext): Dated[] {
  const found: Dated[] = [];
  for (const each of writtenDates(text, plain, context.base)) {
    if (context.taken?.some((span) => span.start <= each.start && each.end <= span.end)) continue;
    const date: Dated = {
      value: each.value,
      precision: each.precision,
      ...(each.time ? { time: each.time } : {}),
      start: each.start,
      end: each.end,
      yearless: each.yearless === true,
    };
    const previous = found.at(-1);
    if (previous && rangeGap.test(plain.slice(previous.end, date.start))) {
      found.pop();
      found.push({ ...withYearOf(date, previous), from: previous });
    } else found.push(date);
  }
  return found;
}

/** The end of a window whose year is left out has the year of its start, or the next one. */
function withYearOf(date: Dated, start: Dated): Dated {
  if (!date.yearless || start.yearless) return date;
  const year = Number(start.value.slice(0, 4));
  const rest = date.value.slice(5);
  return { ...date, value: `${rest < start.value.slice(5) ? year + 1 : year}-${rest}`, yearless: false };
}
