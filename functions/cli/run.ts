import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { collectBatch } from '../../shared/pipeline/batch.ts';
import { exitOf, runReport } from '../../shared/pipeline/collect/report.ts';
import { type Backfilling, schedule } from '../../shared/pipeline/collect/schedule.ts';
import { undeclaredSources } from '../../shared/pipeline/collect/undeclared-sources.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { checkSources, dayOption } from './check.ts';
import { collectOption, type Instance, printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { progressLine } from './progress.ts';
import { runText } from './run-text.ts';

type Options = StoreOptions & {
  readonly source?: readonly string[];
  readonly replay?: readonly string[];
  readonly maxPages?: number;
  readonly since?: string;
  readonly listingPages?: number;
};
/** Live sources are on slow hosts far apart; a replay is read one at a time, so that two replays of one file give the same result. */
const liveHosts = 8;

/** Ctrl-C ends the round after the current task; a second one ends the process. What is left in the queue waits for the next run. */
function interruption(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  return abort.signal;
}

/** A day in the past, as written. Throws InputError that names the option. */
function checkSince(value: string, now: Date): string {
  if (value > dayOf(now)) throw new InputError(`--since: ${value} has not come yet`, { usage: true });
  return value;
}

/** A backfill when one is asked for. Throws InputError. */
function backfillOf({ since, listingPages }: Options, now: Date): Backfilling | undefined {
  if (since !== undefined) return { since: checkSince(since, now), ...opt('listingPages', listingPages) };
  if (listingPages !== undefined) throw new InputError('--listing-pages: goes with --since DATE', { usage: true });
  return undefined;
}

async function round({ context, drain, deployed }: Instance, options: Options, notes: RunNote[]) {
  const startedAt = context.now().toISOString();
  const interrupted = interruption();
  checkSources(options.source, context);
  const foreign = await undeclaredSources(context);
  if (foreign.length > 0)
    console.error(
      `this collection was made with another configuration, of which ${foreign.length} sources are not enabled here; this round keeps this configuration`,
    );
  const { claimed, revisits } = await schedule(context, options.source, backfillOf(options, context.now()));
  if (deployed) return printJson({ startedAt, claimed, revisits, note: 'the deployed instance works these tasks off by itself' });
  const failures: string[] = [];
  const failed = (error: unknown, id: string) =>
    failures.push(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  await drain('tasks', (event) => collectBatch(event, context, failed), options.replay ? 1 : liveHosts, interrupted);
  await updateIndex(context);
  const report = await runReport(startedAt, notes, context);
  if (options.json) printJson(report);
  else process.stdout.write(runText(report, context, options.source));
  for (const failure of new Set(failures)) console.error(`task failed: ${failure}`);
  if (interrupted.aborted) console.error('interrupted: the tasks that are left wait for the next run');
  process.exitCode = failures.length > 0 || interrupted.aborted ? 3 : exitOf(report);
}

export function define(command: Command): void {
  withStore(command)
    .option('--source <id>', 'only this source (repeatable)', collectOption)
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .option('--max-pages <n>', 'at most this many new pages', wholeNumber('--max-pages', 0))
    .option('--since <date>', 'go back in every listing until its entries are older than this day, due or not', dayOption('--since'))
    .option(
      '--listing-pages <n>',
      'with --since: over at most this many pages of each listing (default 100)',
      wholeNumber('--listing-pages', 1),
    )
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
        ...opt('maxPages', options.maxPages),
      };
      await withInstance(options, more, (instance) => round(instance, options, notes)).finally(progress.end);
    });
}
