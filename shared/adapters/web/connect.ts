import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { type Guard, readPair } from './guard.ts';

export type ResolvedAddress = { readonly address: string; readonly family: number };
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;
/** Connects to addresses that were checked, whatever the name resolves to later. */
export type Dial = (
  options: buildConnector.Options,
  addresses: readonly ResolvedAddress[],
  tls: ConnectionOptions,
  callback: buildConnector.Callback,
) => void;

export type ConnectOptions = {
  readonly guard: Guard;
  /** Host to `address:port`, for http only. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  /** TLS settings of hosts whose servers need others than the default (an intermediate, an old protocol). */
  readonly tls?: Readonly<Record<string, ConnectionOptions>>;
};

const resolveByDns: Resolve = (host) => lookUp(host, { all: true, order: 'verbatim' });

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
  buildConnector(settings)(target, callback);
};

/**
 * undici's `connect` with a check of the address, for every connection: first hop, redirect, IP literal. (A `lookup` hook alone is never called for literals.)
 * Throws SourceError 'forbidden-address' for a refused address.
 */
export function guardedConnect(options: ConnectOptions): buildConnector.connector {
  const { guard, resolve = resolveByDns, dial = dialChecked } = options;
  return (asked, callback) => {
    checkedTarget(asked, options.hosts, resolve, guard).then(
      ({ target, addresses }) => dial(target, addresses, options.tls?.[asked.hostname] ?? {}, callback),
      (error: Error) => callback(error, null),
    );
  };
}

type Target = { target: buildConnector.Options; addresses: readonly ResolvedAddress[] };

async function checkedTarget(
  asked: buildConnector.Options,
  hosts: Readonly<Record<string, string>>,
  resolve: Resolve,
  guard: Guard,
): Promise<Target> {
  const host = asked.hostname.replace(/^\[|\]$/g, '');
  const mapped = asked.protocol === 'http:' && Object.hasOwn(hosts, host) ? readPair(orEmpty(hosts[host])) : undefined;
  const port = mapped?.port ?? (Number(asked.port) || (asked.protocol === 'https:' ? 443 : 80));
  const literal = mapped?.address ?? (isIP(host) ? host : undefined);
  const found = literal === undefined ? await resolve(host) : [{ address: literal, family: isIP(literal) }];
  // Of a name with public and private addresses only the public ones are used.
  const addresses = found.filter(({ address }) => guard.permits(address, port));
  if (addresses.length === 0) {
    const seen = found.map(({ address }) => address).join(', ') || 'no address';
    throw new SourceError('forbidden-address', `${asked.protocol}//${asked.hostname}`, `${seen} port ${port} may not be dialled`);
  }
  return { target: { ...asked, port: String(port) }, addresses };
}
