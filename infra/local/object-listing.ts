import type { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';
import { orEmpty } from '../../shared/model/values.ts';
import type { Inner } from './group-commits.ts';

type ListRequest = {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly maxKeys?: number;
  readonly startAfter?: string;
  readonly marker?: string;
};

/**
 * Makes the emulator list keys in the order of their bytes, as S3 does, from the index of its database, at the cost of what is listed. (It sorts all keys by the rules
 * of a language at every request and pages by bytes, which leaves keys out.)
 */
export function listInOrder(store: S3Store, kept: PersistenceManager): void {
  const { buckets } = store as unknown as { buckets: Map<string, Map<string, S3Object>> };
  const { db } = kept as unknown as Inner;
  const keys = db.prepare('SELECT key FROM s3_objects WHERE bucket = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?');
  const list = store.listObjects.bind(store);
  store.listObjects = (bucket: string, options?: ListRequest) => {
    const held = buckets.get(bucket);
    if (!held || options?.delimiter) return list(bucket, options);
    const { prefix = '', maxKeys = 1000, startAfter, marker } = options ?? {};
    const found = keys.all(bucket, prefix, `${prefix}\u{10ffff}`, orEmpty(startAfter ?? marker), maxKeys + 1);
    const objects = found.flatMap(({ key }) => held.get(String(key)) ?? []);
    return { objects: objects.slice(0, maxKeys), commonPrefixes: [], isTruncated: objects.length > maxKeys };
  };
}
