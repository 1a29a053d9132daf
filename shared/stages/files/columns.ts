import type { TextRun } from './layout.ts';

type RowOfRuns = readonly TextRun[];

/** Fewer lines than this make no column. */
const fewest = 5;

/**
 * Rows of a page as columns in reading order. A page counts as set in two columns when many rows have a run on either side of one gutter, those
 * runs fill their side (cells of a table do not), and few rows cross it; a row that crosses parts what is above from what is below.
 */
export function splitColumns(rows: readonly RowOfRuns[]): RowOfRuns[][] {
  const gutter = gutterOf(rows);
  if (gutter === undefined) return rows.length === 0 ? [] : [[...rows]];
  const columns: RowOfRuns[][] = [];
  let left: RowOfRuns[] = [];
  let right: RowOfRuns[] = [];
  const flush = (): void => {
    columns.push(...[left, right].filter((column) => column.length > 0));
    left = [];
    right = [];
  };
  for (const row of rows) {
    if (row.some((run) => run.x < gutter && run.right > gutter)) {
      flush();
      columns.push([row]);
      continue;
    }
    const sides = [row.filter((run) => run.x < gutter), row.filter((run) => run.x >= gutter)];
    if (sides[0] && sides[0].length > 0) left.push(sides[0]);
    if (sides[1] && sides[1].length > 0) right.push(sides[1]);
  }
  flush();
  return columns;
}

function gutterOf(rows: readonly RowOfRuns[]): number | undefined {
  const runs = rows.flat();
  if (runs.length < fewest * 2) return undefined;
  const start = Math.min(...runs.map(({ x }) => x));
  const width = Math.max(...runs.map(({ right }) => right)) - start;
  for (let part = 0.4; part <= 0.6; part += 0.02) {
    const at = start + width * part;
    const crossing = runs.filter(({ x, right }) => x < at && right > at).length;
    if (crossing * 4 > rows.length) continue;
    const left = runs.filter(({ right }) => right <= at);
    const right = runs.filter(({ x }) => x >= at);
    if (fills(left, at - start) && fills(right, start + width - at)) return at;
  }
  return undefined;
}

/** Most lines of a column of running text reach its end; each is one run. */
function fills(runs: readonly TextRun[], width: number): boolean {
  if (runs.length < fewest) return false;
  return runs.filter(({ x, right }) => right - x > width * 0.75).length >= runs.length * 0.6;
}
