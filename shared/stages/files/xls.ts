import { group, orEmpty } from '../../model/values.ts';
import { oleStream } from '../text/decode/magic.ts';
import { encrypted, type FileLine, type FileText, unreadableFile } from './file-text.ts';
import formats from './number-formats.json' with { type: 'json' };
import { charsetOfPage } from './rtf.ts';

type BiffRecord = { readonly kind: number; readonly at: number; readonly parts: readonly Uint8Array[] };

const goesOn = 0x3c;

function* readBiffRecords(stream: Uint8Array): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = 0; at + 4 <= stream.length; ) {
    const start = at;
    const kind = view.getUint16(at, true);
    const parts: Uint8Array[] = [];
    do {
      const length = view.getUint16(at + 2, true);
      parts.push(stream.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    } while (at + 4 <= stream.length && view.getUint16(at, true) === goesOn);
    yield { kind, at: start, parts };
  }
}

type Cursor = {
  u8(): number;
  u16(): number;
  u32(): number;
  skip(n: number): void;
  text(letters: number, wide: boolean): string;
  readonly done: boolean;
};

function cursorOf(parts: readonly Uint8Array[]): Cursor {
  let part = 0;
  let at = 0;
  const settle = () => {
    while (part < parts.length && at >= (parts[part]?.length ?? 0)) {
      at -= parts[part]?.length ?? 0;
      part += 1;
    }
  };
  const u8 = () => {
    settle();
    const byte = parts[part]?.[at] ?? 0;
    at += 1;
    return byte;
  };
  const u16 = () => u8() + u8() * 256;
  return {
    u8,
    u16,
    u32: () => u16() + u16() * 65_536,
    skip(n) {
      at += n;
      settle();
    },
    /** Letters of one byte each, or `wide` of two. Where they go on in another record a sign there says how. */
    text(letters, wideAtFirst) {
      let wide = wideAtFirst;
      settle();
      let words = '';
      for (let n = 0; n < letters && part < parts.length; ) {
        const left = (parts[part]?.length ?? 0) - at;
        if (left <= 0) {
          part += 1;
          at = 0;
          wide = (u8() & 1) !== 0;
          continue;
        }
        const count = Math.min(letters - n, wide ? Math.floor(left / 2) : left);
        if (count === 0) return words;
        const bytes = parts[part]?.subarray(at, at + count * (wide ? 2 : 1)) ?? new Uint8Array();
        words += wide ? new TextDecoder('utf-16le').decode(bytes) : Buffer.from(bytes).toString('latin1');
        at += bytes.length;
        n += count;
      }
      return words;
    },
    get done() {
      settle();
      return part >= parts.length;
    },
  };
}

type CellFormat = 'number' | 'date' | 'time' | 'percent';

/** What a number format shows: by its number where it is one of the program's own, else by its letters. */
function cellFormatOf(id: number, format: string | undefined): CellFormat {
  if (format === undefined)
    return formats.date.includes(id) ? 'date' : formats.time.includes(id) ? 'time' : formats.percent.includes(id) ? 'percent' : 'number';
  const bare = format.replace(/"[^"]{0,200}"|\\.|\[[^\]]{0,60}\]|_./g, '').toLowerCase();
  if (/y|d|m{1,5}[^a-z]{0,4}d/.test(bare) && !/general|standard/.test(bare)) return 'date';
  if (/h|s{1,2}/.test(bare) && /[:hms]/.test(bare) && !/general|standard/.test(bare)) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}

const dayMs = 86_400_000;

/** A number as its cell shows it: a day as 2026-06-12, a share with its sign. `from1904`: days are counted from 1904. */
function renderNumber(value: number, shown: CellFormat, from1904: boolean) {
  if (!Number.isFinite(value)) return '';
  if (shown === 'date' && value >= 1 && value < 2_958_466) {
    // The program believes that 1900 had a 29 February.
    const days = from1904 ? value + 1_462 : value < 60 ? value + 1 : value;
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * dayMs).toISOString().slice(0, 10);
  }
  if (shown === 'time' && value >= 0 && value < 1) return new Date(Math.round(value * dayMs)).toISOString().slice(11, 16);
  if (shown === 'percent') return `${rounded(value * 100)}%`;
  return rounded(value);
}

/** What is more exact than the program itself shows is an error of its arithmetic. */
const rounded = (value: number) => String(Number(value.toPrecision(14)));

function rkNumber(rk: number) {
  const buffer = new DataView(new ArrayBuffer(8));
  buffer.setUint32(0, rk & 0xfffffffc);
  const value = (rk & 2) !== 0 ? rk >> 2 : buffer.getFloat64(0);
  return (rk & 1) !== 0 ? value / 100 : value;
}

const recordTypes = {
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

type Sheet = { readonly at: number; readonly name: string; readonly hidden: boolean };
type Workbook = {
  readonly sheets: Sheet[];
  readonly shared: string[];
  readonly formats: Map<number, string>;
  readonly styles: number[];
  charset: string;
  wide: boolean;
  from1904: boolean;
};
type Rows = Map<number, string[]>;

/** Text of so many letters; before 1997 it is bytes in the code page of the file. */
function readCellText(cursor: Cursor, { wide, charset }: Workbook, letters: number) {
  if (wide) return cursor.text(letters, (cursor.u8() & 1) !== 0);
  return new TextDecoder(charset).decode(Uint8Array.from({ length: letters }, () => cursor.u8()));
}

const tidy = (text: string) => text.replace(/[\u0000-\u0020\u00a0\u3000]{1,400}/g, ' ').trim();

function readCell({ kind, parts }: BiffRecord, book: Workbook, rows: Rows, formula: readonly [number, number] | undefined) {
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

function wordsOf(kind: number, cursor: Cursor, book: Workbook, style: number) {
  if (kind === recordTypes.label || kind === recordTypes.richLabel) return tidy(readCellText(cursor, book, cursor.u16()));
  if (kind === recordTypes.number) return numberIn(book, style, double(cursor));
  if (kind === recordTypes.packed) return numberIn(book, style, rkNumber(cursor.u32()));
  const value = cursor.u8();
  return cursor.u8() === 0 ? (value === 0 ? 'FALSE' : 'TRUE') : '';
}

/** The stored value of a formula: a number, a flag, an error, or a text that the next record holds. */
function readFormula(cursor: Cursor, book: Workbook, rows: Rows, place: readonly [number, number]) {
  const style = cursor.u16();
  const bytes = Uint8Array.from({ length: 8 }, () => cursor.u8());
  if (bytes[6] !== 0xff || bytes[7] !== 0xff) put(rows, place, numberIn(book, style, new DataView(bytes.buffer).getFloat64(0, true)));
  else if (bytes[0] === 0) return place;
  else if (bytes[0] === 1) put(rows, place, bytes[2] === 0 ? 'FALSE' : 'TRUE');
  return undefined;
}

function double(cursor: Cursor) {
  return new DataView(Uint8Array.from({ length: 8 }, () => cursor.u8()).buffer).getFloat64(0, true);
}

function numberIn({ styles, formats, from1904 }: Workbook, style: number, value: number) {
  const id = styles[style] ?? 0;
  return renderNumber(value, cellFormatOf(id, formats.get(id)), from1904);
}

function put(rows: Rows, [row, column]: readonly [number, number], text: string) {
  if (text === '') return;
  const cells = rows.get(row) ?? [];
  cells[column] = text;
  rows.set(row, cells);
}

/** Excel files of before 2007 (MS-XLS): a stream of records, of which those with words and numbers are read. */

const limits = { rows: 50_000, chars: 2_000_000, shared: 1_000_000 } as const;
/**
 * Words of a workbook: the name of each sheet that is shown, then its rows with cells apart by tabs. Formulas give the value that was
 * stored with them.
 */
export function readXls(bytes: Uint8Array): FileText {
  const stream = oleStream(bytes, ['Workbook', 'Book']);
  if (!stream) return unreadableFile('damaged', 'the workbook is not where the file says');
  const book: Workbook = { sheets: [], shared: [], formats: new Map(), styles: [], charset: 'windows-1252', wide: true, from1904: false };
  const lines: FileLine[] = [];
  let sheet: Sheet | undefined;
  let rows: Rows = new Map();
  let last: readonly [number, number] | undefined;
  for (const record of readBiffRecords(stream)) {
    if (record.kind === recordTypes.locked) return unreadableFile('unsupported', encrypted);
    if (record.kind === recordTypes.start) {
      lines.push(...linesOf(sheet, rows));
      rows = new Map();
      sheet = book.sheets.find(({ at }) => at === record.at);
      if (lines.length > limits.rows) return unreadableFile('too-large', `more than ${limits.rows} rows`);
    }
    if (!sheet) readGlobals(record, book);
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

function readGlobals({ kind, parts }: BiffRecord, book: Workbook) {
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
function readShared(cursor: Cursor, { shared }: Workbook) {
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
