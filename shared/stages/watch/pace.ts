import type { Slowed } from '../../model/journal.ts';
import type { Cadence, Source } from '../../model/source.ts';

/** From which part of the month's money on sources are asked less often; the last row that holds counts. */
const steps: readonly { readonly from: number; readonly every: Slowed['every'] }[] = [
  { from: 0.8, every: 'day' },
  { from: 0.9, every: 'week' },
  { from: 1, every: 'never' },
];

/** How often sources are asked at most when so much of the budget is spent; undefined: as they are declared. */
export const paceFor = (usd: number, budgetUsd: number): Slowed['every'] | undefined =>
  steps.findLast(({ from }) => usd >= from * budgetUsd)?.every;

const order: readonly Cadence[] = ['hour', 'day', 'week'];

/** Whether polling is slowed now. */
export const isSlowed = (slowed: Slowed | undefined): slowed is Slowed => slowed !== undefined && slowed.until === undefined;

/** A source as it is asked while polling is slowed: no more often than that, and not at all (here: each week, since a month ends) when nothing is left. */
export function atPace(source: Source, slowed: Slowed | undefined): Source {
  if (!isSlowed(slowed)) return source;
  const most: Cadence = slowed.every === 'never' ? 'week' : slowed.every;
  return order.indexOf(source.every) >= order.indexOf(most) ? source : { ...source, every: most };
}

/** Whether polling was slowed at some time between two instants. */
export const wasSlowed = (slowed: Slowed | undefined, from: string, to: string): slowed is Slowed =>
  slowed !== undefined && slowed.since <= to && (slowed.until === undefined || slowed.until >= from);
