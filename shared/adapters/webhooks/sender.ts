import { Agent, type Dispatcher } from 'undici';
import type { Settings } from '../../model/settings.ts';
import { orEmpty } from '../../model/values.ts';
import type { WebhookAnswer, WebhookRequest, WebhookSender } from '../../model/webhook.ts';
import { readAddress } from '../web/address.ts';
import { guardedConnect } from '../web/connect.ts';
import { asSourceError, sendWithin } from '../web/exchange.ts';
import { openGuard } from '../web/guard.ts';
import { readRetryAfter } from '../web/retry-after.ts';
import { signatureOf } from './sign.ts';

/** Looking up, connecting, sending and the whole answer. */
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

/** Reads the rest of an answer as long as the request has time: what it says decides nothing. */
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
        return { status: response.statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) };
      } catch (error) {
        throw asSourceError(error, request.url, false);
      }
    },
    close: () => dispatcher.destroy(),
  };
}
