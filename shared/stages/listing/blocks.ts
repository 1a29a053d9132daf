import type { AnyNode, Element } from 'domhandler';
import { elementsFrom, nearest, parentOf, shapeOf } from '../html/listing-tree.ts';
import { canBeLinkTitle, type DayMark, type LinkMark, type ListingMark } from './boilerplate.ts';
import { type DayMention, saysPublished } from './day.ts';

/** A block of a page that holds one link (or one main link) and at least one day. */
export type Block = { readonly at: number; readonly element: Element; readonly link: LinkMark; readonly days: readonly DayMention[] };

/** With more links than this of its own, a block is no line of a list. */
const mostLinks = 8;

type Count = { readonly any: number; readonly long: number; readonly days: number };
type Counts = Map<AnyNode, Count>;

function add(counts: Counts, node: AnyNode, more: Count) {
  const { any, long, days } = counts.get(node) ?? { any: 0, long: 0, days: 0 };
  counts.set(node, { any: any + more.any, long: long + more.long, days: days + more.days });
}

function countsOf(marks: readonly ListingMark[]) {
  const counts: Counts = new Map();
  const standing: Counts = new Map();
  for (const mark of marks) {
    const isLink = mark.kind === 'link';
    const one = { any: isLink ? 1 : 0, long: isLink && canBeLinkTitle(mark.title) ? 1 : 0, days: isLink ? 0 : 1 };
    const around = parentOf(mark.node);
    if (isLink) add(counts, mark.node, one);
    if (around) add(standing, around, one);
  }
  for (const [element, all] of standing) for (const up of elementsFrom(element)) add(counts, up, all);
  return counts;
}

/** Smallest element around a day that also holds a title; a short link will do when the next title stands beside other days. */
function blockOf(day: DayMark, counts: Counts) {
  let weak: Element | undefined;
  for (const up of elementsFrom(day.node)) {
    const count = counts.get(up);
    if (!count || count.any === 0) continue;
    const fewer = weak && (counts.get(weak)?.days ?? 0) < count.days;
    if (fewer) return weak;
    if (count.long > 0) return up;
    weak ??= up;
    // A line of a list is a block whatever it is called (公示).
    if (up.name === 'li') return weak;
  }
  return weak;
}

type BlockMarks = { links: LinkMark[]; days: DayMark[] };

export function findBlocks(marks: readonly ListingMark[]): readonly Block[] {
  const counts = countsOf(marks);
  const raw = new Map<Element, BlockMarks>();
  for (const mark of marks) {
    const element = mark.kind === 'day' ? blockOf(mark, counts) : undefined;
    if (mark.kind !== 'day' || !element) continue;
    const found = raw.get(element) ?? { links: [], days: [] };
    found.days.push(mark);
    raw.set(element, found);
  }
  for (const mark of marks) {
    const element = mark.kind === 'link' ? nearest(mark.node, (up) => raw.has(up)) : undefined;
    if (mark.kind === 'link' && element) raw.get(element)?.links.push(mark);
  }
  dropHeads(raw);
  dropInner(raw);
  return [...raw].flatMap(([element, found]) => itemsOf(element, found)).toSorted((a, b) => a.at - b.at);
}

/** A block without a title of its own around other blocks is the head of a list (更新时间), not a line of it. */
function dropHeads(raw: Map<Element, BlockMarks>) {
  for (const [element, found] of raw)
    if (found.links.length === 0 || found.links.length > mostLinks * 4) if (!isFlat(found)) raw.delete(element);
}

const isLine = ({ name }: Element) => name === 'li' || name === 'tr' || name === 'dd';

/**
 * A block inside another is what a line pops up (NDRC: interpretations of an act), not a line. But a lone block around several, with no
 * like beside it, or one around many, is the head of a list.
 */
function dropInner(raw: Map<Element, BlockMarks>) {
  const inner = new Map<Element, Element[]>();
  const alike = new Map<string, number>();
  for (const element of raw.keys()) {
    const outer = nearest(element.parent, (up) => raw.has(up));
    if (outer) inner.set(outer, [...(inner.get(outer) ?? []), element]);
    else alike.set(shapeOf(element), (alike.get(shapeOf(element)) ?? 0) + 1);
  }
  for (const [outer, elements] of inner) {
    const around = elements.length > 1 || (!isLine(outer) && elements.some(isLine));
    const lone = around && alike.get(shapeOf(outer)) === 1;
    if (lone || elements.length > mostLinks) raw.delete(outer);
    else for (const element of elements) raw.delete(element);
  }
}

const sequence = ({ links, days }: BlockMarks) => [...links, ...days].toSorted((a, b) => a.at - b.at);

function isFlat(found: BlockMarks) {
  const marks = sequence(found);
  if (found.links.length < 2 || found.links.length !== found.days.length) return false;
  return marks.every((mark, index) => index === 0 || mark.kind !== marks[index - 1]?.kind);
}

function itemsOf(element: Element, found: BlockMarks) {
  const { links, days } = found;
  if (isFlat(found)) {
    return links.flatMap((link, index) => (days[index] ? [{ at: link.at, element, link, days: [days[index].word] }] : []));
  }
  const outer = links.filter(({ node }) => !inNestedList(node, element));
  const own = outer.length > 0 ? outer : links;
  const link = own.length > mostLinks ? undefined : mainOf(own);
  return link ? [{ at: link.at, element, link, days: days.map(({ word }) => word) }] : [];
}

function inNestedList(node: AnyNode, block: Element) {
  const around = nearest(node.parent, (up) => up === block || up.name === 'li' || up.name === 'dd');
  return around !== undefined && around !== block;
}

export function mainOf(links: readonly LinkMark[]): LinkMark | undefined {
  const plain = links.filter(({ title }) => !/^[[【（(].{0,12}[\]】）)]$/.test(title));
  const among = plain.length > 0 ? plain : links;
  return among.toSorted((a, b) => b.title.length - a.title.length || a.at - b.at)[0];
}

/** The day of a block: the only one, the one labelled as publication, else none, for a wrong day is worse than none. */
export function dayOfBlock(words: readonly DayMention[]): string | undefined {
  const sure = words.filter((word) => word.sure);
  const among = sure.length > 0 ? sure : words;
  const days = new Set(among.map(({ day }) => day));
  if (days.size === 1) return among[0]?.day;
  const named = new Set(among.filter(saysPublished).map(({ day }) => day));
  return named.size === 1 ? [...named][0] : undefined;
}
