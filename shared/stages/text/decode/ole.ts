/**
 * OLE files (Compound File Binary, MS-CFB) are small file systems: sectors in chains, a table of the chains, a directory of streams. This gives the
 * bytes of one stream; nothing is followed further than the file is long.
 */

const free = 0xfffffff0;
const headerLength = 512;
const entryLength = 128;
const smallStream = 4_096;

type Chains = { readonly next: readonly number[]; sectorAt(n: number): Uint8Array };

/** Names of the streams in the order of the directory: those of the file itself stand before those of files embedded in it. */
export const oleNames = (bytes: Uint8Array): readonly string[] => open(bytes)?.entries.map(({ name }) => name) ?? [];

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
  const sectorAt = (n: number): Uint8Array => bytes.subarray((n + 1) * size, (n + 2) * size);
  const fat = { next: tableOf(view, sectorAt, size), sectorAt };
  const entries = entriesOf(chain(fat, view.getUint32(48, true), bytes.length));
  const root = entries.find(({ type }) => type === 5);
  return root ? { fat, entries, root, miniTable: view.getUint32(60, true) } : undefined;
}

/** The table of chains: its own sectors are named in the header, then in a chain of lists. */
function tableOf(view: DataView, sectorAt: (n: number) => Uint8Array, size: number): number[] {
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

function numbersIn(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, n) => view.getUint32(n * 4, true));
}

/** A chain of sectors as one piece; it stops when it is longer than `most`, as one that bites its tail would be. */
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

function entriesOf(directory: Uint8Array): DirectoryEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + entryLength <= directory.length && entries.length < 10_000; at += entryLength) {
    const length = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + length));
    entries.push({ name, type: view.getUint8(at + 66), start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
  }
  return entries;
}
