import type { Batch, BatchAnswer, Message } from '../model/batch.ts';
import type { Context } from '../model/ports.ts';
import { collect, readTask } from './collect.ts';
import { type Delivery, deliver, type Render } from './deliver.ts';

type Failed = (error: unknown, messageId: string) => void;

/** Works off a batch in order; one message's failure costs the later ones of its group their turn, and nobody else's. */
async function each({ Records }: Batch, work: (message: Message) => Promise<void>, failed: Failed): Promise<BatchAnswer> {
  const blocked = new Set<string>();
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const message of Records) {
    const group = message.attributes?.MessageGroupId ?? message.messageId;
    if (!blocked.has(group)) {
      try {
        await work(message);
        continue;
      } catch (error) {
        failed(error, message.messageId);
        blocked.add(group);
      }
    }
    batchItemFailures.push({ itemIdentifier: message.messageId });
  }
  return { batchItemFailures };
}

/** Tasks of `collect`. */
export const collectBatch = (batch: Batch, context: Context, failed: Failed): Promise<BatchAnswer> =>
  each(batch, ({ body }) => collect(readTask(body), context), failed);

const readDelivery = (body: string): Delivery => {
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && 'week' in value && 'reader' in value) {
    const { week, reader } = value;
    if (typeof week === 'string' && typeof reader === 'string') return { week, reader };
  }
  throw new Error(`not a delivery: ${body.slice(0, 200)}`);
};

/** Mails of `deliver`. A mail that SES refused is given back, to be tried again and at last to lie among the dead letters. */
export const deliverBatch = (batch: Batch, render: Render, context: Context, failed: Failed): Promise<BatchAnswer> =>
  each(
    batch,
    async ({ body }) => {
      const outcome = await deliver(readDelivery(body), render, context);
      if (outcome.state === 'failed') throw new Error(`the mail to reader ${outcome.reader} was refused`);
    },
    failed,
  );
