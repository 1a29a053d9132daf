import { orEmpty } from '../../shared/model/values.ts';
import { headlineOf, type Named } from '../../shared/pages/words/text-name.ts';
import { columns, padded, wrap } from '../../shared/pages/words/wrap.ts';
import type { Column, Style } from '../../shared/questions/question.ts';
import { oneLine, paint } from './paint.ts';

const narrowest = 40;
/** Prose in longer lines is hard to read. */
const mostProse = 100;

const screenWidth = (): number | undefined => (process.stdout.isTTY ? Math.max(narrowest, process.stdout.columns || 80) : undefined);

export const prose = (text: string, first = '', rest = first): string =>
  wrap(oneLine(text), Math.min(screenWidth() ?? mostProse, mostProse), first, rest);

export const fitted = (text: string, first = '', rest = first, width = screenWidth()): string =>
  width === undefined ? `${first}${oneLine(text)}` : wrap(oneLine(text), width, first, rest);

export function rewrapped(text: string): string {
  const width = screenWidth();
  if (width === undefined) return text;
  const broken = text.split('\n').map((line) => {
    const indent = ' '.repeat(line.length - line.trimStart().length);
    return wrap(line.trimStart(), width, indent, `${indent}    `);
  });
  return broken.join('\n');
}

export const heading = (text: string): string => paint('bold', text);

export type Fact = readonly [label: string, value: string | undefined | false];

export function facts(all: readonly Fact[], indent = '', width = 13): string[] {
  return all.flatMap(([label, value]) => {
    if (value === undefined || value === false || value === '') return [];
    const first = `${indent}${paint('dim', padded(label, width))} `;
    return [fitted(value, first, ' '.repeat(columns(first)))];
  });
}

export const indented = ([first, ...rest]: readonly string[]): string[] =>
  first === undefined ? [] : [fitted(first, '  ', '      '), ...rest.map((each) => fitted(each, '    ', '      '))];

export function titleLines(named: Named): string[] {
  const { english } = headlineOf(named);
  return [paint('bold', english), ...(english === named.title ? [] : [named.title])];
}

type TableOptions<Row> = {
  readonly under?: (row: Row) => readonly string[];
  readonly width?: number | undefined;
};

const gap = '  ';
const leastOfAll = 4;
const lettersOf = (text: string) => new Intl.Segmenter().segment(text);

function beginning(text: string, width: number): string {
  let [end, used] = [0, 0];
  for (const { segment, index } of lettersOf(text)) {
    used += columns(segment);
    if (used > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

export const cut = (text: string, width: number): string =>
  columns(text) <= width ? text : `${beginning(text, Math.max(0, width - 1)).trimEnd()}…`;

function brokenLines(text: string, width: number): string[] {
  const lines: string[] = [];
  for (let line of wrap(text, width).split('\n')) {
    while (columns(line) > width) {
      const first = beginning(line, width) || orEmpty([...lettersOf(line)][0]?.segment);
      lines.push(first);
      line = line.slice(first.length);
    }
    lines.push(line);
  }
  return lines;
}

type Fitted<Row> = { readonly column: Column<Row>; readonly width: number };

/**
 * The widths that columns get: they shrink in the order that they declare; where that is not enough those that may are left out, in that
 * order too.
 */
function shareWidth<Row>(natural: readonly Fitted<Row>[], width: number): readonly Fitted<Row>[] {
  let over = natural.reduce((sum, each) => sum + each.width + gap.length, -gap.length) - width;
  const inOrder = natural
    .filter(({ column }) => column.yields !== undefined)
    .toSorted((a, b) => Number(a.column.yields) - Number(b.column.yields));
  const given = new Map(natural.map((each) => [each.column, each.width]));
  const shrink = (column: Column<Row>, least: number): void => {
    const own = given.get(column) ?? 0;
    const less = Math.min(Math.max(0, over), Math.max(0, own - least));
    given.set(column, own - less);
    over -= less;
  };
  for (const { column } of inOrder) if (column.least !== 'none') shrink(column, Math.max(column.least ?? 0, columns(column.head)));
  const first = inOrder.find(({ column }) => column.least === 'none');
  if (over > 0 && first)
    return shareWidth(
      natural.filter((each) => each !== first),
      width,
    );
  // Nothing may go any more: the widest give way, whatever they hold.
  for (const { column } of natural.toSorted((a, b) => b.width - a.width)) shrink(column, leastOfAll);
  return natural.map(({ column, width: own }) => ({ column, width: given.get(column) ?? own }));
}

function rowLines(cells: readonly { lines: readonly string[]; width: number; right: boolean; style: Style | undefined }[]): string[] {
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, n) => {
    const parts = cells.map(({ lines, width, right, style }, index) => {
      const text = orEmpty(lines[n]);
      const space = ' '.repeat(Math.max(0, width - columns(text)));
      const shown = style ? paint(style, text) : text;
      return right ? `${space}${shown}` : index === cells.length - 1 ? shown : `${shown}${space}`;
    });
    return parts.join(gap).trimEnd();
  });
}

/**
 * A table under a line of heads, fitted to the terminal by display width; where there is none its cells are whole. No cell holds two
 * blanks, a tab or a line end, so that two blanks always part columns. '' without rows.
 */
export function table<Row>(
  all: readonly Column<Row>[],
  rows: readonly Row[],
  { under, width = screenWidth() }: TableOptions<Row> = {},
): string {
  if (rows.length === 0) return '';
  const texts = new Map(all.map((column) => [column, rows.map((row) => oneLine(orEmpty(column.cell(row)?.toString())))]));
  const natural = all
    .map((column) => ({ column, width: Math.max(...(texts.get(column) ?? []).map(columns)) }))
    .filter((each) => each.width > 0 || width === undefined)
    .map(({ column, width: own }) => ({ column, width: Math.max(own, columns(column.head)) }));
  const shown = width === undefined ? natural : shareWidth(natural, width);
  const heads = shown.map(({ column, width: own }) => ({
    lines: [cut(column.head, own)],
    width: own,
    right: column.align === 'right',
    style: 'bold' as const,
  }));
  const body = rows.flatMap((row, n) => [
    ...rowLines(
      shown.map(({ column, width: own }) => {
        const text = orEmpty(texts.get(column)?.[n]);
        const lines = column.wraps ? brokenLines(text, own) : [cut(text, own)];
        return { lines, width: own, right: column.align === 'right', style: column.style?.(row) };
      }),
    ),
    ...(under?.(row) ?? []).map((text) => fitted(oneLine(text), '  ', '    ', width)),
  ]);
  const gone = natural.filter(({ column }) => !shown.some((each) => each.column === column)).map(({ column }) => column.head);
  const note =
    gone.length > 0
      ? [paint('dim', fitted(`no room for: ${gone.join(', ')} (a wider terminal shows them, --json all)`, '', '  ', width))]
      : [];
  return `${[...rowLines(heads), ...body, ...note].join('\n')}\n`;
}
