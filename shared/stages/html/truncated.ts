import { type Document, type Element, isTag } from 'domhandler';
import { openAtEnd } from './tree.ts';

/** Elements that may end without saying so. */
const optional = new Set('html head body p li dt dd tr td th thead tbody tfoot option optgroup rt rp colgroup'.split(' '));

const parentOf = ({ parent }: Element): Element | undefined => (parent && isTag(parent) ? parent : undefined);

/** The outermost element that has to be ended, and was not when the page ended: sites leave out `</body></html>`, hardly ever more. */
export function findTruncatedElement(document: Document): Element | undefined {
  let found: Element | undefined;
  for (let up = openAtEnd(document); up; up = parentOf(up)) if (!optional.has(up.name)) found = up;
  return found;
}
