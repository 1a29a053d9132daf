import { createHmac } from 'node:crypto';

const marked = 'whsec_';

/** The key in a secret: base64 behind `whsec_`, as the makers of Standard Webhooks libraries write it, else the characters themselves. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(marked) ? Buffer.from(secret.slice(marked.length), 'base64') : Buffer.from(secret, 'utf8');

/** The value of `webhook-signature` by the Standard Webhooks specification: HMAC-SHA256 of id, timestamp (seconds) and body. */
export const signatureOf = (secret: string, { id, timestamp, body }: { id: string; timestamp: number; body: string }): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
