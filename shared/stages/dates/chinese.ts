import { group, opt } from '../../model/values.ts';
import { parseNumeral } from '../text/numerals.ts';
import { spanOf } from '../text/words.ts';
import { type DateParts, isoWeekday, monthLength, parseBase, parseIsoDay, plusDays } from './calendar.ts';
import dayWords from './day-words.json' with { type: 'json' };

const blank = '[ \\t\\r\\n]{0,4}';
const digit = '[\\d〇○◯零OＯ一二三四五六七八九]';
const year = `(?:(民国)${blank}(\\d{2,3})|(?:公元)?(?<!${digit})(${digit}{4}))`;
const month = '(\\d{1,2}|十[一二]?|[一二三四五六七八九元])';
const day = '(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|二[一二三四五六七八九〇○零]|[一二三四五六七八九])';
const dayEnd = `${blank}(?:日|号(?!令|文|公告|楼|线|院|馆|站|机|车|台|厅|店|室|门|码|通告|\\d))`;
/** A day that is broken in two (8月2 1日) shows behind the month; then the month alone is no reading either. */
const brokenDay = `${blank}[\\d〇零一二三四五六七八九十廿]{1,3}${blank}[\\d一二三四五六七八九十]{0,3}${blank}[日号]`;
const full = new RegExp(`${year}${blank}年${blank}[,，]?${blank}(?<!\\d)${month}${blank}月${blank}(?:份${blank})?${day}${dayEnd}`, 'g');
const unsigned = new RegExp(`${year}${blank}年${blank}${month}${blank}月${blank}${day}(?=${blank}(?:$|\\d{1,2}[:：]))`, 'g');
const monthly = new RegExp(`${year}${blank}年${blank}${month}${blank}月(?!${brokenDay})(?!${blank}初[一二三四五六七八九十])`, 'g');
const yearless = new RegExp(
  `(?<![农阴夏旧]历)(?<!\\d{2}[〕\\])】]${blank})(?<![年\\d〇零一二三四五六七八九十廿./])(?<!(?<!日)-)(?<!年${blank})${month}${blank}月${blank}${day}${dayEnd}`,
  'g',
);
const namedYear = new RegExp(
  `(去年|今年|明年|前年|次年|翌年|当年|同年|本年)的?${blank}${month}${blank}月(?:${blank}${day}${dayEnd})?`,
  'g',
);
const newYear = new RegExp(`(?:${year}${blank}年|([今明去次])年)${blank}元旦`, 'g');
const onlyDay = new RegExp(`(?<=[至到—–~-]${blank})${day}${dayEnd}`, 'g');
const wordDay =
  /(大前天|大后天|(?<![先天日月年周])后天(?![性习努环教形养因获气])|前天|前日(?!本)|昨天|昨日|今天|今日(?!头条)|今(?=起(?!草))|明天|明日(?!之)|昨晚|今早|今晚)/g;
/** 昨（5）日, as papers of Taiwan write it. */
const numbered = /([昨今前明])[(（](\d{1,2})[)）]日/g;
const wordWeek = /(上|本|这|下)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/g;
const wordMonth = new RegExp(`(上|本|下|次)(?:个)?月${day}${dayEnd}`, 'g');

const counted = /[昨今明前后][天日晚早起(（]|(?:周|星期|礼拜)[一二三四五六日天]|[上本下次]个?月/;
const named = /[去今明前次翌当同本]年/;

const shifts: Readonly<Record<string, number>> = dayWords.days;
const years: Readonly<Record<string, number>> = dayWords.years;

/** A year in figures or in numerals, one by one: 二〇二六. */
export function parseYear(written = ''): number | undefined {
  const inFigures = /^\d{4}$/;
  const value = inFigures.test(written) ? written : [...written].map((char) => parseNumeral(char)).join('');
  return inFigures.test(value) ? Number(value) : undefined;
}

const yearOf = (era: string | undefined, counted: string | undefined, written: string | undefined): number | undefined =>
  era ? 1911 + Number(counted) : parseYear(written);

const monthOf = (text: string | undefined) => (text === '元' ? 1 : text === undefined ? undefined : parseNumeral(text));

const withYear = (text: string, pattern: RegExp): DateParts[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [year, month] = [yearOf(match[1], match[2], match[3]), monthOf(match[4])];
    const day = match[5] === undefined ? undefined : parseNumeral(match[5]);
    return year === undefined || month === undefined ? [] : { year, month, ...opt({ day }), ...spanOf(match) };
  });

function newYears(text: string, base: string | undefined): DateParts[] {
  const today = parseBase(base);
  return [...text.matchAll(newYear)].map((match) => {
    const where = spanOf(match);
    const shift = match[4] === '去' ? -1 : match[4] === '今' ? 0 : 1;
    const value = match[4] ? today && today.year + shift : yearOf(match[1], match[2], match[3]);
    return value === undefined
      ? { ...where, trouble: 'the year is not said' }
      : { ...where, year: value, month: 1, day: 1, ...(match[4] ? { relative: true } : {}) };
  });
}

const withoutYear = (text: string): DateParts[] =>
  [...text.matchAll(yearless)].flatMap((match) => {
    const [month, day] = [monthOf(match[1]), parseNumeral(group(match, 2))];
    return month === undefined || day === undefined ? [] : { month, day, ...spanOf(match) };
  });

/** The year that 次年, 同年 and so on mean: counted from the last full date before it in the text. */
function yearBefore(at: number, dates: readonly DateParts[]) {
  const before = dates.findLast((date) => date.end <= at);
  return before && at - before.end < 80 ? before.year : undefined;
}

/** 次年 follows the date before it, or the year of the base; 同年 needs a date before it. */
function followed(before: number | undefined, next: boolean, present: number | undefined) {
  if (before !== undefined) return before + (next ? 1 : 0);
  return next && present !== undefined ? present + 1 : undefined;
}

function withNamedYear(text: string, base: string | undefined, dates: readonly DateParts[]) {
  const found: DateParts[] = [];
  if (!named.test(text)) return found;
  const today = parseBase(base);
  for (const match of text.matchAll(namedYear)) {
    const word = group(match, 1);
    const shift = years[word];
    const before = shift === undefined ? yearBefore(match.index, dates) : undefined;
    const next = /次|翌/.test(word);
    const counted = shift === undefined ? followed(before, next, today?.year) : today && today.year + shift;
    const where = spanOf(match);
    const number = monthOf(match[2]);
    const days = match[3] === undefined ? {} : { day: parseNumeral(match[3]) ?? 0 };
    if (counted === undefined || number === undefined) found.push({ ...where, trouble: 'the year is not said' });
    else found.push({ ...where, year: counted, month: number, ...days, relative: true });
  }
  return found;
}

function ofWords(text: string, base: string | undefined) {
  const found: DateParts[] = [];
  if (!counted.test(text)) return found;
  const today = base === undefined ? undefined : parseIsoDay(base);
  const push = (match: RegExpExecArray, date: { year: number; month: number; day: number } | undefined) => {
    const where = spanOf(match);
    found.push(date ? { ...date, ...where, relative: true } : { ...where, trouble: 'counts from a day that is not given' });
  };
  for (const match of text.matchAll(wordDay)) push(match, today && plusDays(today, shifts[group(match, 1)] ?? 0));
  for (const match of text.matchAll(numbered)) {
    const date = today && plusDays(today, shifts[`${match[1]}天`] ?? 0);
    push(match, date?.day === Number(match[2]) ? date : undefined);
  }
  for (const match of text.matchAll(wordWeek)) {
    const wanted = '一二三四五六日'.indexOf(group(match, 2).replace('天', '日')) + 1;
    const weeks = match[1] === '上' ? -1 : match[1] === '下' ? 1 : 0;
    push(match, today && plusDays(today, wanted - isoWeekday(today) + 7 * weeks));
  }
  for (const match of text.matchAll(wordMonth)) {
    const step = match[1] === '上' ? -1 : match[1] === '本' ? 0 : 1;
    const count = today && today.year * 12 + today.month - 1 + step;
    const date =
      count === undefined ? undefined : { year: Math.floor(count / 12), month: (count % 12) + 1, day: parseNumeral(group(match, 2)) ?? 0 };
    push(match, date && date.day <= monthLength(date.year, date.month) ? date : undefined);
  }
  return found;
}

/** 10月18日至27日: the last day has the month of the first. */
const endsOfRanges = (text: string): DateParts[] =>
  [...(/[至到—–~-]/.test(text) ? text.matchAll(onlyDay) : [])].flatMap((match) => {
    const day = parseNumeral(group(match, 1));
    return day === undefined ? [] : { day, ...spanOf(match) };
  });

export function findChineseDates(text: string, base: string | undefined): DateParts[] {
  if (!/[年月日号]|[今明昨前后]天|今[早晚起]|昨晚|[昨今前明][(（]\d|周|星期|礼拜/.test(text)) return [];
  const feasts = text.includes('元旦') ? newYears(text, base) : [];
  if (!text.includes('月')) return [...feasts, ...ofWords(text, base), ...endsOfRanges(text)];
  const sure = text.includes('年') ? [full, unsigned, monthly].flatMap((form) => withYear(text, form)) : [];
  sure.sort((a, b) => a.start - b.start);
  return [...sure, ...feasts, ...withNamedYear(text, base, sure), ...withoutYear(text), ...ofWords(text, base), ...endsOfRanges(text)];
}
