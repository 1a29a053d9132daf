import type { Unit } from './units.ts';

/** Two units that are one, with other words (`changed`) or another number. */
type UnitPair = { readonly before: Unit; readonly after: Unit };
export type Alignment = {
  /** In the order of the later text; removed ones where they stood. */
  readonly steps: readonly { readonly before?: Unit; readonly after?: Unit }[];
};

/** How many pairs of units the exact comparison may look at; beyond it units are matched by their words alone. */
const exact = 4_000_000;
/** Words of two units that are this much alike are one unit that was edited. */
const edited = 0.4;
const mostCompared = 60;
/** Characters of a unit that it is known by. */
const opening = 600;

/** Share of the pairs of characters that two short texts have in common, 0–1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i += 1) counts.set(a.slice(i, i + 2), (counts.get(a.slice(i, i + 2)) ?? 0) + 1);
  let common = 0;
  for (let i = 0; i < b.length - 1; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left > 0) {
      common += 1;
      counts.set(pair, left - 1);
    }
  }
  return (2 * common) / (a.length + b.length - 2);
}

function commonLengths(before: readonly Unit[], after: readonly Unit[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? new Uint16Array();
    const below = rows[i + 1] ?? row;
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i]?.key === after[j]?.key ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

type UnalignedGap = { readonly removed: Unit[]; readonly added: Unit[] };
/** A shared unit, or what lies between two of them. */
type AlignedPiece = UnitPair | UnalignedGap;
const isGap = (piece: AlignedPiece): piece is UnalignedGap => 'removed' in piece;

function exactPieces(before: readonly Unit[], after: readonly Unit[]): AlignedPiece[] {
  const lengths = commonLengths(before, after);
  const pieces: AlignedPiece[] = [];
  let gap: UnalignedGap = { removed: [], added: [] };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old && fresh && old.key === fresh.key) {
      pieces.push(gap, { before: old, after: fresh });
      gap = { removed: [], added: [] };
      i += 1;
      j += 1;
    } else if (old && (!fresh || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      gap.removed.push(old);
      i += 1;
    } else if (fresh) {
      gap.added.push(fresh);
      j += 1;
    }
  }
  return [...pieces, gap];
}

/** For very long texts: units whose words the other side has too are shared wherever they stand. */
function loosePieces(before: readonly Unit[], after: readonly Unit[]): AlignedPiece[] {
  const held = Map.groupBy(before, ({ key }) => key);
  const used = new Set<Unit>();
  const gap: UnalignedGap = { removed: [], added: [] };
  const pieces: AlignedPiece[] = [];
  for (const fresh of after) {
    const old = held.get(fresh.key)?.shift();
    if (!old) gap.added.push(fresh);
    else {
      used.add(old);
      pieces.push({ before: old, after: fresh });
    }
  }
  gap.removed.push(...before.filter((unit) => !used.has(unit)));
  return [...pieces, gap];
}

/** Units of one gap that have the same heading, for gaps too wide to look at every pair. */
function byHeading({ removed, added }: UnalignedGap): UnitPair[] {
  const old = new Map(removed.map((unit) => [unit.label, unit]));
  return added.flatMap((after) => {
    const before = old.get(after.label);
    old.delete(after.label);
    return before ? [{ before, after }] : [];
  });
}

/** Pairs of one gap: the most alike first, then equal headings; what is left was removed or added. */
function paired(gap: UnalignedGap): UnitPair[] {
  const { removed, added } = gap;
  if (removed.length > mostCompared || added.length > mostCompared) return byHeading(gap);
  const candidates: (UnitPair & { readonly score: number })[] = [];
  for (const before of removed) {
    for (const after of added) {
      const score = likeness(before.key.slice(0, opening), after.key.slice(0, opening));
      const same = before.label === after.label;
      if (score >= edited) candidates.push({ before, after, score: score + (same ? 0.2 : 0) });
      else if (same) candidates.push({ before, after, score: 0 });
    }
  }
  candidates.sort((a, b) => b.score - a.score);
  const taken = new Set<Unit>();
  return candidates.filter(({ before, after }) => {
    if (taken.has(before) || taken.has(after)) return false;
    taken.add(before).add(after);
    return true;
  });
}

function stepsOf(gap: UnalignedGap): { before?: Unit; after?: Unit }[] {
  const pairs = paired(gap);
  const oldOf = new Map(pairs.map(({ before, after }) => [after, before]));
  const kept = new Set(pairs.map(({ before }) => before));
  const gone = gap.removed.filter((unit) => !kept.has(unit)).map((before) => ({ before }));
  return [
    ...gone,
    ...gap.added.map((after) => {
      const before = oldOf.get(after);
      return before ? { before, after } : { after };
    }),
  ];
}

/** Lays two texts beside each other, unit by unit: what both have, what was edited, what went and what came. */
export function align(before: readonly Unit[], after: readonly Unit[]): Alignment {
  let from = 0;
  while (from < Math.min(before.length, after.length) && before[from]?.key === after[from]?.key) from += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - from;
  while (tail < most && before.at(-1 - tail)?.key === after.at(-1 - tail)?.key) tail += 1;
  const [left, right] = [before.slice(from, before.length - tail), after.slice(from, after.length - tail)];
  const both = (i: number, j: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      ...(before[i + n] ? { before: before[i + n] as Unit } : {}),
      ...(after[j + n] ? { after: after[j + n] as Unit } : {}),
    }));
  const pieces = left.length * right.length <= exact ? exactPieces(left, right) : loosePieces(left, right);
  return {
    steps: [
      ...both(0, 0, from),
      ...pieces.flatMap((piece) => (isGap(piece) ? stepsOf(piece) : [piece])),
      ...both(before.length - tail, after.length - tail, tail),
    ],
  };
}
