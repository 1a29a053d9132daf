import type { Bill, CostLine, Metered, MonthOfWork } from '../../model/cost.ts';
import { freeOf, priceIn } from '../../registry/prices.ts';
import { functions, standing, type UnitOfWork, unitsOfWork } from '../../registry/work.ts';

/** Calls of the schedules in thirty days: each five minutes, hour, ten minutes, half hour. */
const calls = { round: 8640, watch: 720, look: 4320, digest: 1440 } as const;
/** An empty queue is asked by about five pollers, three times a minute each: an assumption, AWS does not say how many. */
const idleRequests = 5 * 3 * 43_200;
/** Bytes of the log of one call, in GB: its line and those of the platform. */
const logOfCall = 1.5e-6;
/** Of two publications at most one in two rounds: pages come in groups. */
const mostPublications = calls.look / 2;

/** How often each unit of work is done in the month. */
function countsOf(month: MonthOfWork): Readonly<Record<string, number>> {
  const { polls, pages, visits, held, indexed, readers, mails, views, messages } = month;
  const publications = month.openSearch ? 0 : Math.min(pages, mostPublications);
  return {
    ...calls,
    look: calls.look - publications,
    publication: publications,
    published: publications * indexed,
    ...{ poll: polls, page: pages, visit: visits, held, reader: readers, mail: mails, view: views },
    indexed: month.openSearch ? 0 : indexed,
    ...(messages === undefined ? {} : { message: messages, sending: calls.round }),
  };
}

/** By which price a part of a unit of work is paid, and how many of it are one unit of the price. */
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

/** What stands the whole month, and what only some instances have. */
function ofStanding(month: MonthOfWork): readonly Quantity[] {
  const stands = standing.filter((each) => each.with === undefined || (each.with === 'dashboard' && month.dashboard));
  const waiting = functions.filter(({ waits }) => waits).length + (month.collector ? 1 : 0);
  const { translated = 0, gists = 0 } = month;
  return [
    { id: 'queue', what: `asking ${waiting} queues while they are empty`, amount: (waiting * idleRequests) / 1e6 },
    ...stands.map(({ id, amount, with: only }) => ({ id, what: only ?? 'of the stack', amount })),
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

/** Metered quantities stand in place of all computed ones of their price. */
function withMetered(computed: readonly Quantity[], metered: Metered): readonly (Quantity & Pick<CostLine, 'basis'>)[] {
  const kept = computed.filter(({ id, what }) => metered[id] === undefined && metered[`${id} ${what}`] === undefined);
  const known = Object.entries(metered).map(([key, amount]) => {
    const [id = key, ...rest] = key.split(' ');
    return { id, what: rest.length > 0 ? rest.join(' ') : whatOf(id), amount, basis: 'metered' as const };
  });
  return [...kept.map((each) => ({ ...each, basis: 'computed' as const })), ...known];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** The bill of a month, line by line in the order of services, at the list prices of a region. Lines of nothing are left out. */
export function billOf(month: MonthOfWork, { region, metered = {} }: { readonly region: string; readonly metered?: Metered }): Bill {
  const quantities = withMetered([...ofWork(month), ...ofStanding(month)], metered).filter(({ amount }) => amount > 0);
  const lines = quantities.map(({ id, what, amount, basis }): CostLine => {
    const { service, unit, usd } = priceIn(id, region);
    return { id, service, what, quantity: amount, unit, unitUsd: usd, usd: amount * usd, basis };
  });
  const sorted = [...Map.groupBy(lines, ({ service }) => service).values()].flat();
  const free = [...Map.groupBy(sorted, ({ id }) => id)].map(([id, held]) => {
    const used = total(held.map(({ quantity }) => quantity));
    return Math.min(used, freeOf(id)) * (held[0]?.unitUsd ?? 0);
  });
  const usd = total(sorted.map((line) => line.usd));
  return { region, lines: sorted, usd, usdAfterFree: usd - total(free) };
}
