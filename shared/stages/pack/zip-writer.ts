import { crc32, deflateRawSync } from 'node:zlib';
import { InputError } from '../../model/errors.ts';
import { firstDay, flags, largestMember, lengths, type Member, marks, methods, mostBytes, mostMembers, needed } from './zip-form.ts';

export type PackFile = { readonly name: string; readonly bytes: Uint8Array };

/** The fields that both headers share, from the needed version to the length of the name. */
function shared(header: Buffer, at: number, { method, crc, packed, size, name }: Member): void {
  header.writeUInt16LE(needed, at);
  header.writeUInt16LE(flags, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt32LE(firstDay, at + 6);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

function localHeader(member: Member): Buffer {
  const header = Buffer.alloc(lengths.local);
  header.writeUInt32LE(marks.local, 0);
  shared(header, 4, member);
  return Buffer.concat([header, Buffer.from(member.name, 'latin1')]);
}

function centralHeader(member: Member): Buffer {
  const header = Buffer.alloc(lengths.central);
  header.writeUInt32LE(marks.central, 0);
  header.writeUInt16LE(needed, 4);
  shared(header, 6, member);
  header.writeUInt32LE(member.offset, 42);
  return Buffer.concat([header, Buffer.from(member.name, 'latin1')]);
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(lengths.end);
  end.writeUInt32LE(marks.end, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A ZIP of these files, one of them in memory at a time, beside the names. The same files give the same bytes. Throws InputError for more than this form holds. */
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
