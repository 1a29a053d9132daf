import { openLookup } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { parameterSecrets } from '../shared/adapters/webhooks/parameter-secrets.ts';
import { openWebhooks } from '../shared/adapters/webhooks.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { webhookMessage } from '../shared/pages/feeds/webhook-message.ts';
import { sendWebhooks } from '../shared/pipeline/webhooks/send.ts';
import { beginCall, type Call, openLog } from './log.ts';

const log = openLog('webhooks');
const context = openGround(readEnvironment(process.env)).then((ground) => ({
  ...openLookup(ground),
  webhooks: openWebhooks(ground.table, { ...ground.base, secrets: parameterSecrets() }),
}));

/** Every five minutes: what webhooks were not told yet, and what is due again. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  log.info('webhooks', await sendWebhooks(await context, webhookMessage));
};
