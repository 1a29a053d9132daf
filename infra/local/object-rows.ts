import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';
import { orEmpty } from '../../shared/model/values.ts';
import type { Inner } from './group-commits.ts';

type ListRequest = { readonly prefix?: string; readonly maxKeys?: number; readonly startAfter?: string; readonly marker?: string };

/** What the emulator's store asks of its map of a bucket. */
type Held = { get(key: string): S3Object | undefined; set(): void; delete(): void; readonly size: number };

// The emulator makes objects of rows at its start, of all of them.
const { loadS3Objects } = PersistenceManager.prototype as unknown as Inner;
function objectsOf(rows: readonly unknown[]): readonly S3Object[] {
  const made: S3Object[] = [];
  const read = { stmts: { loadObjectsMeta: { all: () => rows } } };
  loadS3Objects.call(read as unknown as Inner, { restoreObject: (_bucket, object) => void made.push(object) });
  return made;
}

/**
 * Makes the emulator read the description of an object from its row when it is asked for, so that memory and start are the same for any number of objects. (It holds
 * all of them in memory.) Keys are listed in the order of their bytes, as S3 does, at the cost of what is listed. (It sorts all keys by the rules of a language at
 * every request and pages by bytes, which leaves keys out.)
 */
export function readFromRows(store: S3Store, kept: PersistenceManager): void {
  const inner = kept as unknown as Inner;
  const one = inner.db.prepare(
    `SELECT key, content_type, content_length, etag, last_modified, metadata, content_language, content_disposition, cache_control, content_encoding,
    parts, checksum_algorithm, checksum_value, checksum_type, part_checksums FROM s3_objects WHERE bucket = ? AND key = ?`,
  );
  const next = inner.db.prepare(
    `SELECT key, content_length, etag, last_modified, '{}' AS metadata FROM s3_objects WHERE bucket = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?`,
  );
  const listed = (bucket: string, { prefix = '', maxKeys = 1000, startAfter, marker }: ListRequest) =>
    objectsOf(next.all(bucket, prefix, `${prefix}\u{10ffff}`, orEmpty(startAfter ?? marker), maxKeys + 1));
  const heldIn = (bucket: string): Held => ({
    get: (key) => objectsOf(one.all(bucket, key))[0],
    // What is written or deleted is a row in the same tick.
    set: () => {},
    delete: () => {},
    get size() {
      return listed(bucket, { maxKeys: 0 }).length;
    },
  });
  class Buckets extends Map<string, Held> {
    override set(name: string): this {
      return super.set(name, heldIn(name));
    }
  }
  Object.assign(store, { buckets: new Buckets() });
  inner.loadS3Objects = () => {};
  const refused = store.listObjects.bind(store);
  store.listObjects = (bucket: string, request: ListRequest = {}) => {
    if (!store.hasBucket(bucket)) return refused(bucket);
    const [objects, { maxKeys = 1000 }] = [listed(bucket, request), request];
    return { objects: objects.slice(0, maxKeys), commonPrefixes: [], isTruncated: objects.length > maxKeys };
  };
}
