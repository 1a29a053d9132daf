import { createHmac } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import type { Settings } from '../model/configuration.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { Secrets, WebhookAnswer, WebhookRequest, WebhookSender, Webhooks } from '../model/webhook.ts';
import type { Table } from '../store/table.ts';
import { openWebhookStates } from '../store/webhooks.ts';
import { asSourceError, guardedConnect, sendWithin } from './exchange.ts';
import { openGuard, readAddress } from './guard.ts';
import { readRetryAfter } from './web.ts';

const marked = 'whsec_';

/** The key in a secret: base64 behind `whsec_`, as the makers of Standard Webhooks libraries write it, else the characters themselves. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(marked) ? Buffer.from(secret.slice(marked.length), 'base64') : Buffer.from(secret, 'utf8');

/** The value of `webhook-signature` by the Standard Webhooks specification: HMAC-SHA256 of id, timestamp (seconds) and body. */
export const signatureOf = (secret: string, { id, timestamp, body }: { id: string; timestamp: number; body: string }): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

const deadlineMs = 10_000;
/** What is read of an answer, and thrown away, so that the connection can be used again. */
const mostRead = 65_536;

type SenderOptions = Pick<Settings, 'fetch'> & { readonly now: () => Date; readonly deadlineMs?: number };

const headersOf = ({ id, secret, body }: WebhookRequest, now: Date): Record<string, string> => {
  const timestamp = Math.floor(now.getTime() / 1000);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Hongtou/webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secret, { id, timestamp, body }),
  };
};

const first = (value: string | string[] | undefined): string => orEmpty(Array.isArray(value) ? value[0] : value);

const readOut = async ({ body }: Dispatcher.ResponseData): Promise<void> => {
  body.on('error', () => {});
  await body.dump({ limit: mostRead }).catch(() => {});
};

/**
 * Signed requests under the guard of the fetcher: every address is checked where it is dialled. undici follows no redirects by itself.
 */
export function openSender({ fetch, deadlineMs: most = deadlineMs, now }: SenderOptions): WebhookSender {
  const dispatcher = new Agent({ connect: guardedConnect({ guard: openGuard(fetch.allow), hosts: fetch.hosts }), maxHeaderSize: 16_384 });
  return {
    async post(request): Promise<WebhookAnswer> {
      try {
        const ask = { url: readAddress(request.url), method: 'POST' as const, headers: headersOf(request, now()), body: request.body };
        const response = await sendWithin(most, ask, dispatcher);
        const { 'retry-after': pause, date } = response.headers;
        const retryAfter = readRetryAfter(first(pause), first(date), now());
        await readOut(response);
        return { status: response.statusCode, ...opt('retryAfter', retryAfter) };
      } catch (error) {
        throw asSourceError(error, request.url, false);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

type WebhookOptions = { readonly settings: Settings; readonly now: () => Date; readonly secrets?: Secrets };

const noSecrets: Secrets = { read: async () => undefined, isMissing: async () => false };

/**
 * What webhooks are sent with. The secrets come from whoever may read them, so that no other function carries the client for parameters.
 */
export const openWebhooks = (table: Table, { settings, now, secrets = noSecrets }: WebhookOptions): Webhooks => ({
  ...openWebhookStates(table),
  secrets,
  openSender: () => openSender({ fetch: settings.fetch, now }),
});
