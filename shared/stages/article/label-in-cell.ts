import { type Element, isTag } from 'domhandler';
import { charsOf, type Dom, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { simpleCode } from '../text/fold.ts';
import { labelKeyOf, labelKeys, simplifyLabel } from './label-keys.ts';
import type { Add } from './labels.ts';

const mostGlued = 60;

/** Labels without colon in elements of their own, their values in the elements beside them: the line shows both glued. */
export function readGlued(dom: Dom, line: PageLine, add: Add): boolean {
  if (line.cells || line.text.length > 300 || !opensWithLabel(line.text)) return false;
  const extent = dom.extents.get(line.block);
  if (!extent || extent.end - extent.start > mostGlued) return false;
  const labels = dom.elements.slice(extent.start + 1, extent.end).filter((element) => charsOf(dom, element) <= 12 && isLabel(element));
  for (const element of labels) {
    const key = labelKeyOf(collapseWhitespace(rawTextOf(element)));
    if (key) add(key, valueBeside(element), line, { table: true, label: collapseWhitespace(rawTextOf(element)) });
  }
  return labels.length > 0;
}

const initials = new Set([...labelKeys.keys()].map((key) => key.charCodeAt(0)));

function opensWithLabel(text: string): boolean {
  const opening = text.charCodeAt(0);
  // Most lines begin with a letter or a Han character.
  const isWord = (opening > 0x5b && opening < 0x7f) || (opening > 0x3010 && opening < 0xfeff);
  const first = isWord ? opening : text.charCodeAt(Math.max(0, text.search(/[^\s[【]/)));
  if (!initials.has(first) && !initials.has(simpleCode(first))) return false;
  const start = simplifyLabel(text.slice(0, 24).replace(/[\s[【]/g, ''));
  if (!initials.has(start.charCodeAt(0))) return false;
  for (let length = 2; length <= 8; length += 1) if (labelKeys.has(start.slice(0, length))) return !/^[:：∶﹕]/.test(start.slice(length));
  return false;
}

/** Only what stands in an element that holds nothing else. */
function isLabel(element: Element): boolean {
  const text = collapseWhitespace(rawTextOf(element));
  if (text === '' || /[:：∶﹕]/.test(text) || labelKeyOf(text) === undefined) return false;
  return !element.children.some((child) => isTag(child) && labelKeyOf(rawTextOf(child)));
}

function valueBeside(label: Element): string {
  let text = '';
  for (let node = label.next; node && text.length < 200; node = node.next) {
    if (isTag(node) && isLabel(node)) break;
    text += rawTextOf(node);
  }
  return collapseWhitespace(text).replace(/^[:：∶﹕] ?/, '');
}
