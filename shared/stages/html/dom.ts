import { type AnyNode, type Document, type Element, isTag, isText } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { hidesByStyle, mayVanish, vanishes } from './hidden.ts';
import { parseHtml } from './tree.ts';
import lists from './word-lists.json' with { type: 'json' };

/** Rules of a page's own `<style>` that hide what has a class. Files of styles are not asked for. */

type Rule = { readonly selectors: readonly string[]; readonly declarations: string };

const longest = 300_000;
const mostRules = 5_000;

/** Rules that hold on any screen; those of other conditions (`@media print`, narrow screens) are left out. */
function* rulesIn(css: string): Generator<Rule> {
  const text = css
    .slice(0, longest)
    .replace(/\/\*[^*]{0,2000}\*{1,3}\//g, ' ')
    .replace(/<!--|-->/g, ' ');
  let at = 0;
  let skipped = 0;
  for (let n = 0; n < mostRules; n += 1) {
    const open = text.indexOf('{', at);
    const close = text.indexOf('}', at);
    if (close < 0) return;
    if (open < 0 || close < open) {
      skipped = Math.max(0, skipped - 1);
      at = close + 1;
      continue;
    }
    const before = text.slice(at, open);
    const head = before.slice(before.lastIndexOf(';') + 1).trim();
    at = open + 1;
    if (head.startsWith('@')) {
      if (skipped > 0 || !/^@(?:media\s{1,3}(?:all|screen)|layer\b.{0,60}|supports\b.{0,200})$/i.test(head)) skipped += 1;
      continue;
    }
    const end = text.indexOf('}', at);
    if (end < 0) return;
    if (skipped === 0) yield { selectors: head.split(',', 50), declarations: text.slice(at, end) };
    at = end + 1;
  }
}

const shows =
  /display\s{0,3}:\s{0,3}(?!none)|visibility\s{0,3}:\s{0,3}visible|opacity\s{0,3}:\s{0,3}(?:1|0?\.[1-9])|font-size\s{0,3}:\s{0,3}[1-9.]|height\s{0,3}:\s{0,3}(?:auto|[1-9])/i;
const singleClass = /^(?:[a-z][a-z0-9]{0,10})?\.([\w-]{1,60})$/i;
/** At least as strong as a class, and no state that a reader has to bring about. */
const isStrong = (selector: string) => /[.#[]/.test(selector) && !/:(?:hover|focus|active|target)/.test(selector);

type StyleRule = { readonly selector: string; readonly declarations: string };

const tokensOf = (named: string | undefined): readonly string[] => orEmpty(named).split(/\s+/).filter(Boolean);

type Part = { readonly tag: string; readonly ids: readonly string[]; readonly classes: readonly string[] };

function partOf(written: string): Part {
  const named = (mark: RegExp): readonly string[] => Array.from(written.matchAll(mark), ([, name = '']) => name);
  const tag = orEmpty(/^[a-z][a-z0-9]{0,20}/i.exec(written)?.[0]).toLowerCase();
  return { tag, ids: named(/#([\w-]{1,60})/g), classes: named(/\.([\w-]{1,60})/g) };
}

const fits = ({ tag, ids, classes }: Part, { name, attribs }: Element, own = tokensOf(attribs['class'])) =>
  (tag === '' || tag === name) && ids.every((id) => id === attribs['id']) && classes.every((each) => own.includes(each));

const selectorOf = (selector: string) => {
  const parts = selector
    .split(/[\s>+~]+/)
    .filter(Boolean)
    .slice(-8);
  return { last: partOf(orEmpty(parts.pop())), above: parts };
};

const isWithin = (element: Element, above: readonly string[]) =>
  above.map(partOf).every((part) => {
    for (let at = element.parent; at && isTag(at); at = at.parent) if (fits(part, at)) return true;
    return false;
  });

const cascade = (all: readonly string[]) =>
  [
    ...new Map(all.flatMap((each) => each.split(';')).map((each) => [orEmpty(each.split(':', 1)[0]).trim().toLowerCase(), each])).values(),
  ].join(';');

/** Letters of no size are how editors close gaps between boxes whose own letters have one. */
const isSizeless = (declarations: string) => /font-size\s{0,3}:\s{0,3}0/i.test(declarations);
const hasStyled = (element: Element): boolean =>
  element.children.some(
    (child) => isTag(child) && (child.attribs['class'] !== undefined || child.attribs['style'] !== undefined || hasStyled(child)),
  );

/** Elements that a class of theirs hides, and nothing shows again: a later class, a stronger selector (`.tab.on`), their own style. */
function hiddenByClass(classes: ReadonlyMap<string, readonly Element[]>, sheets: readonly string[]): readonly Element[] {
  if (sheets.length === 0) return [];
  const used = new Set([...classes.keys()].flatMap(tokensOf));
  const rules = sheets.flatMap((css) => [...rulesIn(css)]);
  const [weak, strong]: [StyleRule[], StyleRule[]] = [[], []];
  const hiding = new Set<string>();
  for (const { selectors, declarations } of rules)
    for (const written of selectors) {
      const selector = written.trim();
      const name = singleClass.exec(selector)?.[1];
      if (name === undefined) strong.push({ selector, declarations });
      else if (used.has(name)) {
        weak.push({ selector, declarations });
        if (hidesByStyle(declarations)) hiding.add(name);
      }
    }
  if (hiding.size === 0) return [];
  const showing = strong.filter(({ selector, declarations }) => isStrong(selector) && shows.test(declarations));
  const inForce = [...weak, ...showing].map(({ selector, declarations }) => ({ ...selectorOf(selector), declarations }));
  const isHidden = (element: Element) => {
    const own = tokensOf(element.attribs['class']);
    const said = inForce.flatMap(({ last, above, declarations }) =>
      fits(last, element, own) && isWithin(element, above) ? [declarations] : [],
    );
    const style = cascade([...said, orEmpty(element.attribs['style'])]);
    return hidesByStyle(style) && !(isSizeless(style) && hasStyled(element));
  };
  return [...classes].flatMap(([named, elements]) => (tokensOf(named).some((name) => hiding.has(name)) ? elements.filter(isHidden) : []));
}

type Weight = { chars: number; linkChars: number; marks: number };

const marks = new Set([...'，。；、：,.;'].map((mark) => mark.charCodeAt(0)));

function weigh(text: string, extent: Weight, inLink: boolean) {
  let chars = 0;
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x3010 && code < 0xff00) chars += 1;
    else if (code > 32 && code !== 0xa0 && code !== 0x3000) {
      chars += 1;
      if (isMark(code)) found += 1;
    }
  }
  extent.chars += chars;
  if (inLink) extent.linkChars += chars;
  else extent.marks += found;
}

/** No mark stands among letters or Han characters: most characters are not looked up. */
const isMark = (code: number) => (code < 0x40 || (code >= 0x3000 && code < 0x3010) || code >= 0xff00) && marks.has(code);

/** Where an element stands in document order, and what its visible subtree holds. `end` is the place after its last descendant. */
type Extent = { readonly start: number; end: number; chars: number; linkChars: number; marks: number; images: number };

/**
 * The extent of a visible element. Its place is kept in the element's `startIndex`, which the parser leaves free: a map of thousands costs
 * more.
 */
type Extents = { get(element: Element): Extent | undefined };

/** A visible link with its address as it is written, and the words in it as they stand; those without an address have no words here. */
type PageLink = { readonly element: Element; readonly href: string; readonly words: string };

/** One parsed page with everything that is looked up often: built in one walk. Hidden elements are in none of the maps. */
export type Dom = {
  readonly document: Document;
  readonly elements: readonly Element[];
  readonly extents: Extents;
  readonly ids: ReadonlyMap<string, Element>;
  /** The visible elements of one tag. */
  readonly all: (tag: string) => readonly Element[];
  /** Elements by `class` as it is written. */
  readonly classes: ReadonlyMap<string, readonly Element[]>;
  readonly metas: ReadonlyMap<string, readonly string[]>;
  readonly links: () => readonly PageLink[];
  readonly titleTag: string;
  readonly linkedData: readonly string[];
  readonly scripts: number;
};

/** What is struck out is no text any more. */
const silent = new Set(lists.silentTags);

export const isSilent = (element: Element): boolean => silent.has(element.name);

/** Ids of what the page hides until its script has run: the text of a WeChat article (2026-11). */
const shownByScript: ReadonlySet<string> = new Set(['js_content']);

export function isHiddenElement(element: Element): boolean {
  const { name, attribs } = element;
  if (silent.has(name) || attribs['hidden'] !== undefined) return true;
  if (name === 'body' || name === 'html') return false;
  if (shownByScript.has(orEmpty(attribs['id']))) return false;
  return attribs['aria-hidden'] === 'true' || (attribs['style'] !== undefined && hidesByStyle(attribs['style']));
}

type Builder = {
  ids: Map<string, Element>;
  tags: Map<string, Element[]>;
  classes: Map<string, Element[]>;
  elements: Element[];
  places: Extent[];
  metas: Map<string, string[]>;
  linkedData: string[];
  titleTag: string;
  scripts: number;
  sheets: string[];
};

/** Parses a page. Throws SourceError `too-complex` before it could stall us. */
export function parseDom(html: string, url = ''): Dom {
  // Fragments have no element around them all; paragraphs need a parent to be weighed.
  const whole = /<(?:html|body)[\s>]/i.test(html) ? html : `<body>${html}</body>`;
  return buildDom(parseHtml(whole, url));
}

const newBuilder = (): Builder => ({
  elements: [],
  places: [],
  ids: new Map(),
  tags: new Map(),
  classes: new Map(),
  metas: new Map(),
  linkedData: [],
  titleTag: '',
  scripts: 0,
  sheets: [],
});

function walked(document: Document): Builder {
  const builder = newBuilder();
  for (const child of document.children) walk(child, builder, false, undefined);
  return builder;
}

function markHidden({ elements, classes, sheets }: Builder) {
  const found = [...hiddenByClass(classes, sheets), ...elements.filter((element) => mayVanish(element) && vanishes(element, rawTextOf))];
  for (const { attribs } of found) attribs['hidden'] = byStyle;
  return found.length > 0;
}

/** The value of `hidden` where the page did not set it. */
export const byStyle = 'by-style';

export function buildDom(document: Document): Dom {
  let builder = walked(document);
  if (markHidden(builder)) builder = walked(document);
  const { elements, places, ids, tags, classes, metas, linkedData, titleTag, scripts } = builder;
  const get = (element: Element): Extent | undefined => {
    const place = element.startIndex;
    return place !== null && elements[place] === element ? places[place] : undefined;
  };
  // Kept here, since a WeakMap would keep dead pages until the old objects are collected.
  let links: readonly PageLink[] | undefined;
  const all = (tag: string) => tags.get(tag) ?? [];
  const findLinks = () => (links ??= all('a').map(toLink));
  return { document, elements, extents: { get }, ids, all, classes, metas, links: findLinks, linkedData, titleTag, scripts };
}

function toLink(element: Element): PageLink {
  const href = orEmpty(element.attribs['href']);
  return { element, href, words: href === '' ? '' : rawTextOf(element) };
}

export function rawTextOf(node: AnyNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node) || silent.has(node.name)) return '';
  if (node.name === 'br') return '\n';
  let text = '';
  for (const child of node.children) if (isText(child) || (isTag(child) && !isHiddenElement(child))) text += rawTextOf(child);
  return text;
}

export function isInside(dom: Dom, inner: Element, outer: Element): boolean {
  const a = dom.extents.get(inner);
  const b = dom.extents.get(outer);
  return a !== undefined && b !== undefined && a.start >= b.start && a.start < b.end;
}

export function nextElement(element: Element): Element | undefined {
  for (let node = element.next; node; node = node.next) if (isTag(node) && node.name !== 'br' && node.name !== 'script') return node;
  return undefined;
}

/** Place in document order; hidden elements have none and count as last. */
export const positionOf = (dom: Dom, element: Element): number => dom.extents.get(element)?.start ?? Number.MAX_SAFE_INTEGER;

export const charsOf = (dom: Dom, element: Element): number => dom.extents.get(element)?.chars ?? 0;

const none = { start: 0, end: 0, chars: 0, linkChars: 0, marks: 0, images: 0 };

function walk(node: AnyNode, builder: Builder, inLink: boolean, parent: Extent | undefined): void {
  if (isText(node)) {
    if (parent) weigh(node.data, parent, inLink);
    return;
  }
  if (!isTag(node)) return;
  if (note(node, builder)) return;
  // A copy, since what is written out here would be taken for lasting by the collector, and keep dead pages in memory.
  const extent = { ...none };
  extent.start = builder.elements.length;
  if (node.name === 'img') extent.images = 1;
  node.startIndex = extent.start;
  builder.elements.push(node);
  builder.places.push(extent);
  index(node, builder);
  const linked = inLink || node.name === 'a';
  for (const child of node.children) walk(child, builder, linked, extent);
  extent.end = builder.elements.length;
  if (!parent) return;
  parent.chars += extent.chars;
  parent.linkChars += extent.linkChars;
  parent.marks += extent.marks;
  parent.images += extent.images;
}

/** One more value under a key. */
export function putUnder<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function index(element: Element, { ids, tags, classes }: Builder) {
  const { id, class: named } = element.attribs;
  const key = id?.toLowerCase();
  if (key && !ids.has(key)) ids.set(key, element);
  putUnder(tags, element.name, element);
  if (named) putUnder(classes, named, element);
}

/** Elements by those of their classes that `takes` takes, in document order. */
export function elementsByClass({ classes }: Dom, takes: (token: string) => boolean): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const [named, elements] of classes)
    for (const token of new Set(named.toLowerCase().split(/\s/)))
      if (token !== '' && takes(token)) for (const element of elements) putUnder(found, token, element);
  for (const elements of found.values()) elements.sort((a, b) => (a.startIndex ?? 0) - (b.startIndex ?? 0));
  return found;
}

function note(element: Element, builder: Builder) {
  if (element.name === 'meta') noteMeta(element, builder.metas);
  if (element.name === 'title' && builder.titleTag === '') builder.titleTag = element.children.map(rawTextOf).join('').trim();
  if (element.name === 'script') noteScript(element, builder);
  if (element.name === 'style') for (const child of element.children) if (isText(child)) builder.sheets.push(child.data);
  if (element.name === 'title') return true;
  if (!isHiddenElement(element)) return false;
  for (const child of element.children) if (isTag(child) && child.name === 'meta') noteMeta(child, builder.metas);
  return true;
}

function noteScript(element: Element, builder: Builder) {
  builder.scripts += 1;
  if (element.attribs['type'] !== 'application/ld+json') return;
  const first = element.children[0];
  if (first && isText(first)) builder.linkedData.push(first.data);
}

function noteMeta(element: Element, metas: Map<string, string[]>) {
  const name = orEmpty(element.attribs['name'] ?? element.attribs['property'] ?? element.attribs['itemprop'])
    .trim()
    .toLowerCase();
  const content = orEmpty(element.attribs['content'] ?? element.attribs['value']).trim();
  if (name !== '' && content !== '') putUnder(metas, name, content);
}
