import { createHmac, timingSafeEqual } from 'node:crypto';

/** The JSON of a message that was sent within five minutes; throws for anything else. */
export function verify(headers, body, secret, now = Date.now() / 1000) {
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': given = '' } = headers;
  if (!(Math.abs(now - Number(at)) <= 300)) throw new Error('too old');
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const wanted = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`);
  const fits = (each) => each.length === wanted.length && timingSafeEqual(each, wanted);
  if (!given.split(' ').some((each) => fits(Buffer.from(each)))) throw new Error('not signed by Hongtou');
  return JSON.parse(body);
}
