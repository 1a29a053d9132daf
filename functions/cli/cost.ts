import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Bill, CostChange, CostLine, MonthOfWork } from '../../shared/model/cost.ts';
import { opt } from '../../shared/model/values.ts';
import { billOf, extrasOf, needsOf, savingsOf, scaleMonth } from '../../shared/pipeline/cost/bill.ts';
import { type CountedMonth, countMonth, plannedMonth } from '../../shared/pipeline/read/month-of-work.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import { type Price, priceIn, requirePricedRegion, usualRegion } from '../../shared/registry/prices.ts';
import { openSettings } from '../settings.ts';
import { type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { fitted, heading, table } from './layout.ts';
import { reply } from './output.ts';
import { paint } from './paint.ts';

export type CostReport = Bill & {
  readonly of: string;
  readonly days?: number;
  readonly month: MonthOfWork;
  readonly extras: readonly CostChange[];
  readonly cheaper: readonly CostChange[];
  readonly needs: readonly string[];
  readonly prices: readonly Price[];
};

const number = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 1 ? 2 : 4, useGrouping: true });
const dollars = (value: number): string => value.toFixed(2);
/** As many digits as the price has, and never an exponent. */
const price = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 8, maximumFractionDigits: 12 });

const columns: readonly Column<CostLine>[] = [
  { head: 'dollars', cell: ({ usd }) => dollars(usd), align: 'right' },
  { head: 'service', cell: ({ service }) => service, yields: 5, least: 12, wraps: true },
  { head: 'for', cell: ({ what }) => what, yields: 3, least: 20, wraps: true },
  { head: 'quantity', cell: ({ quantity }) => number(quantity), align: 'right' },
  { head: 'of', cell: ({ unit }) => unit, yields: 4, least: 24, wraps: true },
  { head: 'at', cell: ({ unitUsd }) => price(unitUsd), align: 'right', yields: 2, least: 'none' },
];

function workText(month: MonthOfWork): string {
  const { polls, pages, visits, held, indexed, readers, mails, views } = month;
  return (
    `${number(polls)} lists asked for, ${number(pages)} new pages, ${number(visits)} visits to known ones; ${number(held)} pages kept, ` +
    `${number(indexed)} in the index; ${number(readers)} readers, ${number(mails)} mails, ${number(views)} pages and answers of the API`
  );
}

const changeColumns: readonly Column<CostChange>[] = [
  { head: 'dollars', cell: ({ usd }) => dollars(usd), align: 'right' },
  { head: 'what', cell: ({ what, on }) => `${what}${on ? ' (is on, in the sum)' : ''}`, yields: 2, least: 20, wraps: true },
  { head: 'how', cell: ({ how }) => how, yields: 1, least: 20, wraps: true },
];

function pricesText(prices: readonly Price[], region: string): string {
  const away = prices.filter((each) => each.region !== region).map(({ service, unit }) => `${service} ${unit}`);
  const sources = [...Map.groupBy(prices, ({ from, seen }) => `${from}, ${seen}`)].map(([from, group]) =>
    fitted(`${group.map(({ id }) => id).join(', ')}: ${from}`, '  ', '    '),
  );
  const missing = away.length > 0 ? [fitted(`not known in ${region}, those of us-east-1 stand in: ${away.join('; ')}`, '  ', '    ')] : [];
  return [heading('Prices'), ...sources, ...missing].join('\n');
}

export function costText(report: CostReport): readonly string[] {
  const { of, days, region, month, lines, usd, usdAfterFree, extras, cheaper, needs, prices } = report;
  const counted = days === undefined ? '' : `, counted over ${countOf(days, 'day')}`;
  return [
    fitted(`A month (30 days) of ${of}${counted}, at list prices of ${region}, in US dollars:`),
    fitted(workText(month)),
    '',
    table(columns, lines).trimEnd(),
    fitted(
      `${paint('bold', dollars(usd))} in all, before free tiers; ${dollars(usdAfterFree)} after what AWS gives each account for ever. Taxes are not in it, and no bill was seen.`,
    ),
    '',
    heading('What would add to it'),
    table(changeColumns, extras).trimEnd(),
    ...(cheaper.length > 0 ? ['', heading('What would make it cheaper, by worth'), table(changeColumns, cheaper).trimEnd()] : []),
    ...(needs.length > 0 ? ['', heading('What this size needs besides'), ...needs.map((each) => fitted(each, '  ', '    '))] : []),
    '',
    pricesText(prices, region),
  ];
}

type Options = StoreOptions & {
  readonly readers?: number;
  readonly documents?: number;
  readonly pagesADay?: number;
  readonly region?: string;
};

type Known = CountedMonth & { readonly of: string };

const unread = "this configuration before its first round (pages, documents and readers as in the README's case)";

async function knownMonth(options: Options): Promise<Known> {
  const { stack, data } = options;
  if (stack === undefined && !existsSync(data)) return { of: unread, ...plannedMonth(await openSettings(options.config)) };
  const counted = await withInstance(options, { fills: true }, ({ context }) => countMonth(context));
  if (counted.days === undefined) return { of: unread, ...counted };
  return { of: stack === undefined ? `the instance in ${data}, if it were deployed` : `the stack ${stack}`, ...counted };
}

function reportOf(known: Known, options: Options): CostReport {
  const { readers, documents, pagesADay } = options;
  const scale = opt({ readers, documents, pagesADay });
  const scaled = Object.keys(scale).length > 0;
  const month = scaled ? scaleMonth(known.month, scale) : known.month;
  const given = options.region ?? (options.stack === undefined ? undefined : process.env['AWS_REGION']);
  const region = given === undefined ? usualRegion : requirePricedRegion(given);
  const bill = billOf(month, region);
  return {
    of: scaled ? `${known.of}, at another size` : known.of,
    ...opt('days', known.days),
    month,
    ...bill,
    extras: extrasOf(month, region),
    cheaper: savingsOf(month, known.lists, region),
    needs: needsOf(month),
    prices: [...new Set(bill.lines.map(({ id }) => id))].map((id) => priceIn(id, region)),
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
      reply(options, report, () => costText(report));
    });
}
