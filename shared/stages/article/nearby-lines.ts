import type { Element } from 'domhandler';
import { type Dom, isInside, positionOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { isListed } from './body.ts';
import { isNotSiteClock } from './fallback-days.ts';
import type { Title } from './shown-titles.ts';

/** Lines over the title, or of the text, that are looked at. */
export const nearBefore = 6;
const nearAfter = 14;

/** Lines between title and body, then the first of the body; without a title shown, the lines over the body. */
export function linesBelowTitle(
  dom: Dom,
  lines: readonly PageLine[],
  title: Title,
  body: Element | undefined,
  bodyLines: readonly PageLine[],
): readonly PageLine[] {
  const start = body ? positionOf(dom, body) : Number.MAX_SAFE_INTEGER;
  const at = indexOfTitle(dom, lines, title);
  if (at === undefined)
    return [
      ...lines.filter((line) => line.place < start && !isListed(dom, line.block) && isNotSiteClock(line)).slice(-nearAfter),
      ...overText(bodyLines.slice(0, 3)),
    ];
  const inner = body !== undefined && title.element !== undefined && isInside(dom, title.element, body);
  const first = body ? lines.findIndex((line) => isInside(dom, line.block, body)) : -1;
  const end = inner || first === -1 ? lines.length : first;
  const after = unlisted(dom, lines, at, end, 1, nearAfter);
  return [...(inner ? overText(after) : after), ...(inner ? [] : overText(bodyLines.slice(0, 3)))];
}

/** Which line shows the title. What stands beside it in the block around both comes after it, though that block begins before. */
function indexOfTitle(dom: Dom, lines: readonly PageLine[], title: Title): number | undefined {
  const { element } = title;
  if (!element) return undefined;
  const place = positionOf(dom, element);
  const at = lines.findIndex((line) => line.place >= place);
  if (at !== -1 && isInside(dom, lines[at]?.block ?? element, element)) return at;
  const around = lines.findIndex((line) => isInside(dom, element, line.block) && line.text.includes(title.text.slice(0, 20)));
  return around !== -1 ? around : at === -1 ? undefined : at;
}

/** Lines just over the title, nearest first. */
export function linesAboveTitle(dom: Dom, lines: readonly PageLine[], title: Title): readonly PageLine[] {
  return unlisted(dom, lines, (indexOfTitle(dom, lines, title) ?? 0) - 1, -1, -1, nearBefore);
}

/** So many lines from one place on, up to another or back to it, that are no entries of lists. */
function unlisted(dom: Dom, lines: readonly PageLine[], from: number, end: number, step: 1 | -1, most: number): PageLine[] {
  const found: PageLine[] = [];
  for (let at = from; (end - at) * step > 0 && found.length < most; at += step) {
    const line = lines[at];
    if (line && !isListed(dom, line.block)) found.push(line);
  }
  return found;
}

const tailBefore = 6;
const tailAfter = 4;

/** The last lines of the text and those just after it. */
export function closingLines(
  dom: Dom,
  lines: readonly PageLine[],
  body: Element | undefined,
  bodyLines: readonly PageLine[],
): readonly PageLine[] {
  const last = body ? lines.findLastIndex((line) => isInside(dom, line.block, body)) : -1;
  return [...bodyLines.slice(-tailBefore), ...(last === -1 ? [] : lines.slice(last + 1, last + 1 + tailAfter))];
}

/** Lines before the first paragraph: what stands under it belongs to the text. */
function overText(lines: readonly PageLine[]): readonly PageLine[] {
  const end = lines.findIndex((line, at) => at > 0 && (line.text.length > 60 || /[。：]$/.test(line.text) || line.align === 'right'));
  return end === -1 ? lines : lines.slice(0, end);
}
