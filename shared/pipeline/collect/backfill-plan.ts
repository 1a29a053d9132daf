import type { BackfillPlan, PlannedSource } from '../../model/backfill.ts';
import { politeGapSeconds } from '../../model/page.ts';
import type { Context } from '../../model/ports.ts';
import type { ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { priceIn, priceOf, usualRegion } from '../../registry/prices.ts';
import { hostOf } from '../../stages/urls/address.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { type Backfilling, isDone } from './backfill.ts';
import { listsOf, type NamedListing } from './listing-name.ts';

/** Entries of a page of a list that was not read yet: the usual number. */
const entriesAPage = 20;
/** Seconds that a host takes to answer, beside the pause before the next request. */
const secondsAnAnswer = 1;
/** Counted at the emulators over twenty new pages with their index: calls for one page. Bytes: 179 saved pages, compressed as they are kept. */
const aPage = { writes: 11, reads: 34, puts: 6.4, bytes: 20_700, seconds: 4 } as const;
const pricesUsed = ['lambda', 'table-writes', 'table-reads', 'bucket-writes', 'bucket-storage'] as const;
/** Hosts that are read side by side. */
const hostsAtOnce = 8;

type Estimate = Pick<PlannedSource, 'basis' | 'listingPages' | 'documents'>;

/** How many documents a day the list brings, and how many a page, as it was when it was last read; else at least one in its `freshWithinDays`. */
function densityOf({ expect }: Source, list: ListState | undefined) {
  const { listed = 0, pages = 1, newest, oldest } = list ?? {};
  if (listed > 1 && newest !== undefined && oldest !== undefined)
    return { basis: 'read' as const, aDay: listed / (daysBetween(oldest, newest) + 1), perPage: listed / pages };
  return { basis: 'declared' as const, aDay: 1 / expect.freshWithinDays, perPage: Math.max(entriesAPage, expect.atLeast) };
}

function listEstimate(source: Source, { key, listing }: NamedListing, state: SourceState | undefined, days: Period): Estimate {
  const [list, progress] = [state?.lists?.[key], state?.back?.[key]];
  if (isDone(progress, days.since)) return { basis: 'done', listingPages: 0, documents: 0 };
  if (list && (listing.complete || (listing.format === 'feed' && listing.next === undefined)))
    return { basis: 'read', listingPages: list.pages ?? 1, documents: 0 };
  const { basis, aDay, perPage } = densityOf(source, list);
  const from = progress?.reached ?? list?.oldest ?? days.today;
  const left = Math.max(0, daysBetween(days.since, from));
  const documents = Math.ceil(left * aDay);
  return { basis, documents, listingPages: Math.max(1, Math.ceil(documents / perPage) + (progress ? 0 : (list?.pages ?? 1))) };
}

type Period = { readonly since: string; readonly today: string };
const sum = <T>(all: readonly T[], of: (each: T) => number): number => all.reduce((total, each) => total + of(each), 0);
const hoursOf = (requests: number): number => round((requests * (politeGapSeconds + secondsAnAnswer)) / 3600, 2);
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

async function planSource(source: Source, days: Period, context: Context): Promise<PlannedSource> {
  const state = await context.sources.state(source.id);
  const lists = listsOf(source).map((named) => listEstimate(source, named, state, days));
  const bases = new Set(lists.map(({ basis }) => basis));
  const [listingPages, documents] = [sum(lists, (each) => each.listingPages), sum(lists, (each) => each.documents)];
  const reached = Object.values(state?.back ?? {}).flatMap((each) => each.reached ?? []);
  return {
    id: source.id,
    host: hostOf(source.listing.url),
    basis: bases.has('declared') ? 'declared' : bases.has('read') ? 'read' : 'done',
    listingPages,
    documents,
    hours: hoursOf(listingPages + documents),
    ...opt('reached', reached.toSorted().at(-1)),
  };
}

const { writes, reads, puts, bytes, seconds } = aPage;
const assumptions = (): readonly string[] => [
  `one request at a time to a host, ${politeGapSeconds} seconds between them and ${secondsAnAnswer} for an answer; robots.txt may ask for more patience`,
  'attached files come on top',
  'a source that was read: as many documents a day as its listings held at the last reading; a feed, or a list that holds everything, has no older pages',
  'a source "not read yet": the least to be expected, by the `freshWithinDays` of its declaration; a round first gives better figures',
  `a new page: ${writes} writes and ${reads} reads of the table, ${puts} writes of the bucket (counted at the emulators), ${seconds} seconds of 1 GB`,
  `${bytes} bytes kept of a page (mean of 179 saved pages, compressed)`,
  ...pricesUsed
    .map((id) => priceIn(id, usualRegion))
    .map(({ id, unit, usd, from, seen }) => `${id}: $${usd} a ${unit}, us-east-1 (${from}, ${seen})`),
];

function costOf(requests: number) {
  const gigabytes = (requests * aPage.bytes) / 1e9;
  const table = (aPage.writes * priceOf('table-writes') + aPage.reads * priceOf('table-reads')) / 1e6;
  const each = table + (aPage.puts * priceOf('bucket-writes')) / 1000 + aPage.seconds * priceOf('lambda');
  return { gigabytes: round(gigabytes, 3), usd: round(requests * each, 2), usdAMonth: round(gigabytes * priceOf('bucket-storage'), 2) };
}

/** What a backfill will take, before it begins: from what the store knows of each listing. Asks nothing of the network. */
export async function planBackfill({ since }: Backfilling, only: readonly string[] | undefined, context: Context): Promise<BackfillPlan> {
  const wanted = context.settings.sources.filter((source) => isEnabled(source) && (!only?.length || only.includes(source.id)));
  const days = { since, today: dayOf(context.now()) };
  const sources = await Promise.all(wanted.map((source) => planSource(source, days, context)));
  const hosts = [...Map.groupBy(sources, ({ host }) => host)]
    .map(([host, held]) => ({ host, requests: sum(held, ({ listingPages, documents }) => listingPages + documents) }))
    .filter(({ requests }) => requests > 0)
    .map((each) => ({ ...each, hours: hoursOf(each.requests) }))
    .toSorted((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1));
  const requests = sum(hosts, (each) => each.requests);
  const listingPages = sum(sources, (each) => each.listingPages);
  const hours = Math.max(hosts[0]?.hours ?? 0, hoursOf(requests / hostsAtOnce));
  const counts = { sources: sources.length, listingPages, documents: requests - listingPages, requests, hours };
  return { since, sources, hosts: hosts.slice(0, 10), total: { ...counts, ...costOf(requests) }, assumes: assumptions() };
}
