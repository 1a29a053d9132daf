import { crc32, deflateRawSync } from 'node:zlib';

/** A member as it is written: `declared` and `rawName` lie or differ from the usual where a test wants it. */
export type Part = {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly rawName?: Uint8Array;
  readonly declared?: number;
  readonly locked?: boolean;
};

const bytesOf = (data: Uint8Array | string): Uint8Array => (typeof data === 'string' ? Buffer.from(data) : data);

function header(mark: number, size: number, fill: (view: DataView) => void): Buffer {
  const buffer = Buffer.alloc(size);
  buffer.writeUInt32LE(mark, 0);
  fill(new DataView(buffer.buffer, buffer.byteOffset, size));
  return buffer;
}

/** A ZIP file of the parts, deflated. */
export function zip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, data, rawName, declared, locked } of parts) {
    const plain = bytesOf(data);
    const packed = deflateRawSync(plain);
    const label = rawName ? Buffer.from(rawName) : Buffer.from(name);
    const flags = (rawName ? 0 : 0x800) | (locked ? 1 : 0);
    const common = (view: DataView, from: number): void => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, flags, true);
      view.setUint16(from + 4, 8, true);
      view.setUint32(from + 10, crc32(plain), true);
      view.setUint32(from + 14, packed.length, true);
      view.setUint32(from + 18, declared ?? plain.length, true);
      view.setUint16(from + 22, label.length, true);
    };
    const local = header(0x04034b50, 30, (view) => common(view, 4));
    const central = header(0x02014b50, 46, (view) => {
      common(view, 6);
      view.setUint32(42, at, true);
    });
    locals.push(local, label, packed);
    centrals.push(central, label);
    at += local.length + label.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = header(0x06054b50, 22, (view) => {
    view.setUint16(8, parts.length, true);
    view.setUint16(10, parts.length, true);
    view.setUint32(12, directory.length, true);
    view.setUint32(16, at, true);
  });
  return Buffer.concat([...locals, directory, end]);
}
