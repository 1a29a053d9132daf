import * as z from 'zod/mini';
import type { Batch, DeliverContext, QueueMessage } from '../model/ports.ts';
import type { Counted } from '../model/run.ts';
import { opt } from '../model/values.ts';
import { type ReportFailure, type TimeLeft, workBatch } from './batch.ts';
import { keepSums } from './collect/report.ts';
import { readConfirmation, sendConfirmation } from './mail/confirmation.ts';
import { type Delivery, deliver, type Render } from './mail/deliver.ts';
import { eraseReader, readErasure } from './mail/subscribers.ts';

const days = z.readonly(z.tuple([z.string(), z.string()]));
/** Messages of older versions name the week, and no last event. */
const deliverySchema = z.object({
  period: z.optional(z.string()),
  week: z.optional(z.string()),
  reader: z.string(),
  upTo: z.optional(z.number()),
  remind: z.optional(days),
  ifNews: z.optional(z.boolean()),
  trace: z.optional(z.string()),
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function findDelivery(body: string): Delivery | undefined {
  const { data } = deliverySchema.safeParse(parsed(body));
  const period = data?.period ?? data?.week;
  if (!data || period === undefined) return undefined;
  const { reader, upTo, remind, ifNews, trace } = data;
  return { period, reader, ...opt({ upTo, remind, ifNews, trace }) };
}

/** Mails of `deliver`. A mail that SES refused is given back, to be tried again until it goes to the dead letters. */
export const deliverBatch =
  (render: Render) => async (batch: Batch, context: DeliverContext, failed: ReportFailure, timeLeft?: TimeLeft) => {
    const counted: Counted[] = [];
    const one = async ({ body, messageId }: QueueMessage): Promise<void> => {
      const erasure = readErasure(body);
      if (erasure) return void (await eraseReader(erasure.erase, context));
      await context.mailer.ready?.();
      const confirmation = readConfirmation(body);
      if (confirmation) return sendConfirmation(confirmation, context);
      const delivery = findDelivery(body);
      if (!delivery) throw new Error(`not a delivery: ${body.slice(0, 200)}`);
      const outcome = await deliver(delivery, messageId, render, context);
      const { state } = outcome;
      context.line?.('mail', { ...opt('trace', delivery.trace), message: messageId, period: delivery.period, state });
      counted.push(state === 'sent' ? { mails: 1 } : state === 'failed' ? { mailsFailed: 1 } : {});
      if (outcome.state === 'failed') throw new Error(`the mail to reader ${outcome.reader} was refused`);
    };
    const answer = await workBatch(batch, { hide: context.tasks.hideMail, needs: 20_000, one, context }, failed, timeLeft);
    await keepSums(counted, context);
    return answer;
  };
