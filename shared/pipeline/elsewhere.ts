import { setTimeout as pause } from 'node:timers/promises';
import type { Batch, CollectContext, OwnQueue } from '../model/ports.ts';
import { collectBatch } from './collect-batch.ts';

/** Batches side by side, and tasks of each, as the deployed function takes them. */
const sideBySide = 4;
const batchSize = 5;
/** A request that waits is not cut off at the end, since SQS would go on with it and hide what comes: so it waits no longer. */
const waitSeconds = 5;
const beatMs = 5 * 60_000;
const [shortestPauseMs, longestPauseMs] = [1_000, 60_000];

export type Elsewhere = {
  readonly name: string;
  readonly once: boolean;
  readonly signal: AbortSignal;
  readonly failed: (error: unknown, messageId: string) => void;
  /** Called after each batch, and when the queue cannot be reached (once until it answers again). */
  readonly done: (count: number) => void;
  readonly lost: (error: unknown) => void;
};
export type WorkedOff = { readonly done: number; readonly failed: number };

const resting = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => {});

/** Says that this collector lives: at once, every five minutes, and at the end. What cannot be said is said the next time. */
function startBeating(context: CollectContext, name: string, count: () => number): () => Promise<void> {
  const startedAt = context.now().toISOString();
  const beat = (): Promise<void> =>
    context.collectors.beat(name, { at: context.now().toISOString(), startedAt, done: count() }).catch(() => {});
  const first = beat();
  const timer = setInterval(() => void beat(), beatMs);
  return async () => {
    clearInterval(timer);
    await first;
    await beat();
  };
}

/**
 * Works off the queue of a collector with the pipeline of the deployed function, until the signal. Then the running tasks end, and those
 * that were not begun are given back. While the network is away it waits; what it held comes back by itself. Several of them share the
 * work: of a host only one has a task at a time.
 */
export async function collectElsewhere(queue: OwnQueue, context: CollectContext, work: Elsewhere): Promise<WorkedOff> {
  const { signal, once } = work;
  const running = new Set<Promise<void>>();
  const worked = { done: 0, failed: 0 };
  const start = (batch: Batch): void => {
    const one = workOff(batch, queue, context, work)
      .then(({ done, failed }) => {
        worked.done += done;
        worked.failed += failed;
        work.done(worked.done);
      }, work.lost)
      .finally(() => running.delete(one));
    running.add(one);
  };
  const endBeating = startBeating(context, work.name, () => worked.done);
  for (let [ended, pauseMs] = [false, shortestPauseMs]; !ended && !signal.aborted; ) {
    try {
      // One asks for all: an idle collector costs twelve requests a minute.
      const Records = await queue.receive(batchSize, once ? 1 : waitSeconds);
      if (signal.aborted) await context.tasks.hide(Records, 0);
      else if (Records.length > 0) start({ Records });
      else ended = once && running.size === 0 && (await queue.waiting()) === 0;
      if (running.size >= sideBySide) await Promise.race(running);
      pauseMs = shortestPauseMs;
    } catch (error) {
      if (!signal.aborted) work.lost(error);
      await resting(pauseMs, signal);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }
  await Promise.all(running);
  await endBeating();
  return worked;
}

async function workOff(batch: Batch, queue: OwnQueue, context: CollectContext, { signal, failed }: Elsewhere): Promise<WorkedOff> {
  const { batchItemFailures } = await collectBatch(batch, context, failed, () => (signal.aborted ? 0 : Number.POSITIVE_INFINITY));
  const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  // Another machine may have the next task of these hosts as soon as these are removed.
  await context.web.rest();
  await queue.remove(batch.Records.filter(({ messageId }) => !back.has(messageId)));
  // What was given back at the end did not fail.
  return { done: batch.Records.length - back.size, failed: signal.aborted ? 0 : back.size };
}
