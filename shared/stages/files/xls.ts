import { orEmpty } from '../../model/values.ts';
import { oleStream } from '../text/decode/ole.ts';
import { type FileLine, type FileText, unreadableFile } from './file-text.ts';
import { charsetOfPage } from './rtf-text.ts';
import { type Rows, readCell, readCellText, recordTypes, type Sheet, type Workbook } from './xls-cells.ts';
import { type BiffRecord, type Cursor, cursorOf, readBiffRecords } from './xls-records.ts';

/** Excel files of before 2007 (MS-XLS): a stream of records, of which those with words and numbers are read. */

const limits = { rows: 50_000, chars: 2_000_000, shared: 1_000_000 } as const;
/** Words of a workbook: the name of each sheet that is shown, then its rows with cells apart by tabs. Formulas give the value that was stored with them. */
export function readXls(bytes: Uint8Array): FileText {
  const stream = oleStream(bytes, ['Workbook', 'Book']);
  if (!stream) return unreadableFile('damaged', 'the workbook is not where the file says');
  const book: Workbook = { sheets: [], shared: [], formats: new Map(), styles: [], charset: 'windows-1252', wide: true, from1904: false };
  const lines: FileLine[] = [];
  let sheet: Sheet | undefined;
  let rows: Rows = new Map();
  let last: readonly [number, number] | undefined;
  for (const record of readBiffRecords(stream)) {
    if (record.kind === recordTypes.locked) return unreadableFile('unsupported', 'encrypted: it opens with a password only');
    if (record.kind === recordTypes.start) {
      lines.push(...linesOf(sheet, rows));
      rows = new Map();
      sheet = book.sheets.find(({ at }) => at === record.at);
      if (lines.length > limits.rows) return unreadableFile('too-large', `more than ${limits.rows} rows`);
    }
    if (sheet === undefined) readGlobals(record, book);
    else if (!sheet.hidden) last = readCell(record, book, rows, last);
  }
  lines.push(...linesOf(sheet, rows));
  const chars = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (lines.length > limits.rows || chars > limits.chars)
    return unreadableFile('too-large', `more than ${limits.rows} rows or ${limits.chars} characters`);
  return lines.length === 0 ? unreadableFile('damaged', 'the workbook holds no words') : { lines, state: 'read' };
}

function linesOf(sheet: Sheet | undefined, rows: Rows): FileLine[] {
  if (!sheet || sheet.hidden) return [];
  const texts = [...rows.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, cells]) =>
      Array.from(cells, (cell) => orEmpty(cell))
        .join('\t')
        .trimEnd(),
    );
  return [{ text: sheet.name, heading: true }, ...texts.filter((text) => text.trim() !== '').map((text) => ({ text }))];
}

function readGlobals({ kind, parts }: BiffRecord, book: Workbook): void {
  const cursor = cursorOf(parts);
  if (kind === recordTypes.start) book.wide = cursor.u16() >= 0x600;
  else if (kind === recordTypes.page) book.charset = charsetOfPage(cursor.u16());
  else if (kind === recordTypes.days1904) book.from1904 = cursor.u16() === 1;
  else if (kind === recordTypes.style) {
    cursor.skip(2);
    book.styles.push(cursor.u16());
  } else if (kind === recordTypes.format) {
    const id = cursor.u16();
    book.formats.set(id, readCellText(cursor, book, book.wide ? cursor.u16() : cursor.u8()));
  } else if (kind === recordTypes.sheet) {
    const at = cursor.u32();
    const hidden = (cursor.u8() & 3) !== 0;
    const isSheet = cursor.u8() === 0;
    const name = readCellText(cursor, book, cursor.u8());
    if (isSheet) book.sheets.push({ at, name, hidden });
  } else if (kind === recordTypes.shared) readShared(cursor, book);
}

/** The texts of all cells, each with its formatting and reading aids behind it. */
function readShared(cursor: Cursor, { shared }: Workbook): void {
  cursor.skip(4);
  const count = Math.min(cursor.u32(), limits.shared);
  for (let n = 0; n < count && !cursor.done; n += 1) {
    const letters = cursor.u16();
    const flags = cursor.u8();
    const runs = (flags & 8) !== 0 ? cursor.u16() : 0;
    const aids = (flags & 4) !== 0 ? cursor.u32() : 0;
    shared.push(cursor.text(letters, (flags & 1) !== 0));
    cursor.skip(runs * 4 + aids);
  }
}
