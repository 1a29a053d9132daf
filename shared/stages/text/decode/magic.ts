import { oleNames } from './ole.ts';

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
/** Readers of PDF files look for their first line so far: some servers and writers put other lines before it. */
const mostBefore = 1_024;

const startsAt = (bytes: Uint8Array, at: number, mark: readonly number[]): boolean => mark.every((byte, n) => bytes[at + n] === byte);

/** The container that the bytes open with, whatever the name or the header says. */
export function containerOf(bytes: Uint8Array): Container | undefined {
  return starts.find(([, mark]) => startsAt(bytes, 0, mark))?.[0] ?? (opensAsPdf(bytes) ? 'pdf' : undefined);
}

/** A page or a text may speak of PDF files: before the first line of one there are no tags. */
function opensAsPdf(bytes: Uint8Array): boolean {
  for (let at = 0; at < mostBefore && at < bytes.length; at += 1) {
    if (startsAt(bytes, at, pdf)) return at < 16 || bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d;
    if (bytes[at] === 0x3c) return false;
  }
  return false;
}

/** Streams that tell what an OLE file is. */
const streams: ReadonlyMap<string, string> = new Map([
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'ppt'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
]);

/** doc, xls, ppt or `encrypted` (a newer Office file under a password); `ole` when none of their streams is there. Of an embedded file the streams come later. */
export function oleFormat(bytes: Uint8Array): string {
  const name = oleNames(bytes).find((each) => streams.has(each)) ?? [...streams.keys()].find((each) => holds(bytes, each));
  return (name === undefined ? undefined : streams.get(name)) ?? 'ole';
}

/** A name anywhere in a file whose directory is broken. */
function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(`${name}\0`, 'utf16le'));
}
