import { z } from 'zod';
import type { Batch, BatchAnswer, QueueMessage } from '../model/batch.ts';
import { type Counted, hourOf } from '../model/hour.ts';
import type { CollectContext, DeliverContext, Hide } from '../model/ports.ts';
import type { RunNote } from '../model/run.ts';
import { opt } from '../model/values.ts';
import { collect, readTask } from './collect/collect.ts';
import { countTask, sumCounted } from './collect/counting.ts';
import { tracing } from './collect/trace.ts';
import { readConfirmation, sendConfirmation } from './mail/confirmation.ts';
import { type Delivery, deliver, type Render } from './mail/deliver.ts';
import { eraseReader, readErasure } from './mail/erase.ts';
import { withFacts } from './mail/prefetch.ts';

type ReportFailure = (error: unknown, messageId: string) => void;
/** Milliseconds until the function is stopped; undefined when nothing stops it. */
type TimeLeft = () => number;

type BatchWork = {
  readonly hide: Hide;
  /** Milliseconds that one message may take: no message is started with less time left. */
  readonly needs: number;
  readonly one: (message: QueueMessage) => Promise<void>;
  readonly context: Pick<CollectContext, 'deadLetters' | 'now'>;
};

/** Keeps why a message failed: after its last try it lies among the dead letters, where nothing else says it. */
const explain = ({ messageId }: QueueMessage, error: unknown, { deadLetters, now }: BatchWork['context']): Promise<void> =>
  deadLetters.explain(messageId, { at: now().toISOString(), reason: String(error) }).catch(() => {});

// A function that dies gives nothing back: its messages return after this time, however long the queue hides what it hands out.
const heldSeconds = 60;
const beatMilliseconds = 20_000;

/** 2, 4, 8 … seconds, at most a minute: a failed message comes back soon, but not at once. */
const pauseAfter = ({ attributes }: QueueMessage): number => Math.min(60, 2 ** Number(attributes?.ApproximateReceiveCount ?? 1));

/**
 * Works off a batch: groups in parallel, the messages of a group in order. After a failure the later messages of the same group are given back, and those of no
 * other group. Messages that were not started are given back at once.
 */
async function workBatch(
  { Records }: Batch,
  { hide, needs, one, context }: BatchWork,
  failed: ReportFailure,
  timeLeft: TimeLeft = () => Infinity,
): Promise<BatchAnswer> {
  const back = new Set<QueueMessage>();
  const giveBack = async (messages: readonly QueueMessage[], seconds: number): Promise<void> => {
    for (const message of messages) back.add(message);
    await hide(messages, seconds);
  };
  const workOff = async (messages: readonly QueueMessage[]): Promise<void> => {
    for (const [i, message] of messages.entries()) {
      if (timeLeft() < needs) return giveBack(messages.slice(i), 0);
      try {
        await one(message);
      } catch (error) {
        failed(error, message.messageId);
        await explain(message, error, context);
        await giveBack([message], pauseAfter(message));
        return giveBack(messages.slice(i + 1), 0);
      }
    }
  };
  // Finished messages are deleted when the whole batch is answered; until then they stay hidden too.
  const hold = (): Promise<void> =>
    hide(
      Records.filter((message) => !back.has(message)),
      heldSeconds,
    );
  const groups = Map.groupBy(Records, ({ attributes, messageId }) => attributes?.MessageGroupId ?? messageId);
  await hold();
  const beat = setInterval(() => void hold(), beatMilliseconds);
  await Promise.all([...groups.values()].map(workOff)).finally(() => clearInterval(beat));
  return { batchItemFailures: [...back].map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** What the log says of an outcome: without the addresses of a list, which are many. */
const factsOf = ({ addresses, ...note }: RunNote): Readonly<Record<string, unknown>> => ({ ...note, ...opt('entries', addresses?.length) });

/** Works off a task: its outcomes are noted, kept in the log with its trace, and counted; the tasks that it sends carry its trace on. */
async function collectTask(body: string, context: CollectContext): Promise<Counted> {
  const task = readTask(body);
  const notes: RunNote[] = [];
  const note = (outcome: RunNote): void => {
    notes.push(outcome);
    context.line?.(task.kind, { ...opt('trace', task.trace), task: task.id, ...factsOf(outcome) });
    context.note(outcome);
  };
  await collect(
    task,
    tracing({ ...context, note }, () => task.trace),
  );
  return countTask(task, notes);
}

/** Keeps sums for the line of the hour. That they cannot be kept undoes no work. */
const keepSums = (counted: readonly Counted[], { counts, now }: Pick<CollectContext, 'counts' | 'now'>): Promise<void> =>
  counts.add(hourOf(now()), sumCounted(counted)).catch(() => {});

/** Tasks of `collect`. */
export async function collectBatch(
  batch: Batch,
  context: CollectContext,
  failed: ReportFailure,
  timeLeft?: TimeLeft,
): Promise<BatchAnswer> {
  const counted: Counted[] = [];
  const one = async ({ body }: QueueMessage): Promise<void> => void counted.push(await collectTask(body, context));
  const answer = await workBatch(batch, { hide: context.tasks.hide, needs: 120_000, one, context }, failed, timeLeft);
  await keepSums(counted, context);
  return answer;
}

const days = z.tuple([z.string(), z.string()]).readonly();
/** Messages of older versions name the week, and no last event. */
const deliverySchema = z.object({
  period: z.string().optional(),
  week: z.string().optional(),
  reader: z.string(),
  upTo: z.number().optional(),
  remind: days.optional(),
  ifNews: z.boolean().optional(),
  trace: z.string().optional(),
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The delivery that a message asks for; undefined for any other message. */
function findDelivery(body: string): Delivery | undefined {
  const { data } = deliverySchema.safeParse(parsed(body));
  const period = data?.period ?? data?.week;
  if (!data || period === undefined) return undefined;
  const { reader, upTo, remind, ifNews, trace } = data;
  return { period, reader, ...opt('upTo', upTo), ...opt('remind', remind), ...opt('ifNews', ifNews), ...opt('trace', trace) };
}

/** Mails of `deliver`. A mail that SES refused is given back, to be tried again until it goes to the dead letters. */
export const deliverBatch =
  (render: Render) => async (batch: Batch, context: DeliverContext, failed: ReportFailure, timeLeft?: TimeLeft) => {
    const deliveries = batch.Records.flatMap(({ body }) => findDelivery(body) ?? []);
    // When that fails, each delivery reads for itself, and fails for itself.
    const open = await withFacts(deliveries, context).catch(() => context);
    const counted: Counted[] = [];
    const one = async ({ body, messageId }: QueueMessage): Promise<void> => {
      const confirmation = readConfirmation(body);
      if (confirmation) return sendConfirmation(confirmation, context);
      const erasure = readErasure(body);
      if (erasure) return void (await eraseReader(erasure.erase, context));
      const delivery = findDelivery(body);
      if (!delivery) throw new Error(`not a delivery: ${body.slice(0, 200)}`);
      const outcome = await deliver(delivery, messageId, render, open);
      const { state } = outcome;
      context.line?.('mail', { ...opt('trace', delivery.trace), message: messageId, period: delivery.period, state });
      counted.push(state === 'sent' ? { mails: 1 } : state === 'failed' ? { mailsFailed: 1 } : {});
      if (outcome.state === 'failed') throw new Error(`the mail to reader ${outcome.reader} was refused`);
    };
    const answer = await workBatch(batch, { hide: context.tasks.hideMail, needs: 20_000, one, context }, failed, timeLeft);
    await keepSums(counted, context);
    return answer;
  };
