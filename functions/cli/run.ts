import type { Command } from 'commander';
import type { RunNote } from '../../shared/model/run.ts';
import { collectBatch } from '../../shared/pipeline/batch.ts';
import { updateIndex } from '../../shared/pipeline/index.ts';
import { exitOf, runReport } from '../../shared/pipeline/report.ts';
import { schedule } from '../../shared/pipeline/schedule.ts';
import { checkSources } from './check.ts';
import { collectOption, type Instance, printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { progressLine } from './progress.ts';
import { runText } from './run-text.ts';

type Options = StoreOptions & { readonly source?: readonly string[]; readonly replay?: readonly string[]; readonly maxPages?: number };
/** Real hosts are slow and apart; a replay is one at a time, so that two replays of one file do the same in the same order. */
const liveHosts = 8;

/** Ctrl-C ends the round after the task at hand; a second one ends the process. What is left in the queue waits for the next run. */
function interruption(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  return abort.signal;
}

async function round({ context, drain, deployed }: Instance, options: Options, notes: RunNote[]) {
  const startedAt = context.now().toISOString();
  const interrupted = interruption();
  checkSources(options.source, context);
  const { claimed, revisits } = await schedule(context, options.source);
  if (deployed) return printJson({ startedAt, claimed, revisits, note: 'the deployed instance works these tasks off by itself' });
  const failures: string[] = [];
  const failed = (error: unknown, id: string) =>
    failures.push(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  await drain('tasks', (event) => collectBatch(event, context, failed), options.replay ? 1 : liveHosts, interrupted);
  await updateIndex(context);
  const report = await runReport(startedAt, notes, context);
  if (options.json) printJson(report);
  else process.stdout.write(runText(report, context));
  for (const failure of new Set(failures)) console.error(`task failed: ${failure}`);
  if (interrupted.aborted) console.error('interrupted: the tasks that are left wait for the next run');
  process.exitCode = failures.length > 0 || interrupted.aborted ? 3 : exitOf(report);
}

export function define(command: Command): void {
  withStore(command)
    .option('--source <id>', 'only this source (repeatable)', collectOption)
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .option('--max-pages <n>', 'at most this many new pages', wholeNumber('--max-pages', 0))
    .action(async (options: Options) => {
      const notes: RunNote[] = [];
      const progress = progressLine();
      const note = (each: RunNote) => {
        notes.push(each);
        progress.show(`${notes.length} tasks done: ${each.sourceId}`);
      };
      const more = {
        note,
        ...(options.replay ? { replay: options.replay } : {}),
        ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
      };
      await withInstance(options, more, (instance) => round(instance, options, notes)).finally(progress.end);
    });
}
