/**
 * OLE files (Compound File Binary, MS-CFB) are small file systems: sectors in chains, a table of the chains, a directory of streams. This
 * gives the bytes of one stream; nothing is followed further than the file is long.
 */

const free = 0xfffffff0;
const headerLength = 512;
const entryLength = 128;
const smallStream = 4_096;

type Chains = { readonly next: readonly number[]; sectorAt(n: number): Uint8Array };

const oleNames = (bytes: Uint8Array): readonly string[] => open(bytes)?.entries.map(({ name }) => name) ?? [];

/** Bytes of the stream called by one of the names, the first in the directory; undefined when there is none or the file is broken. */
export function oleStream(bytes: Uint8Array, names: readonly string[]): Uint8Array | undefined {
  const file = open(bytes);
  const entry = file?.entries.find(({ type, name }) => type === 2 && names.includes(name));
  if (!file || !entry) return undefined;
  const { fat, root, miniTable } = file;
  if (entry.size >= smallStream) return chain(fat, entry.start, bytes.length).subarray(0, entry.size);
  const mini = chain(fat, root.start, bytes.length);
  const next = numbersIn(chain(fat, miniTable, bytes.length));
  return chain({ next, sectorAt: (n) => mini.subarray(n * 64, (n + 1) * 64) }, entry.start, entry.size).subarray(0, entry.size);
}

type OleFile = {
  readonly fat: Chains;
  readonly entries: readonly DirectoryEntry[];
  readonly root: DirectoryEntry;
  readonly miniTable: number;
};

function open(bytes: Uint8Array): OleFile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerLength * 2) return undefined;
  const size = 2 ** Math.min(Math.max(view.getUint16(30, true), 7), 16);
  const sectorAt = (n: number) => bytes.subarray((n + 1) * size, (n + 2) * size);
  const fat = { next: tableOf(view, sectorAt, size), sectorAt };
  const entries = entriesOf(chain(fat, view.getUint32(48, true), bytes.length));
  const root = entries.find(({ type }) => type === 5);
  return root ? { fat, entries, root, miniTable: view.getUint32(60, true) } : undefined;
}

/** The table of chains: its own sectors are named in the header, then in a chain of lists. */
function tableOf(view: DataView, sectorAt: (n: number) => Uint8Array, size: number) {
  const count = Math.min(view.getUint32(44, true), Math.ceil(view.byteLength / size));
  const places: number[] = [];
  for (let at = 76; at < headerLength && places.length < count; at += 4) places.push(view.getUint32(at, true));
  let list = view.getUint32(68, true);
  for (let n = 0; n < count && list < free && places.length < count; n += 1) {
    const numbers = numbersIn(sectorAt(list));
    places.push(...numbers.slice(0, -1));
    list = numbers.at(-1) ?? free;
  }
  return places.slice(0, count).flatMap((place) => (place < free ? numbersIn(sectorAt(place)) : []));
}

function numbersIn(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, n) => view.getUint32(n * 4, true));
}

function chain({ next, sectorAt }: Chains, start: number, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = start; at < free && length <= most; at = next[at] ?? free) {
    const part = sectorAt(at);
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts);
}

type DirectoryEntry = { readonly name: string; readonly type: number; readonly start: number; readonly size: number };

function entriesOf(directory: Uint8Array) {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + entryLength <= directory.length && entries.length < 10_000; at += entryLength) {
    const length = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + length));
    entries.push({ name, type: view.getUint8(at + 66), start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
  }
  return entries;
}

/** What a file is by its first bytes: containers are looked into later. `undefined` for what may be a page or plain text. */
type Container = 'pdf' | 'zip' | 'ole' | 'rar' | '7z' | 'rtf' | 'gzip' | 'image';

const starts: readonly (readonly [Container, hex: string])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['rar', '526172211a07'],
  ['7z', '377abcaf271c'],
  ['rtf', '7b5c727466'],
  ['gzip', '1f8b'],
  ['image', '89504e47'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
];

const headOf = (bytes: Uint8Array, length: number, as: BufferEncoding): string => Buffer.from(bytes.subarray(0, length)).toString(as);

export function containerOf(bytes: Uint8Array): Container | undefined {
  const hex = headOf(bytes, 8, 'hex');
  return starts.find(([, mark]) => hex.startsWith(mark))?.[0] ?? (opensAsPdf(bytes) ? 'pdf' : undefined);
}

/** Readers of PDF files look for their first line so far: some servers and writers put other lines before it. */
const mostBefore = 1_024;

/** A page or a text may speak of PDF files: before the first line of one there are no tags. */
function opensAsPdf(bytes: Uint8Array): boolean {
  const before = /^([^<]{0,1023}?)%PDF-/.exec(headOf(bytes, mostBefore + 4, 'latin1'))?.[1];
  return before !== undefined && (before.length < 16 || /[\r\n]$/.test(before));
}

const streams: ReadonlyMap<string, string> = new Map([
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'ppt'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
]);

/**
 * doc, xls, ppt or `encrypted` (a newer Office file under a password); `ole` when none of their streams is there. Of an embedded file the
 * streams come later.
 */
export function oleFormat(bytes: Uint8Array): string {
  const name = oleNames(bytes).find((each) => streams.has(each)) ?? [...streams.keys()].find((each) => holds(bytes, each));
  return (name === undefined ? undefined : streams.get(name)) ?? 'ole';
}

/** A name anywhere in a file whose directory is broken. */
function holds(bytes: Uint8Array, name: string) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(`${name}\0`, 'utf16le'));
}
