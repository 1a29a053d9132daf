import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, isTag } from 'domhandler';
import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { elementKindOf, elementsFrom, isSameSite, lineTextOf, nearest, parentOf, shapeOf } from '../html/listing-tree.ts';
import { expressionsOf } from '../text/words.ts';
import { type Block, dayOfBlock, findBlocks, mainOf } from './blocks.ts';
import { canBeLinkTitle, type DayMark, findMarks, type LinkMark, type ListingMark } from './boilerplate.ts';
import { windowOfItem } from './counter.ts';
import { withYearOfUrl } from './day.ts';
import { type RawEntry, toEntries } from './entries.ts';
import expressions from './expressions.json' with { type: 'json' };

type BlockRun = { readonly container: Element | undefined; readonly shape: string; readonly blocks: readonly Block[] };

const lists = new Set(['ul', 'ol', 'tbody', 'table', 'dl']);

function slotOf(block: Block, counts: ReadonlyMap<Element, number>) {
  let slot = block.element;
  for (let up = parentOf(slot); up && counts.get(up) === 1 && !lists.has(up.name); up = parentOf(up)) slot = up;
  return slot;
}

type Slotted = { readonly slot: Element; readonly block: Block };

/** What addresses of one kind of page have in common: host and path without their numbers. */
const addressShape = (url: string) => {
  const { hostname, pathname } = new URL(url);
  return hostname + pathname.replaceAll(/[\da-f]{8,64}|\d+/gi, '0');
};

/**
 * Lines of one list are alike: a block of a kind of its own among others (a head, a foot) is none of them, unless it leads where they lead.
 */
function* alike(members: readonly Slotted[]): Iterable<readonly Block[]> {
  const byKind = Map.groupBy(members, ({ slot }) => elementKindOf(slot));
  const lists = [...byKind.values()].filter((group) => group.length > 1).flat();
  if (lists.length === 0) {
    for (const { block } of members) yield [block];
    return;
  }
  const shapes = new Set(lists.map(({ block }) => addressShape(block.link.url)));
  const belongs = (member: Slotted) =>
    (byKind.get(elementKindOf(member.slot))?.length ?? 0) > 1 || shapes.has(addressShape(member.block.link.url));
  yield members.filter(belongs).map(({ block }) => block);
  for (const member of members) if (!belongs(member)) yield [member.block];
}

function findRuns(blocks: readonly Block[]): readonly BlockRun[] {
  const counts = new Map<Element, number>();
  const flat = new Map<Element, number>();
  for (const { element } of blocks) {
    flat.set(element, (flat.get(element) ?? 0) + 1);
    for (const up of elementsFrom(element)) counts.set(up, (counts.get(up) ?? 0) + 1);
  }
  const slotted = blocks.map((block) => {
    const isFlat = (flat.get(block.element) ?? 0) > 1;
    const slot = isFlat ? block.element : slotOf(block, counts);
    return { slot, block, container: isFlat ? block.element : parentOf(slot) };
  });
  const runs = [...Map.groupBy(slotted, ({ container }) => container)].flatMap(([container, members]) =>
    [...alike(members)].map((list): BlockRun => ({ container, shape: shapeOfRun(list), blocks: list })),
  );
  return joinLone(joinPieces(runs));
}

function shapeOfRun(blocks: readonly Block[]) {
  const element = blocks[0]?.element;
  return `${shapeOf(element)}<${shapeOf(element && parentOf(element))}`;
}

function isNext(before: Element | undefined, after: Element | undefined) {
  if (!before || !after) return false;
  for (let next = before.next; next; next = next.next) {
    if (next === after) return true;
    if (isTag(next) && next.name !== 'hr' && next.name !== 'br' && next.children.length > 0) return false;
  }
  return false;
}

const adjacent = (a: BlockRun, b: BlockRun) =>
  isNext(a.container, b.container) || isNext(a.container && parentOf(a.container), b.container && parentOf(b.container));

/** Many sites cut a list into pieces of five: same shape, next to each other, and the days run on. */
function joinPieces(runs: readonly BlockRun[]): readonly BlockRun[] {
  const joined: BlockRun[] = [];
  let last: Element | undefined;
  for (const run of runs) {
    const before = joined.at(-1);
    const end = before && dayOfBlock(before.blocks.at(-1)?.days ?? []);
    const start = dayOfBlock(run.blocks[0]?.days ?? []);
    const runsOn =
      before &&
      before.blocks.length > 1 &&
      run.blocks.length > 1 &&
      run.shape === before.shape &&
      end !== undefined &&
      start !== undefined &&
      start <= end;
    if (before && runsOn && adjacent({ ...before, container: last }, run)) {
      joined[joined.length - 1] = { ...before, blocks: [...before.blocks, ...run.blocks] };
    } else joined.push(run);
    last = run.container;
  }
  return joined;
}

/** A block alone in its list belongs to the one longer list of its shape, or to its like (a table for each line). */
function joinLone(runs: readonly BlockRun[]): readonly BlockRun[] {
  const lone = runs.filter(({ blocks }) => blocks.length === 1);
  const long = runs.filter(({ blocks }) => blocks.length > 1);
  const longByShape = Map.groupBy(long, ({ shape }) => shape);
  const loneByShape = Map.groupBy(lone, ({ shape }) => shape);
  const joined = long.map((run) => {
    const alone = longByShape.get(run.shape)?.length === 1 ? (loneByShape.get(run.shape) ?? []) : [];
    const shapes = new Set(run.blocks.map(({ link }) => addressShape(link.url)));
    const more = alone.filter(({ blocks: [only] }) => only && (canBeLinkTitle(only.link.title) || shapes.has(addressShape(only.link.url))));
    return { ...run, blocks: [...run.blocks, ...more.flatMap(({ blocks }) => blocks)].toSorted((a, b) => a.at - b.at) };
  });
  const rest = [...loneByShape].filter(([shape]) => !longByShape.has(shape));
  return [
    ...joined,
    ...rest.map(([shape, like]) => ({
      container: like.length === 1 ? like[0]?.container : undefined,
      shape,
      blocks: like.flatMap(({ blocks }) => blocks),
    })),
  ];
}

const {
  /** Days that count from the moment of reading: a line shows them, though they are no value. */
  relative,
} = expressionsOf(expressions.datedLinks);

type DayHeading = { readonly mark: DayMark; readonly head: Element; readonly around: Element };

function holdersOf(links: readonly LinkMark[]): ReadonlySet<Element> {
  const holders = new Set<Element>();
  for (const { node } of links) for (let up: Element | undefined = node; up && !holders.has(up); up = parentOf(up)) holders.add(up);
  return holders;
}

function dayHeadingOf(mark: DayMark, holders: ReadonlySet<Element>): DayHeading | undefined {
  const around = nearest(mark.node, (up) => holders.has(up));
  const head = around && nearest(mark.node, (up) => up.parent === around);
  return head && { mark, head, around };
}

function* blocksUnder(heads: readonly DayHeading[], links: readonly LinkMark[]): Iterable<readonly Block[]> {
  let from = 0;
  for (const [index, { mark, around }] of heads.entries()) {
    const until = heads[index + 1]?.mark.at ?? Number.POSITIVE_INFINITY;
    const under: Block[] = [];
    while (from < links.length && (links[from]?.at ?? 0) < mark.at) from += 1;
    for (let link = links[from]; link && link.at < until; from += 1, link = links[from])
      if (nearest(link.node, (up) => up === around))
        under.push({ at: link.at, element: parentOf(link.node) ?? around, link, days: [mark.word] });
    yield under;
  }
}

/**
 * Lines that stand under days: `<h3>11月25日</h3><ul>…</ul>`. Only where at least two days of one kind stand over more links than there are
 * days, in order, and no run of `runs` (lines that show a day each) holds one of these days.
 */
function headedRun(marks: readonly ListingMark[], runs: readonly BlockRun[]): BlockRun | undefined {
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

export type ListingContext = { readonly url: string; readonly base: string; readonly today: string; readonly region?: string | undefined };

/**
 * Reads a list by its structure: the largest run of sibling blocks that each hold one link and one day.
 * Throws SourceError `unrecognised` when there is none, or when two runs are as large.
 */
export function readDatedLinks($: CheerioAPI, place: ListingContext): readonly Entry[] {
  const found = findDatedLinks($, place);
  if (found) return found;
  const looked = `looked in ${where(place)} for sibling blocks that each hold one link and one date: there are none`;
  throw new SourceError('unrecognised', place.url, looked);
}

const where = ({ region }: ListingContext) => region ?? 'the page';

export function findDatedLinks($: CheerioAPI, place: ListingContext): readonly Entry[] | undefined {
  const marks = findMarks(rootsOf($, place), place);
  const runs = findRuns(findBlocks(marks)).filter((run) => isListRun(run, place));
  const best = headedRun(marks, runs) ?? largest(runs, place);
  return best && toEntries(rawEntriesOf(best, marks, place));
}

export function rootsOf($: CheerioAPI, { region, url }: ListingContext): readonly AnyNode[] {
  if (region === undefined) return $.root().toArray();
  const found = $(region).toArray();
  if (found.length === 0) throw new SourceError('unrecognised', url, `looked for the region ${region}: no element matches`);
  return found;
}

/**
 * A line alone is a list when its title is a sentence, or it stands in a list and leads to a page: weather and clocks stand beside links
 * too.
 */
const sentence = 12;
const isPage = (url: string) => /\d{2}|\.s?html?$/i.test(new URL(url).pathname + new URL(url).search);

function isListRun({ blocks }: BlockRun, { region, url }: ListingContext) {
  const [only] = blocks;
  if (!only || blocks.length > 1) return only !== undefined;
  if (!isSameSite(only.link.url, url)) return false;
  if (only.link.title.length >= sentence) return true;
  const inList = region !== undefined || nearest(only.element, ({ name }) => name === 'li' || name === 'tr' || name === 'dd') !== undefined;
  return inList && isPage(only.link.url);
}

const addresses = (run: BlockRun): ReadonlySet<string> => new Set(run.blocks.map(({ link }) => link.url));

function largest(runs: readonly BlockRun[], place: ListingContext) {
  const sized = runs.map((run) => ({ run, urls: addresses(run) })).toSorted((a, b) => b.urls.size - a.urls.size);
  const [first, ...others] = sized;
  if (!first) return undefined;
  const rival = others.find(({ urls }) => urls.size === first.urls.size && [...urls].some((each) => !first.urls.has(each)));
  if (!rival) return first.run;
  const names = [first, rival].map(({ run }) => run.shape.replaceAll(/\.(?=$|<)/g, '')).join(' and ');
  const remedy = 'name a region or declare the format html';
  const tie = `two lists of ${first.urls.size} dated links tie in ${where(place)} (${names}): ${remedy}`;
  throw new SourceError('unrecognised', place.url, tie);
}

type Line = { readonly at: number; readonly link: LinkMark; readonly day: string | undefined; readonly element?: Element };

const toRawEntry = ({ link, day, element }: Line, { today }: ListingContext): RawEntry => ({
  url: link.url,
  title: link.title,
  publishedOn: day === undefined ? undefined : withYearOfUrl(day, link.url, today),
  window: element && windowOfItem(element, link.title),
});

function* rawEntriesOf(run: BlockRun, marks: readonly ListingMark[], place: ListingContext): Iterable<RawEntry> {
  const undated = run.container ? undatedOf(run.container, run.blocks, marks) : [];
  // Several lines in one element share its words.
  const shared = new Set(run.blocks.map(({ element }) => element)).size < run.blocks.length;
  const dated = run.blocks.map(
    ({ at, link, days, element }): Line => ({ at, link, day: dayOfBlock(days), ...(shared ? {} : { element }) }),
  );
  const all = [...dated, ...undated.map((link): Line => ({ at: link.at, link, day: undefined }))].toSorted((a, b) => a.at - b.at);
  for (const line of all) yield toRawEntry(line, place);
}

const childOf = (node: Element, container: Element) => nearest(node, (up) => up.parent === container);

/** Lines of the same list that show no day are lines all the same; more of them than dated ones are something else. */
function undatedOf(container: Element, blocks: readonly Block[], marks: readonly ListingMark[]): readonly LinkMark[] {
  const slots = new Set(blocks.map(({ element }) => childOf(element, container)).filter((slot) => slot !== undefined));
  const kinds = new Set([...slots].map(elementKindOf));
  const children = new Set(container.children.filter(isTag).filter((child) => kinds.has(elementKindOf(child)) && !slots.has(child)));
  const links = new Map<Element, LinkMark[]>();
  for (const mark of marks) {
    const child = mark.kind === 'link' ? childOf(mark.node, container) : undefined;
    if (mark.kind === 'link' && child && children.has(child)) links.set(child, [...(links.get(child) ?? []), mark]);
  }
  const lines = [...links].filter(([, each]) => each.length <= 3);
  const ago = lines.filter(([child]) => relative.test(lineTextOf(child).slice(-60))).length;
  return lines.length - ago < slots.size ? lines.flatMap(([, each]) => mainOf(each) ?? []) : [];
}
