import type { Settings } from '../model/settings.ts';
import type { Secrets, Webhooks } from '../model/webhook.ts';
import type { Table } from '../store/table.ts';
import { openSender } from './webhooks/sender.ts';
import { openWebhookStates } from './webhooks/states.ts';

type WebhookOptions = { readonly settings: Settings; readonly now: () => Date; readonly secrets?: Secrets };

/** Of a function that sends nothing: it neither finds secrets nor misses them. */
const noSecrets: Secrets = { read: async () => undefined, isMissing: async () => false };

/** What webhooks are sent with. The secrets come from whoever may read them, so that no other function carries the client for parameters. */
export const openWebhooks = (table: Table, { settings, now, secrets = noSecrets }: WebhookOptions): Webhooks => ({
  ...openWebhookStates(table),
  secrets,
  openSender: () => openSender({ fetch: settings.fetch, now }),
});
