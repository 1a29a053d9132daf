import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { DamagedError, messageOf, NotReadyError } from '../model/errors.ts';
import type { Objects } from '../store/objects.ts';
import { format } from './schema.ts';

/**
 * The index in the bucket: one SQLite file, packed and named by the hash of its bytes, and a pointer to it that moves by conditional
 * writes. Beside it, while an index is made anew, the same for that one.
 */

export const currentKey = 'search/current.json';
export const buildingKey = 'search/building.json';
export const keyOf = (hash: string): string => `search/${hash}.sqlite.zst`;

/** `after`: the last document in an index that is being made. Pointers of older formats name other files. */
export type Pointer = { readonly format: number; readonly sha256?: string; readonly after?: string };
export type Published = { readonly etag: string; readonly pointer: Pointer };
export type Place = { readonly objects: Objects; readonly cacheDir: string };

/** The object of a file is gone, or its copy: another writer has moved the pointer. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

const isPointer = (pointer: Partial<Pointer> | null, key: string): pointer is Pointer =>
  typeof pointer?.format === 'number' && (pointer.format !== format || key !== currentKey || /^[\da-f]{64}$/.test(String(pointer.sha256)));

function readPointer(key: string, bytes: Uint8Array): Pointer {
  try {
    const pointer = JSON.parse(Buffer.from(bytes).toString()) as Partial<Pointer> | null;
    if (isPointer(pointer, key)) return pointer;
  } catch (cause) {
    throw new DamagedError(key, { cause });
  }
  throw new DamagedError(key);
}

export async function lookAt(objects: Objects, key: string): Promise<Published | undefined> {
  const found = await objects.get(key);
  return found && { etag: found.etag, pointer: readPointer(key, found.bytes) };
}

export async function published({ objects }: Place): Promise<Published | undefined> {
  const current = await lookAt(objects, currentKey);
  if (current === undefined || current.pointer.format === format) return current;
  if (current.pointer.format > format)
    throw new Error(
      `the search index was written by a newer version (format ${current.pointer.format}, this one reads ${format}); use that version`,
    );
  throw new NotReadyError('the search index is of an older version and is being made anew by the next round of indexing (hongtou run)');
}

export const movePointer = (
  objects: Objects,
  key: string,
  pointer: Pointer,
  before: Pick<Published, 'etag'> | undefined,
): Promise<boolean> =>
  objects.put(key, Buffer.from(JSON.stringify(pointer)), 'application/json', before ? { etag: before.etag } : { absent: true });

const copyOf = (cacheDir: string, hash: string): string => join(cacheDir, `${hash}.sqlite`);
const draftIn = (cacheDir: string): string => join(cacheDir, `draft-${randomUUID()}`);

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of bytes) hash.update(part);
  return hash.digest('hex');
}
const pieces = { highWaterMark: 1_048_576 };

/** Reads a file into one buffer: each piece counts until the next is asked for. (A stream takes a new buffer for each.) */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(pieces.highWaterMark);
  for (let read = await file.read(buffer); read.bytesRead > 0; read = await file.read(buffer)) yield buffer.subarray(0, read.bytesRead);
}
const hashOfFile = (path: string): Promise<string> => hashOf(piecesOf(path));

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Path of a local copy whose bytes have the hash: one that has not is fetched anew. Throws when the published file has not, either. */
export async function fetchCopy({ objects, cacheDir }: Place, hash: string): Promise<string> {
  const path = copyOf(cacheDir, hash);
  if (existsSync(path) && (await hashOfFile(path).catch(() => '')) === hash) return path;
  const packed = await objects.read(keyOf(hash));
  if (!packed) throw new GoneError(`${keyOf(hash)} is gone`);
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  const draft = draftIn(cacheDir);
  try {
    await piped(packed, createZstdDecompress(), createWriteStream(draft, { mode: 0o600 })).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && String(error.code).startsWith('ZSTD_') ? damaged(hash, error) : error;
    });
    if ((await hashOfFile(draft)) !== hash) throw damaged(hash);
    await rename(draft, path);
    return path;
  } finally {
    await rm(draft, { force: true });
  }
}

/** What is asked of an index whose files cannot be read. */
export const damagedIndex = (why: string, cause?: unknown): NotReadyError =>
  new NotReadyError(`${why}: the search index is damaged; make it anew with: hongtou rebuild`, { cause });
const damaged = (hash: string, cause?: unknown): NotReadyError =>
  damagedIndex(`${keyOf(hash)} does not have the hash it is named by`, cause);

export async function damageOf(objects: Objects, hash: string): Promise<string | undefined> {
  try {
    const packed = await objects.read(keyOf(hash));
    if (!packed) return 'the pointer names a file that is not there';
    const found = await hashOf(pipeline(packed, createZstdDecompress(), () => {}));
    return found === hash ? undefined : 'the file does not have the hash it is named by';
  } catch (error) {
    return messageOf(error);
  }
}

export async function draftOf(place: Place, hash: string | undefined): Promise<string> {
  await mkdir(place.cacheDir, { recursive: true, mode: 0o700 });
  const draft = draftIn(place.cacheDir);
  if (hash === undefined) return draft;
  const path = await fetchCopy(place, hash);
  await copyFile(path, draft).catch((error: unknown) => {
    throw isMissing(error) ? new GoneError(`${path} is gone`) : error;
  });
  return draft;
}

export async function storeDraft({ objects, cacheDir }: Place, draft: string): Promise<string> {
  const hash = await hashOfFile(draft);
  // The level that takes half the time of the usual one for a fourteenth more bytes.
  const packing = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  await objects.write(
    keyOf(hash),
    pipeline(createReadStream(draft, pieces), packing, () => {}),
    'application/octet-stream',
  );
  await rename(draft, copyOf(cacheDir, hash));
  return hash;
}

const dayMs = 86_400_000;

/**
 * Deletes copies but one, and drafts of processes that were killed long ago. What cannot be deleted, since a process has it open, is
 * deleted later.
 */
export async function tidy(cacheDir: string, hash: string | undefined): Promise<void> {
  for (const name of await readdir(cacheDir).catch(() => [])) {
    const path = join(cacheDir, name);
    const old = name.startsWith('draft-')
      ? await stat(path).then(
          ({ mtimeMs }) => mtimeMs < Date.now() - dayMs,
          () => false,
        )
      : name !== `${hash}.sqlite`;
    if (old) await rm(path, { force: true, recursive: true }).catch(() => {});
  }
}
