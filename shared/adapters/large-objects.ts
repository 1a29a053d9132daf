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

/** Objects that are never whole in memory. */

/** Bytes as they come, or at hand. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const partBytes = 8 * 1024 * 1024;

/** Joins pieces to parts of the size that S3 wants; the last one is smaller, and the only one may be empty. */
async function* partsOf(bytes: Bytes): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  let parts = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size < partBytes) continue;
    yield Buffer.concat(pieces);
    parts += 1;
    [pieces, size] = [[], 0];
  }
  if (size > 0 || parts === 0) yield Buffer.concat(pieces);
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
