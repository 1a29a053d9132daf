import type { Batch, BatchAnswer, CollectContext, QueueMessage } from '../model/ports.ts';
import type { Counted, RunNote } from '../model/run.ts';
import { opt } from '../model/values.ts';
import { type ReportFailure, receivesOf, type TimeLeft, workBatch } from './batch.ts';
import { collect, readTask } from './collect/collect.ts';
import { countTask, keepSums } from './collect/report.ts';
import { countFirstStored } from './collect/source-states.ts';
import { tracing } from './context.ts';

const factsOf = ({ addresses, ...note }: RunNote): Readonly<Record<string, unknown>> => ({ ...note, ...opt('entries', addresses?.length) });

type TaskCounts = { readonly counted: Counted; readonly firstOf: readonly string[] };

/** Works off a task: its outcomes are noted, kept in the log with its trace, and counted; the tasks that it sends carry its trace on. */
async function collectTask(message: QueueMessage, context: CollectContext): Promise<TaskCounts> {
  const task = { ...readTask(message.body), again: receivesOf(message) > 1 };
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
  return { counted: countTask(task, notes), firstOf: notes.flatMap(({ firstOf }) => firstOf ?? []) };
}

export async function collectBatch(
  batch: Batch,
  context: CollectContext,
  failed: ReportFailure,
  timeLeft?: TimeLeft,
): Promise<BatchAnswer> {
  const done: TaskCounts[] = [];
  const one = async (message: QueueMessage): Promise<void> => void done.push(await collectTask(message, context));
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
