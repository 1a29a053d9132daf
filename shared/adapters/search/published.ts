import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { NotReadyError } from '../../model/errors.ts';
import { sha256 } from '../../stages/text/hash.ts';
import type { Objects } from '../objects.ts';
import { format } from './index-file.ts';

export const pointerKey = 'search/current.json';
const pointerForm = z.object({ key: z.string(), sha256: z.string(), format: z.number(), previous: z.array(z.string()) });

/** The published pointer, and the ETag that the next writer's condition names. */
export type Current = { readonly etag: string; readonly pointer: z.infer<typeof pointerForm> };

/** The pointer, or `known` when it has not moved, or undefined when nothing was published yet. */
export async function currentOf(objects: Objects, known?: Current): Promise<Current | undefined> {
  const found = known ? await objects.getUnless(pointerKey, known.etag) : await objects.get(pointerKey);
  if (found === 'same') return known;
  if (!found) return undefined;
  const pointer = pointerForm.parse(JSON.parse(Buffer.from(found.bytes).toString()));
  if (pointer.format > format)
    throw new Error(
      `the search index was written by a newer version (format ${pointer.format}, this one reads ${format}); use that version`,
    );
  return { etag: found.etag, pointer };
}

/** Written by an older version: the next writer rebuilds it from the store. */
export const isOlder = ({ pointer }: Current): boolean => pointer.format < format;

const copyOf = (cacheDir: string, hash: string): string => join(cacheDir, `${hash}.sqlite`);

/** Path of a local copy of the published file, fetched when it is missing. Undefined when the object is gone: there is a newer pointer. */
export async function fetchCopy(objects: Objects, cacheDir: string, { pointer }: Current): Promise<string | undefined> {
  const path = copyOf(cacheDir, pointer.sha256);
  if (existsSync(path)) return path;
  const found = await objects.get(pointer.key);
  if (!found) return undefined;
  const bytes = await promisify(zstdDecompress)(found.bytes);
  if (sha256(bytes) !== pointer.sha256)
    throw new NotReadyError(
      `${pointer.key} does not have the hash it is named by: the search index is damaged; make it anew with: hongtou rebuild`,
    );
  await writeWhole(cacheDir, path, bytes);
  return path;
}

async function writeWhole(cacheDir: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const draft = draftIn(cacheDir);
  await writeFile(draft, bytes);
  await rename(draft, path);
}

export const draftIn = (cacheDir: string): string => join(cacheDir, `draft-${process.pid}-${randomUUID()}`);

/**
 * Publishes a finished file and moves the pointer from `before`. False when another writer moved it first. The draft becomes the local copy. The last two files stay
 * for readers that are about to fetch them.
 */
export async function publish(objects: Objects, cacheDir: string, draft: string, before: Current | undefined): Promise<boolean> {
  const bytes = await readFile(draft);
  const hash = sha256(bytes);
  const key = `search/${hash}.sqlite.zst`;
  await objects.putLarge(key, await promisify(zstdCompress)(bytes), 'application/octet-stream');
  const older = before ? [before.pointer.key, ...before.pointer.previous].filter((each) => each !== key) : [];
  const pointer = { key, sha256: hash, format, previous: older.slice(0, 2) };
  const condition = before ? { etag: before.etag } : ({ absent: true } as const);
  if (!(await objects.put(pointerKey, Buffer.from(JSON.stringify(pointer)), 'application/json', condition))) {
    // The file of the loser is deleted, unless the winner made the same file.
    if ((await currentOf(objects))?.pointer.key !== key) await objects.remove(key);
    return false;
  }
  await rename(draft, copyOf(cacheDir, hash));
  for (const old of older.slice(2)) await objects.remove(old);
  return true;
}

/** Deletes a local copy that is no longer read. */
export const dropCopy = (path: string): Promise<void> => rm(path, { force: true });

/** Deletes every local copy, also a damaged one; the drafts of writers stay. */
export async function dropCopies(cacheDir: string): Promise<void> {
  const files = await readdir(cacheDir).catch(() => []);
  await Promise.all(files.filter((name) => name.endsWith('.sqlite')).map((name) => rm(join(cacheDir, name), { force: true })));
}
