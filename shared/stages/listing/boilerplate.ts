import { type Element, isText } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { isSameHost, parentOf } from '../html/listing-tree.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

const {
  /** What stands beside the content and holds lists of its own: the latest, the most read, what is recommended. */
  beside,
} = expressionsOf(expressions.boilerplate);

/** Classes and ids that sites give to what stands around the content. */
const names = new RegExp(`^${either(lists.siteParts)}$`, 'i');
/** Elements in which head and foot are those of an article, not of the site. */
const inner = new Set(['article', 'li', 'main', 'section']);

function isWithin(element: Element): boolean {
  for (let up = parentOf(element); up; up = parentOf(up)) if (inner.has(up.name)) return true;
  return false;
}

const place = /^\s{0,50}(?:您|你)?(?:现在|当前)?(?:的|所在|所处)?(?:的)?位置(?:是|为)?\s{0,9}[:：>》]/;

/** Head, menu, path (当前位置) or foot of a site: the links and days in it are no lines of a list. */
export function isBoilerplate(element: Element): boolean {
  const { name, attribs } = element;
  if (name === 'nav') return true;
  if (name === 'header' || name === 'footer') return !isWithin(element);
  const words = `${orEmpty(attribs['id'])} ${orEmpty(attribs['class'])}`.trim();
  if (words !== '' && words.split(/\s+/).some((word) => names.test(word))) return true;
  return element.children.slice(0, 4).some((child) => isText(child) && place.test(child.data));
}

const folderOf = (path: string): string => path.replace(/(?:index|default|list)?(?:\.(?:s?html?|jsp|aspx?|php))?$/i, '');

/** Whether an element stands beside the content. Its lists are never that of the page, unless a region says so. */
export function isBeside(element: Element): boolean {
  if (element.name === 'aside') return !isWithin(element);
  const words = `${orEmpty(element.attribs['id'])} ${orEmpty(element.attribs['class'])}`.trim();
  return words !== '' && words.split(/\s+/).some((word) => beside.test(word));
}

/** Whether an address is the listing itself, or a column above it: a step of the path to it, no line. */
export function isAbove(url: string, listing: string): boolean {
  if (!isSameHost(url, listing)) return false;
  const [above, below] = [new URL(url), new URL(listing)];
  if (above.search !== '') return false;
  const folder = folderOf(above.pathname);
  return folder.endsWith('/') && (below.pathname.startsWith(folder) || `${below.pathname}/` === folder);
}
