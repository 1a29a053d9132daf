import { constants } from 'node:crypto';
import { type ConnectionOptions, getCACertificates } from 'node:tls';
import type { TlsAllowance, TlsProfile } from '../../model/tls.ts';

/** What of TLS a host may have otherwise. */
export type HostTls = Pick<ConnectionOptions, 'ca' | 'ciphers' | 'minVersion' | 'maxVersion' | 'secureOptions'>;

/** How OpenSSL is told to let a host off. The name in a certificate, its days and its chain are checked all the same. */
const allowances: Readonly<Record<TlsAllowance, HostTls>> = {
  'old-protocol': { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  'weak-signatures': { ciphers: 'DEFAULT:@SECLEVEL=0' },
  // A server that does not know RFC 5746 does not know TLS 1.3.
  'old-renegotiation': { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT, maxVersion: 'TLSv1.2' },
};

function connectionOf({ allow = [], intermediates = [] }: TlsProfile, before: HostTls): HostTls {
  const trusted = [before.ca ?? getCACertificates('default')].flat();
  return {
    ...before,
    ...Object.assign({}, ...allow.map((each) => allowances[each])),
    ...(intermediates.length > 0 ? { ca: [...trusted, ...intermediates] } : {}),
  };
}

/** The TLS settings of hosts that are forgiven something; `before`: settings that hosts have without it. */
export function tlsOf(
  profiles: Readonly<Record<string, TlsProfile>> = {},
  before: Readonly<Record<string, HostTls>> = {},
): Readonly<Record<string, HostTls>> {
  const own = Object.entries(profiles).map(([host, profile]) => [host, connectionOf(profile, before[host] ?? {})] as const);
  return { ...before, ...Object.fromEntries(own) };
}
