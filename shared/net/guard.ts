import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SourceError } from '../model/errors.ts';
import { orEmpty } from '../model/values.ts';

export type Guard = {
  permits(address: string, port: number): boolean;
  permitsPort(port: number): boolean;
};

/**
 * Public unicast only. `process` unwraps ::ffff:a.b.c.d first; naming the one good range forgets no bad one. For IPv6 that is 2000::/3:
 * outside it the package calls even ::127.0.0.1 unicast.
 */
export function isPublic(address: string): boolean {
  try {
    const parsed = ipaddr.process(address);
    const global = parsed instanceof ipaddr.IPv4 || ((parsed as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 1;
    return global && parsed.range() === 'unicast';
  } catch {
    return false;
  }
}

/** "127.0.0.1:8081" or "[::1]:8081" as its parts; undefined when it is neither. */
export function readPair(pair: string): { address: string; port: number } | undefined {
  const match = /^\[?([0-9a-f:.]{2,45})\]?:(\d{1,5})$/i.exec(pair);
  const [, address = '', port = ''] = match ?? [];
  if (!ipaddr.isValid(address) || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { address: ipaddr.process(address).toString(), port: Number(port) };
}

export function openGuard(allow: readonly string[]): Guard {
  const pairs = allow.map(readPair).filter((pair) => pair !== undefined);
  const standard = (port: number) => port === 80 || port === 443;
  const allowed = (address: string, port: number) =>
    ipaddr.isValid(address) && pairs.some((pair) => pair.port === port && pair.address === ipaddr.process(address).toString());
  return {
    permits: (address, port) => allowed(address, port) || (standard(port) && isPublic(address)),
    permitsPort: (port) => standard(port) || pairs.some((pair) => pair.port === port),
  };
}

/**
 * The address of a request or redirect as a URL, or SourceError 'forbidden-address': http and https only, no user name, no character that
 * URL parsers disagree about. Only WHATWG `URL` parses addresses, so that the checked address is the requested one.
 */
export function readAddress(address: string, base?: URL): URL {
  const refuse = (why: string): never => {
    throw new SourceError('forbidden-address', address, why);
  };
  // A backslash, tab or line feed is a separator to one parser and nothing to another.
  if (/[\\\u0000-\u001f\u007f-\u009f]/.test(address)) return refuse('control character or backslash in the address');
  if (!base && !/^https?:\/\/[^/]/i.test(address)) return refuse('only http:// and https:// addresses are fetched');
  const url = URL.parse(address, base?.href);
  if (!url) return refuse('not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(`scheme ${url.protocol} is not fetched`);
  if (url.username !== '' || url.password !== '') return refuse('user name or password in the address');
  url.hash = '';
  return url;
}

export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

const withoutWww = (host: string) => host.replace(/^www\./, '');

/** Under gov.cn the third label from the right names the body: drc.gd.gov.cn and www.gd.gov.cn belong together. */
const governmentBody = (host: string) => (host.endsWith('.gov.cn') ? host.split('.').slice(-3).join('.') : undefined);

/** Whether a redirect stays with the same publisher: same host, with or without www, or the same body under gov.cn. */
export function sameSite(from: URL, to: URL): boolean {
  if (withoutWww(from.hostname) === withoutWww(to.hostname)) return true;
  const body = governmentBody(from.hostname);
  return body !== undefined && body === governmentBody(to.hostname);
}

export type ResolvedAddress = { readonly address: string; readonly family: number };
export type Resolve = (host: string, signal?: AbortSignal) => Promise<readonly ResolvedAddress[]>;

type NamesOptions = {
  readonly servers?: readonly string[];
  readonly hostsFile?: string;
  readonly limitMs?: number;
};

/** A name whose servers kept silent is not asked for again so long. */
const silentMs = 120_000;
/** Addresses of the second kind (mostly IPv6, where many servers keep silent) are awaited so long after those of the first. */
const secondMs = 300;
const systemHosts = process.platform === 'win32' ? `${process.env['SystemRoot']}\\System32\\drivers\\etc\\hosts` : '/etc/hosts';

const networkError = (code: string, host: string) => Object.assign(new Error(`${code} ${host}`), { code });
const addressOf = (address: string) => ({ address, family: isIP(address) });

async function fromFile(host: string, file: string) {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').map((line) => orEmpty(line.split('#')[0]).trim().split(/\s+/));
  const named = lines.filter(([address = '', ...names]) => isIP(address) > 0 && names.some((name) => name.toLowerCase() === host));
  if (named.length > 0) return named.map(([address = '']) => addressOf(address));
  return /(^|\.)localhost$/.test(host) ? ['127.0.0.1', '::1'].map(addressOf) : [];
}

/** c-ares says with these codes that no name server could be reached at all. */
const noServer: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

function failureOf(errors: readonly unknown[], host: string) {
  const codes = errors.map((error) => (error instanceof Error && 'code' in error ? error.code : undefined));
  if (codes.some((code) => code === 'ETIMEOUT' || code === 'ECANCELLED')) return networkError('ETIMEOUT', host);
  if (codes.some((code) => noServer.has(code))) return networkError('EAI_AGAIN', host);
  const broken = codes.find((code) => code !== 'ENOTFOUND' && code !== 'ENODATA');
  return networkError(typeof broken === 'string' ? broken : 'ENOTFOUND', host);
}

async function fromServers(host: string, resolver: Resolver) {
  const errors: unknown[] = [];
  const noted = (error: unknown) => {
    errors.push(error);
    return [];
  };
  const second = resolver.resolve6(host).catch(noted);
  const first = await resolver.resolve4(host).catch(noted);
  const late = Promise.withResolvers<string[]>();
  const timer = first.length > 0 ? setTimeout(() => late.resolve([]), secondMs) : undefined;
  const found = [...first, ...(await Promise.race([second, late.promise]))];
  clearTimeout(timer);
  if (found.length === 0) throw failureOf(errors, host);
  return found.map(addressOf);
}

/**
 * Names by the file of hosts, then by name servers, each name with a resolver, a limit and an end of its own. (Node's `lookup` waits in a
 * row with all other names, two or four at a time, for as long as the slowest server of them keeps silent, and cannot be called back.)
 */
export function openNames({ servers, hostsFile = systemHosts, limitMs = 5_000 }: NamesOptions = {}): Resolve {
  const silent = new Map<string, number>();
  return async (name, signal) => {
    const host = name.toLowerCase().replace(/\.$/, '');
    const known = await fromFile(host, hostsFile);
    if (known.length > 0) return known;
    if (performance.now() < (silent.get(host) ?? 0)) throw networkError('ETIMEOUT', host);
    const resolver = new Resolver({ timeout: limitMs / 4, tries: 3 });
    if (servers) resolver.setServers(servers);
    const stop = () => resolver.cancel();
    const timer = setTimeout(stop, limitMs);
    signal?.addEventListener('abort', stop);
    try {
      const found = await fromServers(host, resolver);
      silent.delete(host);
      return found;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ETIMEOUT' && !signal?.aborted) silent.set(host, performance.now() + silentMs);
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolver.cancel();
    }
  };
}
