import type { Bill, CostChange, CostLine, MonthOfWork } from '../../shared/model/cost.ts';
import type { Price } from '../../shared/registry/prices.ts';

export type CostReport = Bill & {
  /** Whose month it is. */
  readonly of: string;
  /** Over how many days it was counted. */
  readonly days?: number;
  readonly month: MonthOfWork;
  readonly extras: readonly CostChange[];
  readonly cheaper: readonly CostChange[];
  readonly needs: readonly string[];
  readonly prices: readonly Price[];
  /** Metrics that CloudWatch was asked for. */
  readonly asked?: number;
};

const number = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 1 ? 2 : 4, useGrouping: true });
const dollars = (value: number): string => value.toFixed(2);
/** As many digits as the price has, and never an exponent. */
const price = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 8, maximumFractionDigits: 12 });

const lineText = ({ service, what, quantity, unit, unitUsd, usd, basis }: CostLine): string =>
  `${dollars(usd).padStart(8)}  ${service.padEnd(21)} ${what.padEnd(38)} ${number(quantity)} ${unit} at ${price(unitUsd)}${basis === 'metered' ? ', metered' : ''}`;

function workText(month: MonthOfWork): string {
  const { polls, pages, visits, held, indexed, readers, mails, views } = month;
  return (
    `${number(polls)} lists asked for, ${number(pages)} new pages, ${number(visits)} visits to known ones; ${number(held)} pages kept, ` +
    `${number(indexed)} in the index; ${number(readers)} readers, ${number(mails)} mails, ${number(views)} pages and answers of the API`
  );
}

const changeText = ({ what, how, usd, on }: CostChange): string =>
  `${usd.toFixed(2).padStart(8)}  ${what}${on ? ' (is on, in the sum)' : ''}: ${how}`;

/** Where prices come from: one line for each source and month. */
function pricesText(prices: readonly Price[], region: string): string {
  const away = prices.filter((each) => each.region !== region).map(({ service, unit }) => `${service} ${unit}`);
  const sources = [...Map.groupBy(prices, ({ from, seen }) => `${from}, ${seen}`)].map(
    ([from, held]) => `  ${held.map(({ id }) => id).join(', ')}: ${from}`,
  );
  const missing = away.length > 0 ? [`  not known in ${region}, those of us-east-1 stand in: ${away.join('; ')}`] : [];
  return ['Prices:', ...sources, ...missing].join('\n');
}

/** A month's cost for a person. */
export function costText(report: CostReport): string {
  const { of, days, region, month, lines, usd, usdAfterFree, extras, cheaper, needs, prices, asked } = report;
  const counted = days === undefined ? '' : `, counted over ${days} ${days === 1 ? 'day' : 'days'}`;
  return `${[
    `A month (30 days) of ${of}${counted}, at list prices of ${region}, in US dollars:`,
    workText(month),
    '',
    ...lines.map(lineText),
    `${dollars(usd).padStart(8)}  in all, before free tiers; ${dollars(usdAfterFree)} after what AWS gives each account for ever. Taxes are not in it, and no bill was seen.`,
    '',
    'What can be switched on, and what it adds:',
    ...extras.map(changeText),
    ...(cheaper.length > 0 ? ['', 'What would make it cheaper, by worth:', ...cheaper.map(changeText)] : []),
    ...(needs.length > 0 ? ['', 'What this size needs besides:', ...needs.map((each) => `  ${each}`)] : []),
    '',
    pricesText(prices, region),
    ...(asked === undefined
      ? []
      : [`CloudWatch was asked for ${asked} metrics, which costs ${((asked * 0.01) / 1000).toFixed(4)} dollars.`]),
  ].join('\n')}\n`;
}
