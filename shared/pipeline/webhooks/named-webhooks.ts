import type { Webhook } from '../../model/webhook.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** A webhook with what it is called in the store and in alarms: its address may hold a secret. */
export type NamedWebhook = Webhook & { readonly id: string; readonly name: string };

/** The webhooks of a configuration. An id stays as long as address and wish do. */
export const nameWebhooks = (webhooks: readonly Webhook[]): readonly NamedWebhook[] =>
  webhooks.map((webhook) => {
    const id = sha256(JSON.stringify([webhook.url, webhook.wants])).slice(0, 12);
    return { ...webhook, id, name: `${new URL(webhook.url).host} (${id})` };
  });
