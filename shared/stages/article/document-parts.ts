import { parseDayFact } from '../dates/dates.ts';
import type { PageLine } from '../html/lines.ts';
import { comparisonKey, joinBroken } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { parseNumberLine } from './heading.ts';
import { readSignature } from './signature.ts';

const { titleEnd } = expressionsOf(expressions.documentParts);

export type DocumentPart = { readonly from: number; readonly to: number; readonly title: string; readonly number: string };

type PartStart = Omit<DocumentPart, 'to'>;
const mostTitle = 5;
/** More are a list of acts rather than acts. */
const mostParts = 40;

/**
 * The complete documents among the lines of a page: each with a title, a number alone on a line beside it and a signature with a day.
 * Fewer than two are none: a notice and the work that it issues have one number and one signature, and are one document.
 */
export function readDocumentParts(lines: readonly PageLine[], title: string): readonly DocumentPart[] {
  const starts: PartStart[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const number = numberOf(lines[at]);
    if (number === undefined) continue;
    const own = starts.length === 0 && at < 6 ? { from: 0, title, number } : undefined;
    const start = startAt(lines, at, number, starts.at(-1)?.from ?? -1) ?? own;
    if (start && !starts.some((each) => each.number === start.number)) starts.push(start);
    if (starts.length > mostParts) return [];
  }
  if (starts.length < 2) return [];
  const parts = starts.map((start, n) => ({ ...start, to: starts[n + 1]?.from ?? lines.length }));
  const complete = parts.filter(({ from, to }) => isSigned(lines.slice(from, to)));
  if (complete.length < 2) return [];
  return complete.map((part, n) => ({ ...part, to: complete[n + 1]?.from ?? lines.length }));
}

const numberOf = (line: PageLine | undefined) =>
  line && !line.cells && line.text.length <= 60 && /\d|[一二三四五六七八九〇]/.test(line.text) ? parseNumberLine(line.text) : undefined;

const isSigned = (lines: readonly PageLine[]) => (readSignature(lines, false, () => false)?.issuers.length ?? 0) > 0;

function startAt(lines: readonly PageLine[], at: number, number: string, after: number) {
  let from = at;
  while (from - 1 > after && at - from < mostTitle && canBeTitle(lines[from - 1])) from -= 1;
  const over = joinBroken(lines.slice(from, at).map((line) => line.text));
  if (titleEnd.test(over)) return { from, title: over, number };
  let to = at + 1;
  while (to < lines.length && to - at <= mostTitle && canBeTitle(lines[to])) {
    to += 1;
    const under = joinBroken(lines.slice(at + 1, to).map((line) => line.text));
    if (titleEnd.test(under)) return { from: over.length < 60 ? from : at, title: under, number };
  }
  return undefined;
}

function canBeTitle(line: PageLine | undefined) {
  if (!line || line.cells || line.text.length > 80) return false;
  return (
    !/[。；：:;]$|^[（(【[]|^附件/.test(line.text) &&
    parseDayFact(line.text, 'body') === undefined &&
    parseNumberLine(line.text) === undefined
  );
}

export function isNamedFor(title: string, part: DocumentPart): boolean {
  const a = comparisonKey(title);
  const b = comparisonKey(part.title);
  return a.includes(b) || b.includes(a);
}
