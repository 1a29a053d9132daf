import type { Bill, CostChange, CostLine, MonthOfWork } from '../../model/cost.ts';
import type { Cadence } from '../../model/source.ts';
import { freeOf, functions, priceIn, standing, type UnitOfWork, unitsOfWork } from '../../registry/prices.ts';

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
    ...(messages === undefined ? {} : { message: messages, sending: calls.round }),
  };
}

const parts: readonly { readonly part: keyof UnitOfWork; readonly id: string; readonly per: number }[] = [
  { part: 'calls', id: 'lambda-calls', per: 1e6 },
  { part: 'writes', id: 'table-writes', per: 1e6 },
  { part: 'reads', id: 'table-reads', per: 1e6 },
  { part: 'table', id: 'table-storage', per: 1 },
  { part: 'table', id: 'table-backup', per: 1 },
  { part: 'puts', id: 'bucket-writes', per: 1e3 },
  { part: 'gets', id: 'bucket-reads', per: 1e3 },
  { part: 'kept', id: 'bucket-storage', per: 1 },
  { part: 'messages', id: 'queue', per: 1e6 },
  { part: 'mails', id: 'mails', per: 1e3 },
  { part: 'requests', id: 'requests', per: 1e6 },
  { part: 'schedules', id: 'schedules', per: 1e6 },
  { part: 'traffic', id: 'traffic', per: 1 },
];

type Quantity = { readonly id: string; readonly what: string; readonly amount: number };

function ofWork(month: MonthOfWork): readonly Quantity[] {
  const counts = countsOf(month);
  const times = (unit: UnitOfWork): number => counts[unit.id] ?? 0;
  const sum = (of: (unit: UnitOfWork) => number): number => unitsOfWork.reduce((total, unit) => total + times(unit) * of(unit), 0);
  const seconds = functions.map(({ id, memoryMb }) => ({
    id: 'lambda',
    what: id,
    amount: (sum((unit) => (unit.function === id ? unit.seconds : 0)) * memoryMb) / 1024,
  }));
  const paid = parts.map(({ part, id, per }) => ({ id, what: whatOf(id), amount: sum((unit) => Number(unit[part] ?? 0)) / per }));
  return [...seconds, ...paid, { id: 'logs', what: 'one line and more a call', amount: sum((unit) => unit.calls) * logOfCall }];
}

const words: Readonly<Record<string, string>> = {
  'lambda-calls': 'calls of all functions',
  'table-writes': 'table, with its lists',
  'table-reads': 'table, with its lists',
  'table-storage': 'items and their lists',
  'table-backup': 'the last 35 days of the table',
  'bucket-writes': 'evidence, texts, records, index',
  'bucket-reads': 'texts, index',
  'bucket-storage': 'evidence, texts, records, index',
  queue: 'tasks and mails',
  mails: 'digests and reminders',
  requests: 'pages and API',
  schedules: 'the clock',
  traffic: 'pages, feeds and the API',
};
const whatOf = (id: string): string => words[id] ?? id;

function ofStanding(month: MonthOfWork): readonly Quantity[] {
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

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

export function billOf(month: MonthOfWork, region: string): Bill {
  const quantities = [...ofWork(month), ...ofStanding(month)].filter(({ amount }) => amount > 0);
  const lines = quantities.map(({ id, what, amount }): CostLine => {
    const { service, unit, usd } = priceIn(id, region);
    return { id, service, what, quantity: amount, unit, unitUsd: usd, usd: amount * usd };
  });
  const sorted = [...Map.groupBy(lines, ({ service }) => service).values()].flat();
  const free = [...Map.groupBy(sorted, ({ id }) => id)].map(([id, group]) => {
    const used = total(group.map(({ quantity }) => quantity));
    return Math.min(used, freeOf(id)) * (group[0]?.unitUsd ?? 0);
  });
  const usd = total(sorted.map((line) => line.usd));
  return { region, lines: sorted, usd, usdAfterFree: usd - total(free) };
}

export type ListsByCadence = Readonly<Record<Cadence, number>> & { readonly idle?: readonly string[]; readonly idlePolls?: number };

export const pollsOfMonth: Readonly<Record<Cadence, number>> = { hour: 720, day: 30, week: 30 / 7 };

type ChangedMonth = { readonly what: string; readonly how: string; readonly month: MonthOfWork; readonly on?: boolean };

const differenceOf = (bill: Bill, region: string, changed: ChangedMonth): CostChange => {
  const { what, how, month, on } = changed;
  return { what, how, usd: billOf(month, region).usd - bill.usd, ...(on ? { on } : {}) };
};

export function extrasOf(month: MonthOfWork, region: string): readonly CostChange[] {
  const relevant = Math.round(month.pages * 0.1);
  const switches: readonly {
    readonly what: string;
    readonly how: string;
    readonly with: Partial<MonthOfWork>;
    readonly off: (keyof MonthOfWork)[];
  }[] = [
    { what: 'webhooks', how: '"webhooks": […], one that hears of all that is relevant', with: { messages: relevant }, off: ['messages'] },
    {
      what: 'half of the hosts silent',
      how: 'sites that do not answer from where it runs: a call waits twenty seconds',
      with: { silent: Math.round(month.polls / 2) },
      off: ['silent'],
    },
    { what: 'collector', how: '"egress": { NAME: { "collector": true } }', with: { collector: true }, off: ['collector'] },
    { what: 'translate', how: '"translate": "amazon", titles of what is relevant', with: { translated: relevant }, off: ['translated'] },
    { what: 'bedrock', how: '"enrich": "bedrock", gists of what is relevant', with: { gists: relevant }, off: ['gists'] },
    {
      what: 'opensearch',
      how: '"search": { "engine": "opensearch", … }, two small nodes',
      with: { openSearch: true },
      off: ['openSearch'],
    },
  ];
  return switches.map((each) => {
    const on = each.off.some((field) => month[field] !== undefined && month[field] !== false);
    const without = Object.fromEntries(Object.entries(month).filter(([name]) => !each.off.includes(name as keyof MonthOfWork)));
    const base = billOf(without as MonthOfWork, region);
    return differenceOf(base, region, { what: each.what, how: each.how, month: on ? month : { ...month, ...each.with }, on });
  });
}

export function savingsOf(month: MonthOfWork, lists: ListsByCadence, region: string): readonly CostChange[] {
  const bill = billOf(month, region);
  const polled = (polls: number): MonthOfWork => ({ ...month, polls: Math.max(0, Math.round(month.polls - polls)) });
  const { idle = [], idlePolls = 0 } = lists;
  const changes: readonly ChangedMonth[] = [
    {
      what: `ask the ${lists.hour} lists of each hour once a day`,
      how: '"sources": { "every": { ID: "day" } }',
      month: polled(lists.hour * (pollsOfMonth.hour - pollsOfMonth.day)),
    },
    {
      what: `ask the ${lists.day} lists of each day once a week`,
      how: '"sources": { "every": { ID: "week" } }',
      month: polled(lists.day * (pollsOfMonth.day - pollsOfMonth.week)),
    },
    {
      what: `leave out ${idle.length} sources that gave nothing in twelve weeks: ${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ', …' : ''}`,
      how: '"sources": { "without": [ID, …] }',
      month: polled(idlePolls),
    },
    { what: 'half of the new pages: fewer sources of news', how: '"sources": { "without": [ID, …] }', month: halved(month) },
    { what: 'readers by the week, none by the day', how: 'each reader chooses', month: { ...month, mails: weekly(month) } },
    { what: 'search without OpenSearch', how: '"search": { "engine": "embedded" }', month: { ...month, openSearch: false } },
    { what: 'titles by the glossary', how: '"translate": "glossary"', month: { ...month, translated: 0 } },
    { what: 'no gists of a model', how: '"enrich": "none"', month: { ...month, gists: 0 } },
  ];
  return changes
    .map((each) => differenceOf(bill, region, each))
    .filter(({ usd }) => usd <= -0.01)
    .toSorted((a, b) => a.usd - b.usd);
}

const halved = (month: MonthOfWork): MonthOfWork => ({
  ...month,
  pages: Math.round(month.pages / 2),
  visits: Math.round(month.visits / 2),
});
const weekly = ({ readers, mails }: MonthOfWork): number => Math.min(mails, Math.round((readers * 30) / 7));

/** From which size on something has to be switched on or asked for: facts of AWS and of the index, with what each rests on. */
const limits: readonly { readonly holds: (month: MonthOfWork) => boolean; readonly says: string }[] = [
  {
    holds: ({ mails }) => mails > 0,
    says: 'Mails: a new account may send 200 a day, to verified addresses only, until AWS grants production access to SES (docs/runbook.md).',
  },
  {
    holds: ({ mails }) => mails / (30 / 7) > 50_000,
    says: 'Mails: more than 50,000 on one day need a higher sending quota of SES; ask for it in Service Quotas.',
  },
  {
    holds: ({ readers }) => readers > 20_000,
    says: 'Functions: a new account runs ten at a time; ask for a higher quota of concurrent executions of Lambda.',
  },
  {
    holds: ({ indexed, openSearch }) => indexed > 50_000 && !openSearch,
    says: 'Search: past some 50,000 documents take OpenSearch ("search": { "engine": "opensearch" }): each publication writes the whole index. Its price stands below.',
  },
  {
    holds: ({ pages, visits, polls }) => pages + visits + polls > 400_000,
    says: 'Collecting: so many requests need more than the twenty hosts at a time that the queue allows (maxConcurrency in infra/collection.ts).',
  },
];

export const needsOf = (month: MonthOfWork): readonly string[] => limits.filter(({ holds }) => holds(month)).map(({ says }) => says);

/** Of new pages about one in ten is about the subject. */
export const relevantShare = 0.1;
const weeks = 30 / 7;

/** Pages that are about the subject are visited at 1, 3, 7, 30 and 90 days and then each 90; the others once (stages/watch/cadence.ts). */
export const visitsOfMonth = (of: { readonly pages: number; readonly relevant: number; readonly indexed: number }): number =>
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

type Scale = { readonly readers?: number; readonly documents?: number; readonly pagesADay?: number };

/** The same instance at another size: readers get as many mails each, the index has come by a year of such pages or by a backfill. */
export function scaleMonth(month: MonthOfWork, { readers = month.readers, documents, pagesADay }: Scale): MonthOfWork {
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
