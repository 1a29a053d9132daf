import type { Readable } from 'node:stream';
import { DamagedError } from '../model/errors.ts';
import { erasablePrefix, writeOncePrefixes } from '../model/records.ts';
import { opt } from '../model/values.ts';
import { type Packed, packed, unpacked } from './packed.ts';

type Metadata = Readonly<Record<string, string>>;
type StoredObject = { readonly bytes: Uint8Array; readonly etag: string; readonly metadata?: Metadata };
/** What an object is, and what is kept with it: two kilobytes of ASCII at most. */
type ObjectKind = { readonly type: string; readonly metadata?: Metadata };
export type ObjectCondition = { readonly absent: true } | { readonly etag: string };
export type NewObject = Packed & { readonly key: string; readonly type: string; readonly metadata?: Metadata };

/** A bucket as it answers requests about single objects; what it holds may lie packed. */
export type ObjectService = {
  /** 'same' when the object still has the ETag `unless`; undefined when there is none. */
  load(key: string, unless?: string): Promise<(StoredObject & { readonly encoding?: string | undefined }) | 'same' | undefined>;
  /** False when the condition is not met. */
  store(object: NewObject, condition: ObjectCondition): Promise<boolean>;
};

type SmallObjects = {
  get(key: string): Promise<StoredObject | undefined>;
  /** Reads the object, or says 'same' while it has this ETag. */
  getUnless(key: string, etag: string): Promise<StoredObject | 'same' | undefined>;
  put(key: string, bytes: Uint8Array, kind: string | ObjectKind, condition: ObjectCondition): Promise<boolean>;
};

/** Bytes as they come, or at hand. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Objects of one bucket. What is put lies packed where that gains something, and is read as it was put. Conditional writes answer false when another writer was first. */
export type Objects = SmallObjects & {
  /** The bytes of an object that was written with `write`, as they come; undefined when there is none. */
  read(key: string): Promise<Readable | undefined>;
  /** Writes an object of any size, in parts as the bytes come, over whatever is there. */
  write(key: string, bytes: Bytes, contentType: string): Promise<void>;
  /** Keys under a prefix in order, after `after` when given, of objects last written before `written` when given, as they are read. */
  list(prefix: string, after?: string, written?: Date): AsyncIterable<string>;
  /** Removes every version of every object under a prefix; returns how many. */
  erase(prefix: string): Promise<number>;
  /** Removes an object; false when that is not allowed. */
  remove(key: string): Promise<boolean>;
};

/**
 * What is written once and never erased (of a reader it can be seen in the bucket itself that nothing is left), and what names the files of the index, which every
 * reader of it reads.
 */
const packedPrefixes = [...writeOncePrefixes.filter((prefix) => prefix !== erasablePrefix), 'search/'];
const liesPacked = (key: string): boolean => packedPrefixes.some((prefix) => key.startsWith(prefix));

/** Objects that are read and written whole. */
export function openSmallObjects({ load, store }: ObjectService): SmallObjects {
  const found = async (key: string, unless?: string): Promise<StoredObject | 'same' | undefined> => {
    const held = await load(key, unless);
    if (held === undefined || held === 'same') return held;
    const { bytes, encoding, ...described } = held;
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
