import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { RunReport } from '../../shared/model/run.ts';
import type { BackfillPlan } from '../../shared/model/task.ts';
import { isDay } from '../../shared/model/time.ts';
import { planBackfill, reachedBy } from '../../shared/pipeline/collect/backfill.ts';
import { checkSources } from './check.ts';
import { collectOption, type Instance, printJson, withStore } from './instance.ts';
import { planText } from './plan-text.ts';
import { checkSince, playRound, type RoundOptions, withRound } from './round.ts';

type Options = RoundOptions & { readonly since: string; readonly plan?: boolean };

/** No listing is read further; a list without an end would be. */
const mostListingPages = 5_000;

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
        const backfill = { since: checkSince(options.since, context.now()), listingPages: mostListingPages, resume: true };
        checkSources(options.source, context);
        const plan = await planBackfill(backfill, options.source, context);
        if (options.plan && options.json) return printJson(plan);
        (options.plan ? process.stdout : process.stderr).write(planText(plan));
        if (!options.plan) await playRound(instance, { options, notes, backfill, more: withPlan(plan, instance) });
      }),
    );
}
