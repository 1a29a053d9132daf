import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';
import { orEmpty } from '../../shared/model/values.ts';

type ListRequest = {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly maxKeys?: number;
  readonly startAfter?: string;
  readonly marker?: string;
};

const before = (a: S3Object, b: S3Object): number => (a.key < b.key ? -1 : Number(a.key !== b.key));

/** Makes the emulator list keys in the order of their bytes, as S3 does. It sorts by the rules of a language and pages by bytes, which leaves keys out. */
export function listInOrder(store: S3Store): void {
  const { buckets } = store as unknown as { buckets: Map<string, Map<string, S3Object>> };
  const list = store.listObjects.bind(store);
  store.listObjects = (bucket: string, options?: ListRequest) => {
    const held = buckets.get(bucket);
    if (!held || options?.delimiter) return list(bucket, options);
    const { prefix = '', maxKeys = 1000, startAfter, marker } = options ?? {};
    const after = orEmpty(startAfter ?? marker);
    const wanted = [...held.values()].filter(({ key }) => key.startsWith(prefix) && key > after).sort(before);
    return { objects: wanted.slice(0, maxKeys), commonPrefixes: [], isTruncated: wanted.length > maxKeys };
  };
}
