import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { S3Error } from '../../node_modules/fauxqs/dist/common/errors.js';
import type { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';
import type { GroupCommits, Inner } from './group-commits.ts';

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

/** Objects up to this size lie in the database: a file takes blocks of 4 KB and four calls of the system, a row its bytes and a share of a commit. */
const mostInline = 65_536;

/**
 * Makes the emulator store large objects as files under `folder`, and only their description in its database: the file is complete before the description names it,
 * and an old one goes when the new description is durable, so a crash at any moment leaves the old object or the new one. (Its own file storage overwrites in
 * place.) Until 0.8 all objects lay in files; they stay readable.
 */
export function keepLargeInFiles(kept: PersistenceManager, commits: GroupCommits, folder: string): { dropUnnamed(): void } {
  const { db } = kept as unknown as Inner;
  const etags = db.prepare('SELECT etag, length(body) AS inline FROM s3_objects WHERE bucket = ? AND key = ?');
  const fileOf = (bucket: string, key: string): string | undefined => {
    const { etag, inline } = etags.get(bucket, key) ?? {};
    return typeof etag === 'string' && inline === 0 ? pathOf(folder, bucket, key, etag) : undefined;
  };
  const drop = (path: string | undefined) => () => path !== undefined && rmSync(path, { force: true });
  const { upsertObject, deleteObject, readBody } = kept;
  kept.upsertObject = (bucket, object: S3Object) => {
    // Also of a row: keys are refused by one rule.
    const path = pathOf(folder, bucket, object.key, object.etag);
    const before = fileOf(bucket, object.key);
    const large = object.body.length > mostInline;
    if (large) writeWhole(path, object.body);
    commits.follow(drop(large && before === path ? undefined : before));
    upsertObject.call(kept, bucket, large ? { ...object, body: Buffer.alloc(0) } : object);
  };
  kept.deleteObject = (bucket, key) => {
    commits.follow(drop(fileOf(bucket, key)));
    deleteObject.call(kept, bucket, key);
  };
  // Parts lie in the memory of the emulator anyway; as rows they left a hole of their size in the database.
  kept.insertMultipartUpload = () => {};
  kept.upsertMultipartPart = () => {};
  kept.readBody = (bucket, key) => {
    const path = fileOf(bucket, key);
    return path === undefined ? readBody.call(kept, bucket, key) : readWhole(path, key);
  };
  return { dropUnnamed: () => dropUnnamed(folder, fileOf) };
}

/** Deletes what a killed process left: drafts, and files that no description names, since it was not written yet or names another version. */
function dropUnnamed(folder: string, fileOf: (bucket: string, key: string) => string | undefined): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const [bucket = '', ...key] = path
      .slice(folder.length + 1, path.lastIndexOf('~'))
      .split('/')
      .map(decodeURIComponent);
    if (fileOf(bucket, key.join('/')) !== path) rmSync(path, { force: true });
  }
}

function readWhole(path: string, key: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  throw new S3Error('NoSuchKey', `The specified key does not exist: ${key}`, 404);
}
