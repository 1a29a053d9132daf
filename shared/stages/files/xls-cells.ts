import { group } from '../../model/values.ts';
import { type BiffRecord, type Cursor, cursorOf } from './xls-records.ts';
import { cellFormatOf, renderNumber, rkNumber } from './xls-values.ts';

/** Kinds of records that hold words, or say how words are to be read. */
export const recordTypes = {
  start: 0x809,
  sheet: 0x85,
  page: 0x42,
  locked: 0x2f,
  days1904: 0x22,
  format: 0x41e,
  style: 0xe0,
  shared: 0xfc,
  sharedCell: 0xfd,
  label: 0x204,
  richLabel: 0xd6,
  number: 0x203,
  packed: 0x27e,
  packedRow: 0xbd,
  formula: 0x06,
  formulaText: 0x207,
  flag: 0x205,
} as const;

/** `at` is the place of its first record in the stream. */
export type Sheet = { readonly at: number; readonly name: string; readonly hidden: boolean };
export type Workbook = {
  readonly sheets: Sheet[];
  readonly shared: string[];
  readonly formats: Map<number, string>;
  readonly styles: number[];
  charset: string;
  wide: boolean;
  from1904: boolean;
};
export type Rows = Map<number, string[]>;

/** Text of so many letters; before 1997 it is bytes in the code page of the file. */
export function readCellText(cursor: Cursor, { wide, charset }: Workbook, letters: number): string {
  if (wide) return cursor.text(letters, (cursor.u8() & 1) !== 0);
  return new TextDecoder(charset).decode(Uint8Array.from({ length: letters }, () => cursor.u8()));
}

const tidy = (text: string): string => text.replace(/[\u0000-\u0020\u00a0\u3000]{1,400}/g, ' ').trim();

/** Puts the words of a cell in its row; gives the place of a formula whose text stands in the record after it. */
export function readCell(
  { kind, parts }: BiffRecord,
  book: Workbook,
  rows: Rows,
  formula: readonly [number, number] | undefined,
): readonly [number, number] | undefined {
  const cursor = cursorOf(parts);
  if (kind === recordTypes.formulaText) {
    if (formula) put(rows, formula, tidy(readCellText(cursor, book, cursor.u16())));
    return undefined;
  }
  if (!cells.has(kind)) return formula;
  const place = [cursor.u16(), cursor.u16()] as const;
  if (kind === recordTypes.packedRow) {
    for (let column = place[1], left = ((parts[0]?.length ?? 0) - 6) / 6; left >= 1; column += 1, left -= 1)
      put(rows, [place[0], column], numberIn(book, cursor.u16(), rkNumber(cursor.u32())));
    return undefined;
  }
  if (kind === recordTypes.formula) return readFormula(cursor, book, rows, place);
  const style = cursor.u16();
  put(rows, place, kind === recordTypes.sharedCell ? tidy(group(book.shared, cursor.u32())) : wordsOf(kind, cursor, book, style));
  return undefined;
}

const cells: ReadonlySet<number> = new Set([
  recordTypes.sharedCell,
  recordTypes.label,
  recordTypes.richLabel,
  recordTypes.number,
  recordTypes.packed,
  recordTypes.packedRow,
  recordTypes.formula,
  recordTypes.flag,
]);

function wordsOf(kind: number, cursor: Cursor, book: Workbook, style: number): string {
  if (kind === recordTypes.label || kind === recordTypes.richLabel) return tidy(readCellText(cursor, book, cursor.u16()));
  if (kind === recordTypes.number) return numberIn(book, style, double(cursor));
  if (kind === recordTypes.packed) return numberIn(book, style, rkNumber(cursor.u32()));
  const value = cursor.u8();
  return cursor.u8() === 0 ? (value === 0 ? 'FALSE' : 'TRUE') : '';
}

/** The stored value of a formula: a number, a flag, an error, or a text that the next record holds. */
function readFormula(cursor: Cursor, book: Workbook, rows: Rows, place: readonly [number, number]): readonly [number, number] | undefined {
  const style = cursor.u16();
  const bytes = Uint8Array.from({ length: 8 }, () => cursor.u8());
  if (bytes[6] !== 0xff || bytes[7] !== 0xff) put(rows, place, numberIn(book, style, new DataView(bytes.buffer).getFloat64(0, true)));
  else if (bytes[0] === 0) return place;
  else if (bytes[0] === 1) put(rows, place, bytes[2] === 0 ? 'FALSE' : 'TRUE');
  return undefined;
}

function double(cursor: Cursor): number {
  return new DataView(Uint8Array.from({ length: 8 }, () => cursor.u8()).buffer).getFloat64(0, true);
}

function numberIn({ styles, formats, from1904 }: Workbook, style: number, value: number): string {
  const id = styles[style] ?? 0;
  return renderNumber(value, cellFormatOf(id, formats.get(id)), from1904);
}

function put(rows: Rows, [row, column]: readonly [number, number], text: string): void {
  if (text === '') return;
  const cells = rows.get(row) ?? [];
  cells[column] = text;
  rows.set(row, cells);
}
