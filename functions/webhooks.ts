import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import { openWebhooks } from '../shared/adapters/webhooks.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, openLog } from './log.ts';

const log = openLog('webhooks');
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const [ground, { openLookup }, { parameterSecrets }, { webhookMessage }, { sendWebhooks }] = await Promise.all([
    opened,
    import('../shared/adapters/contexts.ts'),
    import('../shared/adapters/webhooks/parameter-secrets.ts'),
    import('../shared/pages/feeds/webhook-message.ts'),
    import('../shared/pipeline/webhooks/send.ts'),
  ]);
  const webhooks = openWebhooks(ground.table, { ...ground.base, secrets: parameterSecrets() });
  const context = { ...openLookup(ground), webhooks };
  return () => sendWebhooks(context, webhookMessage);
});

/** Every five minutes: what webhooks were not told yet, and what is due again. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const send = await open();
  log.info('webhooks', await send());
};
