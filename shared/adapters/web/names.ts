import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { orEmpty } from '../../model/values.ts';

export type ResolvedAddress = { readonly address: string; readonly family: number };
/** The addresses of a host. Rejects with a network error; ends at once when the signal says so. */
export type Resolve = (host: string, signal?: AbortSignal) => Promise<readonly ResolvedAddress[]>;

type NamesOptions = {
  /** `address:port` of name servers; absent: those of this machine. */
  readonly servers?: readonly string[];
  readonly hostsFile?: string;
  readonly limitMs?: number;
};

/** A name whose servers kept silent is not asked for again so long. */
const silentMs = 120_000;
/** Addresses of the second kind (mostly IPv6, where many servers keep silent) are awaited so long after those of the first. */
const secondMs = 300;
const systemHosts = process.platform === 'win32' ? `${process.env['SystemRoot']}\\System32\\drivers\\etc\\hosts` : '/etc/hosts';

const networkError = (code: string, host: string): Error => Object.assign(new Error(`${code} ${host}`), { code });
const addressOf = (address: string): ResolvedAddress => ({ address, family: isIP(address) });

/** What the file of hosts says of a name; localhost is this machine even where the file is silent. */
async function fromFile(host: string, file: string): Promise<readonly ResolvedAddress[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').map((line) => orEmpty(line.split('#')[0]).trim().split(/\s+/));
  const named = lines.filter(([address = '', ...names]) => isIP(address) > 0 && names.some((name) => name.toLowerCase() === host));
  if (named.length > 0) return named.map(([address = '']) => addressOf(address));
  return /(^|\.)localhost$/.test(host) ? ['127.0.0.1', '::1'].map(addressOf) : [];
}

/** c-ares says with these codes that no name server could be reached at all. */
const noServer: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Why neither question found an address: a server that kept silent weighs most. */
function failureOf(errors: readonly unknown[], host: string): Error {
  const codes = errors.map((error) => (error instanceof Error && 'code' in error ? error.code : undefined));
  if (codes.some((code) => code === 'ETIMEOUT' || code === 'ECANCELLED')) return networkError('ETIMEOUT', host);
  if (codes.some((code) => noServer.has(code))) return networkError('EAI_AGAIN', host);
  const broken = codes.find((code) => code !== 'ENOTFOUND' && code !== 'ENODATA');
  return networkError(typeof broken === 'string' ? broken : 'ENOTFOUND', host);
}

/** Asks for both kinds of address at a time; of IPv6 what is there soon after IPv4. */
async function fromServers(host: string, resolver: Resolver): Promise<readonly ResolvedAddress[]> {
  const errors: unknown[] = [];
  const noted = (error: unknown): string[] => {
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
 * Names by the file of hosts, then by name servers, each name with a resolver, a limit and an end of its own. (Node's `lookup` waits in a row with all other names,
 * two or four at a time, for as long as the slowest server of them keeps silent, and cannot be called back.)
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
    const stop = (): void => resolver.cancel();
    const timer = setTimeout(stop, limitMs);
    signal?.addEventListener('abort', stop);
    try {
      const found = await fromServers(host, resolver);
      silent.delete(host);
      return found;
    } catch (error) {
      // What the deadline of a page cut short says nothing of the name.
      if ((error as { code?: unknown }).code === 'ETIMEOUT' && !signal?.aborted) silent.set(host, performance.now() + silentMs);
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolver.cancel();
    }
  };
}
