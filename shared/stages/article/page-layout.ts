import { load } from 'cheerio/slim';
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { Decoded, Entry, Warning } from '../../model/article.ts';
import type { ArticleOverrides } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { buildDom, byStyle, type Dom, isHiddenElement, isInside, isSilent, parseDom, rawTextOf } from '../html/dom.ts';
import { type PageLine, readLines } from '../html/lines.ts';
import { collapseWhitespace } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { type BodyContainer, type BodyText, findBody, isChrome, readBodyText } from './body.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Labels, labelKeyOf, readLabels } from './labels.ts';
import { hasOfficialMetas } from './metas.ts';
import { refuseBlockPage, refuseEmpty, refuseList, type Size } from './refusal.ts';
import { parseScriptData } from './script-data.ts';

const { furniture, footLabel } = expressionsOf(expressions.pageLayout);

const least = 60;
const sentences = /[，。；：]/g;

/**
 * A page whose only text is hidden until a script shows it: the tree with the largest hidden part made visible, undefined when
 * no hidden part holds sentences. The attributes of the old tree are changed.
 */
function revealHiddenText(dom: Dom) {
  let best: { readonly element: Element; readonly size: number } | undefined;
  for (const element of hiddenParts(dom.document.children)) {
    const text = rawTextOf(element);
    const size = text.replace(/\s/g, '').length;
    if (size >= least && (text.match(sentences)?.length ?? 0) >= 2 && (!best || size > best.size)) best = { element, size };
  }
  if (!best) return undefined;
  show(best.element);
  return buildDom(dom.document);
}

function* hiddenParts(nodes: readonly AnyNode[]): Generator<Element> {
  for (const node of nodes) {
    if (!isTag(node) || isSilent(node)) continue;
    if (isHidden(node)) yield node;
    else yield* hiddenParts(node.children);
  }
}

const isHidden = ({ name, attribs }: Element) =>
  name !== 'body' && name !== 'html' && ('hidden' in attribs || /display\s{0,3}:\s{0,3}none/i.test(orEmpty(attribs['style'])));

function show(element: Element) {
  if (element.attribs['hidden'] === byStyle) for (const name of ['class', 'color', 'style']) delete element.attribs[name];
  delete element.attribs['hidden'];
  if (element.attribs['style'] !== undefined)
    element.attribs['style'] = element.attribs['style'].replace(/display\s{0,3}:\s{0,3}none/gi, 'display:block');
}

/** A page whose document is a table of labels (a standard) or pictures (一图读懂) has no text to find its place by. */
const findTextlessBody = (dom: Dom): BodyContainer | undefined => findLabelTable(dom) ?? pictures(dom);

const leastLabels = 4;

function findLabelTable(dom: Dom): BodyContainer | undefined {
  for (const element of [...dom.all('table'), ...dom.all('dl')].slice(0, 12)) {
    const cells = cellsOf(element);
    const labels = cells.filter((cell) => labelKeyOf(cell) !== undefined).length;
    if (labels >= leastLabels && labels * 3 >= cells.length) return { element, known: true };
  }
  return undefined;
}

const cellTags = new Set(['td', 'th', 'dt', 'dd']);

function cellsOf(element: Element) {
  const cells: string[] = [];
  const walk = (node: Element): void => {
    for (const child of node.children) {
      if (!isTag(child)) continue;
      if (cellTags.has(child.name)) cells.push(rawTextOf(child).trim());
      else walk(child);
    }
  };
  walk(element);
  return cells;
}

const isOrnament = (image: Element) => furniture.test(orEmpty(image.attribs['src']));

function pictures(dom: Dom): BodyContainer | undefined {
  if (!hasOfficialMetas(dom)) return undefined;
  for (const image of dom.all('img')) {
    const block = blockOf(image);
    if (block && !isOrnament(image)) return { element: block, known: true };
  }
  return undefined;
}

function blockOf(image: Element) {
  let block: Element | undefined;
  for (let node = image.parent, up = 0; node && isTag(node) && up < 6; node = node.parent, up += 1) {
    if (node.name === 'a' || isChrome(node)) return undefined;
    if (!block && (node.name === 'div' || node.name === 'td' || node.name === 'article' || node.name === 'section')) block = node;
  }
  return block;
}

/**
 * Words that stand in the text of a page and are not shown as its text: whoever reads the document is told that there are some, not what
 * they say.
 */

const struckOut = new Set(['del', 's', 'strike']);
const fewest = 8;
/** Words that call for nothing: a menu or a code to be scanned, of a few letters. */
const sentence = /[\p{Script=Han}\w][^。；.]{6,60}[。；.]|\p{Script=Han}{20}/u;

const wordsIn = (element: Element) => element.children.map((child) => (isText(child) ? child.data : rawTextOf(child))).join('');

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

export type ArticlePage = {
  readonly url: string;
  readonly decoded: Decoded;
  readonly sourceId?: string | undefined;
  readonly overrides?: ArticleOverrides | undefined;
  readonly entry?: Entry | undefined;
  /** Today in Beijing: a later date on a page is no fact. */
  readonly today: string;
};

type Overrides = { readonly body?: Element; readonly title?: Element; readonly number?: string; readonly drop: ReadonlySet<Element> };

export type Layout = {
  readonly page: ArticlePage;
  readonly dom: Dom;
  readonly lines: readonly PageLine[];
  readonly visible: string;
  readonly element?: Element | undefined;
  readonly text: BodyText;
  readonly labels: Labels;
  readonly size: Size;
  readonly overrides: Overrides;
};

const isShort = ({ size }: Layout) => size.chars < (size.known ? 40 : 200) && size.images === 0;
const mostOfShell = 3000;

type Reveal = { readonly reason: string; readonly when: (layout: Layout) => boolean; readonly find: (layout: Layout) => Dom | undefined };

/** Where the text of a page may lie that shows none: the first that reveals one starts again with it. */
const reveals: readonly Reveal[] = [
  {
    reason: 'the text is hidden until a script shows it',
    when: (layout) => isShort(layout) && layout.size.chars === 0,
    find: ({ dom }) => revealHiddenText(dom),
  },
  {
    reason: 'the text stands only in the data left for a script',
    when: (layout) => isShort(layout) && layout.visible.length < mostOfShell,
    find: ({ page, dom }) => parseScriptData(page.decoded.text, dom),
  },
];

/** The layout of a page. Throws SourceError when the page is a list of links, a captcha, a login, an error or empty. */
export function readCheckedLayout(page: ArticlePage): Layout {
  const layout = checked(readLayout(parseDom(page.decoded.text, page.url), page));
  for (const { reason, when, find } of reveals) {
    const dom = when(layout) ? find(layout) : undefined;
    if (!dom) continue;
    const shown = checked(readLayout(dom, page));
    refuseEmpty(shown.dom, page.url, shown.visible, shown.size);
    return { ...shown, text: { ...shown.text, warnings: [...shown.text.warnings, { field: 'text', reason }] } };
  }
  refuseEmpty(layout.dom, page.url, layout.visible, layout.size);
  return layout;
}

function checked(layout: Layout) {
  const { page, size, text, ...seen } = layout;
  if (!size.known) refuseList(page.url, text.lines);
  refuseBlockPage({ ...seen, html: page.decoded.text, url: page.url }, size);
  return layout;
}

function readLayout(dom: Dom, page: ArticlePage): Layout {
  const overrides = findOverrides(dom, page.overrides);
  const lines = dom.document.children.filter(isTag).flatMap((root) => readLines(dom, root));
  const container = overrides.body ? { element: overrides.body, known: true } : (findBody(dom) ?? findTextlessBody(dom));
  const element = container?.element;
  const known = container?.known === true;
  const text = readBodyText(dom, page.decoded.text, { element, drop: overrides.drop, isForeign: () => !known && !hasOfficialMetas(dom) });
  const labels = readLabels(dom, linesWithLabels(dom, lines, element, text.lines));
  const size = { text: text.text, chars: text.text.length, known, images: imagesIn(dom, element) };
  return { page, dom, lines, visible: lines.map((line) => line.text).join('\n'), element, text, labels, size, overrides };
}

function imagesIn(dom: Dom, element: Element | undefined) {
  if (element?.name === 'body') return dom.all('img').filter((image) => !isOrnament(image)).length;
  return (element && dom.extents.get(element)?.images) ?? 0;
}

function findOverrides(dom: Dom, overrides: ArticleOverrides | undefined): Overrides {
  if (!overrides) return { drop: new Set() };
  const $ = load(dom.document);
  const one = (css: string | undefined) => (css === undefined ? undefined : $(css).toArray().find(isTag));
  const body = one(overrides.body);
  const title = one(overrides.title);
  const number = one(overrides.number);
  const drop = new Set((overrides.drop ?? []).flatMap((css) => $(css).toArray().filter(isTag)));
  return { ...opt({ body, title, number: number && collapseWhitespace(rawTextOf(number)) }), drop };
}

function linesWithLabels(dom: Dom, lines: readonly PageLine[], body: Element | undefined, bodyLines: readonly PageLine[]) {
  if (!body) return lines;
  const others = lines.filter((line) => !isInside(dom, line.block, body));
  const head = bodyLines.slice(0, 24).filter((line) => line.cells !== undefined || line.text.length < 60 || hasLabels(line.text));
  return [
    ...others,
    ...head,
    ...bodyLines
      .slice(24)
      .slice(-footLines)
      .filter(({ text }) => text.length < 90 && footLabel.test(text)),
  ];
}

/** A page that was printed or copied has the table of the act under its text. */
const footLines = 12;

const hasLabels = (text: string) => text.length < 200 && !/[。；]/.test(text) && (text.match(/[:：](?!\d)/g)?.length ?? 0) >= 3;
