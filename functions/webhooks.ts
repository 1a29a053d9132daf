import { webhookMessage } from '../shared/pages/feeds/webhook-message.ts';
import { sendWebhooks } from '../shared/pipeline/webhooks/send.ts';
import { parameterSecrets } from '../shared/store/aws/parameters.ts';
import { beginCall, type Call, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('webhooks');
const opened = openDeployed({ webhookSecrets: parameterSecrets() });

/** Every five minutes: what webhooks were not told yet, and what is due again. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  log.info('webhooks', await sendWebhooks(await opened, webhookMessage));
};
