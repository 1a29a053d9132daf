import { type Element, isTag } from 'domhandler';
import { parentOf, shapeOf } from '../html/listing-tree.ts';
import type { Block } from './blocks.ts';
import { canBeLinkTitle } from './link-title.ts';
import type { DayMark, LinkMark, ListingMark } from './marks.ts';
import type { BlockRun } from './runs.ts';

/** A day that stands over the links of that day, with the element that holds it alone and the one that holds the links too. */
type DayHeading = { readonly mark: DayMark; readonly head: Element; readonly around: Element };

function* upFrom(node: ListingMark['node']): Iterable<Element> {
  for (let up = isTag(node) ? node : parentOf(node); up; up = parentOf(up)) yield up;
}

/** Elements that hold links. */
function holdersOf(links: readonly LinkMark[]): ReadonlySet<Element> {
  const holders = new Set<Element>();
  for (const { node } of links)
    for (const up of upFrom(node)) {
      if (holders.has(up)) break;
      holders.add(up);
    }
  return holders;
}

function dayHeadingOf(mark: DayMark, holders: ReadonlySet<Element>): DayHeading | undefined {
  let head: Element | undefined;
  for (const up of upFrom(mark.node)) {
    if (holders.has(up)) return head && { mark, head, around: up };
    head = up;
  }
  return undefined;
}

const isIn = (node: ListingMark['node'], element: Element): boolean => {
  for (const up of upFrom(node)) if (up === element) return true;
  return false;
};

/** Links behind each head, up to the next one, within the element around it. */
function* blocksUnder(heads: readonly DayHeading[], links: readonly LinkMark[]): Iterable<readonly Block[]> {
  let from = 0;
  for (const [index, { mark, around }] of heads.entries()) {
    const until = heads[index + 1]?.mark.at ?? Number.POSITIVE_INFINITY;
    const under: Block[] = [];
    while (from < links.length && (links[from]?.at ?? 0) < mark.at) from += 1;
    for (let link = links[from]; link && link.at < until; from += 1, link = links[from])
      if (isIn(link.node, around)) under.push({ at: link.at, element: parentOf(link.node) ?? around, link, days: [mark.word] });
    yield under;
  }
}

/**
 * Lines that stand under days: `<h3>11月25日</h3><ul>…</ul>`. Only where at least two days of one kind stand over more links than there are days,
 * in order, and no run of `runs` (lines that show a day each) holds one of these days.
 */
export function headedRun(marks: readonly ListingMark[], runs: readonly BlockRun[]): BlockRun | undefined {
  const taken = new Set(runs.filter(({ blocks }) => blocks.length > 1).flatMap(({ blocks }) => blocks.flatMap(({ days }) => days)));
  const links = marks.filter((mark): mark is LinkMark => mark.kind === 'link' && canBeLinkTitle(mark.title));
  const holders = holdersOf(links);
  const free = marks.flatMap((mark) =>
    mark.kind === 'day' && mark.word.sure && !taken.has(mark.word) ? (dayHeadingOf(mark, holders) ?? []) : [],
  );
  const byShape = Map.groupBy(free, ({ head, around }) => `${shapeOf(head)}<${shapeOf(around)}`);
  const longest = Math.max(0, ...runs.map(({ blocks }) => blocks.length));
  for (const heads of byShape.values()) {
    const under = [...blocksUnder(heads, links)];
    const blocks = under.flat();
    const days = heads.map(({ mark }) => mark.word.day);
    const ordered = days.every((day, index) => index === 0 || day <= (days[index - 1] ?? day));
    const full = under.every((each) => each.length > 0);
    if (heads.length > 1 && full && ordered && blocks.length > heads.length && blocks.length > longest)
      return { container: undefined, shape: 'days over links', blocks };
  }
  return undefined;
}
