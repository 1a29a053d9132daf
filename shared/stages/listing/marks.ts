import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { isSilent, lineTextOf, parentOf, walkTree } from '../html/listing-tree.ts';
import { either } from '../text/words.ts';
import { isAbove, isBeside, isBoilerplate } from './boilerplate.ts';
import { clickTarget } from './click-target.ts';
import { type DayMention, findDayMentions } from './day.ts';
import { readLinkTitle } from './link-title.ts';
import lists from './word-lists.json' with { type: 'json' };

/** A link or a day, in the order of the page. */
export type LinkMark = { readonly kind: 'link'; readonly at: number; readonly node: Element; readonly url: string; readonly title: string };
export type DayMark = { readonly kind: 'day'; readonly at: number; readonly node: AnyNode; readonly word: DayMention };
export type ListingMark = LinkMark | DayMark;

/** Links that never are a title. */
const navigation = new RegExp(
  String.raw`^(?:\[?${either(lists.navigationWords)}(?:>{0,3}|»|\.{0,3}|…|详情|全文|更多|首页|列表|附件)\]?|[\d<>«»‹›.…\s]{1,8})$`,
  'i',
);

/** Links at the foot of sites. */
const imprint = /ICP\s?[备證证]|公网安备|网站标识码|^(?:网站地图|关于我们|联系我们|版权声明|隐私声明|技术支持)/;

/** Words of the elements that name days; many days stand under one head. */
type HeadTexts = Map<Element, string>;

function startOf(element: Element, labels: HeadTexts): string {
  const start = labels.get(element) ?? lineTextOf(element).slice(0, 12);
  labels.set(element, start);
  return start;
}

/** Name of a day that stands apart: the short text right before it, or the head of its column. */
function labelOf(node: AnyNode, labels: HeadTexts): string {
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

/** A row of more cells than this is no row of a list. */
const mostColumns = 100;

/** The cell of `head` in the column of another row's cell. */
function cellAbove(cell: Element, head: Element): Element | undefined {
  let column = 0;
  for (let before = cell.prev; before; before = before.prev) {
    if (isTag(before)) column += 1;
    if (column > mostColumns) return undefined;
  }
  for (const each of head.children) if (isTag(each) && column-- === 0) return each;
  return undefined;
}

function previousTag(element: Element): Element | undefined {
  for (let before = element.prev; before; before = before.prev) if (isTag(before)) return before;
  return undefined;
}

/** First row of a table, in its head or its body. */
function firstRow(table: Element | undefined): Element | undefined {
  for (const child of table?.children ?? []) {
    if (!isTag(child)) continue;
    return child.name === 'tr' ? child : child.children.find((row): row is Element => isTag(row) && row.name === 'tr');
  }
  return undefined;
}

const isLeafy = (element: Element): boolean =>
  element.children.length <= 9 && element.children.every((child) => !isTag(child) || child.children.every((inner) => !hasChildren(inner)));

/** A day whose parts stand in elements of their own: `<b>25</b><span>2026-11</span>`. */
function splitWord(element: Element, today: string): DayMention | undefined {
  if (!element.children.some(isTag) || !isLeafy(element)) return undefined;
  const parts = element.children.map((child) => lineTextOf(child)).filter(Boolean);
  if (parts.length < 2 || parts.some((part) => findDayMentions(part, today).length > 0 && part.length > 7)) return undefined;
  const joined = parts.join(' ');
  return joined.length <= 24 && /^[\d\s年月日./-]{4,24}$/.test(joined) ? findDayMentions(joined, today)[0] : undefined;
}

type FoundLink = { readonly at: number; readonly node: Element; readonly url: string };

/** The day that a `time` element states for machines: its words may be 昨天. */
const stated = (node: Element, today: string): DayMention | undefined =>
  node.name === 'time' && node.attribs['datetime'] ? findDayMentions(node.attribs['datetime'].slice(0, 40), today)[0] : undefined;

type MarkContext = { readonly base: string; readonly today: string; readonly url?: string; readonly region?: string | undefined };

/** All links that could be titles and all days below `roots`, in document order; without those around the content when no region is declared. */
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
function innermost(links: readonly FoundLink[]): readonly FoundLink[] {
  const outer = new Set(links.filter(({ node }) => node.name !== 'a').map(({ node }) => node));
  if (outer.size === 0) return links;
  for (const { node } of links) for (let up = parentOf(node), steps = 0; up && steps < 20; up = parentOf(up), steps += 1) outer.delete(up);
  return links.filter(({ node }) => node.name === 'a' || outer.has(node));
}

/** A menu that holds as many days as this is a list all the same. */
const daysOfList = 3;

/** Leaves out the links and days around the content, and links to the columns above. */
function withoutBoilerplate(marks: readonly ListingMark[], listing: string): readonly ListingMark[] {
  const known = new Map<Element, 'around' | 'beside' | ''>();
  const days = new Map<Element, number>();
  const around = new Map<ListingMark, Element>();
  for (const mark of marks)
    for (let up = parentOf(mark.node); up; up = parentOf(up)) {
      if (!known.has(up)) known.set(up, isBeside(up) ? 'beside' : isBoilerplate(up) ? 'around' : '');
      const kind = known.get(up);
      if (kind === 'around' && mark.kind === 'day') days.set(up, (days.get(up) ?? 0) + 1);
      if (kind === 'beside' || (kind === 'around' && !around.has(mark))) around.set(mark, up);
    }
  const isOut = (element: Element | undefined): boolean => element !== undefined && (days.get(element) ?? 0) < daysOfList;
  return marks.filter((mark) => !isOut(around.get(mark)) && !(mark.kind === 'link' && isAbove(mark.url, listing)));
}

/** A day in the words of a title is part of the title, not the day of the entry. */
function joined(
  links: readonly { readonly at: number; readonly node: Element; readonly url: string }[],
  days: readonly DayMark[],
): readonly ListingMark[] {
  const kept = days.filter(({ node, word }) => word.sure || !within(node, 'a'));
  const nodes = new Set(kept.filter(({ word }) => word.sure).map(({ node }) => node));
  const titled = links.map((link): LinkMark => {
    return { kind: 'link', ...link, title: readLinkTitle(link.node, nodes) };
  });
  return [...titled.filter(({ title }) => title.length >= 2 && !navigation.test(title) && !imprint.test(title)), ...kept].toSorted(
    (a, b) => a.at - b.at,
  );
}

function within(node: AnyNode, name: string): boolean {
  for (let up = parentOf(node); up; up = parentOf(up)) if (up.name === name) return true;
  return false;
}
