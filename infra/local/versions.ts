import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { orEmpty } from '../../shared/model/values.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The answer of S3 when it is asked for the versions under a prefix of a bucket without versions: for each object the version `null`. The emulator would list
 * objects instead. Undefined for another request.
 */
export function versionsAsked(store: S3Store, bucket: string, query: URLSearchParams): string | undefined {
  if (!query.has('versions')) return undefined;
  const prefix = orEmpty(query.get('prefix'));
  const after = query.get('key-marker') ?? undefined;
  const { objects, isTruncated } = store.listObjects(bucket, { prefix, maxKeys: 1000, ...(after ? { startAfter: after } : {}) });
  const entries = objects.map(
    ({ key }) => `<Version><Key>${escaped(key)}</Key><VersionId>null</VersionId><IsLatest>true</IsLatest></Version>`,
  );
  const last = objects.at(-1)?.key;
  const next = isTruncated && last !== undefined ? `<NextKeyMarker>${escaped(last)}</NextKeyMarker>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult><IsTruncated>${isTruncated}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`;
}
