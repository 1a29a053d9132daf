/**
 * What a month of work costs by the prices of AWS, what would make it dearer or cheaper, and what it needs; the words stand in bill-
 * rows.json.
 */
import type { Bill, CostChange, MonthOfWork } from '../../model/cost.ts';
import type { Cadence } from '../../model/source.ts';
import { fill, sum } from '../../model/values.ts';
import { freeOf, functions, priceIn, standing, type UnitOfWork, unitsOfWork } from '../../registry/prices.ts';
import rows from './bill-rows.json' with { type: 'json' };

/** Calls of the schedules in thirty days: each five minutes, hour, ten minutes, half hour. */
const calls = { round: 8640, watch: 720, look: 4320, digest: 1440 } as const;
/** An empty queue is asked by about five pollers, three times a minute each: an assumption, AWS does not say how many. */
const idleRequests = 5 * 3 * 43_200;
/** Bytes of the log of one call, in GB: its line and those of the platform. */
const logOfCall = 1.5e-6;
/** Of two publications at most one in two rounds: pages come in groups. */
const mostPublications = calls.look / 2;

function countsOf(month: MonthOfWork): Readonly<Record<string, number>> {
  const { polls, silent = 0, pages, visits, held, indexed, readers, mails, views, messages } = month;
  const publications = month.openSearch ? 0 : Math.min(pages, mostPublications);
  return {
    ...calls,
    look: calls.look - publications,
    publication: publications,
    published: publications * indexed,
    ...{ poll: polls - silent, silent, page: pages, visit: visits, held, reader: readers, mail: mails, view: views },
    indexed: month.openSearch ? 0 : indexed,
    ...(messages !== undefined && { message: messages, sending: calls.round }),
  };
}

function ofWork(month: MonthOfWork) {
  const counts = countsOf(month);
  const times = (unit: UnitOfWork) => counts[unit.id] ?? 0;
  const each = (of: (unit: UnitOfWork) => number) => sum(unitsOfWork, (unit) => times(unit) * of(unit));
  const seconds = functions.map(({ id, memoryMb }) => ({
    id: 'lambda',
    what: id,
    amount: (each((unit) => (unit.function === id ? unit.seconds : 0)) * memoryMb) / 1024,
  }));
  const paid = rows.parts.map(({ part, id, per, what }) => ({
    id,
    what,
    amount: each((unit) => Number(unit[part as keyof UnitOfWork] ?? 0)) / per,
  }));
  return [...seconds, ...paid, { id: 'logs', what: 'one line and more a call', amount: each((unit) => unit.calls) * logOfCall }];
}

function ofStanding(month: MonthOfWork) {
  const waiting = functions.filter(({ waits }) => waits).length + (month.collector ? 1 : 0);
  const { translated = 0, gists = 0 } = month;
  return [
    { id: 'queue', what: `asking ${waiting} queues while they are empty`, amount: (waiting * idleRequests) / 1e6 },
    ...standing.map((each) => ({ ...each, what: 'of the stack' })),
    { id: 'translate', what: 'titles, 30 characters each', amount: (translated * 30) / 1e6 },
    { id: 'bedrock-read', what: 'gists, 3,000 tokens each', amount: (gists * 3000) / 1e6 },
    { id: 'bedrock-written', what: 'gists, 200 tokens each', amount: (gists * 200) / 1e6 },
    ...(month.openSearch
      ? [
          { id: 'search-node', what: 'two nodes', amount: 2 * 720 },
          { id: 'search-disk', what: 'two disks', amount: 2 * Math.max(10, month.indexed * 0.00001) },
        ]
      : []),
  ];
}

export function billOf(month: MonthOfWork, region: string): Bill {
  const quantities = [...ofWork(month), ...ofStanding(month)].filter(({ amount }) => amount > 0);
  const lines = quantities.map(({ id, what, amount }) => {
    const { service, unit, usd } = priceIn(id, region);
    return { id, service, what, quantity: amount, unit, unitUsd: usd, usd: amount * usd };
  });
  const sorted = [...Map.groupBy(lines, ({ service }) => service).values()].flat();
  const free = [...Map.groupBy(sorted, ({ id }) => id)].map(([id, group]) => {
    const used = sum(group, ({ quantity }) => quantity);
    return Math.min(used, freeOf(id)) * (group[0]?.unitUsd ?? 0);
  });
  const usd = sum(sorted, (line) => line.usd);
  return { region, lines: sorted, usd, usdAfterFree: usd - sum(free, (each) => each) };
}

export type ListsByCadence = Readonly<Record<Cadence, number>> & Readonly<{ idle?: readonly string[]; idlePolls?: number }>;

export const pollsOfMonth: Readonly<Record<Cadence, number>> = { hour: 720, day: 30, week: 30 / 7 };

/** What each switch costs more, or where it is on, costs now. */
export function extrasOf(month: MonthOfWork, region: string): readonly CostChange[] {
  const relevant = Math.round(month.pages * relevantShare);
  const switches = {
    ...{ messages: relevant, silent: Math.round(month.polls / 2), collector: true },
    ...{ translated: relevant, gists: relevant, openSearch: true },
  } as const;
  return Object.entries(switches).map(([name, value]) => {
    const field = name as keyof typeof switches;
    const on = month[field] !== undefined && month[field] !== false;
    const without = Object.fromEntries(Object.entries(month).filter(([each]) => each !== field)) as MonthOfWork;
    const usd = billOf(on ? month : { ...month, [field]: value }, region).usd - billOf(without, region).usd;
    return { ...rows.extras[field], usd, ...(on && { on }) };
  });
}

export function savingsOf(month: MonthOfWork, lists: ListsByCadence, region: string): readonly CostChange[] {
  const { usd } = billOf(month, region);
  const polled = (polls: number) => ({ ...month, polls: Math.max(0, Math.round(month.polls - polls)) });
  const { hour, day, idle = [], idlePolls = 0 } = lists;
  const { pages, visits, mails, readers } = month;
  const changed: Readonly<Record<keyof typeof rows.savings, MonthOfWork>> = {
    hourly: polled(hour * (pollsOfMonth.hour - pollsOfMonth.day)),
    daily: polled(day * (pollsOfMonth.day - pollsOfMonth.week)),
    idle: polled(idlePolls),
    pages: { ...month, pages: Math.round(pages / 2), visits: Math.round(visits / 2) },
    mails: { ...month, mails: Math.min(mails, Math.round(readers * weeks)) },
    openSearch: { ...month, openSearch: false },
    translated: { ...month, translated: 0 },
    gists: { ...month, gists: 0 },
  };
  const fields = { hour, day, count: idle.length, names: `${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ', …' : ''}` };
  return Object.entries(rows.savings)
    .map(([name, { what, how }]) => ({
      ...{ what: fill(what, fields), how },
      usd: billOf(changed[name as keyof typeof changed], region).usd - usd,
    }))
    .filter((each) => each.usd <= -0.01)
    .toSorted((a, b) => a.usd - b.usd);
}

/** From which size on something has to be switched on or asked for: facts of AWS and of the index, with what each rests on. */
export function needsOf({ mails, readers, indexed, openSearch, pages, visits, polls }: MonthOfWork): readonly string[] {
  const holds: Readonly<Record<keyof typeof rows.needs, boolean>> = {
    production: mails > 0,
    sending: mails / weeks > 50_000,
    functions: readers > 20_000,
    search: indexed > 50_000 && !openSearch,
    collecting: pages + visits + polls > 400_000,
  };
  return Object.entries(rows.needs).flatMap(([name, says]) => (holds[name as keyof typeof holds] ? [says] : []));
}

/** Of new pages about one in ten is about the subject. */
export const relevantShare = 0.1;
const weeks = 30 / 7;

/** Pages that are about the subject are visited at 1, 3, 7, 30 and 90 days and then each 90; the others once (stages/watch/cadence.ts). */
export const visitsOfMonth = (of: Readonly<{ pages: number; relevant: number; indexed: number }>): number =>
  Math.round(of.pages + of.relevant * 4 + of.indexed / 3);

/** The owner and programs look at so many pages a month; beside them each mail leads to one. */
export const usualViews = (mails: number): number => 1800 + mails;

/**
 * What nobody knows before the first round, as in the case of the README: 8,000 new pages a month for a year, a hundred readers by the
 * week. `polls`: of the lists.
 */
export const usualMonth = (polls: number): MonthOfWork => ({
  polls,
  pages: 8000,
  visits: visitsOfMonth({ pages: 8000, relevant: 800, indexed: 9600 }),
  held: 96_000,
  indexed: 9600,
  readers: 100,
  mails: Math.round(100 * weeks),
  views: usualViews(Math.round(100 * weeks)),
});

/** The same instance at another size: readers get as many mails each, the index has come by a year of such pages or by a backfill. */
export function scaleMonth(
  month: MonthOfWork,
  { readers = month.readers, documents, pagesADay }: Readonly<{ readers?: number; documents?: number; pagesADay?: number }>,
): MonthOfWork {
  const pages = pagesADay === undefined ? month.pages : pagesADay * 30;
  const indexed = documents ?? month.indexed;
  const mails = Math.round(readers * (month.readers > 0 ? month.mails / month.readers : weeks));
  const sized = { ...month, readers, mails, views: Math.max(0, month.views - month.mails) + mails };
  if (documents === undefined && pagesADay === undefined) return sized;
  const relevant = pages * relevantShare;
  return {
    ...sized,
    pages,
    indexed,
    visits: visitsOfMonth({ pages, relevant, indexed }),
    held: indexed + Math.round((pages - relevant) * 12),
  };
}
