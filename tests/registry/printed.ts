import type { Table } from './table-list.ts';

/** The longest line of a table, its comma counted. */
export const longestLine = 180;

type Row = { readonly row: unknown; readonly group: string };

/** The rows of a table with the groups that they are in; of an object, each name with its value is a row. */
export function rowsOf(table: unknown, depth: number, group = ''): readonly Row[] {
  if (depth > 1) return Object.entries(table as object).flatMap(([name, each]) => rowsOf(each, depth - 1, `${group}${name}/`));
  return (Array.isArray(table) ? table : Object.entries(table as object)).map((row: unknown) => ({ row, group }));
}

/**
 * A table as its file holds it. One row stands on one line; a row that is too long for a line has a line for each field, and a field that is too long
 * one for each of its words.
 */
export const printTable = (table: unknown, { depth, key, sorted }: Table): string =>
  `${print(sorted ? sortedRows(table as unknown[], key as (row: unknown, group: string) => unknown) : table, depth, '', '')}\n`;

function print(value: unknown, depth: number, indent: string, name: string): string {
  const line = `${name}${onOneLine(value)}`;
  if (typeof value !== 'object' || value === null || (depth <= 0 && [...indent, ...line].length < longestLine)) return line;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = depth > 0 ? '' : `${indent} `;
  const parts = Array.isArray(value)
    ? value.map((each) => print(each, depth - 1, inner, ''))
    : Object.entries(value).map(([field, each]) => print(each, depth - 1, inner, `${JSON.stringify(field)}: `));
  return `${name}${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}

/** JSON with a blank behind each comma and colon. */
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([field, each]) => `${JSON.stringify(field)}: ${onOneLine(each)}`)
    .join(', ')}}`;
}

/** Rows by the code points of what names them. */
function sortedRows(rows: readonly unknown[], key: (row: unknown, group: string) => unknown): readonly unknown[] {
  const keyed = rows.map((row) => ({ row, key: Buffer.from(String(key(row, ''))) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ row }) => row);
}
