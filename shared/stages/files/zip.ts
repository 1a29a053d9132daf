import { Inflate, zipSync } from 'fflate';
import type { Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { encrypted, type FileLine, type FileText, unreadableFile } from './file-text.ts';

/** Checked parts as a ZIP file without compression: what the libraries unpack again can be no bomb. */
export function packZip(parts: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  return zipSync(Object.fromEntries(parts), { level: 0 }).slice().buffer;
}

/** A member of a ZIP file as its directory describes it. `name` is for reading, never a path of this machine. */
type ZipMember = { readonly name: string; readonly declared: number; read(): Uint8Array };
export type Budget = { left: number };
export type Zip = { readonly members: readonly ZipMember[]; find(name: string | RegExp): ZipMember | undefined };

export class ZipError extends Error {
  override readonly name = 'ZipError';
  readonly state: 'damaged' | 'too-large' | 'unsupported';

  constructor(state: 'damaged' | 'too-large' | 'unsupported', message: string) {
    super(message);
    this.state = state;
  }
}

/** Office files hold some hundred members and a few megabytes of XML. */
const limits = { members: 5_000, declared: 300_000_000, inflated: 60_000_000 } as const;
const marks = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;
const endLength = 22;
const longestComment = 65_535;
const step = 65_536;

export const fullBudget = (): Budget => ({ left: limits.inflated });

/**
 * Reads the directory of a ZIP file and gives its members, each inflated when it is asked for. What comes out of all of them together is
 * counted as it comes and stops at 60 MB, whatever the directory says. Throws ZipError.
 */
export function openZip(bytes: Uint8Array, budget: Budget = fullBudget()): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.members) throw new ZipError('too-large', `${count} members`);
  const members: ZipMember[] = [];
  let declared = 0;
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== marks.central) throw new ZipError('damaged', 'the directory is broken');
    const entry = entryAt(view, bytes, at);
    at = entry.next;
    declared += entry.declared;
    if (declared > limits.declared) throw new ZipError('too-large', `${declared} bytes declared`);
    if (!entry.name.endsWith('/')) members.push(memberOf(entry, view, bytes, budget));
  }
  const find = (name: string | RegExp) => members.find((each) => (typeof name === 'string' ? each.name === name : name.test(each.name)));
  return { members, find };
}

function endOf(view: DataView) {
  const last = view.byteLength - endLength;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) if (view.getUint32(at, true) === marks.end) return at;
  throw new ZipError('damaged', 'the end of the file is missing');
}

type ZipEntry = {
  readonly name: string;
  readonly declared: number;
  readonly packed: number;
  readonly method: number;
  readonly locked: boolean;
  readonly local: number;
  readonly next: number;
};

function entryAt(view: DataView, bytes: Uint8Array, at: number) {
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const extra = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return {
    name: decodeName(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
    declared: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    method: view.getUint16(at + 10, true),
    locked: (flags & 1) !== 0,
    local: view.getUint32(at + 42, true),
    next: at + 46 + nameLength + extra,
  };
}

/** Chinese Windows writes names in its own charset and sets no flag. */
function decodeName(bytes: Uint8Array, utf8: boolean) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(bytes);
  }
}

function memberOf(entry: ZipEntry, view: DataView, bytes: Uint8Array, budget: Budget) {
  const read = () => {
    if (entry.locked) throw new ZipError('unsupported', encrypted);
    if (entry.local + 30 > bytes.length || view.getUint32(entry.local, true) !== marks.local)
      throw new ZipError('damaged', 'a member is not where the directory says');
    const start = entry.local + 30 + view.getUint16(entry.local + 26, true) + view.getUint16(entry.local + 28, true);
    const packed = bytes.subarray(start, start + entry.packed);
    if (packed.length < entry.packed) throw new ZipError('damaged', 'a member is cut short');
    if (entry.method === 0) return spendBudget(packed, budget);
    if (entry.method !== 8) throw new ZipError('unsupported', `packed by method ${entry.method}`);
    return inflate(packed, budget);
  };
  return { name: entry.name, declared: entry.declared, read };
}

function spendBudget(bytes: Uint8Array, budget: Budget) {
  budget.left -= bytes.length;
  if (budget.left < 0) throw new ZipError('too-large', `more than ${limits.inflated} bytes when unpacked`);
  return bytes;
}

function inflate(packed: Uint8Array, budget: Budget) {
  const chunks: Uint8Array[] = [];
  const stream = new Inflate((chunk) => {
    chunks.push(spendBudget(chunk, budget));
  });
  try {
    for (let at = 0; at < packed.length; at += step) stream.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('damaged', 'a member cannot be unpacked');
  }
  return Buffer.concat(chunks);
}

/** Files of an archive that are read; the others are named. */
const archiveLimits = { read: 60, chars: 2_000_000 } as const;

const baseName = (name: string) => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);

const litter = (name: string) => name.startsWith('__MACOSX/') || /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(baseName(name));

export async function readArchive(zip: Zip, readFile: (bytes: Uint8Array, name: string) => Promise<FileText>): Promise<FileText> {
  const members = zip.members.filter(({ name }) => !litter(name));
  if (members.length === 0) return unreadableFile('damaged', 'the archive is empty');
  const lines: FileLine[] = [];
  const warnings: Warning[] = [];
  let chars = 0;
  let pages = 0;
  for (const [n, member] of members.entries()) {
    const inner =
      n < archiveLimits.read
        ? await readMember(member, readFile)
        : unreadableFile('too-large', `only the first ${archiveLimits.read} files are read`);
    lines.push({ text: baseName(member.name), heading: true }, ...inner.lines);
    warnings.push(...(inner.warnings ?? []));
    if (inner.state !== 'read')
      warnings.push({ field: 'text', reason: `${inner.state}: ${orEmpty(inner.reason)}`, quote: baseName(member.name).slice(0, 200) });
    pages += inner.pages ?? 0;
    chars += inner.lines.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > archiveLimits.chars) return unreadableFile('too-large', `more than ${archiveLimits.chars} characters`);
  }
  return { lines, state: 'read', warnings, ...(pages > 0 ? { pages } : {}) };
}

async function readMember(member: ZipMember, readFile: (bytes: Uint8Array, name: string) => Promise<FileText>) {
  // A picture needs no unpacking to be named.
  if (/\.(?:png|jpe?g|gif|bmp|tiff?|mp[34]|avi|mov|exe|dll)$/i.test(member.name)) return unreadableFile('unsupported', 'no file of words');
  return readFile(member.read(), member.name);
}
