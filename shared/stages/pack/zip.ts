import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { InputError } from '../../model/errors.ts';

/**
 * The one form of ZIP in which packs are written, and which alone is read again: members one after the other without gaps, sizes and
 * checksum in both headers, stored or deflated, no extra fields, no comments, the first day that ZIP knows as their time.
 */
const marks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const lengths = { local: 30, central: 46, end: 22 } as const;
/** 1980-01-01, 00:00. */
const firstDay = 0x00210000;
const needed = 20;
/** Names are ASCII, which is UTF-8. */
const flags = 0x0800;
const methods = { stored: 0, deflated: 8 } as const;
/** Beyond these ZIP needs its 64-bit form. */
const mostMembers = 65_534;
const mostBytes = 0xffff_fffe;
/** One file of a pack: pages and attachments have at most 30 MB, a document's JSON and a manifest stay below this, too. */
const largestMember = 128 * 1024 * 1024;

export type Member = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** Names are paths of plain letters, without a way up or out. */
export const isPlainName = (name: string): boolean =>
  name.length <= 200 && /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}$/.test(name);

export type Parts = { readonly size: number; read(at: number, length: number): Promise<Buffer> };

export class PackDamage extends Error {
  override readonly name = 'PackDamage';
  readonly file: string;
  constructor(file: string, message: string) {
    super(message);
    this.file = file;
  }
}

/** Named where no one file of a pack is to blame. */
export const whole = 'the pack';
const largestDirectory = 24 * 1024 * 1024;
/** All members together, unpacked: pages and texts come to five or ten times what they have packed. */
const mostUnpacked = (packed: number) => Math.max(1024 ** 3, 100 * packed);

function refuse(when: boolean, file: string, message: string) {
  if (when) throw new PackDamage(file, message);
}

function readShared(header: Buffer, at: number) {
  const plain = header.readUInt16LE(at) === needed && header.readUInt16LE(at + 2) === flags && header.readUInt32LE(at + 6) === firstDay;
  const method = header.readUInt16LE(at + 4);
  if (!plain || (method !== methods.stored && method !== methods.deflated) || header.readUInt16LE(at + 24) !== 0) return undefined;
  const [crc, packed, size] = [header.readUInt32LE(at + 10), header.readUInt32LE(at + 14), header.readUInt32LE(at + 18)];
  return { method, crc, packed, size, nameLength: header.readUInt16LE(at + 22) };
}

async function findDirectory({ size, read }: Parts) {
  refuse(size < lengths.end, whole, 'it is no ZIP file: too short');
  const end = await read(size - lengths.end, lengths.end);
  refuse(end.readUInt32LE(0) !== marks.end, whole, 'it is cut short, or something was added behind it');
  const [count, length, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const whose = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === count && end.readUInt16LE(20) === 0;
  refuse(!whose || offset + length + lengths.end !== size, whole, 'its directory is not where its end says');
  refuse(length > largestDirectory, whole, 'its directory is too large');
  return { count, offset, length };
}

function memberAt(directory: Buffer, at: number) {
  refuse(at + lengths.central > directory.length || directory.readUInt32LE(at) !== marks.central, whole, 'its directory is broken');
  const fields = readShared(directory, at + 6);
  const plain = directory.readUInt16LE(at + 4) === needed && directory.subarray(at + 32, at + 42).every((byte) => byte === 0);
  if (!fields || !plain) throw new PackDamage(whole, 'a member is not in the form of a pack');
  const { nameLength, ...rest } = fields;
  const name = directory.toString('latin1', at + lengths.central, at + lengths.central + nameLength);
  refuse(name.length !== nameLength || !isPlainName(name), whole, `a name is not one of a pack: ${JSON.stringify(name.slice(0, 100))}`);
  refuse(rest.size > largestMember, name, `it says that it has ${rest.size} bytes`);
  return { name, ...rest, offset: directory.readUInt32LE(at + 42) };
}

/** The members of a pack in their order, which must fill the file without gaps. Nothing is unpacked. Throws PackDamage. */
export async function listMembers(parts: Parts): Promise<readonly Member[]> {
  const { count, offset, length } = await findDirectory(parts);
  const directory = await parts.read(offset, length);
  const members: Member[] = [];
  const names = new Set<string>();
  let [at, next, unpacked] = [0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const member = memberAt(directory, at);
    refuse(names.has(member.name.toLowerCase()), member.name, 'the name stands twice');
    names.add(member.name.toLowerCase());
    refuse(member.offset !== next, member.name, 'it does not follow the file before it');
    at += lengths.central + member.name.length;
    next += lengths.local + member.name.length + member.packed;
    unpacked += member.size;
    members.push(member);
  }
  refuse(at !== length || next !== offset, whole, 'there are bytes that belong to no file');
  refuse(
    unpacked > mostUnpacked(parts.size),
    whole,
    `it would unpack to ${Math.round(unpacked / 1024 ** 2)} MB, more than a pack of its size can hold`,
  );
  return members;
}

export async function readMember(parts: Parts, member: Member): Promise<Buffer> {
  const { name, method, crc, packed, size, offset } = member;
  const head = lengths.local + name.length;
  const bytes = await parts.read(offset, head + packed);
  const fields = bytes.length === head + packed && bytes.readUInt32LE(0) === marks.local ? readShared(bytes, 4) : undefined;
  const same =
    fields?.method === method &&
    fields.crc === crc &&
    fields.packed === packed &&
    fields.size === size &&
    fields.nameLength === name.length;
  refuse(!same || bytes.toString('latin1', lengths.local, head) !== name, name, 'its header is not what the directory says');
  const body = bytes.subarray(head);
  const found = method === methods.stored ? body : inflated(body, member);
  refuse(found.length !== size || crc32(found) !== crc, name, 'its bytes were changed (checksum)');
  return found;
}

function inflated(body: Buffer, { name, size }: Member) {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new PackDamage(name, 'it cannot be unpacked to the size that it states');
  }
}

export type PackFile = { readonly name: string; readonly bytes: Uint8Array };

function writeShared(header: Buffer, at: number, { method, crc, packed, size, name }: Member) {
  header.writeUInt16LE(needed, at);
  header.writeUInt16LE(flags, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt32LE(firstDay, at + 6);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

function localHeader(member: Member) {
  const header = Buffer.alloc(lengths.local);
  header.writeUInt32LE(marks.local, 0);
  writeShared(header, 4, member);
  return Buffer.concat([header, Buffer.from(member.name, 'latin1')]);
}

function centralHeader(member: Member) {
  const header = Buffer.alloc(lengths.central);
  header.writeUInt32LE(marks.central, 0);
  header.writeUInt16LE(needed, 4);
  writeShared(header, 6, member);
  header.writeUInt32LE(member.offset, 42);
  return Buffer.concat([header, Buffer.from(member.name, 'latin1')]);
}

function endOf(count: number, length: number, offset: number) {
  const end = Buffer.alloc(lengths.end);
  end.writeUInt32LE(marks.end, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/**
 * A ZIP of these files, one of them in memory at a time, beside the names. The same files give the same bytes. Throws InputError for more
 * than this form holds.
 */
export async function* toZip(files: AsyncIterable<PackFile>): AsyncGenerator<Uint8Array> {
  const members: Member[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const deflated = deflateRawSync(bytes);
    const smaller = deflated.length < bytes.length;
    const body = smaller ? deflated : bytes;
    const method = smaller ? methods.deflated : methods.stored;
    const member = { name, method, crc: crc32(bytes), packed: body.length, size: bytes.length, offset };
    const header = localHeader(member);
    members.push(member);
    offset += header.length + body.length;
    if (bytes.length > largestMember || offset > mostBytes || members.length > mostMembers)
      throw new InputError('the pack would be larger than 4 GB or 65,534 files; ask for fewer documents, in several packs');
    yield header;
    yield body;
  }
  const directory = Buffer.concat(members.map(centralHeader));
  yield directory;
  yield endOf(members.length, directory.length, offset);
}
