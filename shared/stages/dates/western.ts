import { group } from '../../model/values.ts';
import { type DateParts, parseBase } from './calendar.ts';

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

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Number of an English month by name or its usual short form; `undefined` for any other word. */
export function parseMonthName(word: string): number | undefined {
  if (
    !/^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i.test(
      word,
    )
  )
    return undefined;
  return monthNames.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

const name =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|' +
  'JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\\.?';
const blank = '[ \\t\\r\\n]{1,3}';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
/** Nothing that makes a number part of a longer one: a version, a telephone, an address, a code. */
const apart = '(?<![\\dA-Za-z_./#-])(?<![Vv][ ]?)(?<!版本[ ]?)';
const after = '(?![\\d%]|[ ]?版)(?![./-]\\d)(?![-_][A-Za-z])';

type DateForm = { readonly pattern: RegExp; readonly order: readonly ('year' | 'month' | 'day' | 'name')[] };

const dateForms: readonly DateForm[] = [
  { pattern: new RegExp(`(?<![A-Za-z])${name}${blank}${day},?${blank}(\\d{4})(?!\\d)`, 'g'), order: ['name', 'day', 'year'] },
  {
    pattern: new RegExp(`(?<![\\d.,/-])${day}${blank}(?:of${blank})?${name},?${blank}(\\d{4})(?!\\d)`, 'g'),
    order: ['day', 'name', 'year'],
  },
  { pattern: new RegExp(`${apart}(\\d{4})(?:${blank}|-)${name}(?:${blank}|-)${day}(?![\\d:-])`, 'g'), order: ['year', 'name', 'day'] },
  { pattern: new RegExp(`(?<![\\d./-])${day}-${name}-(\\d{4})(?!\\d)`, 'g'), order: ['day', 'name', 'year'] },
  { pattern: new RegExp(`(?<![A-Za-z\\d]${blank})(?<![A-Za-z])${name},?${blank}((?:19|20)\\d{2})(?!\\d)`, 'g'), order: ['name', 'year'] },
  { pattern: new RegExp(`(?<=[A-Za-z]${blank})(?<!\\d)${name}${blank}((?:19|20)\\d{2})(?!\\d)`, 'g'), order: ['name', 'year'] },
  {
    pattern: new RegExp(`(?<![A-Za-z])(?<!\\d{4}[ ,-]{1,2})${name}${blank}${day}(?![\\d:%/-])(?!\\.\\d)(?!,?${blank}\\d{4})`, 'g'),
    order: ['name', 'day'],
  },
  { pattern: new RegExp(`(?<![\\d.,/:-])${day}${blank}${name}(?![A-Za-z])(?!,?${blank}\\d{4})`, 'g'), order: ['day', 'name'] },
  {
    pattern: new RegExp(`${apart}(\\d{4})-(\\d{1,2})-(\\d{1,2})(?![\\d%])(?![./]\\d)(?!-\\d{1,2}(?![\\d:]))(?!-\\d{3})`, 'g'),
    order: ['year', 'month', 'day'],
  },
  {
    pattern: /(?<![\d./-])(\d{4})[./](\d{1,2})[./](\d{1,2})(?=[ ]?[-–—~～至][ ]?\d{4}[./]\d{1,2}[./]\d{1,2}(?![\d./-]))/g,
    order: ['year', 'month', 'day'],
  },
  {
    pattern: /(?<=\d{4}[./]\d{1,2}[./]\d{1,2}[ ]?[-–—~～至][ ]?)(\d{4})[./](\d{1,2})[./](\d{1,2})(?![\d./-])/g,
    order: ['year', 'month', 'day'],
  },
  { pattern: new RegExp(`${apart}(\\d{4})/(\\d{1,2})/(\\d{1,2})${after}`, 'g'), order: ['year', 'month', 'day'] },
  { pattern: new RegExp(`${apart}(\\d{4})[ ]?\\.[ ]?(\\d{1,2})[ ]?\\.[ ]?(\\d{1,2})${after}`, 'g'), order: ['year', 'month', 'day'] },
  { pattern: new RegExp(`${apart}(\\d{4})[-‐-―−－](\\d{1,2})[-‐-―−－](\\d{1,2})${after}`, 'g'), order: ['year', 'month', 'day'] },
];

function read({ pattern, order }: DateForm, text: string) {
  const found: DateParts[] = [];
  for (const match of text.matchAll(pattern)) {
    const parts: { year?: number; month?: number; day?: number } = {};
    order.forEach((field, i) => {
      const written = group(match, i + 1);
      if (field === 'name') parts.month = parseMonthName(written) ?? 0;
      else parts[field] = Number(written);
    });
    found.push({ ...parts, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** August 21-25, 2025: the first day has month and year of the last. */
const englishRange = new RegExp(`(?<![A-Za-z])${name}${blank}${day}[ ]?(?:[-–—]|to)[ ]?${day},?${blank}(\\d{4})(?!\\d)`, 'g');

function ranges(text: string) {
  const found: DateParts[] = [];
  for (const match of text.matchAll(englishRange)) {
    const facts = { year: Number(match[4]), month: parseMonthName(group(match, 1)) ?? 0 };
    const middle = match.index + match[0].search(/[-–—]|to/);
    found.push({ ...facts, day: Number(match[2]), start: match.index, end: middle });
    found.push({ ...facts, day: Number(match[3]), start: middle + 1, end: match.index + match[0].length });
  }
  return found;
}

/** 8/21/2025 says its order only when one of the two numbers is no month. */
const slashed = new RegExp(`${apart}(\\d{1,2})/(\\d{1,2})/((?:19|20)\\d{2})${after}`, 'g');

function ofSlashes(text: string) {
  const found: DateParts[] = [];
  for (const match of text.matchAll(slashed)) {
    const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const where = { year, start: match.index, end: match.index + match[0].length };
    if (first > 12 && second <= 12) found.push({ ...where, month: second, day: first });
    else if (second > 12 && first <= 12) found.push({ ...where, month: first, day: second });
    else found.push({ ...where, trouble: 'day and month cannot be told apart' });
  }
  return found;
}

/** 2026.9.7—9.11: the last day of a range, in the year of the first. */
const dottedEnd = /(?<=\d{4}\.\d{1,2}\.\d{1,2}[ ]?[-–—~至][ ]?)(\d{1,2})\.(\d{1,2})(?![.\d])/g;

function dottedEnds(text: string): DateParts[] {
  return [...text.matchAll(dottedEnd)].map((match) => ({
    month: Number(match[1]),
    day: Number(match[2]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

export function findWesternDates(text: string, base?: string): DateParts[] {
  if (!/\d/.test(text)) return [];
  const inEnglish = /[A-Z][a-z]{2}|[A-Z]{3}/.test(text);
  const inFigures = /\d{4}\s?[-./‐-―−－]\s?\d/.test(text);
  const fitting = dateForms.filter(({ order }) => (order.includes('name') ? inEnglish : inFigures));
  return [
    ...(inEnglish ? ranges(text) : []),
    ...fitting.flatMap((reader) => read(reader, text)).map((parts) => (inEnglish ? applyNearYear(parts, text, base) : parts)),
    ...(text.includes('/') ? ofSlashes(text) : []),
    ...(inFigures ? dottedEnds(text) : []),
  ];
}
