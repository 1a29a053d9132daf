import { addDays } from '../../../model/time.ts';
import { han } from '../../../model/values.ts';
import { endOfMonth } from '../../dates/calendar.ts';
import { parseMonthName } from '../../dates/western.ts';
import { parseNumeral } from '../../text/numerals.ts';
import { compileForm } from '../phrases/phrases.ts';

/** A day that words give only together with the day of the page, or with their neighbours. */
export type Chunk = {
  readonly value: string;
  readonly yearless?: boolean;
  /** The last day of a month or year that is named as a whole (6月底): terms end on it, and nothing happens on it. */
  readonly last?: 'month' | 'year';
  /** The nearest day behind and ahead of the page's day (5日, 周四): what the day is of decides which is meant. */
  readonly past?: string;
  readonly coming?: string;
};
type Words = Readonly<Record<string, string | undefined>>;
type Reader = { readonly pattern: RegExp; readonly read: (words: Words, base: string | undefined) => Chunk | undefined };

const two = (digits: string): string => digits.padStart(2, '0');
const realDay = (day: string): string | undefined =>
  day.slice(5, 7) <= '12' && day.slice(8) > '00' && day <= endOfMonth(day.slice(0, 7)) ? day : undefined;

export function monthFrom(base: string, step: number): string {
  const count = Number(base.slice(0, 4)) * 12 + Number(base.slice(5, 7)) - 1 + step;
  return `${Math.floor(count / 12)}-${two(String((count % 12) + 1))}`;
}

function nearestOf(days: readonly string[], base: string): Chunk | undefined {
  const [past, coming] = [days.findLast((day) => day <= base), days.find((day) => day >= base)];
  const value = past ?? coming;
  return value ? { value, ...(past ? { past } : {}), ...(coming ? { coming } : {}) } : undefined;
}

/** 5日: the days with this number around the page's day. */
const numbered: Reader['read'] = ({ day = '' }, base) =>
  base === undefined
    ? undefined
    : nearestOf(
        [-1, 0, 1].flatMap((step) => realDay(`${monthFrom(base, step)}-${two(day)}`) ?? []),
        base,
      );

const weekdays = ['一', '二', '三', '四', '五', '六', '日', 'Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur', 'Sun'];

function ofWeek({ weekday = '' }: Words, base: string | undefined): Chunk | undefined {
  if (base === undefined) return undefined;
  const today = (new Date(`${base}T00:00:00Z`).getUTCDay() + 6) % 7;
  const wanted = weekdays.indexOf(weekday.replace('天', '日')) % 7;
  return nearestOf(
    [-7, 0, 7].map((step) => addDays(base, wanted - today + step)),
    base,
  );
}

/** 9/28, 9.28: the year is that of the page, or the one given in front. */
function inFigures(
  { year, endMonth = '', month = endMonth, endDay = '', day = endDay }: Words,
  base: string | undefined,
): Chunk | undefined {
  const given = year ?? base?.slice(0, 4);
  const value = given && realDay(`${given}-${two(month)}-${two(day)}`);
  return value ? { value, ...(year ? {} : { yearless: true }) } : undefined;
}

function monthEnd({ year, month = '' }: Words, base: string | undefined): Chunk | undefined {
  const [given, number] = [year ?? base?.slice(0, 4), parseNumeral(month) ?? parseMonthName(month)];
  if (!given || !number || number > 12) return undefined;
  return { value: endOfMonth(`${given}-${two(String(number))}`), last: 'month', ...(year ? {} : { yearless: true }) };
}

const endOfThisMonth: Reader['read'] = ({ word = '' }, base) =>
  base === undefined ? undefined : { value: endOfMonth(monthFrom(base, /下|next/.test(word) ? 1 : 0)), last: 'month' };

const yearSteps: Readonly<Record<string, number>> = { 去: -1, 上: -1, last: -1, 明: 1, next: 1 };

function yearEnd({ year, word = '' }: Words, base: string | undefined): Chunk | undefined {
  const given = year ?? (base === undefined ? undefined : String(Number(base.slice(0, 4)) + (yearSteps[word] ?? 0)));
  return given ? { value: `${given}-12-31`, last: 'year' } : undefined;
}

const dayOfMonth: Reader['read'] = ({ word, day = '' }, base) => {
  const value = base === undefined ? undefined : realDay(`${monthFrom(base, word === 'next' ? 1 : 0)}-${two(day)}`);
  return value ? { value } : undefined;
};

const dash = '\\s?[—–~～至到-]{1,2}\\s?';
const label = '(截止|日期|时间|期限|期)[：:为至到]?\\s?';
const dotted = '(?<month>\\d{1,2})\\.(?<day>\\d{1,2})(?![\\d.])';
const slashed = '(?<month>\\d{1,2})/(?<day>\\d{1,2})(?![\\d./])';
const inForm = (form: string, read: Reader['read']): Reader => ({ pattern: compileForm(form, 'g'), read });

const inSigns: readonly Reader[] = [
  inForm(`(?<=(?<year>20\\d\\d)[./-]\\d{1,2}[./-]\\d{1,2}${dash})(?<month>\\d{1,2})[./-](?<day>\\d{1,2})(?![\\d./-])`, inFigures),
  inForm(`(?<![\\d./-])${slashed}(?=${dash}\\d{1,2}/\\d{1,2}(?![\\d./])|前|止)`, inFigures),
  inForm(`(?<=${label}|(?<![\\d./-])\\d{1,2}/\\d{1,2}${dash})${slashed}`, inFigures),
  inForm(
    `(?<=${label})${dotted}(?=${dash}\\d{1,2}\\.\\d{1,2}(?![\\d.]))|(?<=${label}\\d{1,2}\\.\\d{1,2}${dash})(?<endMonth>\\d{1,2})\\.(?<endDay>\\d{1,2})(?![\\d.])`,
    inFigures,
  ),
  { pattern: /(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)(?=\d\d:\d\d)/g, read: inFigures },
];
const numberedDays: readonly Reader[] = [
  { pattern: compileForm('^[“"]?(?<day>\\d{1,2})日(?=[，,])', 'g'), read: numbered },
  {
    pattern: compileForm(
      `(?<=[${han}，,）)](?<![年月至到第近每前后内达为共约逾]))(?<day>\\d{1,2})日(?=(上午|下午|晚间|晚上|晚)?({lately})?({publish}|{adopt}|{hold}|通报|宣布|消息))`,
      'gu',
    ),
    read: numbered,
  },
  { pattern: /(?<=请[^，。；]{0,24}(?<![月\d召开行满期始])(?:于)?)(?<day>\d{1,2})日(?=(?:下班|中午|上午|下午)?前)/g, read: numbered },
];
const weekdaysAndEnds: readonly Reader[] = [
  { pattern: /(?<![每逢至到、和及与日号（(上本这下个\d])(?:周|星期)(?<weekday>[一二三四五六日天])(?![至到、和—–~-])/g, read: ofWeek },
  {
    pattern: /(?<=\b(?:on|by|until|before|for) )(?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,?\s\d|,?\s[A-Z][a-z]{2,8}\s\d)/g,
    read: ofWeek,
  },
  {
    pattern: /\b(?:last|this) (?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,?\s\d|,?\s[A-Z][a-z]{2,8}\s\d)/g,
    read: ofWeek,
  },
  { pattern: /(?<!\d)(?:(?<year>20\d\d)年)?(?<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月[底末]/g, read: monthEnd },
  { pattern: /\bthe end of (?<month>[A-Z][a-z]{2,8})(?:,? (?<year>20\d\d))?\b/g, read: monthEnd },
  {
    pattern:
      /(?<![\d年一二三四五六七八九十])(?<word>本|下个?|这个)?月[底末](?=[之以]?前|截止|结束|到期|届满|期满|失效|止)|\bthe end of (?:the|this|next) month\b/g,
    read: endOfThisMonth,
  },
  { pattern: /\bthe (?<day>\d{1,2})(?:st|nd|rd|th) of (?:this|the|(?<word>next)) month\b/g, read: dayOfMonth },
  { pattern: /(?:(?<year>20\d\d)|(?<word>[今本明去上]))年(?:年?[底末]|终(?![于止身端]))/g, read: yearEnd },
  { pattern: /\bthe end of (?:(?<year>20\d\d)\b|(?:the|this|(?<word>last|next)) year\b)/g, read: yearEnd },
];

/** Each form needs what its group needs: most sentences hold nothing of it. */
const groups: readonly { readonly needs: RegExp; readonly readers: readonly Reader[] }[] = [
  { needs: /\d[./-]\d/, readers: inSigns },
  { needs: /(?<![月\d])\d{1,2}日/, readers: numberedDays },
  { needs: /[周底末终]|星期|[a-z]{3}/, readers: weekdaysAndEnds },
];

export function findChunks(plain: string, base: string | undefined): (Chunk & { readonly start: number; readonly end: number })[] {
  const fitting = groups.flatMap(({ needs, readers }) => (needs.test(plain) ? readers : []));
  return fitting.flatMap(({ pattern, read }) =>
    [...plain.matchAll(pattern)].flatMap((found) => {
      const chunk = read(found.groups ?? {}, base);
      return chunk ? [{ ...chunk, start: found.index, end: found.index + found[0].length }] : [];
    }),
  );
}
