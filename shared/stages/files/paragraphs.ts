import { parseBodyNames } from '../text/body-names.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { FileLine } from './file-text.ts';
import type { LayoutLine } from './pdf.ts';

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef‘’“”…—·]/u;

/** Joins two pieces of one line, `gap` apart in heights of a letter: letters set apart by a whole place keep one blank. */
export function joinRuns(before: string, after: string, gap: number): string {
  if (/\s$/.test(before) || /^\s/.test(after)) return before + after;
  const [a, b] = [wide.test(before.slice(-1)), wide.test(after.slice(0, 1))];
  const blank = a && b ? gap > 0.7 : a || b ? gap > 0.5 : gap > 0.14;
  return blank ? `${before} ${after}` : before + after;
}

function joinLines(before: string, after: string) {
  if (wide.test(before.slice(-1)) || wide.test(after.slice(0, 1))) return before + after;
  // A word that was broken at the end of the line.
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after;
  return `${before} ${after}`;
}

const spaced = /(?<=[\p{Script=Han}，。；：、（）《》“”]) (?=[\p{Script=Han}，。；：、（）《》“”])/gu;

export const unspaced = (text: string): string => text.replace(spaced, '');

const { clause } = expressionsOf(expressions.paragraphs);

/** How a text is set: its letters, where its lines begin, and how far apart they are. */
type Setting = { readonly size: number; readonly pitch: number; readonly indented: boolean };

export function joinParagraphs(pages: readonly (readonly LayoutLine[])[]): FileLine[] {
  const lines = pages.flat();
  const setting = settingOf(lines);
  const made: { text: string; first: LayoutLine; last: LayoutLine }[] = [];
  for (const line of lines) {
    const open = made.at(-1);
    if (open && continues(open.first, open.last, line, setting)) {
      open.text = joinLines(open.text, line.text);
      open.last = line;
    } else made.push({ text: line.text, first: line, last: line });
  }
  return made.map(({ text, first, last }) => ({ text, ...(isHeading(first, setting) ? { heading: true } : {}), ...aligned(first, last) }));
}

function settingOf(lines: readonly LayoutLine[]): Setting {
  const size = commonest(lines.map((line) => [Math.round(line.size * 2) / 2, line.text.length])) ?? 1;
  const gaps = lines.flatMap((line, n) => {
    const before = lines[n - 1];
    return before && before.page === line.page && line.y > before.y ? [[Math.round(line.y - before.y), 1] as const] : [];
  });
  const body = lines.filter((line) => Math.abs(line.size - size) <= size * 0.1);
  const indented = body.filter((line) => indent(line) >= 1.2 && indent(line) <= 3).length;
  return { size, pitch: commonest(gaps) ?? size * 1.5, indented: indented * 12 > body.length };
}

function commonest(weighted: readonly (readonly [number, number])[]) {
  const sums = new Map<number, number>();
  for (const [value, weight] of weighted) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].reduce<readonly [number, number] | undefined>(
    (best, each) => (!best || each[1] > best[1] ? each : best),
    undefined,
  )?.[0];
}

const indent = (line: LayoutLine) => (line.x - line.left) / line.size;
const short = (line: LayoutLine) => (line.edge - line.right) / line.size;

function continues(first: LayoutLine, before: LayoutLine, line: LayoutLine, setting: Setting) {
  if (before.text.includes('\t') || line.text.includes('\t')) return false;
  if (Math.abs(line.size - before.size) > before.size * 0.12) return false;
  if (centred(first, line)) return true;
  if (short(before) > 1.8 || indent(line) >= 1.2) return false;
  const apart = line.page === before.page && line.y > before.y && line.y - before.y > setting.pitch * 1.7;
  if (apart) return false;
  // Where paragraphs are not indented, a clause that opens after a full stop opens a paragraph.
  if (!setting.indented && clause.test(line.text) && /[。；：！？.;:]$/.test(before.text)) return false;
  return !(before.edge - before.left < before.size * 12 && /[。：]$/.test(before.text));
}

/** A heading in the middle that is broken over lines: large letters, the same size, one under the other. */
function centred(first: LayoutLine, line: LayoutLine) {
  const middle = (each: LayoutLine) => (each.x + each.right) / 2;
  const axis = (line.left + line.edge) / 2;
  const near = (each: LayoutLine) => Math.abs(middle(each) - axis) < each.size * 1.2 && indent(each) > 1 && short(each) > 1;
  return (
    first.page === line.page &&
    near(first) &&
    near(line) &&
    line.y - first.y < line.size * 4 &&
    /[\p{Script=Han}、》）]$/u.test(first.text) &&
    /^[\p{Script=Han}《]/u.test(line.text) &&
    first.text.length + line.text.length > 14 &&
    !clause.test(line.text) &&
    // Bodies that issue together stand one under the other.
    !(parseBodyNames(first.text) && parseBodyNames(line.text))
  );
}

const isHeading = (line: LayoutLine, { size }: Setting) => line.size >= size * 1.15 && line.text.length <= 80;

function aligned(first: LayoutLine, last: LayoutLine): Pick<FileLine, 'align'> {
  if (first !== last) return {};
  if (indent(first) > 8 && short(first) < 6 && indent(first) > short(first) * 2) return { align: 'right' };
  return Math.abs(indent(first) - short(first)) < 2 && indent(first) > 2.5 ? { align: 'center' } : {};
}
