/** What a file is by its first bytes: containers are looked into later. `undefined` for what may be a page or plain text. */
export type Container = 'pdf' | 'zip' | 'ole' | 'rar' | '7z' | 'rtf' | 'gzip' | 'image';

const starts: readonly (readonly [Container, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['gzip', [0x1f, 0x8b]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
];
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];
/** Bytes that some writers put before a PDF's first line: a byte-order mark, blanks. */
const mostBefore = 16;

const startsAt = (bytes: Uint8Array, at: number, mark: readonly number[]): boolean => mark.every((byte, n) => bytes[at + n] === byte);

/** The container that the bytes open with, whatever the name or the header says. */
export function containerOf(bytes: Uint8Array): Container | undefined {
  for (let at = 0; at <= mostBefore; at += 1) {
    if (startsAt(bytes, at, pdf)) return 'pdf';
    const byte = bytes[at] ?? 0x3c;
    if (byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte > 0x20) break;
  }
  return starts.find(([, mark]) => startsAt(bytes, 0, mark))?.[0];
}

/** UTF-16 names of the streams that tell what an OLE file is; the directory may stand anywhere in it. */
const streams: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'ppt'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
];

/** doc, xls, ppt or `encrypted` (a newer Office file under a password); `ole` when none of their streams is there. */
export function oleFormat(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return streams.find(([name]) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')))?.[1] ?? 'ole';
}
