import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { S3Error } from '../../node_modules/fauxqs/dist/common/errors.js';
import type { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';

// A key may contain anything; a path may not. Segments that mean "here" or "up", and over-long ones, do not occur in the program's keys and are
// refused.
const segment = (text: string): string => {
  const safe = encodeURIComponent(text).replaceAll('*', '%2A');
  if (safe === '' || safe === '.' || safe === '..' || safe.length > 200) {
    throw new S3Error('KeyTooLongError', 'the local instance keeps keys as paths: no empty, "." or ".." segment, none over 200 bytes', 400);
  }
  return safe;
};

/** The file of one version of an object: a new version never overwrites an old one's file. */
const pathOf = (folder: string, bucket: string, key: string, etag: string): string =>
  `${join(folder, segment(bucket), ...key.split('/').map(segment))}~${etag.replace(/[^0-9a-f]/g, '').slice(0, 8)}`;

/** Reports a full disk as such, and leaves no draft behind. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const draft = `${path}.draft`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeDraft(draft, bytes);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new S3Error('DiskFull', `the local instance cannot write: ${error instanceof Error ? error.message : String(error)}`, 507);
  }
}

function writeDraft(draft: string, bytes: Uint8Array): void {
  const file = openSync(draft, 'w');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

type ObjectTable = { prepare(sql: string): { get(...values: string[]): Record<string, unknown> | undefined } };

/**
 * Makes the emulator store the bytes of objects as files under `folder`, and only their description in its database: the file is complete before the description
 * names it, so a crash at any moment leaves the old object or the new one. (Its own file storage overwrites in place; its database storage would hold the search
 * index as one blob.)
 */
export function keepBytesInFiles(kept: PersistenceManager, folder: string): void {
  const database = (kept as unknown as { db: ObjectTable }).db;
  const etags = database.prepare('SELECT etag FROM s3_objects WHERE bucket = ? AND key = ?');
  const fileOf = (bucket: string, key: string): string | undefined => {
    const etag = etags.get(bucket, key)?.['etag'];
    return typeof etag === 'string' ? pathOf(folder, bucket, key, etag) : undefined;
  };
  const { upsertObject, deleteObject } = kept;
  kept.upsertObject = (bucket, object: S3Object) => {
    const before = fileOf(bucket, object.key);
    const path = pathOf(folder, bucket, object.key, object.etag);
    writeWhole(path, object.body);
    upsertObject.call(kept, bucket, { ...object, body: Buffer.alloc(0) });
    if (before && before !== path) rmSync(before, { force: true });
  };
  kept.deleteObject = (bucket, key) => {
    const path = fileOf(bucket, key);
    deleteObject.call(kept, bucket, key);
    if (path) rmSync(path, { force: true });
  };
  kept.readBody = (bucket, key) => readWhole(fileOf(bucket, key), key);
}

function readWhole(path: string | undefined, key: string): Buffer {
  try {
    if (path) return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  throw new S3Error('NoSuchKey', `The specified key does not exist: ${key}`, 404);
}
