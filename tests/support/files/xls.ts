import { ole } from './doc.ts';

/** A cell of a workbook of before 2007. `share` and `day` are numbers shown as such; `formula` holds the text that was worked out. */
type Cell = string | number | { readonly share: number } | { readonly day: number } | { readonly formula: string };
export type XlsSheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[]; readonly hidden?: boolean };

const record = (kind: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u16(kind), u16(body.length), body]);
};
const u8 = (n: number): Buffer => Buffer.from([n]);
const u16 = (n: number): Buffer => Buffer.from([n & 255, (n >> 8) & 255]);
const u32 = (n: number): Buffer => Buffer.concat([u16(n & 0xffff), u16(n >>> 16)]);
const double = (n: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(n);
  return bytes;
};
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A BIFF8 workbook. `splitAt`: the table of texts goes on in a record of its own after so many letters of its first text. */
export function xls(
  sheets: readonly XlsSheet[],
  { splitAt, locked }: { readonly splitAt?: number; readonly locked?: boolean } = {},
): Uint8Array {
  const texts = sheets.flatMap(({ rows }) => rows.flat().filter((cell): cell is string => typeof cell === 'string'));
  const bodies = sheets.map(({ rows }) => sheetOf(rows, texts));
  const globals = (places: readonly number[]): Buffer =>
    Buffer.concat([
      record(0x809, u16(0x600), u16(5), Buffer.alloc(12)),
      ...(locked ? [record(0x2f, Buffer.alloc(6))] : []),
      record(0x41e, u16(200), u16(14), u8(0), Buffer.from('yyyy\\-mm\\-dd;@')),
      ...[0, 10, 200].map((format) => record(0xe0, u16(0), u16(format), Buffer.alloc(16))),
      ...sheets.map(({ name, hidden }, n) =>
        record(0x85, u32(places[n] ?? 0), u8(hidden ? 1 : 0), u8(0), u8(name.length), u8(1), wide(name)),
      ),
      sharedOf(texts, splitAt),
      record(0x0a),
    ]);
  let at = globals([]).length;
  const places = bodies.map((body) => {
    const place = at;
    at += body.length;
    return place;
  });
  return ole(['Workbook', Buffer.concat([globals(places), ...bodies])], ['x', Buffer.alloc(10)]);
}

function sharedOf(texts: readonly string[], splitAt: number | undefined): Buffer {
  const [first = '', ...rest] = texts;
  const others = rest.map((text) => Buffer.concat([u16(text.length), u8(1), wide(text)]));
  const count = Buffer.concat([u32(texts.length), u32(texts.length)]);
  if (splitAt === undefined) return record(0xfc, count, u16(first.length), u8(1), wide(first), ...others);
  const head = record(0xfc, count, u16(first.length), u8(1), wide(first.slice(0, splitAt)));
  return Buffer.concat([head, record(0x3c, u8(1), wide(first.slice(splitAt)), ...others)]);
}

function sheetOf(rows: readonly (readonly Cell[])[], texts: readonly string[]): Buffer {
  const cells = rows.flatMap((row, r) =>
    row.map((cell, c) => {
      const place = Buffer.concat([u16(r), u16(c)]);
      if (typeof cell === 'string') return record(0xfd, place, u16(0), u32(texts.indexOf(cell)));
      if (typeof cell === 'number') return record(0x203, place, u16(0), double(cell));
      if ('share' in cell) return record(0x203, place, u16(1), double(cell.share));
      if ('day' in cell) return record(0x27e, place, u16(2), u32((cell.day << 2) | 2));
      const value = Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]);
      return Buffer.concat([
        record(0x06, place, u16(0), value, Buffer.alloc(8)),
        record(0x207, u16(cell.formula.length), u8(1), wide(cell.formula)),
      ]);
    }),
  );
  return Buffer.concat([record(0x809, u16(0x600), u16(16), Buffer.alloc(12)), ...cells, record(0x0a)]);
}
