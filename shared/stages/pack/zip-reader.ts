import { crc32, inflateRawSync } from 'node:zlib';
import { firstDay, flags, isPlainName, largestMember, lengths, type Member, marks, methods, needed } from './zip-form.ts';

/** A file that is read in parts. */
export type Parts = { readonly size: number; read(at: number, length: number): Promise<Buffer> };

/** What is wrong with a pack, and in which of its files. */
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
const mostUnpacked = (packed: number): number => Math.max(1024 ** 3, 100 * packed);

function refuse(when: boolean, file: string, message: string): void {
  if (when) throw new PackDamage(file, message);
}

/** The fields that both headers share, as zip-writer.ts puts them; undefined where one is not of the form of a pack. */
function shared(header: Buffer, at: number) {
  const plain = header.readUInt16LE(at) === needed && header.readUInt16LE(at + 2) === flags && header.readUInt32LE(at + 6) === firstDay;
  const method = header.readUInt16LE(at + 4);
  if (!plain || (method !== methods.stored && method !== methods.deflated) || header.readUInt16LE(at + 24) !== 0) return undefined;
  const [crc, packed, size] = [header.readUInt32LE(at + 10), header.readUInt32LE(at + 14), header.readUInt32LE(at + 18)];
  return { method, crc, packed, size, nameLength: header.readUInt16LE(at + 22) };
}

async function findDirectory({ size, read }: Parts): Promise<{ count: number; offset: number; length: number }> {
  refuse(size < lengths.end, whole, 'it is no ZIP file: too short');
  const end = await read(size - lengths.end, lengths.end);
  refuse(end.readUInt32LE(0) !== marks.end, whole, 'it is cut short, or something was added behind it');
  const [count, length, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const whose = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === count && end.readUInt16LE(20) === 0;
  refuse(!whose || offset + length + lengths.end !== size, whole, 'its directory is not where its end says');
  refuse(length > largestDirectory, whole, 'its directory is too large');
  return { count, offset, length };
}

function memberAt(directory: Buffer, at: number): Member {
  refuse(at + lengths.central > directory.length || directory.readUInt32LE(at) !== marks.central, whole, 'its directory is broken');
  const fields = shared(directory, at + 6);
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

/** The bytes of a member. Never more than its directory says are unpacked. Throws PackDamage. */
export async function readMember(parts: Parts, member: Member): Promise<Buffer> {
  const { name, method, crc, packed, size, offset } = member;
  const head = lengths.local + name.length;
  const bytes = await parts.read(offset, head + packed);
  const fields = bytes.length === head + packed && bytes.readUInt32LE(0) === marks.local ? shared(bytes, 4) : undefined;
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

function inflated(body: Buffer, { name, size }: Member): Buffer {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new PackDamage(name, 'it cannot be unpacked to the size that it states');
  }
}
