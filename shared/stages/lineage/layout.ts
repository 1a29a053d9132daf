import { columnsOf, type TimeColumn } from './columns.ts';
import { type Route, routesOf } from './routes.ts';

/** What is placed: its lane from above, its day (may be a month, a year or ''), and how near it stands to the middle of the picture. */
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
  /** Columns of time with their left edge; the first has no days where some nodes have none. */
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
/** Boxes of one lane and column; more are folded into the last of them. */
const mostBoxes = 4;

type Cell = { readonly lane: number; readonly column: number; readonly boxes: readonly (readonly string[])[] };

const byDay = (a: LayoutNode, b: LayoutNode): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1);

/** The nodes of one lane and column as boxes from above, oldest first; of too many those that stand farthest from the middle are folded. */
function boxesOf(nodes: readonly LayoutNode[]): readonly (readonly string[])[] {
  const kept = nodes.length <= mostBoxes ? nodes : nodes.toSorted((a, b) => a.step - b.step || byDay(a, b)).slice(0, mostBoxes - 1);
  const folded = nodes.filter((node) => !kept.includes(node)).toSorted(byDay);
  return [...kept.toSorted(byDay).map(({ key }) => [key]), ...(folded.length > 0 ? [folded.map(({ key }) => key)] : [])];
}

/** The column of each node: of its day, or the one without days. */
function columnsFor(nodes: readonly LayoutNode[]) {
  const dated = columnsOf(
    nodes.flatMap(({ day }) => (day === '' ? [] : [day])),
    mostColumns,
  );
  const columns: readonly Partial<TimeColumn>[] = nodes.some(({ day }) => day === '') ? [{}, ...dated] : dated;
  const of = ({ day }: LayoutNode): number =>
    columns.findIndex(({ from, to }) =>
      day === '' ? from === undefined : from !== undefined && to !== undefined && from <= day && day <= to,
    );
  return { columns, of };
}

/**
 * Places an act among the texts around it: time from left to right, one lane for each level of the state. No two boxes overlap, a column holds only days behind those
 * of the column before, and lines run between the boxes. Pure: the same nodes in any order give the same picture.
 */
export function layOut(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const { columns, of } = columnsFor(nodes);
  const gutter = gutterOf(columns.length);
  const leftOf = (column: number): number => gutter + column * (sizes.width + gutter);
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

function gutterOf(columns: number): number {
  const free = Math.floor((pageWidth - columns * sizes.width) / (columns + 1));
  return Math.min(widestGutter, Math.max(sizes.gutter, free));
}
