/** The codes of network errors in words that a reader of alarms can act on. */
const words: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'no name server answers: is this machine online?',
  ENETUNREACH: 'no way out to the network: is this machine online?',
  ENETDOWN: 'the network is down: is this machine online?',
  ENOTFOUND: 'there is no host of this name',
  ETIMEOUT: 'no name server says where the host is: they keep silent',
  ESERVFAIL: 'the name server cannot find out where the host is',
  EREFUSED: 'the name server does not say where the host is',
  EHOSTUNREACH: 'no way leads to the host',
  ECONNREFUSED: 'the host refuses the connection',
  ECONNRESET: 'the host broke the connection off',
  EPIPE: 'the host broke the connection off',
  ETIMEDOUT: 'the host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the host leaves out an intermediate certificate: fetch.tls may hold it for this host',
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'the TLS of the host is old: fetch.tls may allow "old-renegotiation" for this host',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the TLS of the host is old: fetch.tls may allow "old-protocol" for this host',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'the TLS of the host is old: fetch.tls may allow "old-protocol" for this host',
  CA_MD_TOO_WEAK: 'a certificate of the host is signed weakly: fetch.tls may allow "weak-signatures" for this host',
  UND_ERR_SOCKET: 'the host broke the connection off',
};

/** The code of a network error. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** A failure of the network in words, with its code; of several addresses tried at the same time, that of the first. */
export function networkWords(error: unknown): string {
  const first = error instanceof AggregateError && !(codeOf(error) in words) ? error.errors[0] : error;
  const code = codeOf(first) || codeOf(error);
  const said = first instanceof Error ? first.message || first.name : String(first);
  const known = words[code];
  return known === undefined ? `${code} ${said}`.trim().slice(0, 200) : `${known} (${code})`;
}
