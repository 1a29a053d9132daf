import { dayOf } from '../../model/time.ts';
import { parseDate } from '../dates/dates.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { weightless } = expressionsOf(expressions.day);

export type DayMention = {
  readonly day: string;
  readonly sure: boolean;
  readonly label: string;
  readonly start: number;
  readonly end: number;
};

const full = /(?<!\d)(?:19|20)\d{2}\s{0,2}[-./年‐-―]\s{0,2}\d{1,2}\s{0,2}[-./月‐-―]\s{0,2}\d{1,2}(?!\d)\s{0,2}日?/g;
const month = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?`;
const english = new RegExp(String.raw`(?<![A-Za-z\d])(?:\d{1,2} ${month} (?:19|20)\d{2}|${month} \d{1,2}, ?(?:19|20)\d{2})(?!\d)`, 'g');
/** Month and day, or digits run together: a day only where nothing else stands. */
const short = /^(?:\d{1,2}\s{0,2}[-./月]\s{0,2}\d{1,2}\s{0,2}日?|(?:19|20)\d{6})$/;
/** Day, month and year in elements of their own, in the orders that sites use. */
const split: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^(\d{1,2})日? ((?:19|20)\d{2}) ?[-./年] ?(\d{1,2})月?$/, ([day, year, month]) => `${year}-${month}-${day}`],
  [/^((?:19|20)\d{2})年? (\d{1,2}) ?[-./月] ?(\d{1,2})日?$/, ([year, month, day]) => `${year}-${month}-${day}`],
  [/^(\d{1,2}) ?[-./月] ?(\d{1,2})日? ((?:19|20)\d{2})年?$/, ([month, day, year]) => `${year}-${month}-${day}`],
  [/^((?:19|20)\d{2}) ?[-./年] ?(\d{1,2})月? (\d{1,2})日?$/, ([year, month, day]) => `${year}-${month}-${day}`],
  [/^(\d{1,2})日? (\d{1,2})月$/, ([day, month]) => `${month}月${day}日`],
];
/** Words after which a day is a deadline or a start, never the day a page went up. */
const other = /截止|截至|期限|有效期|实施|施行|生效|起至|会议时间|举办/;

/** A day, and the word behind it after which a period ends. */
const periodUpTo = /(?:19|20)\d{2}\D{1,2}\d{1,2}\D{1,2}\d{1,2}日?\s{0,3}(?:至|到|[-~～‐-―]{1,2})\s{0,3}$/;

const published = /发布|公布|发文|上网|published|posted/i;

/** A list says the same few days again and again: what they were read as is kept. */
const memory = new Map<string, string | undefined>();
const memoryLimit = 2000;

/** Day in Beijing that a date string says, or nothing when it is not surely one or has not come yet. Incomplete dates count from `base`. */
export function parseListedDay(text: string, today: string, base = today): string | undefined {
  const key = `${today} ${base} ${text}`;
  if (memory.has(key)) return memory.get(key);
  const { value, precision } = parseDate(text, base);
  const day = precision === 'day' && value !== undefined && value <= today ? value : undefined;
  if (memory.size >= memoryLimit) memory.clear();
  memory.set(key, day);
  return day;
}

export const saysPublished = (word: DayMention): boolean => published.test(word.label);

export function findDayMentions(text: string, today: string): readonly DayMention[] {
  const trimmed = text.trim();
  if (trimmed.length < 3 || trimmed.length > 400 || !/\d/.test(trimmed)) return [];
  const found: DayMention[] = [];
  for (const match of [...trimmed.matchAll(full), ...(/[A-Z]/.test(trimmed) ? trimmed.matchAll(english) : [])]) {
    const day = parseListedDay(match[0], today);
    const before = trimmed.slice(Math.max(0, match.index - 12), match.index);
    if (day === undefined || other.test(before) || periodUpTo.test(trimmed.slice(Math.max(0, match.index - 24), match.index))) continue;
    const rest = `${trimmed.slice(0, match.index)}${trimmed.slice(match.index + match[0].length)}`.replaceAll(weightless, '');
    found.push({ day, sure: rest.length <= 2, label: before, start: match.index, end: match.index + match[0].length });
  }
  return found.length > 0 ? found : shortDay(trimmed, today);
}

/** A day without a year, or without marks: only when the text is nothing else. */
function shortDay(text: string, today: string): readonly DayMention[] {
  if (text.length > 24) return [];
  const bare = text.replaceAll(/[[\]()（）【】\s]+/g, ' ').trim();
  const day = short.test(bare) ? pastDay(bare, today) : splitDay(bare, today);
  return day === undefined ? [] : [{ day, sure: true, label: '', start: 0, end: text.length }];
}

/** A day without a year is the last one there was: seen from a year ago, when seen from today it is still to come. */
function pastDay(text: string, today: string) {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return parseListedDay(text, today) ?? parseListedDay(text, today, yearAgo.replace('-02-29', '-02-28'));
}

function splitDay(text: string, today: string) {
  for (const [form, join] of split) {
    const match = form.exec(text);
    if (match) return pastDay(join(match.slice(1)), today);
  }
  return undefined;
}

/** A listing's short day against the address of its page: the address knows the year; when both disagree, nobody is believed. */
export function withYearOfUrl(day: string, url: string, today: string): string | undefined {
  const match = /(?<!\d)((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])(?:[-/]?([0-3]\d))?(?!\d)/.exec(url);
  if (!match) return day;
  const sameMonth = match[2] === day.slice(5, 7);
  const moved = `${match[1]}${day.slice(4)}`;
  if (match[1] === day.slice(0, 4)) return day;
  return sameMonth && moved <= today ? moved : undefined;
}

/** Day in the path of an address (`/20261125/`, `/2026/1125/`, `t20261125_1`), for families whose addresses hold the day of publication. */
export function dayOfUrl(url: string, today: string): string | undefined {
  const match = /\/(?:t)?((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])[-/]?([0-3]\d)(?!\d)/.exec(url);
  return match ? parseListedDay(`${match[1]}-${match[2]}-${match[3]}`, today) : undefined;
}

/** Day of an epoch in seconds or milliseconds; none that has not come yet. */
export function dayOfEpoch(value: number, today: string): string | undefined {
  const ms = value >= 1e11 ? value : value * 1000;
  if (!Number.isFinite(ms) || ms < 1e11 || ms > 4e12) return undefined;
  const day = dayOf(new Date(ms));
  return day <= today ? day : undefined;
}
