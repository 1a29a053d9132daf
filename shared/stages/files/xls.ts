import { oleStream } from '../text/decode/ole.ts';
import { charsetOfPage } from './rtf-text.ts';
import { type FileLine, type FileText, failed } from './types.ts';
import { type Book, kinds, type Rows, readCell, type Sheet, textOf } from './xls-cells.ts';
import { type Cursor, cursorOf, type Record, recordsOf } from './xls-records.ts';

/** Excel files of before 2007 (MS-XLS): a stream of records, of which those with words and numbers are read. */

const most = { rows: 50_000, chars: 2_000_000, shared: 1_000_000 } as const;
/** Words of a workbook: the name of each sheet that is shown, then its rows with cells apart by tabs. Formulas give the value that was stored with them. */
export function readXls(bytes: Uint8Array): FileText {
  const stream = oleStream(bytes, ['Workbook', 'Book']);
  if (!stream) return failed('damaged', 'the workbook is not where the file says');
  const book: Book = { sheets: [], shared: [], formats: new Map(), styles: [], charset: 'windows-1252', wide: true, from1904: false };
  const lines: FileLine[] = [];
  let sheet: Sheet | undefined;
  let rows: Rows = new Map();
  let last: readonly [number, number] | undefined;
  for (const record of recordsOf(stream)) {
    if (record.kind === kinds.locked) return failed('unsupported', 'encrypted: it opens with a password only');
    if (record.kind === kinds.start) {
      lines.push(...linesOf(sheet, rows));
      rows = new Map();
      sheet = book.sheets.find(({ at }) => at === record.at);
      if (lines.length > most.rows) return failed('too-large', `more than ${most.rows} rows`);
    }
    if (sheet === undefined) readGlobals(record, book);
    else if (!sheet.hidden) last = readCell(record, book, rows, last);
  }
  lines.push(...linesOf(sheet, rows));
  const chars = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (lines.length > most.rows || chars > most.chars) return failed('too-large', `more than ${most.rows} rows or ${most.chars} characters`);
  return lines.length === 0 ? failed('damaged', 'the workbook holds no words') : { lines, state: 'read' };
}

function linesOf(sheet: Sheet | undefined, rows: Rows): FileLine[] {
  if (!sheet || sheet.hidden) return [];
  const texts = [...rows.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, cells]) =>
      Array.from(cells, (cell) => cell ?? '')
        .join('\t')
        .trimEnd(),
    );
  return [{ text: sheet.name, heading: true }, ...texts.filter((text) => text.trim() !== '').map((text) => ({ text }))];
}

function readGlobals({ kind, parts }: Record, book: Book): void {
  const cursor = cursorOf(parts);
  if (kind === kinds.start) book.wide = cursor.u16() >= 0x600;
  else if (kind === kinds.page) book.charset = charsetOfPage(cursor.u16());
  else if (kind === kinds.days1904) book.from1904 = cursor.u16() === 1;
  else if (kind === kinds.style) {
    cursor.skip(2);
    book.styles.push(cursor.u16());
  } else if (kind === kinds.format) {
    const id = cursor.u16();
    book.formats.set(id, textOf(cursor, book, book.wide ? cursor.u16() : cursor.u8()));
  } else if (kind === kinds.sheet) {
    const at = cursor.u32();
    const hidden = (cursor.u8() & 3) !== 0;
    const isSheet = cursor.u8() === 0;
    const name = textOf(cursor, book, cursor.u8());
    if (isSheet) book.sheets.push({ at, name, hidden });
  } else if (kind === kinds.shared) readShared(cursor, book);
}

/** The texts of all cells, each with its formatting and reading aids behind it. */
function readShared(cursor: Cursor, { shared }: Book): void {
  cursor.skip(4);
  const count = Math.min(cursor.u32(), most.shared);
  for (let n = 0; n < count && !cursor.done; n += 1) {
    const letters = cursor.u16();
    const flags = cursor.u8();
    const runs = (flags & 8) !== 0 ? cursor.u16() : 0;
    const aids = (flags & 4) !== 0 ? cursor.u32() : 0;
    shared.push(cursor.text(letters, (flags & 1) !== 0));
    cursor.skip(runs * 4 + aids);
  }
}
