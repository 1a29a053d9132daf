import { findDates } from '../dates/dates.ts';

const longestQuote = 240;

/** The sentence of a text around a place of it. */
function sentenceAt(text: string, at: number): string {
  const start = Math.max(...['。', '\n', '！', '？'].map((end) => text.lastIndexOf(end, at - 1))) + 1;
  const end = text.slice(at).search(/[。！？\n]/);
  return text
    .slice(start, end < 0 ? text.length : at + end + 1)
    .trim()
    .slice(0, longestQuote)
    .toWellFormed();
}

/** A day by which something is due, or from which it holds, by the words around it. */
const dueBehind = /^\s{0,2}(?:底|末|日)?\s{0,2}(?:之|以)?前|^\s{0,2}止|^\s{0,2}起(?:施行|实施|执行)/;
const dueBefore = /(?:截止|截至|延长|推迟|提前|调整|最迟|不晚于|不迟于)[^，。；]{0,8}$/;

type Dated = { readonly value: string; readonly start: number };
const dueDates = (text: string, base: string | undefined): readonly Dated[] =>
  findDates(text, base).filter(
    ({ start, end }) => dueBehind.test(text.slice(end)) || dueBefore.test(text.slice(Math.max(0, start - 16), start)),
  );

export type MovedDeadline = { readonly before: string; readonly after: string; readonly quote: string };

/**
 * The one deadline of a wording that became another: days or months (`2027-01`), with the new sentence. Nothing where more than one moved. `base` gives days
 * without a year theirs.
 */
export function findMovedDeadline(
  { before, after }: { readonly before?: string | undefined; readonly after?: string | undefined },
  base: string | undefined,
): MovedDeadline | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [was, is] = [dueDates(before, base), dueDates(after, base)];
  const gone = was.filter(({ value }) => is.every((other) => other.value !== value));
  const come = is.filter(({ value }) => was.every((other) => other.value !== value));
  const [old, fresh] = [gone[0], come[0]];
  if (!old || !fresh || gone.length > 1 || come.length > 1) return undefined;
  return { before: old.value, after: fresh.value, quote: sentenceAt(after, fresh.start) };
}
