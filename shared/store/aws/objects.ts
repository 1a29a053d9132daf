import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { DamagedError } from '../../model/errors.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type Bytes, type NewObject, type ObjectCondition, type ObjectService, type Objects, openSmallObjects } from '../objects.ts';

/** Objects that are never whole in memory. */

/** A file of the index of some thousand documents is one request; the emulator takes no larger ones. */
const partBytes = 16 * 1024 * 1024;

/**
 * Fills parts of the size that S3 wants with the pieces; the last one is smaller, and the only one may be empty. The system gives a buffer
 * its memory as it is filled: pieces that wait to be joined are in memory twice.
 */
async function* partsOf(bytes: Bytes): AsyncGenerator<Buffer> {
  let [part, size, parts]: [Buffer | undefined, number, number] = [undefined, 0, 0];
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      part ??= Buffer.allocUnsafeSlow(partBytes);
      const some = piece.subarray(at, at + partBytes - size);
      part.set(some, size);
      at += some.length;
      size += some.length;
      if (size < partBytes) continue;
      yield part;
      [part, size, parts] = [undefined, 0, parts + 1];
    }
  }
  if (part || parts === 0) yield (part ?? Buffer.alloc(0)).subarray(0, size);
}

type ObjectStart = { readonly Bucket: string; readonly Key: string; readonly ContentType: string };

async function writeInParts(client: S3Client, { ContentType, ...at }: ObjectStart, parts: AsyncIterable<Buffer>): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, ContentType }));
  const Parts: { ETag: string; PartNumber: number }[] = [];
  try {
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const { ETag = '' } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
  } catch (error) {
    // What was uploaded is paid for until somebody ends it; the bucket ends what is left over.
    await client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => {});
    throw error;
  }
}

async function* startingWith(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function readObject(client: S3Client, at: Omit<ObjectStart, 'ContentType'>): Promise<Readable | undefined> {
  try {
    return (await client.send(new GetObjectCommand(at))).Body as Readable | undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function writeObject(client: S3Client, start: ObjectStart, bytes: Bytes): Promise<void> {
  const parts = partsOf(bytes);
  const first = await parts.next();
  if (first.done) return;
  if (first.value.length < partBytes) await client.send(new PutObjectCommand({ ...start, Body: first.value }));
  else await writeInParts(client, start, startingWith(first.value, parts));
}

export type Bucket = { readonly client: S3Client; readonly bucket: string };

const statusOf = (error: unknown): number => {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
};

const hasBrokenOff = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

type ObjectAddress = { readonly Bucket: string; readonly Key: string };

async function fetchObject(client: S3Client, at: ObjectAddress, unless?: string): ReturnType<ObjectService['load']> {
  for (let turn = 0; ; turn += 1) {
    try {
      const answer = await client.send(new GetObjectCommand({ ...at, ...opt('IfNoneMatch', unless) }));
      const bytes = await answer.Body?.transformToByteArray();
      return bytes && { bytes, etag: orEmpty(answer.ETag), encoding: answer.ContentEncoding, ...opt('metadata', answer.Metadata) };
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

async function putConditionally({ client, bucket }: Bucket, object: NewObject, condition: ObjectCondition): Promise<boolean> {
  const { key, type, metadata, ...body } = object;
  const put = { Bucket: bucket, Key: key, ContentType: type, ...body, ...(metadata && { Metadata: { ...metadata } }) };
  const when = 'absent' in condition ? { IfNoneMatch: '*' } : { IfMatch: condition.etag };
  for (let turn = 0; ; turn += 1) {
    try {
      await client.send(new PutObjectCommand({ ...put, ...when }));
      return true;
    } catch (error) {
      // 409: another conditional write of this key was under way; the next try shows the result.
      if (statusOf(error) === 409 && turn < 3) continue;
      if (statusOf(error) === 412 || (statusOf(error) === 404 && 'etag' in condition)) return false;
      throw error;
    }
  }
}

export function openObjects({ client, bucket }: Bucket): Objects {
  const at = (key: string): ObjectAddress => ({ Bucket: bucket, Key: key });
  return {
    ...openSmallObjects({
      load: (key, unless) => fetchObject(client, at(key), unless),
      store: (object, condition) => putConditionally({ client, bucket }, object, condition),
    }),
    read: (key) => readObject(client, at(key)),
    write: (key, bytes, contentType) => writeObject(client, { ...at(key), ContentType: contentType }, bytes),
    list: (...options) => listKeys({ client, bucket }, ...options),
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
