import { splitColumns } from './columns.ts';
import { joinRuns } from './join-lines.ts';

/** Text as a page description places it: `y` is the base line counted from the top, in the units of `size`, the height of its letters. */
export type TextItem = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number };

/** Pieces of one line that stand close together. */
export type TextRun = { readonly text: string; readonly x: number; readonly right: number; readonly y: number; readonly size: number };

/** A line as a reader sees it, with the edges of the column it stands in. */
export type LayoutLine = TextRun & { readonly page: number; readonly left: number; readonly edge: number };

/** Pieces this far apart, in heights of a letter, are cells of a table or columns of a page. */
const cellGap = 1.8;

/** The lines of one page in reading order: from the top down, column after column where the page is set in two. */
export function layOutLines(pieces: readonly TextItem[], page: number): LayoutLine[] {
  const rows = rowsOf(pieces.filter(({ text, size }) => size > 0 && text.trim() !== ''));
  return splitColumns(rows).flatMap((column) => {
    const left = Math.min(...column.map((row) => row[0]?.x ?? 0));
    const edge = Math.max(...column.map((row) => row.at(-1)?.right ?? 0));
    return column.map((row) => ({ ...asLine(row), page, left, edge }));
  });
}

/** One line of the runs of a row; wide gaps become tabs. */
function asLine(row: readonly TextRun[]): TextRun {
  const first = row[0] ?? { text: '', x: 0, right: 0, y: 0, size: 1 };
  const size = Math.max(...row.map((run) => run.size));
  return { text: row.map(({ text }) => text).join('\t'), x: first.x, right: row.at(-1)?.right ?? first.right, y: first.y, size };
}

/** Rows of runs. Pieces belong to one row when their base lines differ by less than a third of a letter (raised numbers included). */
function rowsOf(pieces: readonly TextItem[]): TextRun[][] {
  const sorted = pieces.toSorted((a, b) => a.y - b.y || a.x - b.x);
  const rows: { y: number; size: number; pieces: TextItem[] }[] = [];
  for (const piece of sorted) {
    const row = rows.at(-1);
    if (row && piece.y - row.y <= Math.max(row.size, piece.size) * 0.34) {
      row.pieces.push(piece);
      if (piece.size > row.size) row.size = piece.size;
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  return rows.map((row) => runsOf(row.pieces.toSorted((a, b) => a.x - b.x)));
}

function runsOf(pieces: readonly TextItem[]): TextRun[] {
  const runs: TextRun[] = [];
  for (const { text, x, y, width, size } of pieces) {
    const last = runs.at(-1);
    const right = x + width;
    const gap = last ? (x - last.right) / Math.max(size, last.size) : 0;
    // Bold made by printing twice.
    if (last && gap < -0.5 && last.text.endsWith(text) && right <= last.right + size * 0.3) continue;
    if (!last || gap > cellGap) runs.push({ text, x, right, y, size });
    else
      runs[runs.length - 1] = {
        ...last,
        text: joinRuns(last.text, text, gap),
        right: Math.max(right, last.right),
        size: Math.max(size, last.size),
      };
  }
  return runs.map((run) => ({ ...run, text: run.text.trim() })).filter(({ text }) => text !== '');
}
