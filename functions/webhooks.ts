import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { parameterSecrets } from '../shared/adapters/webhooks/parameter-secrets.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { webhookMessage } from '../shared/pages/feeds/webhook-message.ts';
import { sendWebhooks } from '../shared/pipeline/webhooks/send.ts';

const logger = new Logger({ serviceName: 'webhooks' });
const context = openContext(readEnvironment(process.env), { webhookSecrets: parameterSecrets() });

/** Every five minutes: what webhooks were not told yet, and what is due again. */
export const handler = async (): Promise<void> => {
  logger.info('webhooks', await sendWebhooks(await context, webhookMessage));
};
