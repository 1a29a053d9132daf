import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompress, brotliDecompressSync, constants } from 'node:zlib';

/** Bytes as they lie in the bucket. A reader of S3 that knows `Content-Encoding` gets the bytes as they were received. */
export type Packed = { readonly Body: Uint8Array; readonly ContentEncoding?: 'br' };

const [pack, unpack] = [promisify(brotliCompress), promisify(brotliDecompress)];

// Below it the head of the stream and a block of the disk weigh more than what is gained.
const leastBytes = 400;
const sampleBytes = 65_536;
/** What is packed already (PDF, ZIP, JPEG) lies as it came: less than a tenth would be gained. */
const worth = (packed: number, plain: number): boolean => packed <= plain * 0.9;
/** No object is larger when it is unpacked. */
const mostBytes = 2 ** 30;
const mostBytesHere = 2 ** 20;

const options = ({ length }: Uint8Array) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: length },
});

/**
 * Packs bytes with brotli at its fastest, where that gains something. A tenth of a millisecond is done here and now: the way to another thread and back takes three
 * times as much.
 */
export async function packed(bytes: Uint8Array): Promise<Packed> {
  if (bytes.length < leastBytes) return { Body: bytes };
  const sample = bytes.subarray(0, sampleBytes);
  const first = brotliCompressSync(sample, options(sample));
  if (!worth(first.length, sample.length)) return { Body: bytes };
  return { Body: sample.length === bytes.length ? first : await pack(bytes, options(bytes)), ContentEncoding: 'br' };
}

/** The bytes of an object as they were put; until 0.8 all lay as they were. */
export async function unpacked(bytes: Uint8Array, encoding: string | undefined): Promise<Uint8Array> {
  if (encoding !== 'br') return bytes;
  return (bytes.length <= sampleBytes && unpackedHere(bytes)) || unpack(bytes, { maxOutputLength: mostBytes });
}

/** Undefined for what becomes too large to unpack while others wait. */
function unpackedHere(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: mostBytesHere });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}
