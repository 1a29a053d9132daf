import type { Settings } from '../model/settings.ts';
import type { Webhooks } from '../model/webhook.ts';
import type { Table } from './table.ts';
import { fileSecrets, parameterSecrets } from './webhooks/secrets.ts';
import { openSender } from './webhooks/sender.ts';
import { openWebhookStates } from './webhooks/states.ts';

type WebhookOptions = { readonly settings: Settings; readonly now: () => Date; readonly secretsDir?: string };

/** What webhooks are sent with. Without a folder of secrets they are parameters of the account. */
export const openWebhooks = (table: Table, { settings, now, secretsDir }: WebhookOptions): Webhooks => ({
  ...openWebhookStates(table),
  secrets: secretsDir === undefined ? parameterSecrets() : fileSecrets(secretsDir),
  openSender: () => openSender({ fetch: settings.fetch, now }),
});
