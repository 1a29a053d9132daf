import { createHmac } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import * as z from 'zod/mini';
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
const keyOf = (secret: string) =>
  secret.startsWith(marked) ? Buffer.from(secret.slice(marked.length), 'base64') : Buffer.from(secret, 'utf8');

/** The value of `webhook-signature` by the Standard Webhooks specification: HMAC-SHA256 of id, timestamp (seconds) and body. */
export const signatureOf = (secret: string, { id, timestamp, body }: { id: string; timestamp: number; body: string }): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

const deadlineMs = 10_000;
/** What is read of an answer, and thrown away, so that the connection can be used again. */
const mostRead = 65_536;

type SenderOptions = Pick<Settings, 'fetch'> & { readonly now: () => Date; readonly deadlineMs?: number };

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

/** Feishu signs within the body: HMAC-SHA256 of nothing, by seconds and secret. */
function feishuBody(body: string, secret: string, timestamp: string) {
  return JSON.stringify({ timestamp, sign: hmac(`${timestamp}\n${secret}`, ''), ...JSON.parse(body) });
}

/** DingTalk signs in the address: HMAC-SHA256 of milliseconds and secret, by the secret. */
function dingtalkUrl(url: string, secret: string, timestamp: string) {
  const signed = new URL(url);
  signed.searchParams.set('timestamp', timestamp);
  signed.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`));
  return signed.href;
}

/** Address, headers and body of a message, signed as its receiver asks. Slack and Teams have their secret in the address. */
function signed({ url, id, form, secret = '', body }: WebhookRequest, now: Date) {
  const common = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Hongtou/webhooks' };
  if (form === undefined) return { url, headers: { ...common, ...signatureHeaders(id, secret, body, now) }, body };
  const ms = now.getTime();
  return {
    url: form === 'dingtalk' && secret !== '' ? dingtalkUrl(url, secret, String(ms)) : url,
    headers: common,
    body: form === 'feishu' && secret !== '' ? feishuBody(body, secret, String(Math.floor(ms / 1000))) : body,
  };
}

const signatureHeaders = (id: string, secret: string, body: string, now: Date) => {
  const timestamp = Math.floor(now.getTime() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secret, { id, timestamp, body }),
  };
};

const first = (value: string | string[] | undefined) => orEmpty(Array.isArray(value) ? value[0] : value);

const readOut = async ({ body }: Dispatcher.ResponseData) => {
  body.on('error', () => {});
  await body.dump({ limit: mostRead }).catch(() => {});
};

const chatAnswer = z.object({
  code: z.optional(z.number()),
  errcode: z.optional(z.number()),
  msg: z.optional(z.string()),
  errmsg: z.optional(z.string()),
});
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Why Feishu or DingTalk did not take a message: they answer 200 all the same, with a code in JSON that is not 0. */
async function refusalIn({ body, headers }: Dispatcher.ResponseData) {
  if (Number(headers['content-length'] ?? 0) > mostRead) return undefined;
  let text = '';
  for await (const piece of body) {
    text += String(piece);
    if (text.length > mostRead) return undefined;
  }
  const { code, errcode = code, msg, errmsg = msg } = z.safeParse(chatAnswer, parsed(text)).data ?? {};
  return errcode === undefined || errcode === 0 ? undefined : `code ${errcode}${errmsg === undefined ? '' : `: ${errmsg.slice(0, 100)}`}`;
}

/**
 * Signed requests under the guard of the fetcher: every address is checked where it is dialled. undici follows no redirects by itself.
 */
export function openSender({ fetch, deadlineMs: most = deadlineMs, now }: SenderOptions): WebhookSender {
  const dispatcher = new Agent({ connect: guardedConnect({ guard: openGuard(fetch.allow), hosts: fetch.hosts }), maxHeaderSize: 16_384 });
  return {
    async post(request): Promise<WebhookAnswer> {
      try {
        const { url, ...message } = signed(request, now());
        const ask = { url: readAddress(url), method: 'POST' as const, ...message };
        const response = await sendWithin(most, ask, dispatcher);
        const { 'retry-after': pause, date } = response.headers;
        const retryAfter = readRetryAfter(first(pause), first(date), now());
        const answers = request.form === 'feishu' || request.form === 'dingtalk';
        const refused = answers ? await refusalIn(response) : undefined;
        await readOut(response);
        return { status: response.statusCode, ...opt({ retryAfter, refused }) };
      } catch (error) {
        throw asSourceError(error, request.url, false);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

type WebhookOptions = { readonly settings: Settings; readonly now: () => Date; readonly secrets?: Secrets };

const noSecrets = { read: async () => undefined, isMissing: async () => false };

/**
 * What webhooks are sent with. The secrets come from whoever may read them, so that no other function carries the client for parameters.
 */
export const openWebhooks = (table: Table, { settings, now, secrets = noSecrets }: WebhookOptions): Webhooks => ({
  ...openWebhookStates(table),
  secrets,
  openSender: () => openSender({ fetch: settings.fetch, now }),
});
