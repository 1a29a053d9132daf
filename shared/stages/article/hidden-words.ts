import { type Element, isTag, isText } from 'domhandler';
import type { Warning } from '../../model/article.ts';
import { isHiddenElement, isSilent, rawTextOf } from '../html/dom.ts';

/** Words that stand in the text of a page and are not shown as its text: whoever reads the document is told that there are some, not what they say. */

const struckOut = new Set(['del', 's', 'strike']);
const fewest = 8;
/** Words that call for nothing: a menu or a code to be scanned, of a few letters. */
const sentence = /[\u3400-\u9fff\w][^。；.]{6,60}[。；.]|[\u3400-\u9fff]{20}/;

const wordsIn = (element: Element): string => element.children.map((child) => (isText(child) ? child.data : rawTextOf(child))).join('');

function* unseenParts(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (!isTag(child)) continue;
    if (struckOut.has(child.name) || (!isSilent(child) && isHiddenElement(child))) yield child;
    else if (!isSilent(child)) yield* unseenParts(child);
  }
}

export function hiddenWordsWarning(element: Element | undefined): readonly Warning[] {
  if (!element) return [];
  const parts = [...unseenParts(element)].map((part) => ({ struck: struckOut.has(part.name), words: wordsIn(part).replace(/\s/g, '') }));
  const struck = parts.some(({ struck, words }) => struck && words !== '');
  const hidden = parts.some(({ struck, words }) => !struck && words.length >= fewest && sentence.test(words));
  return [
    ...(hidden ? [{ field: 'text', reason: 'the page hides words; what is not shown is no text' }] : []),
    ...(struck ? [{ field: 'text', reason: 'the page strikes words out; they are no text' }] : []),
  ];
}
