import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

/** Bytes as they lie in the bucket. A reader of S3 that knows `Content-Encoding` gets the bytes as they were received. */
export type Packed = { readonly Body: Uint8Array; readonly ContentEncoding?: 'br' };

const [pack, unpackBrotli] = [promisify(brotliCompress), promisify(brotliDecompress)];

// Below it the head of the stream and a block of the disk weigh more than what is gained.
const leastBytes = 400;
const sampleBytes = 65_536;
/** What is packed already (PDF, ZIP, JPEG) lies as it came: less than a tenth would be gained. */
const worth = (packed: number, plain: number): boolean => packed <= plain * 0.9;
/** No object is larger when it is unpacked. */
const mostBytes = 2 ** 30;

const fast = (bytes: Uint8Array): Promise<Buffer> =>
  pack(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

/** Packs bytes with brotli at its fastest, where that gains something. */
export async function packed(bytes: Uint8Array): Promise<Packed> {
  if (bytes.length < leastBytes) return { Body: bytes };
  const sample = bytes.subarray(0, sampleBytes);
  const first = await fast(sample);
  if (!worth(first.length, sample.length)) return { Body: bytes };
  return { Body: sample.length === bytes.length ? first : await fast(bytes), ContentEncoding: 'br' };
}

/** The bytes of an object as they were put; until 0.8 all lay as they were. */
export async function unpacked(bytes: Uint8Array, encoding: string | undefined): Promise<Uint8Array> {
  return encoding === 'br' ? unpackBrotli(bytes, { maxOutputLength: mostBytes }) : bytes;
}
