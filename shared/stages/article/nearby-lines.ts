import type { Element } from 'domhandler';
import { type Dom, isInside, positionOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { isListed } from './body.ts';
import { isNotSiteClock } from './fallback-days.ts';
import type { Title } from './shown-titles.ts';

/** A page with its title and its body, and the lines of both. */
export type PageAround = {
  readonly dom: Dom;
  readonly lines: readonly PageLine[];
  readonly title: Title;
  readonly body: Element | undefined;
  readonly bodyLines: readonly PageLine[];
};

/** Lines over the title, or of the text, that are looked at. */
export const nearBefore = 6;
const nearAfter = 14;

/** Lines between title and body, then the first of the body; without a title shown, the lines over the body. */
export function linesBelowTitle(around: PageAround): readonly PageLine[] {
  const { dom, lines, title, body, bodyLines } = around;
  const start = body ? positionOf(dom, body) : Number.MAX_SAFE_INTEGER;
  const at = indexOfTitle(around);
  if (at === undefined)
    return [
      ...lines.filter((line) => line.place < start && !isListed(dom, line.block) && isNotSiteClock(line)).slice(-nearAfter),
      ...overText(bodyLines.slice(0, 3)),
    ];
  const inner = body !== undefined && title.element !== undefined && isInside(dom, title.element, body);
  const first = body ? lines.findIndex((line) => isInside(dom, line.block, body)) : -1;
  const end = inner || first === -1 ? lines.length : first;
  const after = unlisted(dom, lines.slice(at, end), nearAfter);
  return [...(inner ? overText(after) : after), ...(inner ? [] : overText(bodyLines.slice(0, 3)))];
}

/** Which line shows the title. What stands beside it in the block around both comes after it, though that block begins before. */
function indexOfTitle({ dom, lines, title }: PageAround): number | undefined {
  const { element } = title;
  if (!element) return undefined;
  const place = positionOf(dom, element);
  const at = lines.findIndex((line) => line.place >= place);
  if (at !== -1 && isInside(dom, lines[at]?.block ?? element, element)) return at;
  const around = lines.findIndex((line) => isInside(dom, element, line.block) && line.text.includes(title.text.slice(0, 20)));
  return around !== -1 ? around : at === -1 ? undefined : at;
}

/** Lines just over the title, nearest first. */
export function linesAboveTitle(around: PageAround): readonly PageLine[] {
  return unlisted(around.dom, around.lines.slice(0, indexOfTitle(around) ?? 0).toReversed(), nearBefore);
}

/** The first lines that are no entries of lists. */
function unlisted(dom: Dom, lines: readonly PageLine[], most: number): PageLine[] {
  const found: PageLine[] = [];
  for (const line of lines) {
    if (found.length === most) break;
    if (!isListed(dom, line.block)) found.push(line);
  }
  return found;
}

const tailBefore = 6;
const tailAfter = 4;

/** The last lines of the text and those just after it. */
export function closingLines({ dom, lines, body, bodyLines }: PageAround): readonly PageLine[] {
  const last = body ? lines.findLastIndex((line) => isInside(dom, line.block, body)) : -1;
  return [...bodyLines.slice(-tailBefore), ...(last === -1 ? [] : lines.slice(last + 1, last + 1 + tailAfter))];
}

/** Lines before the first paragraph: what stands under it belongs to the text. */
function overText(lines: readonly PageLine[]): readonly PageLine[] {
  const end = lines.findIndex((line, at) => at > 0 && (line.text.length > 60 || /[。：]$/.test(line.text) || line.align === 'right'));
  return end === -1 ? lines : lines.slice(0, end);
}
