import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompress, brotliDecompressSync, constants } from 'node:zlib';
import { DamagedError } from '../model/errors.ts';
import { erasablePrefix, writeOncePrefixes } from '../model/records.ts';
import { opt } from '../model/values.ts';
import { sha256 } from '../stages/text/hash.ts';

/** Bytes as they lie in the bucket. A reader of S3 that knows `Content-Encoding` gets the bytes as they were received. */
type Packed = { readonly Body: Uint8Array; readonly ContentEncoding?: 'br' };

const [pack, unpack] = [promisify(brotliCompress), promisify(brotliDecompress)];

// Below it the head of the stream and a block of the disk weigh more than what is gained.
const leastBytes = 400;
const sampleBytes = 65_536;
/** What is packed already (PDF, ZIP, JPEG) lies as it came: less than a tenth would be gained. */
const worth = (packed: number, plain: number): boolean => packed <= plain * 0.9;
const mostBytes = 2 ** 30;
const mostBytesHere = 2 ** 20;

const options = ({ length }: Uint8Array) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: length },
});

/**
 * Packs bytes with brotli at its fastest, where that gains something. A tenth of a millisecond is done here and now: the way to another
 * thread and back takes three times as much.
 */
async function packed(bytes: Uint8Array): Promise<Packed> {
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

function unpackedHere(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: mostBytesHere });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

type Metadata = Readonly<Record<string, string>>;
type StoredObject = { readonly bytes: Uint8Array; readonly etag: string; readonly metadata?: Metadata };
type ObjectKind = { readonly type: string; readonly metadata?: Metadata };
export type ObjectCondition = { readonly absent: true } | { readonly etag: string };
export type NewObject = Packed & { readonly key: string; readonly type: string; readonly metadata?: Metadata };

export type ObjectService = {
  /** 'same' when the object still has the ETag `unless`; undefined when there is none. */
  load(key: string, unless?: string): Promise<(StoredObject & { readonly encoding?: string | undefined }) | 'same' | undefined>;
  store(object: NewObject, condition: ObjectCondition): Promise<boolean>;
};

type SmallObjects = {
  get(key: string): Promise<StoredObject | undefined>;
  getUnless(key: string, etag: string): Promise<StoredObject | 'same' | undefined>;
  put(key: string, bytes: Uint8Array, kind: string | ObjectKind, condition: ObjectCondition): Promise<boolean>;
};

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Objects of one bucket. What is put lies packed where that gains something, and is read as it was put. Conditional writes answer false
 * when another writer was first.
 */
export type Objects = SmallObjects & {
  read(key: string): Promise<Readable | undefined>;
  write(key: string, bytes: Bytes, contentType: string): Promise<void>;
  list(prefix: string, after?: string, written?: Date): AsyncIterable<string>;
  erase(prefix: string): Promise<number>;
  remove(key: string): Promise<boolean>;
};

/**
 * What is written once and never erased (of a reader it can be seen in the bucket itself that nothing is left), and what names the files of
 * the index, which every reader of it reads.
 */
const packedPrefixes = [...writeOncePrefixes.filter((prefix) => prefix !== erasablePrefix), 'search/'];
const liesPacked = (key: string): boolean => packedPrefixes.some((prefix) => key.startsWith(prefix));

export function openSmallObjects({ load, store }: ObjectService): SmallObjects {
  const found = async (key: string, unless?: string): Promise<StoredObject | 'same' | undefined> => {
    const stored = await load(key, unless);
    if (stored === undefined || stored === 'same') return stored;
    const { bytes, encoding, ...described } = stored;
    const plain = await unpacked(bytes, encoding).catch((cause: unknown) => {
      throw new DamagedError(key, { cause });
    });
    return { bytes: plain, ...described };
  };
  return {
    async get(key) {
      const object = await found(key);
      return object === 'same' ? undefined : object;
    },
    async getUnless(key, etag) {
      const object = await found(key, etag);
      return object && object !== 'same' && object.etag === etag ? 'same' : object;
    },
    async put(key, bytes, kind, condition) {
      const { type, metadata }: ObjectKind = typeof kind === 'string' ? { type: kind } : kind;
      const body = liesPacked(key) ? await packed(bytes) : { Body: bytes };
      return store({ key, ...body, type, ...opt('metadata', metadata) }, condition);
    },
  };
}

/** The part of a key that stands for an address or a value: 32 hex digits. */
export const hash = (text: string): string => sha256(text).slice(0, 32);
