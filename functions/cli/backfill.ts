import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { RunReport } from '../../shared/model/run.ts';
import type { BackfillPlan, PlannedSource } from '../../shared/model/task.ts';
import { dayOf, isDay } from '../../shared/model/time.ts';
import { planBackfill, reachedBy } from '../../shared/pipeline/collect/backfill.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import { checkSources } from './check.ts';
import { collectOption, type Instance, withStore } from './instance.ts';
import { fitted, heading, table } from './layout.ts';
import { reply } from './output.ts';
import { playRound, type RoundOptions, withRound } from './round.ts';

const leastOf = ({ basis }: PlannedSource, figure: number): string => (basis === 'declared' ? `≥ ${figure}` : String(figure));
const unlessDone = (cell: (source: PlannedSource) => string) => (source: PlannedSource) =>
  source.basis === 'done' ? undefined : cell(source);

const columns: readonly Column<PlannedSource>[] = [
  { head: 'source', cell: ({ id }) => id, yields: 2, least: 16 },
  { head: 'documents', cell: unlessDone((each) => leastOf(each, each.documents)), align: 'right' },
  { head: 'list pages', cell: unlessDone((each) => leastOf(each, each.listingPages)), align: 'right' },
  { head: 'hours', cell: unlessDone((each) => leastOf(each, each.hours)), align: 'right' },
  { head: 'known by', cell: ({ basis }) => (basis === 'declared' ? 'not read yet' : basis), yields: 4, least: 'none' },
  { head: 'reached', cell: ({ reached }) => reached, yields: 3, least: 'none' },
  { head: 'host', cell: unlessDone(({ host }) => host), yields: 1, least: 'none' },
];

export function planText({ since, sources, hosts, total, assumes }: BackfillPlan): string {
  const unread = sources.filter(({ basis }) => basis === 'declared').length;
  const [slowest] = hosts;
  const counts = [
    `${unread > 0 ? 'at least ' : ''}${countOf(total.documents, 'document')}`,
    countOf(total.listingPages, 'listing page'),
    `${countOf(total.requests, 'request')} of ${countOf(total.sources, 'source')}`,
  ].join(', ');
  const longest = slowest ? `; ${slowest.host} takes longest, ${slowest.hours} hours` : '';
  return `${[
    heading(`Backfill to ${since}`),
    table(columns, sources).trimEnd(),
    fitted(`in all: ${counts}; about ${total.hours} hours${longest}`),
    fitted(`when deployed: about $${total.usd} once, and $${total.usdAMonth} a month for ${total.gigabytes} GB`),
    ...(unread > 0 ? [fitted(`${countOf(unread, 'source')} not read yet: the figures are the least that is to be expected`)] : []),
    'assumed:',
    ...assumes.map((each) => fitted(each, '  ', '    ')),
  ].join('\n')}\n`;
}

type Options = RoundOptions & { readonly since: string; readonly plan?: boolean };

function firstDay(value: string): string {
  const day = `${value}${value.length === 4 ? '-01-01' : value.length === 7 ? '-01' : ''}`;
  if (!isDay(day)) throw new UsageError(`--since: "${value}" is no month or day; write it as 2023-01 or 2023-01-15`);
  return day;
}

const withPlan =
  (plan: BackfillPlan, { context }: Instance) =>
  async (report: RunReport) => {
    const planned = new Set(plan.sources.map(({ id }) => id));
    const sources = report.sources.map(async (source) => {
      const backfill = planned.has(source.id) ? reachedBy(await context.sources.state(source.id)) : undefined;
      return { ...source, ...(backfill ? { backfill } : {}) };
    });
    return { sources: await Promise.all(sources), plan };
  };

export function define(command: Command): void {
  withStore(command)
    .requiredOption('--since <month>', 'go back to this month or day, as 2023-01', firstDay)
    .option('--source <id>', 'only this source (repeatable)', collectOption)
    .option('--plan', 'print what it will take (pages, hours, cost), and stop')
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .action((options: Options) =>
      withRound(options, true, async (instance, notes) => {
        const { context } = instance;
        const { since } = options;
        if (since > dayOf(context.now())) throw new UsageError(`--since: ${since} has not come yet`);
        const backfill = { since };
        checkSources(options.source, context);
        const plan = await planBackfill(backfill, options.source, context);
        if (options.plan) return reply(options, plan, () => planText(plan));
        process.stderr.write(planText(plan));
        await playRound(instance, { options, notes, backfill, more: withPlan(plan, instance) });
      }),
    );
}
