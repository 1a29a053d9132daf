import { webhookMessage } from '../shared/pages/feeds/webhook-message.ts';
import { sendWebhooks } from '../shared/pipeline/webhooks/send.ts';
import { parameterSecrets } from '../shared/store/aws/parameters.ts';
import { entry } from './entry.ts';

export const handler = entry(
  'webhooks',
  async (_event, { log, context }) => {
    log.info('webhooks', await sendWebhooks(context, webhookMessage));
  },
  () => ({ secrets: parameterSecrets() }),
);
