import type { Handlers, SqsEvent } from '../../infra/local.ts';
import type { Context } from '../../shared/model/ports.ts';
import { webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import { scheduleByClock } from '../../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../../shared/pipeline/collect-batch.ts';
import { deliverBatch } from '../../shared/pipeline/deliver-batch.ts';
import { sendDue } from '../../shared/pipeline/mail/due.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { backUp } from '../../shared/pipeline/watch/backup.ts';
import { watch } from '../../shared/pipeline/watch/watch.ts';
import { sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import { renderFor } from '../render.ts';

const failed = (error: unknown, id: string): void =>
  console.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

/** The handlers of the functions, with the context of this process in place of one for each Lambda. */
export const handlersOf = (context: Context): Handlers => ({
  schedule: () => scheduleByClock(context),
  collect: (event: SqsEvent) => collectBatch(event, context, failed),
  index: () => updateIndex(context),
  digest: () => sendDue(context),
  deliver: (event: SqsEvent) => deliverBatch(renderFor(context))(event, context, failed),
  watch: async () => {
    await watch(context);
    await backUp(context);
  },
  webhooks: () => sendWebhooks(context, webhookMessage),
});
