import { isForAll } from '../model/errors.ts';
import type { Batch, BatchAnswer, CollectContext, Hide, QueueMessage } from '../model/ports.ts';

export type ReportFailure = (error: unknown, messageId: string) => void;
export type TimeLeft = () => number;

type BatchWork = Readonly<{
  hide: Hide;
  /** Milliseconds that one message may take: no message is started with less time left. */
  needs: number;
  one: (message: QueueMessage) => Promise<void>;
  context: Pick<CollectContext, 'deadLetters' | 'now'>;
}>;

/** Keeps why a message failed: after its last try it lies among the dead letters, where nothing else says it. */
const explain = ({ messageId }: QueueMessage, error: unknown, { deadLetters, now }: BatchWork['context']) =>
  deadLetters.explain(messageId, { at: now().toISOString(), reason: String(error) }).catch(() => {});

// A function that dies gives nothing back: its messages return after this time, however long the queue hides what it hands out.
const hiddenSeconds = 60;
const beatMilliseconds = 20_000;
/** A batch that is done sooner is never held: the queue hides what it hands out for longer than that. */
const firstBeatMilliseconds = 1_000;

export const receivesOf = ({ attributes }: QueueMessage): number => Number(attributes?.ApproximateReceiveCount ?? 1);
/** 2, 4, 8 … seconds, at most a minute: a failed message comes back soon, but not at once. */
const pauseAfter = (message: QueueMessage) => Math.min(60, 2 ** receivesOf(message));
/**
 * A message that failed so often holds up no other one: those behind it were received as often, and would lie among the dead letters with
 * it.
 */
const mostHeldUp = 3;

/**
 * Works off a batch: groups in parallel, the messages of a group in order. After a failure the later messages of the same group are given
 * back, and those of no other group, until it has failed three times. Messages that were not started are given back at once.
 */
export async function workBatch(
  { Records }: Batch,
  { hide, needs, one, context }: BatchWork,
  failed: ReportFailure,
  timeLeft: TimeLeft = () => Infinity,
): Promise<BatchAnswer> {
  const back = new Set<QueueMessage>();
  const giveBack = async (messages: readonly QueueMessage[], seconds: number) => {
    for (const message of messages) back.add(message);
    await hide(messages, seconds);
  };
  const workOff = async (messages: readonly QueueMessage[]) => {
    for (const [i, message] of messages.entries()) {
      if (timeLeft() < needs) return giveBack(messages.slice(i), 0);
      try {
        await one(message);
      } catch (error) {
        // No other message fares better, and nothing can be noted of this one.
        if (isForAll(error)) throw error;
        failed(error, message.messageId);
        await explain(message, error, context);
        await giveBack([message], pauseAfter(message));
        if (receivesOf(message) < mostHeldUp) return giveBack(messages.slice(i + 1), 0);
      }
    }
  };
  // Finished messages are deleted when the whole batch is answered; until then they stay hidden too.
  const hold = () =>
    hide(
      Records.filter((message) => !back.has(message)),
      hiddenSeconds,
    );
  const groups = Map.groupBy(Records, ({ attributes, messageId }) => attributes?.MessageGroupId ?? messageId);
  let beat = setTimeout(function next(): void {
    beat = setTimeout(next, beatMilliseconds);
    void hold();
  }, firstBeatMilliseconds);
  await Promise.all([...groups.values()].map(workOff)).finally(() => clearTimeout(beat));
  return { batchItemFailures: [...back].map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
