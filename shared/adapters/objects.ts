import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DamagedError } from '../model/errors.ts';
import { erasablePrefix, writeOncePrefixes } from '../model/records.ts';
import { opt, orEmpty } from '../model/values.ts';
import { openClient } from './client-options.ts';
import { type Bytes, readObject, writeObject } from './large-objects.ts';
import { type Packed, packed, unpacked } from './packed.ts';

export type Bucket = { readonly client: S3Client; readonly bucket: string };
type Metadata = Readonly<Record<string, string>>;
type StoredObject = { readonly bytes: Uint8Array; readonly etag: string; readonly metadata?: Metadata };
/** What an object is, and what is kept with it: two kilobytes of ASCII at most. */
type ObjectKind = { readonly type: string; readonly metadata?: Metadata };
type ObjectCondition = { readonly absent: true } | { readonly etag: string };

/** Objects of one bucket. What is put lies packed where that gains something, and is read as it was put. Conditional writes answer false when another writer was first. */
export type Objects = {
  get(key: string): Promise<StoredObject | undefined>;
  /** Reads the object, or says 'same' while it has this ETag. */
  getUnless(key: string, etag: string): Promise<StoredObject | 'same' | undefined>;
  put(key: string, bytes: Uint8Array, kind: string | ObjectKind, condition: ObjectCondition): Promise<boolean>;
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

const statusOf = (error: unknown): number => {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
};

const hasBrokenOff = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

type ObjectAddress = { readonly Bucket: string; readonly Key: string };

/** What is written once and never erased: of a reader it can be seen in the bucket itself that nothing is left. */
const liesPacked = (key: string): boolean => writeOncePrefixes.some((prefix) => prefix !== erasablePrefix && key.startsWith(prefix));

function damaged(key: string, cause: unknown): never {
  throw new DamagedError(key, { cause });
}

/** The object; 'same' when it still has the ETag `unless`; undefined when there is none. */
async function fetchObject(client: S3Client, at: ObjectAddress, unless?: string): Promise<StoredObject | 'same' | undefined> {
  for (let turn = 0; ; turn += 1) {
    try {
      const answer = await client.send(new GetObjectCommand({ ...at, ...opt('IfNoneMatch', unless) }));
      const held = await answer.Body?.transformToByteArray();
      const bytes = held && (await unpacked(held, answer.ContentEncoding).catch((cause: unknown) => damaged(at.Key, cause)));
      return bytes && { bytes, etag: orEmpty(answer.ETag), ...opt('metadata', answer.Metadata) };
    } catch (error) {
      // The SDK tries a request again until its answer begins, not when the bytes break off behind that.
      if (hasBrokenOff(error) && turn < 2) continue;
      if (statusOf(error) === 304) return 'same';
      if (error instanceof Error && error.message.startsWith('Checksum mismatch')) throw new DamagedError(at.Key, { cause: error });
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}

type NewObject = ObjectAddress & Packed & { readonly ContentType: string; readonly Metadata?: Record<string, string> };

/** False when the condition is not met. */
async function putConditionally(client: S3Client, object: NewObject, condition: ObjectCondition): Promise<boolean> {
  const when = 'absent' in condition ? { IfNoneMatch: '*' } : { IfMatch: condition.etag };
  for (let turn = 0; ; turn += 1) {
    try {
      await client.send(new PutObjectCommand({ ...object, ...when }));
      return true;
    } catch (error) {
      // 409: another conditional write of this key was under way; the next try shows the result.
      if (statusOf(error) === 409 && turn < 3) continue;
      if (statusOf(error) === 412 || (statusOf(error) === 404 && 'etag' in condition)) return false;
      throw error;
    }
  }
}

/** The objects of a bucket, with the client that the environment configures. */
export const openBucketObjects = (bucket: string): Objects =>
  openObjects({ client: openClient('S3', (options) => new S3Client(options)), bucket });

/** Opens the objects of a bucket. Other errors of the service are thrown as they come. */
export function openObjects({ client, bucket }: Bucket): Objects {
  const at = (key: string): ObjectAddress => ({ Bucket: bucket, Key: key });
  return {
    async get(key) {
      const found = await fetchObject(client, at(key));
      return found === 'same' ? undefined : found;
    },
    async getUnless(key, etag) {
      const found = await fetchObject(client, at(key), etag);
      return found && found !== 'same' && found.etag === etag ? 'same' : found;
    },
    async put(key, bytes, kind, condition) {
      const { type, metadata }: ObjectKind = typeof kind === 'string' ? { type: kind } : kind;
      const body = liesPacked(key) ? await packed(bytes) : { Body: bytes };
      const object = { ...at(key), ...body, ContentType: type, ...(metadata ? { Metadata: { ...metadata } } : {}) };
      return putConditionally(client, object, condition);
    },
    read: (key) => readObject(client, at(key)),
    write: (key, bytes, contentType) => writeObject(client, { ...at(key), ContentType: contentType }, bytes),
    list: (...asked) => listKeys({ client, bucket }, ...asked),
    erase: (prefix) => eraseVersions(client, bucket, prefix),
    async remove(key) {
      try {
        await client.send(new DeleteObjectCommand(at(key)));
        return true;
      } catch (error) {
        if (statusOf(error) === 403) return false;
        throw error;
      }
    },
  };
}

async function* listKeys({ client, bucket }: Bucket, prefix: string, after?: string, written?: Date): AsyncGenerator<string> {
  let last = after;
  for (;;) {
    const from = last === undefined ? {} : { StartAfter: last };
    const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...from }));
    for (const { Key, LastModified } of Contents) if (Key !== undefined && !(written && LastModified && LastModified >= written)) yield Key;
    last = Contents.at(-1)?.Key;
    if (!IsTruncated || last === undefined) return;
  }
}

/** Deletion markers are versions too. Each page of the list is the first one, since the versions of the last one are deleted. */
async function eraseVersions(client: S3Client, bucket: string, prefix: string): Promise<number> {
  for (let erased = 0; ; ) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
    const all = [...Versions, ...DeleteMarkers];
    if (all.length === 0) return erased;
    for (const { Key, VersionId } of all) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));
    erased += all.length;
  }
}
