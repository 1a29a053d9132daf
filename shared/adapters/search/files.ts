import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { NotReadyError } from '../../model/errors.ts';
import type { Objects } from '../../store/objects.ts';
import { codeOf } from '../web/network-errors.ts';
import type { IndexFile } from './manifest.ts';

export const copyOf = (cacheDir: string, { sha256 }: Pick<IndexFile, 'sha256'>): string => join(cacheDir, `${sha256}.sqlite`);

/** Drafts tell their process, and which of those that had its number. */
const run = randomUUID().slice(0, 8);
const draftName = /^draft-(\d+)-([\da-f]{8})/;
export const draftIn = (cacheDir: string): string => join(cacheDir, `draft-${process.pid}-${run}-${randomUUID()}`);

/** A stream that passes bytes on and knows their hash at the end. */
function hashing(): { readonly through: Transform; digest(): string } {
  const hash = createHash('sha256');
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, digest: () => hash.digest('hex') };
}

const damaged = (key: string, cause?: unknown): NotReadyError =>
  new NotReadyError(`${key} does not have the hash it is named by: the search index is damaged; make it anew with: hongtou rebuild`, {
    cause,
  });

/** Files come out of zstd in pieces of so many bytes: each is a way to another thread and back, and the usual 16 KB are half of what unpacking costs. */
export const chunkSize = 262_144;

/** Path of a local copy, fetched when it is missing: unpacked and hashed while it streams to the disk. Undefined when the object is gone. */
export async function fetchFile(objects: Objects, cacheDir: string, file: IndexFile): Promise<string | undefined> {
  const path = copyOf(cacheDir, file);
  if (existsSync(path)) return path;
  const packed = await objects.read(file.key);
  if (!packed) return undefined;
  await mkdir(cacheDir, { recursive: true });
  const draft = draftIn(cacheDir);
  try {
    const { through, digest } = hashing();
    await pipeline(packed, createZstdDecompress({ chunkSize }), through, createWriteStream(draft)).catch((error: unknown) => {
      // What zlib says of bytes that are no zstd; an error of the network or the disk is thrown as it comes.
      throw codeOf(error).startsWith('ZSTD_') ? damaged(file.key, error) : error;
    });
    if (digest() !== file.sha256) throw damaged(file.key);
    await rename(draft, path);
    return path;
  } finally {
    await rm(draft, { force: true });
  }
}

const partBytes = 1_000_000;

/** The bytes of a file in one buffer, part after part: a buffer of its own for each would be a hundred megabytes for the collector. */
async function* partsOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(partBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, partBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of partsOf(path)) hash.update(part);
  return hash.digest('hex');
}

/** A file as zstd packs it, at the level that takes half the time of the usual one for a fourteenth more bytes. A part has gone through before its buffer gets the next one. */
async function* packedParts(path: string): AsyncGenerator<Uint8Array> {
  const packing = createZstdCompress({ chunkSize, params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const feed = async (): Promise<void> => {
    for await (const part of partsOf(path))
      await new Promise<void>((done, failed) => packing.write(part, (error) => (error ? failed(error) : done())));
    packing.end();
  };
  const fed = feed().catch((error: Error) => void packing.destroy(error));
  yield* packing as AsyncIterable<Uint8Array>;
  await fed;
}

/** Stores a finished draft under its hash, packed while it streams; the draft becomes the local copy. */
export async function storeFile(objects: Objects, cacheDir: string, draft: string): Promise<IndexFile> {
  const sha256 = await hashOf(draft);
  const file = { key: `search/${sha256}.sqlite.zst`, sha256 };
  await objects.write(file.key, packedParts(draft), 'application/octet-stream');
  await rename(draft, copyOf(cacheDir, file));
  return file;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** Deletes local copies that are not to be kept, and drafts of processes that were killed. */
export async function tidy(cacheDir: string, keep: readonly Pick<IndexFile, 'sha256'>[]): Promise<void> {
  const names = new Set(keep.map(({ sha256 }) => `${sha256}.sqlite`));
  const old = (name: string): boolean => {
    const [, pid, of] = draftName.exec(name) ?? [];
    if (pid === undefined) return name.endsWith('.sqlite') && !names.has(name);
    return Number(pid) === process.pid ? of !== run : !isRunning(Number(pid));
  };
  const all = await readdir(cacheDir).catch(() => []);
  await Promise.all(all.filter(old).map((name) => rm(join(cacheDir, name), { force: true })));
}
