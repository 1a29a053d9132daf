import type { Element } from 'domhandler';
import { isTag } from 'domhandler';
import { elementKindOf, parentOf, shapeOf } from '../html/listing-tree.ts';
import { type Block, dayOfBlock } from './blocks.ts';
import { canBeLinkTitle } from './link-title.ts';

/** Sibling blocks: `slots` are the children of `container` that hold one block each. */
export type BlockRun = { readonly container: Element | undefined; readonly shape: string; readonly blocks: readonly Block[] };

const lists = new Set(['ul', 'ol', 'tbody', 'table', 'dl']);

/** Highest element that still holds this block alone, within its list. */
function slotOf(block: Block, counts: ReadonlyMap<Element, number>): Element {
  let slot = block.element;
  for (let up = parentOf(slot); up && counts.get(up) === 1 && !lists.has(up.name); up = parentOf(up)) slot = up;
  return slot;
}

type Slotted = { readonly slot: Element; readonly block: Block };

/** What addresses of one kind of page have in common: host and path without their numbers. */
const addressShape = (url: string): string => {
  const { hostname, pathname } = new URL(url);
  return hostname + pathname.replaceAll(/[\da-f]{8,64}|\d+/gi, '0');
};

/** Lines of one list are alike: a block of a kind of its own among others (a head, a foot) is none of them, unless it leads where they lead. */
function* alike(members: readonly Slotted[]): Iterable<readonly Block[]> {
  const byKind = Map.groupBy(members, ({ slot }) => elementKindOf(slot));
  const lists = [...byKind.values()].filter((group) => group.length > 1).flat();
  if (lists.length === 0) {
    for (const { block } of members) yield [block];
    return;
  }
  const shapes = new Set(lists.map(({ block }) => addressShape(block.link.url)));
  const belongs = (member: Slotted): boolean =>
    (byKind.get(elementKindOf(member.slot))?.length ?? 0) > 1 || shapes.has(addressShape(member.block.link.url));
  yield members.filter(belongs).map(({ block }) => block);
  for (const member of members) if (!belongs(member)) yield [member.block];
}

/** Runs of sibling blocks, in document order; pieces of one list are one run, and lone blocks join the list of their shape. */
export function findRuns(blocks: readonly Block[]): readonly BlockRun[] {
  const counts = new Map<Element, number>();
  const flat = new Map<Element, number>();
  for (const { element } of blocks) {
    flat.set(element, (flat.get(element) ?? 0) + 1);
    for (let up: Element | undefined = element; up; up = parentOf(up)) counts.set(up, (counts.get(up) ?? 0) + 1);
  }
  const groups = new Map<Element | undefined, Slotted[]>();
  for (const block of blocks) {
    const isFlat = (flat.get(block.element) ?? 0) > 1;
    const slot = isFlat ? block.element : slotOf(block, counts);
    const container = isFlat ? block.element : parentOf(slot);
    const group = groups.get(container);
    if (group) group.push({ slot, block });
    else groups.set(container, [{ slot, block }]);
  }
  const runs = [...groups].flatMap(([container, members]) =>
    [...alike(members)].map((list): BlockRun => ({ container, shape: shapeOfRun(list), blocks: list })),
  );
  return joinLone(joinPieces(runs));
}

function shapeOfRun(blocks: readonly Block[]): string {
  const element = blocks[0]?.element;
  return `${shapeOf(element)}<${shapeOf(element && parentOf(element))}`;
}

function isNext(before: Element | undefined, after: Element | undefined): boolean {
  if (!before || !after) return false;
  for (let next = before.next; next; next = next.next) {
    if (next === after) return true;
    if (isTag(next) && next.name !== 'hr' && next.name !== 'br' && next.children.length > 0) return false;
  }
  return false;
}

const adjacent = (a: BlockRun, b: BlockRun): boolean =>
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
