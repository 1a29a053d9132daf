import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

import type { Bytes } from '../objects.ts';

/** Objects that are never whole in memory. */

/** A file of the index of some thousand documents is one request; the emulator takes no larger ones. */
const partBytes = 16 * 1024 * 1024;

/**
 * Fills parts of the size that S3 wants with the pieces; the last one is smaller, and the only one may be empty. The system gives a buffer its memory as it is filled:
 * pieces that wait to be joined are in memory twice.
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

/** The bytes of an object as they come; undefined when there is none. */
export async function readObject(client: S3Client, at: Omit<ObjectStart, 'ContentType'>): Promise<Readable | undefined> {
  try {
    return (await client.send(new GetObjectCommand(at))).Body as Readable | undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** Writes an object, in parts as the bytes come when it is large. */
export async function writeObject(client: S3Client, start: ObjectStart, bytes: Bytes): Promise<void> {
  const parts = partsOf(bytes);
  const first = await parts.next();
  if (first.done) return;
  if (first.value.length < partBytes) await client.send(new PutObjectCommand({ ...start, Body: first.value }));
  else await writeInParts(client, start, startingWith(first.value, parts));
}
