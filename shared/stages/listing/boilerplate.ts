import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { elementsAround, isSameHost, isSilent, lineTextOf, nearest, parentOf, toOneLine, walkTree } from '../html/listing-tree.ts';
import { either, expressionsOf } from '../text/words.ts';
import { clickTarget } from './counter.ts';
import { type DayMention, findDayMentions } from './day.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

const {
  /** What stands beside the content and holds lists of its own: the latest, the most read, what is recommended. */
  beside,
} = expressionsOf(expressions.boilerplate);

const names = new RegExp(`^${either(lists.siteParts)}$`, 'i');
/** Elements in which head and foot are those of an article, not of the site. */
const inner = new Set(['article', 'li', 'main', 'section']);

const isWithin = (element: Element) => nearest(element.parent, ({ name }) => inner.has(name)) !== undefined;

const place = /^\s{0,50}(?:您|你)?(?:现在|当前)?(?:的|所在|所处)?(?:的)?位置(?:是|为)?\s{0,9}[:：>》]/;

const namesOf = ({ attribs: { id, class: classes } }: Element) => `${orEmpty(id)} ${orEmpty(classes)}`.split(/\s+/).filter(Boolean);

/** Head, menu, path (当前位置) or foot of a site: the links and days in it are no lines of a list. */
function isBoilerplate(element: Element) {
  const { name } = element;
  if (name === 'nav') return true;
  if (name === 'header' || name === 'footer') return !isWithin(element);
  if (namesOf(element).some((word) => names.test(word))) return true;
  return element.children.slice(0, 4).some((child) => isText(child) && place.test(child.data));
}

const folderOf = (path: string) => path.replace(/(?:index|default|list)?(?:\.(?:s?html?|jsp|aspx?|php))?$/i, '');

/** Whether an element stands beside the content. Its lists are never that of the page, unless a region says so. */
function isBeside(element: Element) {
  if (element.name === 'aside') return !isWithin(element);
  return namesOf(element).some((word) => beside.test(word));
}

/** Whether an address is the listing itself, or a column above it: a step of the path to it, no line. */
export function isAbove(url: string, listing: string): boolean {
  if (!isSameHost(url, listing)) return false;
  const [above, below] = [new URL(url), new URL(listing)];
  if (above.search !== '') return false;
  const folder = folderOf(above.pathname);
  return folder.endsWith('/') && (below.pathname.startsWith(folder) || `${below.pathname}/` === folder);
}

/**
 * A link of six Han characters, or of as many groups of three letters, is the title of something; shorter ones may be a column or an
 * author.
 */
export function canBeLinkTitle(title: string): boolean {
  if (title.length < 6 || title.length >= 18) return title.length >= 18;
  const han = title.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + (title.length - han) / 3 >= 6;
}

/** What some pages write into the attribute beside the title: `标题：…\n发布时间：…`. */
const besideTitle =
  /^\s{0,20}(?:文章|信息)?标\s{0,4}题[:：]\s{0,9}|\s{0,20}(?:(?:发布|更新|发表|录入)(?:时间|日期)|点击(?:次数|数)?|浏览(?:次数)?|作\s{0,4}者|来\s{0,4}源)[:：][\s\S]{0,1000}$/g;

/** The title that a `title` attribute says, without what is said beside it; "" when there is none. */
export function titleAttribute(element: Element): string {
  const attribute = orEmpty(element.attribs['title']).slice(0, 2000);
  return toOneLine(attribute.includes('：') || attribute.includes(':') ? attribute.replaceAll(besideTitle, '') : attribute);
}

const isHeading = ({ name, attribs }: Element) =>
  /^h[1-6]$/.test(name) || /(?:^|[\s_-])(?:tit|title|bt)(?:$|[\s_\d-])/i.test(orEmpty(attribs['class']));

const blocks = new Set(['div', 'p', 'dt', 'dd', 'li', 'section']);

function firstBlock(link: Element, days: ReadonlySet<AnyNode>): Element | undefined {
  const inner = link.children.filter(isTag).filter(({ name }) => blocks.has(name));
  const only = inner.length === 1 ? inner[0] : undefined;
  if (only?.children.some((child) => isTag(child) && blocks.has(child.name))) return firstBlock(only, days);
  return inner.length > 1 ? inner.find((block) => lineTextOf(block, days).length >= 6) : undefined;
}

function ownTitle(link: Element, days: ReadonlySet<AnyNode>) {
  const attribute = titleAttribute(link);
  if (attribute !== '') return attribute;
  let heading: Element | undefined;
  walkTree([link], (node) => {
    if (heading) return false;
    if (isTag(node) && isHeading(node)) heading = node;
    return undefined;
  });
  return lineTextOf(heading ?? firstBlock(link, days) ?? link, days);
}

const details =
  /^\[?(?:查看|点击|阅读|了解|浏览)?(?:详情|详细|全文|更多|查看|阅读)(?:内容)?(?:>{0,3}|»|→|…)\]?$|^(?:read|learn|view) (?:more|details?)$/i;

function headingBeside(link: Element) {
  for (const up of elementsAround(link).slice(0, 4)) {
    if (up.children.length > 40) break;
    const found: Element[] = [];
    let seen = 0;
    walkTree([up], (node) => {
      seen += 1;
      if (seen > 200 || !isTag(node) || node.name === 'a') return false;
      if (isHeading(node)) found.push(node);
      return undefined;
    });
    if (found.length > 1) return undefined;
    if (found[0]) return lineTextOf(found[0]) || undefined;
  }
  return undefined;
}

/** Title of a link: what it says itself, or the heading beside a link that says 查看详情. `days` are no part of it. */
function readLinkTitle(link: Element, days: ReadonlySet<AnyNode>) {
  const title = ownTitle(link, days);
  return details.test(title) ? (headingBeside(link) ?? title) : title;
}

export type LinkMark = { readonly kind: 'link'; readonly at: number; readonly node: Element; readonly url: string; readonly title: string };
export type DayMark = { readonly kind: 'day'; readonly at: number; readonly node: AnyNode; readonly word: DayMention };
export type ListingMark = LinkMark | DayMark;

const navigation = new RegExp(
  String.raw`^(?:\[?${either(lists.navigationWords)}(?:>{0,3}|»|\.{0,3}|…|详情|全文|更多|首页|列表|附件)\]?|[\d<>«»‹›.…\s]{1,8})$`,
  'i',
);

const imprint = /ICP\s?[备證证]|公网安备|网站标识码|^(?:网站地图|关于我们|联系我们|版权声明|隐私声明|技术支持)/;

type HeadTexts = Map<Element, string>;

function startOf(element: Element, labels: HeadTexts) {
  const start = labels.get(element) ?? lineTextOf(element).slice(0, 12);
  labels.set(element, start);
  return start;
}

/** Name of a day that stands apart: the short text right before it, or the head of its column. */
function labelOf(node: AnyNode, labels: HeadTexts) {
  const holder = parentOf(node);
  if (!holder) return '';
  if (holder.name !== 'td') {
    const before = previousTag(holder);
    return before && before.name !== 'a' ? startOf(before, labels) : '';
  }
  const row = parentOf(holder);
  const table = row && parentOf(row);
  const head = firstRow(table?.name === 'tbody' ? (parentOf(table) ?? table) : table);
  const cell = head && head !== row ? cellAbove(holder, head) : undefined;
  return cell ? startOf(cell, labels) : '';
}

const mostColumns = 100;

function cellAbove(cell: Element, head: Element) {
  let column = 0;
  for (let before = cell.prev; before; before = before.prev) {
    if (isTag(before)) column += 1;
    if (column > mostColumns) return undefined;
  }
  for (const each of head.children) if (isTag(each) && column-- === 0) return each;
  return undefined;
}

function previousTag(element: Element) {
  for (let before = element.prev; before; before = before.prev) if (isTag(before)) return before;
  return undefined;
}

function firstRow(table: Element | undefined): Element | undefined {
  for (const child of table?.children ?? []) {
    if (!isTag(child)) continue;
    return child.name === 'tr' ? child : child.children.find((row): row is Element => isTag(row) && row.name === 'tr');
  }
  return undefined;
}

const isLeafy = (element: Element) =>
  element.children.length <= 9 && element.children.every((child) => !isTag(child) || child.children.every((inner) => !hasChildren(inner)));

/** A day whose parts stand in elements of their own: `<b>25</b><span>2026-11</span>`. */
function splitWord(element: Element, today: string) {
  if (!element.children.some(isTag) || !isLeafy(element)) return undefined;
  const parts = element.children.map((child) => lineTextOf(child)).filter(Boolean);
  if (parts.length < 2 || parts.some((part) => findDayMentions(part, today).length > 0 && part.length > 7)) return undefined;
  const joined = parts.join(' ');
  return joined.length <= 24 && /^[\d\s年月日./-]{4,24}$/.test(joined) ? findDayMentions(joined, today)[0] : undefined;
}

type FoundLink = { readonly at: number; readonly node: Element; readonly url: string };

/** The day that a `time` element states for machines: its words may be 昨天. */
const stated = (node: Element, today: string) =>
  node.name === 'time' && node.attribs['datetime'] ? findDayMentions(node.attribs['datetime'].slice(0, 40), today)[0] : undefined;

type MarkContext = { readonly base: string; readonly today: string; readonly url?: string; readonly region?: string | undefined };

export function findMarks(roots: readonly AnyNode[], { base, today, url: listing = base, region }: MarkContext): readonly ListingMark[] {
  const links: FoundLink[] = [];
  const days: DayMark[] = [];
  const labels: HeadTexts = new Map();
  let at = 0;
  walkTree(roots, (node) => {
    at += 1;
    if (isText(node))
      for (const word of findDayMentions(node.data, today))
        days.push({ kind: 'day', at, node, word: { ...word, label: word.label || labelOf(node, labels) } });
    if (!isTag(node)) return undefined;
    if (isSilent(node)) return false;
    const url = clickTarget(node, base);
    if (url) links.push({ at, node, url });
    const word = stated(node, today) ?? splitWord(node, today);
    if (!word) return undefined;
    days.push({ kind: 'day', at, node, word });
    return false;
  });
  const marks = joined(innermost(links), days);
  return region === undefined ? withoutBoilerplate(marks, listing) : marks;
}

/** What can be clicked around a link leads where the link leads, or is a trap: the link alone counts. */
function innermost(links: readonly FoundLink[]) {
  const outer = new Set(links.filter(({ node }) => node.name !== 'a').map(({ node }) => node));
  if (outer.size === 0) return links;
  for (const { node } of links) for (const up of elementsAround(node).slice(0, 20)) outer.delete(up);
  return links.filter(({ node }) => node.name === 'a' || outer.has(node));
}

/** A menu that holds as many days as this is a list all the same. */
const daysOfList = 3;

function withoutBoilerplate(marks: readonly ListingMark[], listing: string): readonly ListingMark[] {
  const known = new Map<Element, 'around' | 'beside' | ''>();
  const days = new Map<Element, number>();
  const around = new Map<ListingMark, Element>();
  for (const mark of marks)
    for (const up of elementsAround(mark.node)) {
      if (!known.has(up)) known.set(up, isBeside(up) ? 'beside' : isBoilerplate(up) ? 'around' : '');
      const kind = known.get(up);
      if (kind === 'around' && mark.kind === 'day') days.set(up, (days.get(up) ?? 0) + 1);
      if (kind === 'beside' || (kind === 'around' && !around.has(mark))) around.set(mark, up);
    }
  const isOut = (element: Element | undefined) => element !== undefined && (days.get(element) ?? 0) < daysOfList;
  return marks.filter((mark) => !isOut(around.get(mark)) && !(mark.kind === 'link' && isAbove(mark.url, listing)));
}

/** A day in the words of a title is part of the title, not the day of the entry. */
function joined(links: readonly FoundLink[], days: readonly DayMark[]): readonly ListingMark[] {
  const kept = days.filter(({ node, word }) => word.sure || !nearest(node.parent, ({ name }) => name === 'a'));
  const nodes = new Set(kept.filter(({ word }) => word.sure).map(({ node }) => node));
  const titled = links.map((link): LinkMark => ({ kind: 'link', ...link, title: readLinkTitle(link.node, nodes) }));
  return [...titled.filter(({ title }) => title.length >= 2 && !navigation.test(title) && !imprint.test(title)), ...kept].toSorted(
    (a, b) => a.at - b.at,
  );
}
