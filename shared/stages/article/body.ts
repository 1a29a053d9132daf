import type { Element } from 'domhandler';
import type { Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { charsOf, type Dom, elementsByClass, isInside, rawTextOf } from '../html/dom.ts';
import { type PageLine, readLines } from '../html/lines.ts';
import { hasInvisible } from '../text/language.ts';
import { normaliseText } from '../text/normalise.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readGeneric } from './generic.ts';
import lists from './word-lists.json' with { type: 'json' };

const { tools } = expressionsOf(expressions.body);

/** Containers of the common systems that hold the article and nothing else, by id. */
const ids = new Set(lists.bodyIds);

const knownClasses = new Set(lists.bodyClasses);
const containers = (token: string) => knownClasses.has(token);

const asideNames = new RegExp(String.raw`(?:^|[-_\s])${either(lists.asideNames)}(?:$|[-_\s])`, 'i');
const feet = /(?:^|[-_\s])(?:foot(?:er)?|copyright|bottom|site-?info)(?:$|[-_\s])/i;
const chromeTags = new Set(['nav', 'aside', 'footer', 'iframe']);

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null && 'attribs' in value;

export function* outwards(element: Element, levels: number): Generator<Element> {
  for (let node: unknown = element, up = 0; isElement(node) && up < levels; up += 1, node = node.parent) yield node;
}

export const isChrome = (element: Element): boolean => leadsElsewhere(element) || isNamed(element, tools);

function leadsElsewhere(element: Element) {
  if (chromeTags.has(element.name)) return true;
  return element.name !== 'body' && element.name !== 'html' && element.name !== 'form' && isNamed(element, asideNames);
}

const isNamed = ({ attribs: { id = '', class: classes = '' } }: Element, names: RegExp) => names.test(id) || names.test(classes);

export function isListed(dom: Dom, element: Element): boolean {
  for (let node: Element | undefined = element, up = 0; node && up < 8; up += 1) {
    if (leadsElsewhere(node)) return true;
    const extent = dom.extents.get(node);
    const links = extent && extent.chars > 0 ? extent.linkChars / extent.chars : 0;
    const item = node.name === 'li' || node.name === 'dd' || node.name === 'dt' || node.name === 'tr';
    if (up < (item ? 4 : 1) && extent && extent.chars < 400 && links > (item ? 0.3 : 0.6)) return true;
    node = isElement(node.parent) ? node.parent : undefined;
  }
  return false;
}

export type BodyContainer = { readonly element: Element; readonly known: boolean };

/** Finds the container: a known one, else the densest block. Undefined when the page has no text to speak of. */
export function findBody(dom: Dom): BodyContainer | undefined {
  const known = knownContainer(dom);
  if (known && charsOf(dom, known) >= 80) return { element: known, known: true };
  const dense = densest(dom);
  const isOther = dense !== undefined && dense.score > 400 && !(known && isInside(dom, known, dense.element));
  if (known && !isOther) return { element: known, known: true };
  return dense && dense.score > 20 ? { element: dense.element, known: false } : undefined;
}

function knownContainer(dom: Dom) {
  const candidates = new Set<Element>();
  for (const [id, element] of dom.ids) if (ids.has(id)) candidates.add(element);
  const named = elementsByClass(dom, containers);
  for (const name of lists.bodyClasses) for (const element of named.get(name) ?? []) candidates.add(element);
  for (const element of dom.all('ucapcontent')) candidates.add(element);
  let best: Element | undefined;
  for (const candidate of candidates) {
    if (!best || better(dom, candidate, best)) best = candidate;
  }
  return best && joinEditors(dom, best, candidates);
}

/** More own text wins; of two nested ones the inner, when it holds nearly all. */
function better(dom: Dom, one: Element, other: Element) {
  const a = own(dom, one);
  const b = own(dom, other);
  if (isInside(dom, one, other)) return nearlyAll(a, b);
  if (isInside(dom, other, one)) return !nearlyAll(b, a);
  return a > b;
}

const nearlyAll = (inner: number, outer: number) => inner >= outer * 0.85 || (inner >= outer * 0.6 && outer - inner < 120);

function own(dom: Dom, element: Element) {
  const extent = dom.extents.get(element);
  return extent ? extent.chars - extent.linkChars * 0.8 + extent.images * 4 : 0;
}

/** A text cut into several editors side by side: their parent, when it holds little else. */
function joinEditors(dom: Dom, best: Element, candidates: ReadonlySet<Element>) {
  const parent = best.parent;
  if (!parent || !('attribs' in parent)) return best;
  let sum = 0;
  for (const candidate of candidates) if (candidate.parent === parent) sum += charsOf(dom, candidate);
  const whole = charsOf(dom, parent);
  return sum > charsOf(dom, best) * 1.1 && whole <= sum * 1.15 ? parent : best;
}

/** Text blocks give their weight to the parent and half of it to the grandparent; the heaviest wins. */
function densest(dom: Dom) {
  const scores = new Map<Element, number>();
  const give = (element: unknown, score: number) => {
    if (isElement(element)) scores.set(element, (scores.get(element) ?? 0) + score);
  };
  const rows = new Map<Element, { sum: number; most: number; count: number }>();
  const beside = (element: Element, score: number) => {
    const { parent } = element;
    if (!isElement(parent) || !/[。；]$/.test(rawTextOf(element).trimEnd())) return;
    const row = rows.get(parent) ?? { sum: 0, most: 0, count: 0 };
    rows.set(parent, { sum: row.sum + score, most: Math.max(row.most, score), count: row.count + 1 });
  };
  for (const element of paragraphs(dom)) {
    const extent = dom.extents.get(element);
    if (!extent || extent.chars < 12 || extent.linkChars > extent.chars * 0.5 || isDateline(element, extent.chars)) continue;
    const score = Math.min(extent.chars, 600) * (1 + Math.min(extent.marks, 6) / 6) - extent.linkChars * 2;
    if (inline.has(element.name)) {
      give(element.parent, score);
      give(element.parent?.parent, score / 2);
    } else {
      if (directText(element) >= 25) give(element, score);
      beside(element, score);
    }
  }
  for (const [parent, { sum, most, count }] of rows) if (count >= 3 && most < sum * 0.9) give(parent, sum);
  let best: { element: Element; score: number } | undefined;
  for (const [element, score] of scores) {
    const extent = dom.extents.get(element);
    if (!extent || inFoot(element)) continue;
    const density = extent.chars === 0 ? 0 : 1 - extent.linkChars / extent.chars;
    const weighted = score * density * (isChrome(element) ? 0.2 : 1);
    if (!best || weighted > best.score) best = { element, score: weighted };
  }
  return best;
}

/** 发布时间：2026-10-22 来源：…: what stands between title and text is no text, long as it is. */
const isDateline = (element: Element, chars: number) => {
  if (chars > 160) return false;
  const text = rawTextOf(element).trim();
  return (
    !/[。；]/.test(text) &&
    /^(?:[【[]?字号|(?:发布|发文|更新|公布|公开)?(?:时间|日期)\s{0,4}[:：]|(?:信息|文章)?来源\s{0,4}[:：]|20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s\d:]{0,12}(?:来源|$))/.test(
      text,
    )
  );
};

const inFoot = (element: Element) =>
  [...outwards(element, 4)].some((node) => node.name === 'footer' || (node.name !== 'body' && isNamed(node, feet)));

const inline = new Set(lists.inlineTags);

function paragraphs(dom: Dom) {
  const found = [...dom.all('p')];
  for (const name of lists.textBlocks) {
    for (const element of dom.all(name)) if (directText(element) >= 12) found.push(element);
  }
  return found;
}

function directText(element: Element) {
  let chars = 0;
  for (const child of element.children) if (child.type === 'text') chars += (child as { data: string }).data.trim().length;
  return chars;
}

export type BodyText = { readonly lines: readonly PageLine[]; readonly text: string; readonly warnings: readonly Warning[] };

const boilerplate = new RegExp(`^${either(lists.boilerplateLines)}$`, 'i');
const foot = new RegExp(`^.{0,80}${either(lists.siteFoots)}.{0,160}$`, 'i');
const longestFoot = 260;

const isBoilerplateLine = (text: string) =>
  text.length <= longestFoot && (boilerplate.test(text) || (/ICP[备证]|公网安备|网站标识码|版权所有|©/i.test(text) && foot.test(text)));

/** 下载日期： and below it the day on which somebody printed the page, which is none of the act's. */
const isDayOfPrint = (text: string, above = '') => /^\d{4}-\d{1,2}-\d{1,2}$/.test(text) && /^下载日期[：:]$/.test(above);

/** The general library takes seconds for more; an article that it alone could find has not as many. */
const mostElements = 12_000;

type BodyPlace = {
  readonly element: Element | undefined;
  readonly drop: ReadonlySet<Element>;
  /** The site is unknown: where it shows no body worth the name, the general extraction library gives the text. */
  readonly isForeign: () => boolean;
};

export function readBodyText(dom: Dom, html: string, { element, drop, isForeign }: BodyPlace): BodyText {
  const lines = element ? readLines(dom, element, (inner) => drop.has(inner) || isChrome(inner) || isLinkList(dom, inner)) : [];
  const kept = lines.filter((line, at) => !isBoilerplateLine(line.text) && !isMenu(line) && !isDayOfPrint(line.text, lines[at - 1]?.text));
  const own = kept.map((line) => line.text).join('\n');
  const generic = own.length < 60 && dom.elements.length <= mostElements && isForeign() ? readGeneric(html) : undefined;
  const raw = generic !== undefined && generic.length > own.length ? generic : own;
  const cleaned = kept.map((line) => ({ line, normal: normaliseText(line.text) }));
  const normal = raw === own ? cleaned.map((each) => each.normal) : raw.split('\n').map(normaliseText);
  const noise = normal.reduce((sum, each) => sum + each.noise, 0);
  const noisy = noise >= 2 || (element !== undefined && noise > 0 && hasInvisible(rawTextOf(element)));
  const warnings = noisy
    ? [{ field: 'text', reason: 'marks of a careless copy: pinyin in brackets, doubled or invisible characters' }]
    : [];
  if (isCut(html)) warnings.push({ field: 'text', reason: 'the page ends in the middle of a tag or sentence: it may be cut' });
  return {
    lines: cleaned.map(({ line, normal: { text } }) => (text === line.text ? line : { ...line, text })),
    text: normal.map(({ text }) => text).join('\n'),
    warnings,
  };
}

/** A line of links to other pages and hardly anything else. */
const isMenu = ({ text, linked, links }: PageLine) => links >= 3 && linked >= text.replace(/[\s|｜>»/·-]/g, '').length * 0.9;

/** A page without closing tags that stops abruptly. Pages that merely leave out </html> end with a tag or a newline. */
function isCut(html: string) {
  const end = html.slice(-400);
  return !/<\/(?:html|body)\s{0,3}>/i.test(html.slice(-4000)) && !/(?:>|-->)\s{0,80}$/.test(end);
}

const container = new Set(['div', 'ul', 'ol', 'section', 'dl']);

/** A block of several links to other pages and hardly anything else; lists of attachments stay. */
function isLinkList(dom: Dom, element: Element) {
  if (!container.has(element.name)) return false;
  const extent = dom.extents.get(element);
  if (!extent || extent.linkChars < 60 || extent.linkChars < extent.chars * 0.75) return false;
  let links = 0;
  for (let at = extent.start; at < extent.end; at += 1) {
    const inner = dom.elements[at];
    if (inner?.name !== 'a') continue;
    if (/\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar|pptx?)(?:$|[?#])/i.test(orEmpty(inner.attribs['href']))) return false;
    links += 1;
  }
  return links >= 4;
}
