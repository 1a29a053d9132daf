import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Metered } from '../../shared/model/cost.ts';
import { opt } from '../../shared/model/values.ts';
import { billOf, extrasOf, needsOf, savingsOf, scaleMonth } from '../../shared/pipeline/cost/bill.ts';
import { type CountedMonth, countMonth, plannedMonth } from '../../shared/pipeline/read/month-of-work.ts';
import { priceIn, requirePricedRegion, usualRegion } from '../../shared/registry/prices.ts';
import { openSettings } from '../settings.ts';
import { type CostReport, costText } from './cost-text.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & {
  readonly readers?: number;
  readonly documents?: number;
  readonly pagesADay?: number;
  readonly region?: string;
};

type Known = CountedMonth & {
  readonly of: string;
  readonly metered?: Metered;
  readonly asked?: number;
};

const unread = "this configuration before its first round (pages, documents and readers as in the README's case)";

async function knownMonth(options: Options): Promise<Known> {
  const { stack, data } = options;
  if (stack === undefined && !existsSync(data)) return { of: unread, ...plannedMonth(await openSettings(options.config)) };
  const counted = await withInstance(options, {}, ({ context }) => countMonth(context));
  if (counted.days === undefined) return { of: unread, ...counted };
  if (stack === undefined) return { of: `the instance in ${data}, if it were deployed`, ...counted };
  const { meterStack } = await import('./cost-metrics.ts');
  return { of: `the stack ${stack}`, ...counted, ...(await meterStack(stack)) };
}

function reportOf(known: Known, options: Options): CostReport {
  const { readers, documents, pagesADay } = options;
  const scale = opt({ readers, documents, pagesADay });
  const scaled = Object.keys(scale).length > 0;
  const month = scaled ? scaleMonth(known.month, scale) : known.month;
  const given = options.region ?? (options.stack === undefined ? undefined : process.env['AWS_REGION']);
  const region = given === undefined ? usualRegion : requirePricedRegion(given);
  // What was metered is what is, and says nothing about another size.
  const bill = billOf(month, { region, ...(known.metered && !scaled ? { metered: known.metered } : {}) });
  return {
    of: scaled ? `${known.of}, at another size` : known.of,
    ...opt('days', known.days),
    month,
    ...bill,
    extras: extrasOf(month, region),
    cheaper: savingsOf(month, known.lists, region),
    needs: needsOf(month),
    prices: [...new Set(bill.lines.map(({ id }) => id))].map((id) => priceIn(id, region)),
    ...opt('asked', known.asked),
  };
}

export function define(command: Command): void {
  withStore(command)
    .option('--readers <n>', 'as it would be with so many readers', wholeNumber('--readers', 0))
    .option('--documents <n>', 'with so many documents in the index', wholeNumber('--documents', 0))
    .option('--pages-a-day <n>', 'with so many new pages a day', wholeNumber('--pages-a-day', 0))
    .option('--region <name>', 'prices of this region (default: us-east-1, of a stack its own)')
    .action(async (options: Options) => {
      const report = reportOf(await knownMonth(options), options);
      if (options.json) printJson(report);
      else process.stdout.write(costText(report));
    });
}
