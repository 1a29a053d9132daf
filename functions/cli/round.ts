import type { Context } from '../../shared/model/ports.ts';
import type { Backfill, RunNote, RunReport } from '../../shared/model/run.ts';
import { opt } from '../../shared/model/values.ts';
import { webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import type { Backfilling } from '../../shared/pipeline/collect/backfill.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { exitOf, readByOthers, runReport } from '../../shared/pipeline/collect/report.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { undeclaredSources } from '../../shared/pipeline/collect/source-states.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { beginWebhooks, sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import { stateStyles } from '../../shared/questions/styles.ts';
import { isEnabled } from '../../shared/stages/watch/health.ts';
import { pace } from '../laptop.ts';
import { toldError } from '../told-error.ts';
import { checkSources } from './check.ts';
import { type Instance, type StoreOptions, withInstance } from './instance.ts';
import { interruption } from './interruption.ts';
import { fitted, heading, table } from './layout.ts';
import { reply } from './output.ts';
import { countingTasks, progressLine } from './progress.ts';

type SourceReport = RunReport['sources'][number];

function backfillText({ since, reached, pages, capped }: Backfill): string {
  const until = reached === undefined ? 'no entry is dated' : `the oldest entry read is dated ${reached}`;
  const end = capped
    ? `stopped before ${since}: the same command goes on`
    : reached !== undefined && reached <= since
      ? `${since} is reached`
      : 'the listing has nothing older';
  return `backfill over ${countOf(pages, 'listing page')}: ${until}; ${end}`;
}

function silentText(report: RunReport, context: Context, only: readonly string[] | undefined): string {
  const silent = new Set(report.sources.filter(({ state }) => state === 'skipped').map(({ id }) => id));
  const sources = context.settings.sources.filter(({ id }) => silent.has(id));
  const groups = Map.groupBy(sources, (source) =>
    !isEnabled(source) ? 'switched off' : only && !only.includes(source.id) ? 'not selected' : 'not due',
  );
  return [...groups].map(([why, group]) => `${countOf(group.length, 'source')} ${why}`).join(', ') || '0 sources not due';
}

function runText(report: RunReport, context: Context, only?: readonly string[]): string {
  const names = new Map(context.settings.sources.map(({ id, names: { en } }) => [id, en]));
  const columns: readonly Column<SourceReport>[] = [
    { head: 'state', cell: ({ state }) => state, style: ({ state }) => stateStyles[state] },
    { head: 'source', cell: ({ id }) => id, yields: 3, least: 16 },
    { head: 'listed', cell: ({ listed }) => listed, align: 'right' },
    { head: 'new', cell: (each) => each.new, align: 'right' },
    { head: 'changed', cell: ({ changed }) => changed, align: 'right' },
    { head: 'same', cell: ({ same }) => same, align: 'right', yields: 2, least: 'none' },
    { head: 'failed', cell: ({ failed }) => failed, align: 'right', style: ({ failed }) => (failed > 0 ? 'yellow' : undefined) },
    { head: 'name', cell: ({ id }) => names.get(id), yields: 1, least: 16 },
  ];
  const under = ({ trouble, backfill, capped, id }: SourceReport): string[] => [
    ...(trouble ? [`${trouble.detail} (${trouble.url})`] : []),
    ...(capped ? [`its list went on behind the pages that a round reads: see hongtou sources show ${id}`] : []),
    ...(backfill ? [backfillText(backfill)] : []),
  ];
  const read = report.sources.filter(({ state }) => state !== 'skipped');
  const { documents } = report;
  const sum = `documents: new ${documents.new}, changed ${documents.changed}, same ${documents.same}, withdrawn ${documents.withdrawn}`;
  const failures = report.failures.map(({ url, kind, detail }) => fitted(`${kind}: ${detail} (${url})`, '  ', '    '));
  const last = [silentText(report, context, only), sum, ...(failures.length > 0 ? [heading('Failures'), ...failures] : [])];
  return `${table(columns, read, { under })}${last.join('\n')}\n`;
}

export type RoundOptions = StoreOptions & {
  readonly source?: readonly string[];
  readonly replay?: readonly string[];
  readonly maxPages?: number;
};

/** How often a long round shows what it brought so far: each publication writes the whole index. */
const publishedEveryMs = 300_000;
const longRound = 300;
const reportedEvery = 50;

async function drainTasks({ context, drain }: Instance, { replay }: RoundOptions, interrupted: AbortSignal): Promise<readonly string[]> {
  const failures: string[] = [];
  const failed = (error: unknown, id: string) => failures.push(`${id}: ${toldError(error)}`);
  let [done, next, indexing] = [0, performance.now() + publishedEveryMs, Promise.resolve()];
  const handler: Parameters<Instance['drain']>[1] = async (event) => {
    // What was not begun when somebody stops the round goes back to the queue.
    const answer = await collectBatch(event, context, failed, () => (interrupted.aborted ? 0 : Number.POSITIVE_INFINITY));
    done += event.Records.length;
    if (performance.now() < next) return answer;
    next = performance.now() + publishedEveryMs;
    indexing = indexing.then(async () => void (await updateIndex(context)));
    return answer;
  };
  // A replay is read one host at a time, so that two replays of one file give the same result.
  await drain('tasks', handler, replay ? 1 : pace.tasks.concurrency, interrupted);
  await indexing;
  // What reads has grown with the pages; the index, which asks it little, may have its memory.
  if (done > longRound) await context.reader.close();
  return failures;
}

type Round = {
  readonly options: RoundOptions;
  readonly notes: readonly RunNote[];
  readonly backfill?: Backfilling | undefined;
  readonly more?: (report: RunReport) => Promise<object>;
};

export async function playRound(instance: Instance, { options, notes, backfill, more = async () => ({}) }: Round): Promise<void> {
  const { context, deployed } = instance;
  const startedAt = context.now().toISOString();
  const interrupted = interruption();
  checkSources(options.source, context);
  const foreign = await undeclaredSources(context);
  if (foreign.length > 0)
    console.error(
      `this collection was made with another configuration, of which ${foreign.length} sources are not enabled here; this round keeps this configuration`,
    );
  if (!deployed) await beginWebhooks(context);
  const { claimed, awaited, revisits } = await schedule(context, options.source, backfill);
  if (deployed) {
    const note = 'the deployed instance works these tasks off by itself';
    const asked = `${countOf(claimed.length, 'source')} and ${countOf(revisits, 'known page')} are asked for`;
    return reply(options, { startedAt, claimed, revisits, note }, () => `${asked}: ${note} ("hongtou alarms --stack" says how it is)`);
  }
  const failures = await drainTasks(instance, options, interrupted);
  await updateIndex(context);
  await instance.checkDaily();
  const others = await readByOthers(awaited, notes, context);
  const ran = await runReport(startedAt, notes, context, others);
  const report = { ...ran, ...(await more(ran)) };
  reply(options, report, () => runText(report, context, options.source));
  for (const failure of new Set(failures)) console.error(`task failed: ${failure}`);
  if (others.size > 0)
    console.error(`${countOf(others.size, 'source')} read by another process of this folder, as "hongtou start", which tells their pages`);
  if (interrupted.aborted) console.error('interrupted: the tasks that are left wait for the next run');
  const { failed } = interrupted.aborted ? { failed: 0 } : await sendWebhooks(context, webhookMessage);
  if (failed > 0)
    console.error(`${countOf(failed, 'message')} to webhooks failed and will be sent again: "hongtou webhooks list" says which`);
  process.exitCode = failures.length > 0 || interrupted.aborted ? 3 : exitOf(report);
}

export async function withRound(
  options: RoundOptions,
  isPrinted: boolean,
  work: (instance: Instance, notes: RunNote[]) => Promise<void>,
): Promise<void> {
  const notes: RunNote[] = [];
  const progress = progressLine('tasks done', reportedEvery);
  let sent = (): number => 0;
  const note = (each: RunNote) => {
    notes.push(each);
    if (isPrinted || process.stderr.isTTY) progress.count(notes.length, Math.max(sent(), notes.length), each.sourceId);
  };
  const more = { note, fills: true, ...opt({ replay: options.replay, maxPages: options.maxPages }) };
  await withInstance(options, more, (instance) => {
    const counting = countingTasks(instance.context);
    sent = counting.sent;
    return work({ ...instance, context: counting.context }, notes);
  }).finally(progress.end);
}
