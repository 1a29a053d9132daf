/**
 * Columns of time: days from left to right, cut where the longest silences lie. Pictures of one act span decades or a week, so the axis is
 * no scale.
 */

type TimeColumn = { readonly from: string; readonly to: string };

const msOf = (day: string) => Date.parse(`${day}${'-01-01'.slice(day.length === 4 ? 0 : 3)}`.slice(0, 10));

/** At most `most` columns over these days, each a stretch of time behind the one before; days may be months or years. */
export function columnsOf(days: readonly string[], most: number): readonly TimeColumn[] {
  const sorted = [...new Set(days)].toSorted();
  const gaps = sorted.slice(1).map((day, i) => ({ at: i + 1, gap: msOf(day) - msOf(sorted[i] ?? day) }));
  const cuts = new Set(
    gaps
      .toSorted((a, b) => b.gap - a.gap || a.at - b.at)
      .slice(0, most - 1)
      .map(({ at }) => at),
  );
  const columns: { from: string; to: string }[] = [];
  for (const [i, day] of sorted.entries()) {
    const last = columns.at(-1);
    if (last && !cuts.has(i)) last.to = day;
    else columns.push({ from: day, to: day });
  }
  return columns;
}

export type LayoutNode = { readonly key: string; readonly lane: number; readonly day: string; readonly step: number };
export type LayoutEdge = { readonly from: string; readonly to: string };

/** A box of the picture: one node, or several of one lane and time folded into one. `column` and `row` count the grid. */
export type Box = {
  readonly keys: readonly string[];
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
};
type Lane = { readonly lane: number; readonly y: number; readonly height: number };
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly columns: readonly (Partial<TimeColumn> & { readonly x: number })[];
  readonly lanes: readonly Lane[];
  readonly boxes: readonly Box[];
  readonly routes: readonly Route[];
};

export const sizes = { width: 172, height: 66, gutter: 46, gap: 28, head: 24, axis: 24 } as const;
const mostColumns = 5;
/** The width of a page: few columns stand farther apart, at most so far. */
const pageWidth = 1136;
const widestGutter = 160;
const mostBoxes = 4;

type Cell = { readonly lane: number; readonly column: number; readonly boxes: readonly (readonly string[])[] };

const byDay = (a: LayoutNode, b: LayoutNode): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1);

/** The nodes of one lane and column as boxes from above, oldest first; of too many those that stand farthest from the middle are folded. */
function boxesOf(nodes: readonly LayoutNode[]): readonly (readonly string[])[] {
  const kept = nodes.length <= mostBoxes ? nodes : nodes.toSorted((a, b) => a.step - b.step || byDay(a, b)).slice(0, mostBoxes - 1);
  const folded = nodes.filter((node) => !kept.includes(node)).toSorted(byDay);
  return [...kept.toSorted(byDay).map(({ key }) => [key]), ...(folded.length > 0 ? [folded.map(({ key }) => key)] : [])];
}

function columnsFor(nodes: readonly LayoutNode[]) {
  const dated = columnsOf(
    nodes.flatMap(({ day }) => (day === '' ? [] : [day])),
    mostColumns,
  );
  const columns: readonly Partial<TimeColumn>[] = nodes.some(({ day }) => day === '') ? [{}, ...dated] : dated;
  const of = ({ day }: LayoutNode) =>
    columns.findIndex(({ from, to }) =>
      day === '' ? from === undefined : from !== undefined && to !== undefined && from <= day && day <= to,
    );
  return { columns, of };
}

/**
 * Places an act among the texts around it: time from left to right, one lane for each level of the state. No two boxes overlap, a column
 * holds only days behind those of the column before, and lines run between the boxes. Pure: the same nodes in any order give the same
 * picture.
 */
export function layOut(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const { columns, of } = columnsFor(nodes);
  const gutter = gutterOf(columns.length);
  const leftOf = (column: number) => gutter + column * (sizes.width + gutter);
  const cells = [...Map.groupBy(nodes, (node) => `${node.lane} ${of(node)}`).values()].map(
    (all): Cell => ({ lane: all[0]?.lane ?? 0, column: of(all[0] as LayoutNode), boxes: boxesOf(all) }),
  );
  const lanes: Lane[] = [];
  const boxes: Box[] = [];
  let [y, row]: [number, number] = [sizes.axis, 0];
  for (const lane of [...new Set(cells.map((cell) => cell.lane))].toSorted((a, b) => a - b)) {
    const own = cells.filter((cell) => cell.lane === lane);
    const rows = Math.max(...own.map((cell) => cell.boxes.length));
    const top = y + sizes.head + sizes.gap;
    for (const { column, boxes: stack } of own)
      for (const [i, keys] of stack.entries())
        boxes.push({ keys, column, row: row + i, x: leftOf(column), y: top + i * (sizes.height + sizes.gap) });
    const height = sizes.head + sizes.gap + rows * (sizes.height + sizes.gap);
    lanes.push({ lane, y, height });
    [y, row] = [y + height, row + rows];
  }
  const ordered = boxes.toSorted((a, b) => a.column - b.column || a.row - b.row);
  return {
    width: leftOf(columns.length),
    height: y,
    gutter,
    columns: columns.map((column, i) => ({ ...column, x: leftOf(i) })),
    lanes,
    boxes: ordered,
    routes: routesOf(ordered, edges, { ...sizes, gutter }),
  };
}

function gutterOf(columns: number) {
  const free = Math.floor((pageWidth - columns * sizes.width) / (columns + 1));
  return Math.min(widestGutter, Math.max(sizes.gutter, free));
}

type Route = { readonly edges: readonly number[]; readonly points: readonly (readonly [x: number, y: number])[] };

type Sizes = { readonly width: number; readonly height: number; readonly gutter: number; readonly gap: number };

/** Lines of one gutter or gap run beside each other on so many tracks, then on the first again. */
const gutterTracks = 7;
const gapTracks = 4;
const sideTracks = 6;

function openTracks(): (name: string, tracks: number) => number {
  const taken = new Map<string, number>();
  return (name, tracks) => {
    const next = taken.get(name) ?? 0;
    taken.set(name, next + 1);
    return next % tracks;
  };
}

/**
 * Lines between boxes: they leave and enter at the sides, and run only in the gutters between columns and the gaps above rows, so none
 * passes behind a box.
 */
function routesOf(boxes: readonly Box[], edges: readonly LayoutEdge[], sizes: Sizes): readonly Route[] {
  const track = openTracks();
  const boxOf = new Map(boxes.flatMap((box) => box.keys.map((key) => [key, box] as const)));
  const gutterX = (gutter: number) => gutter * (sizes.width + sizes.gutter) + 12 + track(`gutter ${gutter}`, gutterTracks) * 4;
  const gapY = (box: Box) => box.y - 6 - track(`gap ${box.row}`, gapTracks) * 5;
  const sideY = (box: Box, side: string) => box.y + 10 + track(`side ${box.column} ${box.row} ${side}`, sideTracks) * 9;
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
