/** A Word 97 file as small as its readers allow: an OLE container with the text in one piece. */

const sector = 512;
const smallest = 4_096;
const free = 0xffffffff;
const endOfChain = 0xfffffffe;

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(smallest, Math.ceil(bytes.length / sector) * sector) - bytes.length)]);

function wordStreams(text: string): { main: Buffer; table: Buffer } {
  const body = `${text.replaceAll('\n', '\r')}\r`;
  const start = 0x800;
  const main = Buffer.alloc(start + body.length * 2);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(0x00c1, 2);
  main.writeUInt16LE(0x0200, 0x0a);
  main.writeUInt32LE(start, 0x18);
  main.writeUInt32LE(body.length, 0x4c);
  const pieces = Buffer.alloc(21);
  pieces.writeUInt8(2, 0);
  pieces.writeUInt32LE(16, 1);
  pieces.writeUInt32LE(0, 5);
  pieces.writeUInt32LE(body.length, 9);
  pieces.writeUInt32LE(start, 15);
  main.writeUInt32LE(0, 0x1a2);
  main.writeUInt32LE(pieces.length, 0x1a6);
  // Tables of character and paragraph runs that hold no run.
  for (const at of [0xfa, 0x102]) {
    main.writeUInt32LE(64, at);
    main.writeUInt32LE(4, at + 4);
  }
  main.write(body, start, 'utf16le');
  return { main, table: pieces };
}

function entry(name: string, type: number, start: number, size: number, child: number, sibling: number): Buffer {
  const item = Buffer.alloc(128);
  item.write(name, 0, 'utf16le');
  item.writeUInt16LE(name.length * 2 + 2, 64);
  item.writeUInt8(type, 66);
  item.writeUInt8(1, 67);
  item.writeUInt32LE(free, 68);
  item.writeUInt32LE(sibling, 72);
  item.writeUInt32LE(child, 76);
  item.writeUInt32LE(start, 116);
  item.writeUInt32LE(size, 120);
  return item;
}

/** An OLE file of two streams. */
export function ole(first: readonly [string, Buffer], second: readonly [string, Buffer]): Uint8Array {
  const [a, b] = [padded(first[1]), padded(second[1])];
  const [sizeA, sizeB] = [a.length / sector, b.length / sector];
  const total = 1 + 1 + sizeA + sizeB;
  const fat = Buffer.alloc(Math.ceil((total * 4) / sector) * sector, 0xff);
  const fats = fat.length / sector;
  const chain = (from: number, count: number): void => {
    for (let n = 0; n < count; n += 1) fat.writeUInt32LE(n === count - 1 ? endOfChain : from + n + 1, (from + n) * 4);
  };
  for (let n = 0; n < fats; n += 1) fat.writeUInt32LE(0xfffffffd, n * 4);
  chain(fats, 1);
  chain(fats + 1, sizeA);
  chain(fats + 1 + sizeA, sizeB);
  const directory = Buffer.concat([
    entry('Root Entry', 5, endOfChain, 0, 1, free),
    entry(first[0], 2, fats + 1, a.length, free, 2),
    entry(second[0], 2, fats + 1 + sizeA, b.length, free, free),
    Buffer.alloc(128),
  ]);
  const header = Buffer.alloc(sector);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(fats, 44);
  header.writeUInt32LE(fats, 48);
  header.writeUInt32LE(smallest, 56);
  header.writeUInt32LE(endOfChain, 60);
  header.writeUInt32LE(endOfChain, 68);
  header.fill(0xff, 76);
  for (let n = 0; n < fats; n += 1) header.writeUInt32LE(n, 76 + n * 4);
  return Buffer.concat([header, fat, directory, a, b]);
}

/** A .doc of the text, a paragraph a line. */
export function doc(text: string): Uint8Array {
  const { main, table } = wordStreams(text);
  return ole(['WordDocument', main], ['1Table', Buffer.concat([table, Buffer.alloc(128)])]);
}
