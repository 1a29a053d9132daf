import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { orEmpty } from '../../shared/model/values.ts';

/** Signature Version 4 of AWS, as the SDK's clients make it: who signs with the secret of an instance may use its emulators. The secret itself never travels. */

export type SignedRequest = { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders };

const algorithm = 'AWS4-HMAC-SHA256';
const tolerance = 15 * 60_000;
const sha256 = (text: string): string => hash('sha256', text);
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join(',') : orEmpty(value));

type SignatureParts = { readonly scope: string; readonly signedHeaders: string; readonly signature: string };

function parseAuthorization(authorization: string): SignatureParts | undefined {
  const found =
    /^AWS4-HMAC-SHA256 Credential=[^/,\s]{1,128}\/([^,\s]{1,200}), ?SignedHeaders=([a-z\d;-]{1,2000}), ?Signature=([\da-f]{64})$/.exec(
      authorization,
    );
  const [, scope, signedHeaders, signature] = found ?? [];
  return scope !== undefined && signedHeaders !== undefined && signature !== undefined ? { scope, signedHeaders, signature } : undefined;
}

function queryOf(url: URL): string {
  const pairs = [...url.searchParams].map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.toSorted().join('&');
}

/** S3 signs the path as it is sent; every other service escapes it once more. */
const pathOf = ({ pathname }: URL, service: string): string => (service === 's3' ? pathname : escaped(pathname).replaceAll('%2F', '/'));

function signatureOf(
  { method, url, headers }: SignedRequest,
  { scope, signedHeaders }: Omit<SignatureParts, 'signature'>,
  secret: string,
): string {
  const address = new URL(url, 'http://127.0.0.1');
  const [day = '', region = '', service = ''] = scope.split('/');
  const lines = signedHeaders.split(';').map((name) => `${name}:${first(headers[name]).trim().replace(/\s+/g, ' ')}`);
  const request = [
    method,
    pathOf(address, service),
    queryOf(address),
    ...lines,
    '',
    signedHeaders,
    first(headers['x-amz-content-sha256']),
  ].join('\n');
  const words = [algorithm, first(headers['x-amz-date']), scope, sha256(request)].join('\n');
  return createHmac('sha256', keyOf(secret, { day, region, service })).update(words).digest('hex');
}

const keys = new Map<string, KeyObject>();
// A folder has one secret and four services; what else is asked comes from strangers.
const mostKeys = 32;

/** The key of a day and a service, derived once. */
function keyOf(
  secret: string,
  { day, region, service }: { readonly day: string; readonly region: string; readonly service: string },
): KeyObject {
  const name = JSON.stringify([secret, day, region, service]);
  const known = keys.get(name);
  if (known) return known;
  const key = createSecretKey([region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day)));
  if (keys.size >= mostKeys) keys.clear();
  keys.set(name, key);
  return key;
}

/** Whether the request was signed with this secret, for this host, within the last quarter of an hour. */
export function isSigned(request: SignedRequest, secret: string): boolean {
  const parts = parseAuthorization(orEmpty(request.headers.authorization));
  const named = parts?.signedHeaders.split(';') ?? [];
  if (!parts || !named.includes('host') || !named.includes('x-amz-date')) return false;
  const [, year, hours] = /^(\d{8})T(\d{6})Z$/.exec(first(request.headers['x-amz-date'])) ?? [];
  const at = Date.parse(`${year?.replace(/(....)(..)(..)/, '$1-$2-$3')}T${hours?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  if (!(Math.abs(Date.now() - at) <= tolerance)) return false;
  return timingSafeEqual(Buffer.from(signatureOf(request, parts, secret)), Buffer.from(parts.signature));
}

/** The headers of a request with those that sign it. A hash of the body that they bring along is kept: a streamed body has none of its own. */
export function signed(
  { method, url, headers }: { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>> },
  body: string,
  { service, region, secret }: { readonly service: string; readonly region: string; readonly secret: string },
): Readonly<Record<string, string>> {
  const time = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const own = { ...headers, 'x-amz-date': time, 'x-amz-content-sha256': orEmpty(headers['x-amz-content-sha256']) || sha256(body) };
  const all: IncomingHttpHeaders = { ...own, host: new URL(url).host };
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const signedHeaders = Object.keys(all).toSorted().join(';');
  const signature = signatureOf({ method, url, headers: all }, { scope, signedHeaders }, secret);
  return { ...own, authorization: `${algorithm} Credential=local/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}` };
}
