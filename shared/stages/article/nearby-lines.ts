import type { Element } from 'domhandler';
import { type Dom, placeOf, within } from '../html/dom.ts';
import type { Line } from '../html/lines.ts';
import { isListed } from './body.ts';
import { isNoClock } from './odd-days.ts';
import type { Title } from './shown-titles.ts';

/** Lines over the title, or of the text, that are looked at. */
export const nearBefore = 6;
const nearAfter = 14;

/** Lines between title and body, then the first of the body; without a title shown, the lines over the body. */
export function nearTitle(
  dom: Dom,
  lines: readonly Line[],
  title: Title,
  body: Element | undefined,
  bodyLines: readonly Line[],
): readonly Line[] {
  const start = body ? placeOf(dom, body) : Number.MAX_SAFE_INTEGER;
  const at = lineOf(dom, lines, title);
  if (at === undefined)
    return [
      ...lines.filter((line) => line.place < start && !isListed(dom, line.block) && isNoClock(line)).slice(-nearAfter),
      ...overText(bodyLines.slice(0, 3)),
    ];
  const inner = body !== undefined && title.element !== undefined && within(dom, title.element, body);
  const first = body ? lines.findIndex((line) => within(dom, line.block, body)) : -1;
  const end = inner || first === -1 ? lines.length : first;
  const after = unlisted(dom, lines, at, end, 1, nearAfter);
  return [...(inner ? overText(after) : after), ...(inner ? [] : overText(bodyLines.slice(0, 3)))];
}

/** Which line shows the title. What stands beside it in the block around both comes after it, though that block begins before. */
function lineOf(dom: Dom, lines: readonly Line[], title: Title): number | undefined {
  const { element } = title;
  if (!element) return undefined;
  const place = placeOf(dom, element);
  const at = lines.findIndex((line) => line.place >= place);
  if (at !== -1 && within(dom, lines[at]?.block ?? element, element)) return at;
  const around = lines.findIndex((line) => within(dom, element, line.block) && line.text.includes(title.text.slice(0, 20)));
  return around !== -1 ? around : at === -1 ? undefined : at;
}

/** Lines just over the title, nearest first. */
export function overTitle(dom: Dom, lines: readonly Line[], title: Title): readonly Line[] {
  return unlisted(dom, lines, (lineOf(dom, lines, title) ?? 0) - 1, -1, -1, nearBefore);
}

/** So many lines from one place on, up to another or back to it, that are no entries of lists. */
function unlisted(dom: Dom, lines: readonly Line[], from: number, end: number, step: 1 | -1, most: number): Line[] {
  const found: Line[] = [];
  for (let at = from; (end - at) * step > 0 && found.length < most; at += step) {
    const line = lines[at];
    if (line && !isListed(dom, line.block)) found.push(line);
  }
  return found;
}

const tailBefore = 6;
const tailAfter = 4;

/** The last lines of the text and those just after it. */
export function tailOf(dom: Dom, lines: readonly Line[], body: Element | undefined, bodyLines: readonly Line[]): readonly Line[] {
  const last = body ? lines.findLastIndex((line) => within(dom, line.block, body)) : -1;
  return [...bodyLines.slice(-tailBefore), ...(last === -1 ? [] : lines.slice(last + 1, last + 1 + tailAfter))];
}

/** Lines before the first paragraph: what stands under it belongs to the text. */
function overText(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line, at) => at > 0 && (line.text.length > 60 || /[。：]$/.test(line.text) || line.align === 'right'));
  return end === -1 ? lines : lines.slice(0, end);
}
