import type { Box, LayoutEdge } from './layout.ts';

/** A line between two boxes as its corners; `edges` are the places in the list of edges that it stands for. */
export type Route = { readonly edges: readonly number[]; readonly points: readonly (readonly [x: number, y: number])[] };

type Sizes = { readonly width: number; readonly height: number; readonly gutter: number; readonly gap: number };

/** Lines of one gutter or gap run beside each other on so many tracks, then on the first again. */
const gutterTracks = 7;
const gapTracks = 4;
const sideTracks = 6;

/** Takes the next track of a name: 0, 1, … and round again. */
function openTracks(): (name: string, tracks: number) => number {
  const taken = new Map<string, number>();
  return (name, tracks) => {
    const next = taken.get(name) ?? 0;
    taken.set(name, next + 1);
    return next % tracks;
  };
}

/** Lines between boxes: they leave and enter at the sides, and run only in the gutters between columns and the gaps above rows, so none passes behind a box. */
export function routesOf(boxes: readonly Box[], edges: readonly LayoutEdge[], sizes: Sizes): readonly Route[] {
  const track = openTracks();
  const boxOf = new Map(boxes.flatMap((box) => box.keys.map((key) => [key, box] as const)));
  const gutterX = (gutter: number): number => gutter * (sizes.width + sizes.gutter) + 12 + track(`gutter ${gutter}`, gutterTracks) * 4;
  const gapY = (box: Box): number => box.y - 6 - track(`gap ${box.row}`, gapTracks) * 5;
  const sideY = (box: Box, side: string): number => box.y + 10 + track(`side ${box.column} ${box.row} ${side}`, sideTracks) * 9;
  const routed = new Map<string, { readonly edges: number[]; readonly points: Route['points'] }>();
  for (const [i, { from, to }] of edges.entries()) {
    const [a, b] = [boxOf.get(from), boxOf.get(to)];
    if (!a || !b || a === b) continue;
    const name = a.keys.length + b.keys.length > 2 ? `${a.column} ${a.row} ${b.column} ${b.row}` : `${i}`;
    const known = routed.get(name);
    if (known) {
      known.edges.push(i);
      continue;
    }
    // Gutter c lies left of column c. A line to an older text leaves at the left.
    const leftwards = a.column > b.column;
    const [out, into] =
      a.column === b.column ? [a.column + 1, b.column + 1] : leftwards ? [a.column, b.column + 1] : [a.column + 1, b.column];
    const start = [leftwards ? a.x : a.x + sizes.width, sideY(a, leftwards ? 'left' : 'right')] as const;
    const enters = leftwards || a.column === b.column;
    const end = [enters ? b.x + sizes.width : b.x, sideY(b, enters ? 'right' : 'left')] as const;
    const x1 = gutterX(out);
    const [x2, y] = out === into ? [x1, end[1]] : [gutterX(into), gapY(b)];
    const between =
      out === into
        ? []
        : ([
            [x1, y],
            [x2, y],
          ] as const);
    routed.set(name, { edges: [i], points: [start, [x1, start[1]], ...between, [x2, end[1]], end] });
  }
  return [...routed.values()];
}
