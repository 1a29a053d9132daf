import type { Bill, CostChange, MonthOfWork } from '../../model/cost.ts';
import type { Cadence } from '../../model/source.ts';
import { billOf } from './bill.ts';

/** The lists that are asked for, by cadence, and those that have given nothing for twelve weeks or refuse. */
export type ListsByCadence = Readonly<Record<Cadence, number>> & { readonly idle?: readonly string[]; readonly idlePolls?: number };

export const pollsOfMonth: Readonly<Record<Cadence, number>> = { hour: 720, day: 30, week: 30 / 7 };

type ChangedMonth = { readonly what: string; readonly how: string; readonly month: MonthOfWork; readonly on?: boolean };

const differenceOf = (bill: Bill, region: string, changed: ChangedMonth): CostChange => {
  const { what, how, month, on } = changed;
  return { what, how, usd: billOf(month, { region }).usd - bill.usd, ...(on ? { on } : {}) };
};

/** What each thing that can be switched on adds to the month; of what is on (`on`), what it is part of it. */
export function extrasOf(month: MonthOfWork, region: string): readonly CostChange[] {
  const relevant = Math.round(month.pages * 0.1);
  const switches: readonly {
    readonly what: string;
    readonly how: string;
    readonly with: Partial<MonthOfWork>;
    readonly off: (keyof MonthOfWork)[];
  }[] = [
    { what: 'dashboard', how: '"alarms": { "dashboard": true }', with: { dashboard: true }, off: ['dashboard'] },
    { what: 'webhooks', how: '"webhooks": […], one that hears of all that is relevant', with: { messages: relevant }, off: ['messages'] },
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
    const base = billOf(without as MonthOfWork, { region });
    return differenceOf(base, region, { what: each.what, how: each.how, month: on ? month : { ...month, ...each.with }, on });
  });
}

/** What would make the month cheaper, by worth; `usd` is negative. */
export function savingsOf(month: MonthOfWork, lists: ListsByCadence, region: string): readonly CostChange[] {
  const bill = billOf(month, { region });
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
    { what: 'no dashboard', how: '"alarms": { "dashboard": false }', month: { ...month, dashboard: false } },
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

/** What an instance of this size needs beside money. */
export const needsOf = (month: MonthOfWork): readonly string[] => limits.filter(({ holds }) => holds(month)).map(({ says }) => says);
