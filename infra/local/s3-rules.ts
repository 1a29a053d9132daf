import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { S3Object } from '../../node_modules/fauxqs/dist/s3/s3Types.d.ts';
import { erasablePrefix, writeOncePrefixes } from '../../shared/model/records.ts';

/** Query parameters of the SDK that the emulator really understands, per method. */
const understood: Readonly<Record<string, readonly string[]>> = {
  GET: [
    'list-type',
    'versions',
    'key-marker',
    'version-id-marker',
    'prefix',
    'max-keys',
    'continuation-token',
    'start-after',
    'encoding-type',
    'fetch-owner',
    'response-content-type',
    'response-content-disposition',
  ],
  HEAD: [],
  PUT: ['partNumber', 'uploadId'],
  POST: ['uploads', 'uploadId', 'delete'],
  DELETE: ['uploadId', 'versionId'],
};

// x-id names the operation and changes nothing; X-Amz-* belong to presigned addresses.
const harmless = (name: string): boolean => name === 'x-id' || name.toLowerCase().startsWith('x-amz-');

/** The first sub-resource of a request that the emulator would take for something else (tags would become the object's body). */
export function unknownSubresource(method: string, query: URLSearchParams): string | undefined {
  const known = understood[method] ?? [];
  return [...query.keys()].find((name) => !harmless(name) && !known.includes(name));
}

export type Precondition = { readonly ifMatch: string | undefined; readonly ifNoneMatch: string | undefined };
export type Refusal = { readonly status: 403 | 404 | 412; readonly code: 'AccessDenied' | 'NoSuchKey' | 'PreconditionFailed' };

/** Requests that the bucket's policy refuses (infra/write-once-policy.ts): to replace what is written once, or to delete it. The emulator knows no policies. */
export function refusalByPolicy(method: string, key: string, ifNoneMatch: string | undefined): Refusal | undefined {
  const prefix = writeOncePrefixes.find((each) => key.startsWith(each));
  if (prefix === undefined) return undefined;
  const refused = method === 'DELETE' ? prefix !== erasablePrefix : ifNoneMatch === undefined;
  return refused ? { status: 403, code: 'AccessDenied' } : undefined;
}

/** The answer of S3 to a conditional write that fails; undefined when the write may go on. The emulator itself ignores the conditions. */
export function refusalOfWrite(store: S3Store, bucket: string, key: string, { ifMatch, ifNoneMatch }: Precondition): Refusal | undefined {
  const etag = etagOf(store, bucket, key);
  if (ifNoneMatch === '*' && etag !== undefined) return { status: 412, code: 'PreconditionFailed' };
  if (ifMatch === undefined) return undefined;
  if (etag === undefined) return { status: 404, code: 'NoSuchKey' };
  return ifMatch === '*' || bare(ifMatch) === bare(etag) ? undefined : { status: 412, code: 'PreconditionFailed' };
}

const bare = (etag: string): string => etag.replaceAll('"', '');

/** Without the emulator's own look at an object, which makes an error with its stack for each one that is new. */
function etagOf(store: S3Store, bucket: string, key: string): string | undefined {
  const { buckets } = store as unknown as { readonly buckets: ReadonlyMap<string, ReadonlyMap<string, S3Object>> };
  return buckets.get(bucket)?.get(key)?.etag;
}

export const errorXml = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message.replace(/[<>&]/g, ' ')}</Message></Error>`;
