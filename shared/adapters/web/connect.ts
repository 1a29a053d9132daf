import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { type Guard, readPair } from './guard.ts';
import { openNames, type Resolve, type ResolvedAddress } from './names.ts';
import type { HostTls } from './tls-profiles.ts';

/** Connects to addresses that were checked, whatever the name resolves to later; gives what it connects with. */
export type Dial = (
  options: buildConnector.Options,
  addresses: readonly ResolvedAddress[],
  tls: ConnectionOptions,
  callback: buildConnector.Callback,
) => Duplex | undefined;

export type ConnectOptions = {
  readonly guard: Guard;
  /** Host to `address:port`, for http only. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  /** TLS settings of hosts whose servers need others than the default (an intermediate, an old protocol). */
  readonly tls?: Readonly<Record<string, HostTls>>;
};

const resolveByDns = openNames();

/** Aborts what an exchange dials when its deadline passes. undici gives a connector no signal of the request it dials for: the asynchronous context carries it. */
const exchanges = new AsyncLocalStorage<AbortSignal>();
export const dialWithin = <T>(signal: AbortSignal, work: () => T): T => exchanges.run(signal, work);

/** The name stays in `hostname`, for SNI and the certificate's check; Node's lookup yields the checked addresses alone, tried by happy eyeballs. */
const dialChecked: Dial = (options, addresses, tls, callback) => {
  const lookup: LookupFunction = (_host, wanted, answer) => {
    const first = addresses[0];
    if (wanted.all || !first) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
  const one = addresses.length === 1 ? addresses[0]?.address : undefined;
  const target = one !== undefined && options.protocol === 'http:' ? { ...options, hostname: one, host: one } : options;
  // `lookup` and `autoSelectFamily` reach net.connect and tls.connect, though undici's type names one of their forms.
  const settings: buildConnector.BuildOptions = { ...tls, timeout: 8_000, lookup, autoSelectFamily: true, port: Number(options.port) };
  // It returns its socket, which the type does not say.
  return buildConnector(settings)(target, callback) as Duplex | undefined;
};

/**
 * undici's `connect` with a check of the address, for every connection: first hop, redirect, IP literal. (A `lookup` hook alone is never called for literals.)
 * Throws SourceError 'forbidden-address' for a refused address.
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

/** The TLS settings of a host; nothing for a host that has none of its own. */
export const tlsFor = (host: string, { tls = {} }: Pick<ConnectOptions, 'tls'>): HostTls =>
  (Object.hasOwn(tls, host) ? tls[host] : undefined) ?? {};

type Asked = Pick<buildConnector.Options, 'protocol' | 'hostname' | 'port'>;
type Target = { readonly port: number; readonly addresses: readonly ResolvedAddress[] };

type Checking = { readonly every?: boolean; readonly signal?: AbortSignal | undefined };

/** Where a connection leads to: the addresses of its host that may be dialled. Throws SourceError 'forbidden-address' when there is none, or (`every`) when one may not. */
export async function checkTarget(asked: Asked, options: ConnectOptions, { every = false, signal }: Checking = {}): Promise<Target> {
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
