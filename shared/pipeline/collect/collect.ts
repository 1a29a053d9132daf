/** Tasks worked off: one, a batch of the queue, and the queue of a collector on another machine until its signal. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Batch, BatchAnswer, CollectContext, OwnQueue, QueueMessage } from '../../model/ports.ts';
import type { Counted, RunNote } from '../../model/run.ts';
import type { Task } from '../../model/task.ts';
import { opt } from '../../model/values.ts';
import { isEnabled } from '../../stages/watch/health.ts';
import { type ReportFailure, receivesOf, type TimeLeft, workBatch } from '../batch.ts';
import { tracing, webOf } from '../context.ts';
import { collectListing } from './listing.ts';
import { collectPage } from './page.ts';
import { countTask, keepSums } from './report.ts';
import { countFirstStored } from './source-states.ts';

/**
 * Works off one task. The two callees catch a SourceError and turn it into a state; any other error is a bug and goes back to the queue.
 */
export async function collect(task: Task, context: CollectContext): Promise<void> {
  if (!context.collectors.isOurs(task)) return context.tasks.send([task]);
  const source = context.settings.sources.find(({ id }) => id === task.sourceId);
  const by = { ...context, web: webOf(source, context.web) };
  if (task.kind === 'page') await collectPage(task, source, by);
  else if (source && isEnabled(source)) await collectListing(task, source, by);
  context.crash('before-ack');
}

/** Reads a task from a message. A message of another form, from a bug or a stranger, goes to the dead letters with this reason. */
function readTask(body: string): Task {
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && 'kind' in value && 'url' in value && 'sourceId' in value) {
    const { kind, url } = value;
    if ((kind === 'listing' || kind === 'page') && typeof url === 'string' && URL.canParse(url)) return value as Task;
  }
  throw new Error(`not a task: ${body.slice(0, 200)}`);
}

const factsOf = ({ addresses, ...note }: RunNote) => ({ ...note, ...opt('entries', addresses?.length) });

/** Works off a task: its outcomes are noted, kept in the log with its trace, and counted; the tasks that it sends carry its trace on. */
async function collectTask(message: QueueMessage, context: CollectContext) {
  const task = { ...readTask(message.body), again: receivesOf(message) > 1 };
  const notes: RunNote[] = [];
  const note = (outcome: RunNote) => {
    notes.push(outcome);
    context.line?.(task.kind, { ...opt('trace', task.trace), task: task.id, ...factsOf(outcome) });
    context.note(outcome);
  };
  await collect(
    task,
    tracing({ ...context, note }, () => task.trace),
  );
  return { counted: countTask(task, notes), firstOf: notes.flatMap(({ firstOf }) => firstOf ?? []) };
}

export async function collectBatch(
  batch: Batch,
  context: CollectContext,
  failed: ReportFailure,
  timeLeft?: TimeLeft,
): Promise<BatchAnswer> {
  const done: Readonly<{ counted: Counted; firstOf: readonly string[] }>[] = [];
  const one = async (message: QueueMessage) => void done.push(await collectTask(message, context));
  const answer = await workBatch(batch, { hide: context.tasks.hide, needs: 120_000, one, context }, failed, timeLeft);
  await Promise.all([
    keepSums(
      done.map(({ counted }) => counted),
      context,
    ),
    countFirstStored(
      done.flatMap(({ firstOf }) => firstOf),
      context,
    ),
  ]);
  return answer;
}

/** Batches side by side, and tasks of each, as the deployed function takes them. */
const sideBySide = 4;
const batchSize = 5;
/** A request that waits is not cut off at the end, since SQS would go on with it and hide what comes: so it waits no longer. */
const waitSeconds = 5;
const beatMs = 5 * 60_000;
const [shortestPauseMs, longestPauseMs] = [1_000, 60_000];

type Elsewhere = Readonly<{
  name: string;
  once: boolean;
  signal: AbortSignal;
  failed: (error: unknown, messageId: string) => void;
  /** Called after each batch, and when the queue cannot be reached (once until it answers again). */
  done: (count: number) => void;
  lost: (error: unknown) => void;
}>;
export type WorkedOff = Readonly<{ done: number; failed: number }>;

const resting = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => {});

/** Says that this collector lives: at once, every five minutes, and at the end. What cannot be said is said the next time. */
function startBeating(context: CollectContext, name: string, count: () => number) {
  const startedAt = context.now().toISOString();
  const beat = () => context.collectors.beat(name, { at: context.now().toISOString(), startedAt, done: count() }).catch(() => {});
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
  const start = (batch: Batch) => {
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

async function workOff(batch: Batch, queue: OwnQueue, context: CollectContext, { signal, failed }: Elsewhere) {
  const { batchItemFailures } = await collectBatch(batch, context, failed, () => (signal.aborted ? 0 : Number.POSITIVE_INFINITY));
  const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  // Another machine may have the next task of these hosts as soon as these are removed.
  await context.web.rest();
  await queue.remove(batch.Records.filter(({ messageId }) => !back.has(messageId)));
  // What was given back at the end did not fail.
  return { done: batch.Records.length - back.size, failed: signal.aborted ? 0 : back.size };
}
