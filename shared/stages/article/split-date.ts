import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { DateFact } from '../../model/article.ts';
import { parseDayFact } from '../dates/day-fact.ts';
import { type Dom, isHiddenElement } from '../html/dom.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { isListed } from './body.ts';

export type SplitDateFacts = { readonly dom: Dom; readonly titlePlace: number; readonly bodyStart: number };

const time = '(?: (\\d{1,2}:\\d{2}(?::\\d{2})?))?';
/** Parts that stand in elements of their own, by the names of their groups; 05/18 2026 could be the eighteenth or the fifth, so it is none. */
const forms = [
  new RegExp(`^(?<day>\\d{1,2})(?: ?日)? (?<year>20\\d{2}) ?[-/.年] ?(?<month>\\d{1,2})(?: ?月)?${time}$`),
  new RegExp(`^(?<year>20\\d{2}) ?[-/.年] ?(?<month>\\d{1,2})(?: ?月)? (?<day>\\d{1,2})(?: ?日)?${time}$`),
  new RegExp(`^(?<year>20\\d{2})(?: ?年)? (?<month>\\d{1,2}) ?[-/.月] ?(?<day>\\d{1,2})(?: ?日)?${time}$`),
  new RegExp(`^(?<month>\\d{1,2}) ?[-月] ?(?<day>\\d{1,2})(?: ?日)? (?<year>20\\d{2})(?: ?年)?${time}$`),
];
const mostPieces = 8;
/** Elements behind a title that stands in the text itself. */
const mostBehind = 12;

/** A date whose parts are elements beside each other: a box with the day over month and year, the year over month and day. */
export function readSplitDate(facts: SplitDateFacts): DateFact | undefined {
  const { dom, titlePlace, bodyStart } = facts;
  // What the text itself breaks into elements is the day of its signature.
  const end = titlePlace >= bodyStart ? titlePlace + mostBehind : bodyStart;
  const found: { readonly date: DateFact; readonly place: number }[] = [];
  for (const element of dom.elements) {
    const extent = dom.extents.get(element);
    if (!extent) continue;
    if (extent.start >= end) break;
    if (extent.chars < 6 || extent.chars > 24 || extent.linkChars > 0 || isOneText(element)) continue;
    const date = joinDateParts(element);
    if (date && !isListed(dom, element) && !beside(dom, element)) found.push({ date, place: extent.start });
  }
  const under = found.find(({ place }) => place >= titlePlace);
  if (under) return under.date;
  const [first] = found;
  return first && found.every(({ date }) => date.value === first.date.value) ? first.date : undefined;
}

/** Whether the box stands beside a link, as in lists. */
function beside(dom: Dom, element: Element): boolean {
  const parent = element.parent && isTag(element.parent) ? dom.extents.get(element.parent) : undefined;
  return parent !== undefined && parent.chars < 300 && parent.linkChars > parent.chars * 0.3;
}

/** Most short elements hold one text, which is no date in parts. */
const isOneText = ({ children: { length, 0: only } }: Element): boolean => length === 1 && only !== undefined && isText(only);

function joinDateParts(element: Element): DateFact | undefined {
  const pieces: string[] = [];
  collect(element, pieces);
  if (pieces.length < 2 || pieces.length > mostPieces) return undefined;
  const line = collapseWhitespace(pieces.join(' '));
  for (const form of forms) {
    const groups = form.exec(line);
    const { year, month = '', day = '' } = groups?.groups ?? {};
    if (year === undefined) continue;
    const clock = groups?.at(-1);
    const date = parseDayFact(
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock?.includes(':') ? ` ${clock}` : ''}`,
      'body',
    );
    if (date) return { ...date, quote: line };
  }
  return undefined;
}

function collect(node: AnyNode, pieces: string[]): void {
  if (pieces.length > mostPieces) return;
  if (isText(node)) {
    const text = collapseWhitespace(node.data);
    if (text !== '') pieces.push(text);
  } else if (isTag(node) && !isHiddenElement(node)) for (const child of node.children) collect(child, pieces);
}
