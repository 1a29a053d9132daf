import { X509Certificate } from 'node:crypto';

/** What old servers lack and may be let off, host by host (`fetch.tls`). An expired certificate and one of another name are none of them. */
export const tlsAllowances = ['old-protocol', 'old-renegotiation', 'weak-signatures'] as const;
export type TlsAllowance = (typeof tlsAllowances)[number];

/** `intermediates`: certificates, as PEM, that the server leaves out of its chain. */
export type TlsProfile = { readonly allow?: readonly TlsAllowance[]; readonly intermediates?: readonly string[] };

/** Whether a text is the certificate of an authority that another one signed: a root would make its owner trusted for the host, whoever that is. */
export function isIntermediate(pem: string): boolean {
  try {
    const { ca, subject, issuer } = new X509Certificate(pem);
    return ca && subject !== issuer;
  } catch {
    return false;
  }
}
