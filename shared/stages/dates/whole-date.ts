import { group, orEmpty } from '../../model/values.ts';
import { parseNumeral } from '../text/numerals.ts';
import { fromEpochDay, isRealDay, parseIsoDay, plusDays, toBeijing, toClockText, toIsoDay } from './calendar.ts';
import { parseYear } from './chinese.ts';
import { readZoneAt } from './time.ts';
import { monthNames, parseMonthName } from './western.ts';

export type WholeDate = {
  readonly value?: string;
  readonly precision?: 'day' | 'month' | 'year';
  readonly time?: string;
  readonly reason?: string;
};

const mail =
  /^(?:[A-Za-z]{3,9}\.?,?[ ]{0,3})?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{2}|\d{4}),?[ ]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?:[ ]{0,3}(\S.{0,30}))?$/;
const unix =
  /^(?:[A-Za-z]{3},?[ ]{1,2})([A-Za-z]{3})[ ]{1,2}(\d{1,2})[ ](\d{1,2}):(\d{2}):(\d{2})(?:[ ]([A-Z]{2,5}|[+-]\d{4}))?[ ](\d{4})$/;
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/;
const ago = /^(半|\d{1,4}|[一二三四五六七八九十两]{1,3})[ ]{0,2}(?:个)?(秒钟?|分钟|小时|钟头|天|周|星期|礼拜)(?:之|以)?(前|后)$/;

const englishAgo = /^(an?|\d{1,3}) (second|minute|hour|day|week)s? ago$/i;
const englishDay: Readonly<Record<string, number>> = { yesterday: 1, today: 0, tomorrow: -1 };
const chineseUnit: Readonly<Record<string, string>> = { second: '秒', minute: '分钟', hour: '小时', day: '天', week: '周' };
/** Dates of .NET's JSON: milliseconds since 1970, the zone behind them only says how to show them. */
const dotNet = /^\/?Date\((\d{11,13})(?:[+-]\d{4})?\)\/?$/;

const century = (year: string) => (year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900));

function instant(day: Parameters<typeof isRealDay>[0], clock: readonly unknown[], zone: string | undefined): WholeDate {
  if (!isRealDay(day)) return { reason: 'no such day in the calendar' };
  const [hour = 0, minute = 0, second = 0] = clock.map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 60) return { reason: 'no such time of day' };
  if (zone === undefined || zone.trim() === '') return { value: toIsoDay(day), precision: 'day', time: toClockText(hour, minute) };
  const written = readZoneAt(zone, 0) ? zone : zone.toUpperCase();
  const east = readZoneAt(written, 0);
  if (
    !east ||
    zone
      .slice(east.end)
      .replace(/^\s?\([^)]{0,60}\)$/, '')
      .trim() !== ''
  )
    return { reason: 'the time zone is not known' };
  const moment = toBeijing(day, hour, minute, east.offset);
  return { value: toIsoDay(moment.day), precision: 'day', time: moment.time };
}

/** The forms that most feeds and lists write, whole and without anything beside them. */
const figures =
  /^(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|年(\d{1,2})月)(\d{1,2})(日)?(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?(Z|z|[+-]\d{2}:?\d{2}))?)?$/;

function ofFigures(match: RegExpExecArray): WholeDate | undefined {
  const [, year, dashed, slashed, chinese, written, sun, hour, minute, second, zone] = match;
  const day = { year: Number(year), month: Number(dashed ?? slashed ?? chinese), day: Number(written) };
  // A zone behind hours and minutes alone may be the start of a span: 09:00-1130.
  if ((chinese === undefined) !== (sun === undefined) || (zone !== undefined && second === undefined)) return undefined;
  if (day.year < 1950 || toIsoDay(day) === '1970-01-01' || !isRealDay(day)) return undefined;
  const read: WholeDate = hour === undefined ? { value: toIsoDay(day), precision: 'day' } : instant(day, [hour, minute, second], zone);
  return read.value === undefined ? undefined : read;
}

/**
 * The quick way for ordinary dates: ISO, slashes and 年月日, in one look instead of some twenty patterns. `undefined` for all else, also for
 * what is wrong in any way: the full reader then says why. It gives what the full reader would give, never anything of its own.
 */
export function parseCommonDate(text: string): WholeDate | undefined {
  const match = figures.exec(text);
  return match ? ofFigures(match) : undefined;
}

/**
 * A day in figures, with or without a time of day and nothing else: what the reader of running text finds in such a line, without its dozen
 * patterns.
 */
export function parsePlainDay(text: string): WholeDate | undefined {
  const match = text.length > 7 && text.length < 30 ? figures.exec(text) : null;
  return match && match[10] === undefined ? ofFigures(match) : undefined;
}

/** Groups of an expression: where year, month and day, the time of day and the zone stand. */
type Places = readonly [year: number, month: number, day: number, time: number, zone: number];

function parseNamedMonth(text: string, form: RegExp, [year, name, day, time, zone]: Places): WholeDate | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const month = parseMonthName(group(match, name));
  if (month === undefined) return { reason: 'the month is not known' };
  return instant(
    { year: century(group(match, year)), month, day: Number(group(match, day)) },
    match.slice(time, time + 3),
    group(match, zone),
  );
}

function parseCompactDate(text: string): WholeDate | undefined {
  const match = compact.exec(text);
  if (!match) return undefined;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (match[4] === undefined)
    return isRealDay(day) ? { value: toIsoDay(day), precision: 'day' } : { reason: 'eight figures that are no day' };
  return instant(day, match.slice(4, 7), match[7]);
}

/** 3小时前, 2天前: counted from the base, which may carry a time of day. */
function parseChineseAgo(text: string, base: string | undefined): WholeDate | undefined {
  const just = /^(?:刚刚|刚才|片刻前|半小时前|半个小时前|半天前)$/.test(text);
  const match = ago.exec(text);
  if (!match && !just) return undefined;
  const today = base === undefined ? undefined : parseIsoDay(base);
  if (!today || base === undefined) return { reason: 'counts from a day that is not given' };
  const sign = match?.[3] === '后' ? -1 : 1;
  const count = match?.[1] === '半' || !match ? 0.5 : (parseNumeral(group(match, 1)) ?? 0);
  const unit = match?.[2] ?? '小时';
  if (/天|周|星期|礼拜/.test(unit)) {
    const days = count * (unit === '天' ? 1 : 7);
    return Number.isInteger(days) && days <= 366
      ? { value: toIsoDay(plusDays(today, -sign * days)), precision: 'day' }
      : { reason: 'too vague to be a day' };
  }
  const minutes = count * (unit.startsWith('秒') ? 1 / 60 : unit.startsWith('分') ? 1 : 60);
  return before(today, sign * minutes, /[T ](\d{2}):(\d{2})/.exec(base));
}

function before(today: { year: number; month: number; day: number }, minutes: number, time: RegExpExecArray | null): WholeDate {
  if (time) {
    const moment = toBeijing(today, Number(time[1]), Math.floor(Number(time[2]) - minutes), 480);
    return { value: toIsoDay(moment.day), precision: 'day' };
  }
  // At one o'clock two hours ago was yesterday.
  return { reason: 'the time of day to count from is not given' };
}

/** 3 days ago, yesterday. */
function parseEnglishAgo(text: string, base: string | undefined): WholeDate | undefined {
  const days = englishDay[text.toLowerCase()];
  const today = base === undefined ? undefined : parseIsoDay(base);
  if (days !== undefined && !today) return { reason: 'counts from a day that is not given' };
  if (days !== undefined && today) return { value: toIsoDay(plusDays(today, -days)), precision: 'day' };
  const match = englishAgo.exec(text);
  if (!match) return undefined;
  const count = /^a/i.test(group(match, 1)) ? 1 : Number(match[1]);
  return parseChineseAgo(`${count}${orEmpty(chineseUnit[orEmpty(match[2]?.toLowerCase())])}前`, base);
}

/** `/Date(1755741600000)/`: an instant. `undefined` for any other text. */
export function parseDotNetDate(text: string): WholeDate | undefined {
  const match = dotNet.exec(text);
  if (!match) return undefined;
  const minutes = Math.floor(Number(match[1]) / 60_000);
  const moment = toBeijing(fromEpochDay(0), 0, minutes, 0);
  return { value: toIsoDay(moment.day), precision: 'day', time: moment.time };
}

/** `星期一, 16 十一月 2026 09:00:00 +0800`, as Java writes mail dates in Chinese, in the words of mail. */
const inEnglish = (text: string) =>
  text.replace(
    /^(?:(?:星期|周)[一二三四五六日天][,，]?\s{0,3})?(\d{1,2})\s([一二三四五六七八九十]{1,2})月\s(?=\d{4}\s)/,
    (whole, day: string, name: string) => {
      const month = monthNames[(parseNumeral(name) ?? 0) - 1];
      return month === undefined ? whole : `${day} ${month} `;
    },
  );

/**
 * Forms that are a date only as a whole string: instants of feeds and mail, figures without signs, 3小时前. `undefined` when it is none of
 * them.
 */
export function parseWholeDate(text: string, base: string | undefined): WholeDate | undefined {
  return (
    parseNamedMonth(inEnglish(text), mail, [3, 2, 1, 4, 7]) ??
    parseNamedMonth(text, unix, [7, 1, 2, 3, 6]) ??
    parseCompactDate(text) ??
    parseChineseAgo(text, base) ??
    parseEnglishAgo(text, base)
  );
}

const yearAlone = /^(?:公元)?([\d〇○◯零O一二三四五六七八九]{4})\s{0,2}年$/;
const yearMonth = /^(\d{4})[-/](\d{1,2})$/;
const monthDay = /^(\d{2})[-/](\d{2})$/;

/**
 * 2025年, 2025-08, and 08-21 of a listing: too weak inside a text, good enough alone. The last comes back as 8月21日 for the reader of words.
 */
export function parseShortDate(text: string): WholeDate | string | undefined {
  const year = parseYear(yearAlone.exec(text)?.[1]);
  if (year !== undefined) return { value: String(year), precision: 'year' };
  const listed = monthDay.exec(text);
  if (listed) return Number(listed[1]) <= 12 ? `${listed[1]}月${listed[2]}日` : undefined;
  const match = yearMonth.exec(text);
  if (!match) return undefined;
  const month = Number(match[2]);
  if (month < 1 || month > 12) return { reason: 'no such month' };
  return { value: `${match[1]}-${String(month).padStart(2, '0')}`, precision: 'month' };
}
