import type { MonthOfWork } from '../../model/cost.ts';
import type { Round, SentInMonth, Slowed } from '../../model/journal.ts';
import type { ScheduleContext } from '../../model/ports.ts';
import type { SourceState } from '../../model/run.ts';
import type { Settings } from '../../model/settings.ts';
import { addDays, daysOfWeek } from '../../model/time.ts';
import { isSlowed, paceFor } from '../../stages/watch/pace.ts';
import { billOf, usualViews } from '../cost/bill.ts';

const daysOfMonth = 30;
const day = 24 * 3_600_000;
/** AWS bills by months of UTC. */
const monthOf = (now: Date): string => now.toISOString().slice(0, 7);

type Spent = { readonly sent: SentInMonth; readonly mails: number; readonly readers: number };

/**
 * What the month has cost so far by the counters and list prices, before free tiers: what was done, and what stands, for the days that have passed since the month or
 * the instance began.
 */
function spentInMonth(
  { sent, mails, readers }: Spent,
  { translate, enrich, alarms, webhooks }: Settings,
  region: string,
  now: Date,
): number {
  const days = Math.max(0, (now.getTime() - Date.parse(sent.since)) / day);
  const relevant = Math.round(sent.pages * 0.1);
  const stands: MonthOfWork = {
    ...{ polls: 0, pages: 0, visits: 0, mails: 0, views: usualViews(0) },
    ...{ held: sent.held, indexed: Math.round(sent.held * 0.1), readers },
    ...(alarms?.dashboard ? { dashboard: true } : {}),
    ...(webhooks.length > 0 ? { messages: 0 } : {}),
  };
  const done = {
    ...{ polls: sent.polls, pages: sent.pages, visits: sent.visits, mails, views: usualViews(mails) },
    ...(translate === 'amazon' ? { translated: relevant } : {}),
    ...(enrich === 'bedrock' ? { gists: relevant } : {}),
    ...(webhooks.length > 0 ? { messages: relevant * webhooks.length } : {}),
  };
  const standing = billOf(stands, { region }).usd;
  return (standing * days) / daysOfMonth + billOf({ ...stands, ...done }, { region }).usd - standing;
}

const begin = (now: Date, firstAt: string): SentInMonth => {
  const month = monthOf(now);
  return { month, since: [`${month}-01T00:00:00.000Z`, firstAt].toSorted().at(-1) ?? firstAt, polls: 0, visits: 0, pages: 0, held: 0 };
};

/** The round with how polling is slowed now: kept while it stays as it is, ended when the month or the budget allows more. One read, where there is a budget. */
export async function withPace(round: Round, context: ScheduleContext): Promise<Round> {
  const { spending } = context.settings;
  const now = context.now();
  const sent = round.sent?.month === monthOf(now) ? round.sent : begin(now, round.firstAt);
  if (!spending) return { ...round, sent };
  const mailed = (await context.journal.read('mailing'))?.sent;
  const counted = mailed?.month === sent.month ? mailed : { mails: 0, readers: mailed?.readers ?? 0 };
  const usd = spentInMonth({ sent, mails: counted.mails, readers: counted.readers }, context.settings, spending.region, now);
  const every = paceFor(usd, spending.budgetUsd);
  const slowed = nextSlowed(
    round.slowed,
    every && { every, usd: Number(usd.toFixed(2)), budgetUsd: spending.budgetUsd },
    now.toISOString(),
  );
  return { ...round, sent, ...(slowed ? { slowed } : {}) };
}

function nextSlowed(before: Slowed | undefined, now: Omit<Slowed, 'since'> | undefined, at: string): Slowed | undefined {
  if (!now) return isSlowed(before) ? { ...before, until: at } : before;
  return { ...now, since: isSlowed(before) ? before.since : at };
}

/** New pages of a month by the weeks of a source; of a week that began before it the share of its days. */
function pagesIn(month: string, weeks: Readonly<Record<string, number>> = {}): number {
  return Object.entries(weeks).reduce((sum, [week, pages]) => {
    const from = daysOfWeek(week)?.from;
    if (from === undefined) return sum;
    const days = Array.from({ length: 7 }, (_, at) => addDays(from, at)).filter((each) => each.startsWith(month)).length;
    return sum + (pages * days) / 7;
  }, 0);
}

/** Adds what a round has sent to the counts of the month, and what the states of the sources say of pages. */
export async function countSent(
  { polls, visits }: { readonly polls: number; readonly visits: number },
  states: readonly (SourceState | undefined)[],
  context: ScheduleContext,
): Promise<void> {
  if (polls + visits === 0) return;
  const round = await context.journal.read('round');
  if (!round) return;
  const now = context.now();
  const sent = round.sent?.month === monthOf(now) ? round.sent : begin(now, round.firstAt);
  const pages = Math.round(states.reduce((sum, state) => sum + pagesIn(sent.month, state?.weeks), 0));
  const held = states.reduce((sum, state) => sum + (state?.stored ?? 0), 0);
  const counted = { ...sent, polls: sent.polls + polls, visits: sent.visits + visits, pages, held };
  await context.journal.write('round', { ...round, sent: counted });
}

/** Fewer days of a month say nothing of its visits. */
const fewDays = 3;

/** Visits in thirty days as counted in the running month; undefined while it has hardly begun. */
export function countedVisits({ sent }: Round, now: Date): number | undefined {
  const days = sent?.month === monthOf(now) ? (now.getTime() - Date.parse(sent.since)) / day : 0;
  return sent && days >= fewDays ? Math.round((sent.visits * daysOfMonth) / days) : undefined;
}
