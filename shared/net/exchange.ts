import { AsyncLocalStorage } from 'node:async_hooks';
import { constants } from 'node:crypto';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, getCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { buildConnector, type Dispatcher, request } from 'undici';
import { messageOf, SourceError } from '../model/errors.ts';
import type { TlsAllowance, TlsProfile } from '../model/source.ts';
import { orEmpty } from '../model/values.ts';
import { type Guard, openNames, type Resolve, type ResolvedAddress, readPair } from './guard.ts';
import said from './network-words.json' with { type: 'json' };
import type { Answer, Ask, Exchange, Trip } from './web.ts';

export const maxWireBytes = 5_000_000;
export const maxDecodedBytes = 10_000_000;

type Decoder = (bytes: Uint8Array, limit: { readonly maxOutputLength: number; readonly chunkSize: number }) => Promise<Uint8Array>;

const inflateAny: Decoder = (bytes, limit) => {
  // "deflate" is a zlib stream by the standard and often a raw one in practice; the first two bytes show which.
  const [first = 0, second = 0] = bytes;
  const zlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  return promisify(zlib ? inflate : inflateRaw)(bytes, limit);
};
const decoders: Readonly<Record<string, Decoder>> = {
  identity: async (bytes) => bytes,
  '': async (bytes) => bytes,
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: inflateAny,
};

export async function decodeBody(bytes: Uint8Array, encoding: string, url: string, most = maxDecodedBytes): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (!decode) throw new SourceError('unrecognised', url, `content-encoding "${name.slice(0, 60)}"`);
  if (bytes.length === 0) return bytes;
  try {
    // zlib counts its output chunk by chunk and stops at the limit: a bomb costs no more than the limit.
    const decoded = await decode(bytes, { maxOutputLength: most, chunkSize: 65_536 });
    if (decoded.length > most) throw tooLarge(url, most);
    return decoded;
  } catch (error) {
    throw error instanceof SourceError ? error : bodyError(error, name, url, most);
  }
}

const tooLarge = (url: string, most: number) => new SourceError('too-large', url, `more than ${most} bytes after decoding`);

function bodyError(error: unknown, encoding: string, url: string, most: number): unknown {
  const code = codeOf(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(url, most);
  if (code === 'Z_BUF_ERROR') return new SourceError('truncated', url, `the ${encoding} stream ends early`, { cause: error });
  if (/^(Z_|ERR__?BROTLI|ERR_BROTLI|ERR_.{0,40}FORMAT)/.test(code)) {
    return new SourceError('unrecognised', url, `the body is not ${encoding}`, { cause: error });
  }
  return error;
}

type BodyLimits = {
  readonly url: string;
  readonly onBytes: (count: number) => void;
  readonly firstBytes: number | undefined;
  readonly maxBytes?: number | undefined;
};

async function readWire(body: AsyncIterable<Uint8Array>, { url, onBytes, firstBytes, maxBytes = maxWireBytes }: BodyLimits) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    onBytes(chunk.length);
    if (firstBytes === undefined && size > maxBytes) throw new SourceError('too-large', url, `more than ${maxBytes} bytes`);
    chunks.push(chunk);
    if (firstBytes !== undefined && size >= firstBytes) break;
  }
  // Most pages come whole: a copy of each would be twice the bytes that V8 counts until it collects.
  const [first = new Uint8Array()] = chunks;
  return (chunks.length < 2 ? first : Buffer.concat(chunks)).subarray(0, firstBytes);
}

export type Dial = (
  options: buildConnector.Options,
  addresses: readonly ResolvedAddress[],
  tls: ConnectionOptions,
  callback: buildConnector.Callback,
) => Duplex | undefined;

export type ConnectOptions = {
  readonly guard: Guard;
  readonly hosts: Readonly<Record<string, string>>;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  readonly tls?: Readonly<Record<string, HostTls>>;
};

const resolveByDns = openNames();

/**
 * Aborts what an exchange dials when its deadline passes. undici gives a connector no signal of the request it dials for: the asynchronous
 * context carries it.
 */
const exchanges = new AsyncLocalStorage<AbortSignal>();
const dialWithin = <T>(signal: AbortSignal, work: () => T) => exchanges.run(signal, work);

/**
 * The name stays in `hostname`, for SNI and the certificate's check; Node's lookup yields the checked addresses alone, tried by happy
 * eyeballs.
 */
const dialChecked: Dial = (options, addresses, tls, callback) => {
  const lookup: LookupFunction = (_host, wanted, answer) => {
    const first = addresses[0];
    if (wanted.all || !first) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
  const one = addresses.length === 1 ? addresses[0]?.address : undefined;
  const target = one !== undefined && options.protocol === 'http:' ? { ...options, hostname: one, host: one } : options;
  // `lookup` and `autoSelectFamily` reach net.connect and tls.connect, though undici's type names one of their forms.
  const settings = { ...tls, timeout: 8_000, lookup, autoSelectFamily: true, port: Number(options.port) };
  // It returns its socket, which the type does not say.
  return buildConnector(settings)(target, callback) as Duplex | undefined;
};

/**
 * undici's `connect` with a check of the address, for every connection: first hop, redirect, IP literal. (A `lookup` hook alone is never
 * called for literals.) Throws SourceError 'forbidden-address' for a refused address.
 */
export function guardedConnect(options: ConnectOptions): buildConnector.connector {
  const { dial = dialChecked } = options;
  return (asked, callback) => {
    const signal = exchanges.getStore();
    checkTarget(asked, options, { signal }).then(
      ({ port, addresses }) => {
        const socket = dial({ ...asked, port: String(port) }, addresses, tlsFor(asked.hostname, options), callback);
        const end = (): unknown => socket?.destroy(new Error('deadline passed'));
        if (signal?.aborted) end();
        else signal?.addEventListener('abort', end);
      },
      (error: Error) => callback(error, null),
    );
  };
}

export const tlsFor = (host: string, { tls = {} }: Pick<ConnectOptions, 'tls'>): HostTls =>
  (Object.hasOwn(tls, host) ? tls[host] : undefined) ?? {};

type Target = { readonly port: number; readonly addresses: readonly ResolvedAddress[] };

export async function checkTarget(
  asked: Pick<buildConnector.Options, 'protocol' | 'hostname' | 'port'>,
  options: ConnectOptions,
  { every = false, signal }: { readonly every?: boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<Target> {
  const { hosts, resolve = resolveByDns, guard } = options;
  const host = asked.hostname.replace(/^\[|\]$/g, '');
  const mapped = asked.protocol === 'http:' && Object.hasOwn(hosts, host) ? readPair(orEmpty(hosts[host])) : undefined;
  const port = mapped?.port ?? (Number(asked.port) || (asked.protocol === 'https:' ? 443 : 80));
  const literal = mapped?.address ?? (isIP(host) ? host : undefined);
  const found = literal === undefined ? await resolve(host, signal) : [{ address: literal, family: isIP(literal) }];
  // Of a name with public and private addresses only the public ones are used.
  const addresses = found.filter(({ address }) => guard.permits(address, port));
  if (addresses.length === 0 || (every && addresses.length < found.length)) {
    const seen = found.map(({ address }) => address).join(', ') || 'no address';
    throw new SourceError('forbidden-address', `${asked.protocol}//${asked.hostname}`, `${seen} port ${port} may not be dialled`);
  }
  return { port, addresses };
}

const words: Readonly<Record<string, string>> = said;

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

export function networkWords(error: unknown): string {
  const first = error instanceof AggregateError && !(codeOf(error) in words) ? error.errors[0] : error;
  const code = codeOf(first) || codeOf(error);
  const written = first instanceof Error ? first.message || first.name : String(first);
  const known = words[code];
  return known === undefined ? `${code} ${written}`.trim().slice(0, 200) : `${known} (${code})`;
}

type Headers = Record<string, string | string[] | undefined>;

const flatten = (headers: Headers) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : orEmpty(value)]),
  );

export function liveExchange(dispatcher: Dispatcher): Exchange {
  return async (ask, trip) => {
    const url = ask.url.href;
    if (trip.leftMs <= 0) throw new SourceError('unreachable', url, 'deadline passed');
    const started = performance.now();
    let answered = false;
    try {
      trip.requests += 1;
      const response = await sendWithin(trip.leftMs, ask, dispatcher);
      answered = true;
      return await receive(response, ask, trip);
    } catch (error) {
      throw asSourceError(error, url, answered);
    } finally {
      trip.leftMs -= performance.now() - started;
    }
  };
}

/**
 * undici obeys the signal only once it is connected; here it also covers the lookup, the connection and the TLS hello, and what is dialled
 * then ends with it. Rejects with its TimeoutError.
 */
export async function sendWithin(leftMs: number, ask: Ask, dispatcher: Dispatcher): Promise<Dispatcher.ResponseData> {
  const { url, method, headers, body } = ask;
  const signal = AbortSignal.timeout(Math.ceil(leftMs));
  const { promise: passed, reject } = Promise.withResolvers<never>();
  // Of its own, since a connection that an answer came by may serve another request when this deadline passes.
  const dialling = new AbortController();
  const onPassed = () => {
    reject(signal.reason);
    dialling.abort();
  };
  signal.addEventListener('abort', onPassed);
  const answer = dialWithin(dialling.signal, () => request(url, { dispatcher, method, headers, body: body ?? null, signal }));
  answer.catch(() => {});
  try {
    return await Promise.race([answer, passed]);
  } finally {
    signal.removeEventListener('abort', onPassed);
  }
}

async function receive(response: Dispatcher.ResponseData, { url: { href: url }, firstBytes, maxBytes }: Ask, trip: Trip) {
  const headers = flatten(response.headers);
  // An unread body would hold the connection; destroying it makes undici report an abort, which is ignored.
  response.body.on('error', () => {});
  if (firstBytes === undefined && Number(headers['content-length']) > (maxBytes ?? maxWireBytes)) {
    response.body.destroy();
    throw new SourceError('too-large', url, `content-length ${headers['content-length']}`);
  }
  const onBytes = (count: number) => {
    trip.wireBytes += count;
  };
  const wire = await readWire(response.body, { url, onBytes, firstBytes, maxBytes });
  return {
    status: response.statusCode,
    headers,
    bytes: await decodeBody(wire, orEmpty(headers['content-encoding']), url, Math.max(maxBytes ?? 0, maxDecodedBytes)),
  };
}

export function asSourceError(error: unknown, url: string, answered: boolean): unknown {
  if (error instanceof SourceError) return error;
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') return new SourceError('unreachable', url, 'deadline passed', { cause: error });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new SourceError('too-large', url, 'headers of more than 16 KB', { cause: error });
  if (/^UND_ERR_(BODY|HEADERS|CONNECT)_TIMEOUT$/.test(code))
    return new SourceError('unreachable', url, networkWords(error), { cause: error });
  if (code.startsWith('HPE_')) return new SourceError('unrecognised', url, `not HTTP: ${messageOf(error).slice(0, 200)}`, { cause: error });
  if (answered && code !== '')
    return new SourceError('truncated', url, `the connection ended early: ${messageOf(error).slice(0, 200)}`, { cause: error });
  if (code !== '' || error instanceof AggregateError) return new SourceError('unreachable', url, networkWords(error), { cause: error });
  return error;
}

/** A page of a few lines that leads to itself; what is longer is a page of its own that reloads for news. */
const mostPageBytes = 8_000;
const longestDelay = 5;
const mostCookies = 20;
const mostCharacters = 4_096;

/**
 * Some sites set a cookie on their first answer, which leads to itself, and give the page only to a request that brings it (moj.gov.cn,
 * measured 2026-09). Gives that second request: of the same address, with the cookie, which nobody else ever sees. Nothing for any other
 * answer. Throws SourceError `refused` when the site asks again, or sets no cookie that may be sent; a script that makes the cookie is not
 * run.
 */
export function cookieHop(ask: Ask, answer: Answer, now: Date): Ask | undefined {
  const set = answer.headers['set-cookie'];
  if (set === undefined || !leadsToItself(ask.url, answer)) return undefined;
  const refuse = (why: string): never => {
    throw new SourceError('refused', ask.url.href, `leads to itself with a cookie${why}, a challenge`, { status: answer.status });
  };
  if (ask.headers['cookie'] !== undefined) return refuse(' again and again');
  const cookie = cookiesFor(ask.url, set, now);
  if (cookie === '' || cookie.length > mostCharacters) return refuse(cookie === '' ? ' that may not be sent back' : ' of more than 4 KB');
  return { ...ask, headers: { ...ask.headers, cookie } };
}

function leadsToItself(url: URL, { status, headers, bytes }: Answer) {
  const target = [301, 302, 303, 307, 308].includes(status) ? headers['location'] : refreshOf(status, headers, bytes);
  if (target === undefined) return false;
  const to = URL.parse(target === '' ? url.href : target, url.href);
  // A proxy that ends TLS before the site may name the address with http; it is asked with https all the same.
  const sameScheme = to?.protocol === url.protocol || url.protocol === 'https:';
  return to !== null && sameScheme && to.host === url.host && to.pathname === url.pathname && to.search === url.search;
}

const refreshTag = /<meta\s[^<>]{0,200}http-equiv\s{0,3}=\s{0,3}["']?refresh["']?[^<>]{0,600}>/i;

function refreshOf(status: number, headers: Answer['headers'], bytes: Uint8Array) {
  if (status !== 200) return undefined;
  const page = bytes.length > mostPageBytes ? '' : Buffer.from(bytes).toString('latin1');
  if (bytes.length > mostPageBytes || /<script[\s>]/i.test(page)) return undefined;
  const written = /content\s{0,3}=\s{0,3}(?:"([^"]{0,500})"|'([^']{0,500})')/i.exec(orEmpty(refreshTag.exec(page)?.[0]));
  const said = headers['refresh'] ?? written?.[1] ?? written?.[2];
  const [, delay, target] =
    /^\s{0,9}(\d{1,4})(?:\.\d{0,3})?\s{0,9}(?:[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?["']?([^"']{0,500}))?/i.exec(orEmpty(said)) ?? [];
  return delay === undefined || Number(delay) > longestDelay ? undefined : orEmpty(target).trim().replaceAll('&amp;', '&');
}

function cookiesFor(url: URL, set: string, now: Date) {
  const kept = new Map<string, string>();
  // Several headers are joined by commas, and a day of expiry holds a comma too.
  for (const each of set
    .slice(0, 4 * mostCharacters)
    .split(/,\s{0,9}(?=[^\s;,=]{1,200}=)/)
    .slice(0, mostCookies)) {
    const [pair = '', ...attributes] = each.split(';').map((part) => part.trim());
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]{1,200})=([\u0021-\u002b\u002d-\u003a\u003c-\u007e]{1,4096})$/.exec(pair) ?? [];
    if (name !== undefined && value !== undefined && attributes.every((attribute) => fits(url, attribute, now))) kept.set(name, value);
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
}

function fits(url: URL, attribute: string, now: Date) {
  const mark = attribute.indexOf('=');
  const name = (mark < 0 ? attribute : attribute.slice(0, mark)).trim().toLowerCase();
  const value = mark < 0 ? '' : attribute.slice(mark + 1).trim();
  if (name === 'domain') {
    const domain = value.toLowerCase().replace(/^\./, '');
    return domain === '' || url.hostname === domain || url.hostname.endsWith(`.${domain}`);
  }
  if (name === 'path') return !value.startsWith('/') || `${url.pathname}/`.startsWith(value.endsWith('/') ? value : `${value}/`);
  if (name === 'secure') return url.protocol === 'https:';
  if (name === 'max-age') return !(Number(value) <= 0);
  return !(name === 'expires' && Date.parse(value) <= now.getTime());
}

export type HostTls = Pick<ConnectionOptions, 'ca' | 'ciphers' | 'minVersion' | 'maxVersion' | 'secureOptions'>;

/** How OpenSSL is told to let a host off. The name in a certificate, its days and its chain are checked all the same. */
const allowances: Readonly<Record<TlsAllowance, HostTls>> = {
  'old-protocol': { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  'weak-signatures': { ciphers: 'DEFAULT:@SECLEVEL=0' },
  // A server that does not know RFC 5746 does not know TLS 1.3.
  'old-renegotiation': { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT, maxVersion: 'TLSv1.2' },
};

function connectionOf({ allow = [], intermediates = [] }: TlsProfile, before: HostTls) {
  const trusted = [before.ca ?? getCACertificates('default')].flat();
  return {
    ...before,
    ...Object.assign({}, ...allow.map((each) => allowances[each])),
    ...(intermediates.length > 0 ? { ca: [...trusted, ...intermediates] } : {}),
  };
}

export function tlsOf(
  profiles: Readonly<Record<string, TlsProfile>> = {},
  before: Readonly<Record<string, HostTls>> = {},
): Readonly<Record<string, HostTls>> {
  const own = Object.entries(profiles).map(([host, profile]) => [host, connectionOf(profile, before[host] ?? {})] as const);
  return { ...before, ...Object.fromEntries(own) };
}
