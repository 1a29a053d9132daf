import type { CheerioAPI } from 'cheerio/slim';
import { Document, type Element, isTag } from 'domhandler';
import { findTruncatedElement } from '../html/hidden.ts';
import { walkTree } from '../html/listing-tree.ts';

function cutOf($: CheerioAPI): Element | undefined {
  const document = $.root().get(0);
  return document instanceof Document ? findTruncatedElement(document) : undefined;
}

/** Whether the page ends within the element that holds its list: what stands behind the last entry was lost, perhaps more entries. */
export function isTruncatedList($: CheerioAPI, isEntry: (link: Element) => boolean): boolean {
  const element = cutOf($);
  let holds = false;
  if (element)
    walkTree([element], (node) => {
      holds ||= isTag(node) && isEntry(node);
      return holds ? false : undefined;
    });
  return holds;
}

/** Whether a page in which no list was found ends within any element that has to be ended. */
export const isTruncatedPage = ($: CheerioAPI): boolean => cutOf($) !== undefined;

/** Whether JSON ends before its brackets do. */
export function isTruncatedJson(text: string, start: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if ((char === '}' || char === ']') && --depth === 0) return false;
  }
  return true;
}
