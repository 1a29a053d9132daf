import { parseIsoDay } from './calendar.ts';
import type { DateParts } from './types.ts';

const words: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const before = /\b(last|this|next)\s{1,3}$/i;
const after = /^(?:,|\s{1,2}of)?\s{1,3}(last|this|next) year\b/i;

/**
 * English words beside a day without a year that say which it is: "January 5 next year", "next January 5". The last is sure only where this
 * year's day has passed: before it the words can mean this year's or the one after.
 */
export function applyNearYear(parts: DateParts, text: string, base: string | undefined): DateParts {
  if (parts.year !== undefined || parts.month === undefined || parts.day === undefined) return parts;
  const behind = after.exec(text.slice(parts.end, parts.end + 20));
  const ahead = before.exec(text.slice(Math.max(0, parts.start - 8), parts.start));
  const word = (behind?.[1] ?? ahead?.[1])?.toLowerCase();
  if (word === undefined) return parts;
  const where = { start: parts.start - (behind ? 0 : (ahead?.[0].length ?? 0)), end: parts.end + (behind?.[0].length ?? 0) };
  const today = base === undefined ? undefined : (parseIsoDay(base) ?? parseIsoDay(`${base}-15`));
  if (!today) return { ...where, trouble: 'counts from a day that is not given' };
  const passed = parts.month < today.month || (parts.month === today.month && parts.day <= today.day);
  if (!behind && word !== 'this' && passed !== (word === 'next')) return { ...where, trouble: `'${word}' can mean two years` };
  return { ...parts, ...where, year: today.year + (words[word] ?? 0), relative: true };
}
