import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { group, orEmpty } from '../../model/values.ts';
import { isUntidy } from '../text/language.ts';
import { withoutSmuggled } from '../text/printable.ts';
import { parseHtml } from './tree.ts';
import lists from './word-lists.json' with { type: 'json' };

const silent = new Set(['script', 'style', 'noscript', 'template']);
const blocks = new Set(lists.entryBlocks);

/** An HTML page with cheerio's questions. Throws SourceError `too-complex`. */
export const parseTree = (html: string, url?: string): CheerioAPI => load(parseHtml(html, url));

/** Blanks of every kind as one space, invisible marks dropped. */
export function toOneLine(text: string): string {
  const trimmed = withoutSmuggled(text).trim();
  if (!isUntidy(trimmed)) return trimmed;
  return trimmed
    .replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

export function walkTree(roots: readonly AnyNode[], visit: (node: AnyNode) => boolean | undefined): void {
  const stack = roots.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (visit(node) === false || !hasChildren(node)) continue;
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) stack.push(child);
    }
  }
}

export const isSilent = (element: Element): boolean => silent.has(element.name);

export function lineTextOf(root: AnyNode, except?: ReadonlySet<AnyNode>): string {
  const parts: string[] = [];
  walkTree([root], (node) => {
    if (except?.has(node) || (isTag(node) && isSilent(node))) return false;
    if (isText(node)) parts.push(node.data);
    else if (isTag(node) && blocks.has(node.name)) parts.push(' ');
    return undefined;
  });
  return toOneLine(parts.join('')).replaceAll(/ (?=[，。、；：！？）》”])/g, '');
}

export const textOfHtml = (html: string): string =>
  toOneLine(
    parseTree(html)
      .root()
      .toArray()
      .map((root) => lineTextOf(root))
      .join(' '),
  );

export function parentOf(node: AnyNode): Element | undefined {
  return node.parent && isTag(node.parent) ? node.parent : undefined;
}

/** A node, where it is an element, and the elements around it, from the inside out. */
export function elementsFrom(node: AnyNode): readonly Element[] {
  const found: Element[] = [];
  for (let up: AnyNode | null = node; up; up = up.parent) if (isTag(up)) found.push(up);
  return found;
}

/** The first of them that is so: lines lie deep in a page, and what is looked for is mostly near. */
export function nearest(node: AnyNode | null | undefined, isSo: (element: Element) => boolean): Element | undefined {
  let up = node;
  while (up && !(isTag(up) && isSo(up))) up = up.parent;
  return up ?? undefined;
}

export const elementsAround = (node: AnyNode): readonly Element[] => (node.parent ? elementsFrom(node.parent) : []);

/** `li.top` and the like: what siblings of one list have in common. */
export const shapeOf = (element: Element | undefined): string =>
  element ? `${element.name}.${orEmpty(element.attribs['class']).split(/\s+/).filter(Boolean).toSorted().join('.')}` : '';

/** Lines of a list are of one kind by their tag; blocks that stand for anything (a menu, a footer), by their class too. */
export const elementKindOf = ({ name, attribs }: Element): string =>
  name === 'li' || name === 'tr' || name === 'dd' || name === 'dt' ? name : `${name}.${group(orEmpty(attribs['class']).split(/\s+/), 0)}`;

/** Address against which links count: the page's own, or that of its `base` element. */
export function baseUrlOf($: CheerioAPI, url: string): string {
  const base = $('base[href]').first().attr('href')?.trim();
  return base && URL.canParse(base, url) ? new URL(base, url).href : url;
}

export const longestAddress = 2000;

/** Absolute http(s) address of a link, or nothing when it leads nowhere (anchors, scripts, data, mail, the gaps of a template). */
export function resolveLink(href: string | undefined, base: string, longest = longestAddress): string | undefined {
  const link = href?.replaceAll(/[\t\n\r]/g, '').trim();
  if (!link || link.startsWith('#') || link.length > longest || /\{\{|\$\{|<%/.test(link)) return undefined;
  const url = URL.parse(link, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

/** Address of an entry: one that is too long to be asked for is an entry all the same, and somebody says so of it. */
export const resolveEntryLink = (href: string | undefined, base: string): string | undefined => resolveLink(href, base, 200_000);

const bareHost = (url: string) => new URL(url).hostname.replace(/^www\./, '');

/** A list goes on at its own host: an address elsewhere is somebody else's. */
export const isSameHost = (a: string, b: string): boolean => URL.canParse(a) && URL.canParse(b) && bareHost(a) === bareHost(b);

/** Whose address it is: `jxj.beijing.gov.cn` and `www.beijing.gov.cn` are one city. */
const siteOf = (url: string) => {
  const { hostname } = new URL(url);
  return hostname
    .split('.')
    .slice(/\.(?:gov|com|org|net|edu|ac|co)\.\w{2}$/.test(hostname) ? -3 : -2)
    .join('.');
};

export const isSameSite = (a: string, b: string): boolean => isSameHost(a, b) || siteOf(a) === siteOf(b);
