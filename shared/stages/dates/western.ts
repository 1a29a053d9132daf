import { opt, orEmpty } from '../../model/values.ts';
import { type DateParts, parseBase } from './calendar.ts';
import table from './western.json' with { type: 'json' };

const words: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const before = /\b(last|this|next)\s{1,3}$/i;
const afterYear = /^(?:,|\s{1,2}of)?\s{1,3}(last|this|next) year\b/i;

/**
 * English words beside a day without a year that say which it is: "January 5 next year", "next January 5". The last is sure only where this
 * year's day has passed: before it the words can mean this year's or the one after.
 */
function applyNearYear(parts: DateParts, text: string, base: string | undefined) {
  if (parts.year !== undefined || parts.month === undefined || parts.day === undefined) return parts;
  const behind = afterYear.exec(text.slice(parts.end, parts.end + 20));
  const ahead = before.exec(text.slice(Math.max(0, parts.start - 8), parts.start));
  const word = (behind?.[1] ?? ahead?.[1])?.toLowerCase();
  if (word === undefined) return parts;
  const where = { start: parts.start - (behind ? 0 : (ahead?.[0].length ?? 0)), end: parts.end + (behind?.[0].length ?? 0) };
  const today = parseBase(base);
  if (!today) return { ...where, trouble: 'counts from a day that is not given' };
  const passed = parts.month < today.month || (parts.month === today.month && parts.day <= today.day);
  if (!behind && word !== 'this' && passed !== (word === 'next')) return { ...where, trouble: `'${word}' can mean two years` };
  return { ...parts, ...where, year: today.year + (words[word] ?? 0), relative: true };
}

const slots: Readonly<Record<string, string>> = table.slots;
const compiled = (form: string, flags = 'g'): RegExp =>
  new RegExp(
    form.replace(/\{([a-z]{3,8})\}/g, (_, slot: string) => orEmpty(slots[slot])),
    flags,
  );

export const monthNames: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = compiled('^{name}$', 'i');

/** Number of an English month by name or its usual short form; `undefined` for any other word. */
export const parseMonthName = (word: string): number | undefined =>
  monthName.test(word) ? monthNames.indexOf(word.slice(0, 3).toLowerCase()) + 1 : undefined;

/** Forms with the month by its name, and in figures; an end of a range (2026.9.7—9.11) has the year of its start. */
const named = table.named.map((form) => compiled(form));
const inFigures = table.figures.map((form) => compiled(form));

const numberIn = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));

const partsOf = ({ year, month, day, name }: Readonly<Record<string, string | undefined>>) =>
  opt({ year: numberIn(year), month: name === undefined ? numberIn(month) : parseMonthName(name), day: numberIn(day) });

const read = (pattern: RegExp, text: string): DateParts[] =>
  [...text.matchAll(pattern)].map(({ index, 0: words, groups = {} }) => ({ ...partsOf(groups), start: index, end: index + words.length }));

/** August 21-25, 2025: the first day has month and year of the last. */
const range = compiled(table.range);

const ranges = (text: string): DateParts[] =>
  [...text.matchAll(range)].flatMap(({ index: start, 0: words, groups = {} }) => {
    const middle = start + words.search(/[-–—]|to(?!ber)/);
    return [
      { ...partsOf(groups), start, end: middle },
      { ...partsOf({ ...groups, day: groups['last'] }), start: middle + 1, end: start + words.length },
    ];
  });

/** 8/21/2025 says its order only when one of the two numbers is no month. */
const slashed = compiled(table.slashed);

const ofSlashes = (text: string): DateParts[] =>
  [...text.matchAll(slashed)].map(({ index, 0: words, groups = {} }) => {
    const [first, second, year] = [groups['first'], groups['second'], groups['year']].map(Number);
    const where = { ...opt({ year }), start: index, end: index + words.length };
    const [month = 0, day = 0] = Number(first) > 12 ? [second, first] : [first, second];
    return month <= 12 && day > 12 ? { ...where, month, day } : { ...where, trouble: 'day and month cannot be told apart' };
  });

export function findWesternDates(text: string, base?: string): DateParts[] {
  if (!/\d/.test(text)) return [];
  const inEnglish = /[A-Z][a-z]{2}|[A-Z]{3}/.test(text);
  const figures = /\d{4}\s?[-./‐-―−－]\s?\d/.test(text) ? inFigures : [];
  const found = [...(inEnglish ? named : []), ...figures].flatMap((form) => read(form, text));
  return [
    ...(inEnglish ? [...ranges(text), ...found.map((parts) => applyNearYear(parts, text, base))] : found),
    ...(text.includes('/') ? ofSlashes(text) : []),
  ];
}
