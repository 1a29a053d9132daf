import { type Entry, type FollowUp, type ListingRequest, politeGapSeconds } from '../../model/article.ts';
import type { SourceError } from '../../model/errors.ts';
import type { CollectContext, Context, ScheduleContext } from '../../model/ports.ts';
import type { Backfill, BackfillProgress, ListState, SourceState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import type { BackfillPlan, PlannedSource } from '../../model/task.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { fill, omit, opt, orEmpty, portionsInTurn, sum } from '../../model/values.ts';
import { priceIn, priceOf, usualRegion } from '../../registry/prices.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl, hostOf } from '../../stages/urls/address.ts';
import { isEnabled } from '../../stages/watch/health.ts';
import words from './backfill-words.json' with { type: 'json' };
import { listsOf, type NamedListing } from './listing-state.ts';
import type { FetchedListing, ListingTask, SentEntries } from './read-listing.ts';

export type CrawlTask = Readonly<{
  task: ListingTask;
  source: Source;
  listing: Listing;
  before: ListState | undefined;
  toEnd?: boolean;
  progress?: BackfillProgress;
}>;

export type ListingCrawl = {
  readonly entries: Map<string, Entry>;
  readonly asked: Set<string>;
  readonly queue: ListingRequest[];
  readonly pages: Readonly<{ follow: FollowUp | undefined; sent: SentEntries | undefined }>[];
  readonly costs: { requests: number; bytes: number };
  readonly earlier: Pick<BackfillProgress, 'pages' | 'lead'>;
  end: 'list ended' | 'enough' | 'capped' | 'later' | undefined;
  firstOld: ListingRequest | undefined;
  left: number | undefined;
  trouble: SourceError | undefined;
};

export const newCrawl = (progress?: BackfillProgress): ListingCrawl => ({
  entries: new Map(),
  asked: new Set(),
  queue: [...(progress?.next ?? [])],
  earlier: progress ?? { pages: 0 },
  pages: [],
  costs: { requests: 0, bytes: 0 },
  end: undefined,
  firstOld: progress?.firstOld,
  left: undefined,
  trouble: undefined,
});

const requestKey = ({ url, body = '' }: ListingRequest) => `${url}\n${body}`;

/** Takes the entries that no earlier page had, and puts what the page leads to into the queue; what was asked for already is a loop. */
export async function addListing({ entries, asked, queue, costs }: ListingCrawl, { ask, listing, requests, bytes }: FetchedListing) {
  costs.requests += requests;
  costs.bytes += bytes;
  const fresh: Entry[] = [];
  for await (const some of portionsInTurn(listing.entries)) {
    for (const entry of some) {
      const url = canonicalUrl(entry.url);
      if (entries.has(url)) continue;
      entries.set(url, entry);
      fresh.push(entry);
    }
  }
  const follow = listing.follow?.kind === 'data' ? undefined : listing.follow;
  asked.add(requestKey(ask));
  const asks = (follow?.asks ?? []).filter((each) => !asked.has(requestKey(each)));
  for (const each of asks) asked.add(requestKey(each));
  queue.unshift(...asks);
  return { fresh, follow };
}

export const pagesRead = ({ pages, earlier }: ListingCrawl): number => earlier.pages + pages.length;

export const isInParts = ({ pages, earlier }: ListingCrawl) =>
  earlier.lead?.kind === 'parts' || pages.some(({ follow }) => follow?.kind === 'parts');
/** Files of an index in no order: a file without new entries says nothing about the next. */
export const isUnordered = ({ pages, earlier }: ListingCrawl) =>
  (earlier.lead?.kind === 'parts' && earlier.lead.ordered !== true) ||
  pages.some(({ follow }) => follow?.kind === 'parts' && follow.ordered !== true);
export const lastFollow = ({ pages, earlier }: ListingCrawl): FollowUp | undefined =>
  pages.findLast(({ follow }) => follow)?.follow ?? (earlier.lead && { ...earlier.lead, asks: [] });
const hasMetKnown = ({ pages }: ListingCrawl) => pages.some(({ sent }) => sent?.metKnown);
export const hasReachedKnown = ({ pages }: ListingCrawl) => pages.findLast(({ sent }) => sent)?.sent?.reachedKnown === true;

/**
 * Whether a further page that nothing declares is asked for: in a backfill, of a complete list, and where no entry of the last reading was
 * met, so that there are new ones behind.
 */
export const isPageWanted = ({ task, listing, before, toEnd }: CrawlTask, crawl: ListingCrawl) =>
  task.since !== undefined || listing.complete === true || toEnd === true || ((before?.listed ?? 0) > 0 && !hasMetKnown(crawl));

/**
 * Whether a page that failed leaves a hole. It does not behind the known entries, nor where it was only guessed at and nothing says that it
 * exists: at the first reading, or after a known entry was met. A declared address that refuses is reported all the same.
 */
export function isPageMissing(error: SourceError, { task, listing, before }: CrawlTask, crawl: ListingCrawl): boolean {
  if (error.status !== undefined && [400, 404, 410].includes(error.status)) return false;
  if (error.trouble === 'robots' || (hasReachedKnown(crawl) && task.since === undefined)) return false;
  const { guessed, undeclared } = lastFollow(crawl) ?? {};
  if (undeclared && task.since === undefined && !listing.complete) return false;
  const silent = error.trouble === 'unreachable' && error.status === undefined;
  const doubtful = guessed && (before === undefined || hasMetKnown(crawl)) && error.trouble !== 'truncated';
  return !(doubtful && (silent || listing.next === undefined));
}

/**
 * A backfill survives its process: after each page of a listing the state of its source says how far it came and what comes next, and a
 * task reads a few pages and sends the next task behind the pages that it found. The state names the one task that may go on; a task that
 * comes again, or late, does nothing twice.
 */

/**
 * Every wanted source goes back to this day, on from where the last backfill came.
 */
export type Backfilling = Readonly<{ since: string }>;

/** Pages of a listing in one task: the pages that they name are read before the next ones. */
const pagesAtOnce = 10;
/** Requests that are remembered of an index of files. */
const mostNext = 300;

/**
 * A state with the progress of a backfill. One that came as far back as a gap in its list closes it, where it began behind the reading that
 * left the gap.
 */
function withProgress(state: SourceState, key: string, progress: BackfillProgress) {
  const next = { ...state, back: { ...state.back, [key]: progress } };
  const { capped, ...list } = state.lists?.[key] ?? {};
  const closes = capped?.since !== undefined && isDone(progress, capped.since) && orEmpty(progress.begunAt) > capped.at;
  return closes ? { ...next, lists: { ...state.lists, [key]: list as ListState } } : next;
}

const change = (
  id: string,
  key: string,
  to: (before: BackfillProgress | undefined) => BackfillProgress,
  context: Pick<Context, 'now' | 'sources'>,
) => context.sources.update(id, context.now().toISOString(), (state) => withProgress(state, key, to(state.back?.[key])));

const keyOf = ({ task, source }: Pick<CrawlTask, 'task' | 'source'>) => task.list ?? orEmpty(listsOf(source)[0]?.key);

export const isStale = ({ round, from = 0, since }: ListingTask, progress: BackfillProgress | undefined) =>
  since !== undefined && progress !== undefined && (progress.round !== round || progress.from !== from);

const older = (a: string | undefined, b: string | undefined) => (a === undefined || (b !== undefined && b < a) ? b : a);

function leadOf(crawl: ListingCrawl) {
  const follow = lastFollow(crawl);
  return follow && omit(follow, 'asks');
}

const ends = { 'list ended': 'ended', enough: 'reached', capped: 'capped' } as const;

function progressOf({ task, progress }: CrawlTask, crawl: ListingCrawl, now: Date) {
  const days = [...crawl.entries.values()].flatMap(({ publishedOn }) => publishedOn ?? []).toSorted();
  const { end, trouble, queue } = crawl;
  const ended = end === undefined || end === 'later' || trouble ? undefined : ends[end];
  return {
    since: orEmpty(task.since),
    round: task.round ?? task.id,
    from: task.from ?? 0,
    pages: pagesRead(crawl),
    ...opt({ reached: older(progress?.reached, days[0]) }),
    next: queue.slice(0, mostNext),
    ...opt({ lead: leadOf(crawl), firstOld: crawl.firstOld, end: ended, begunAt: progress ? progress.begunAt : now.toISOString() }),
    ...(trouble ? { trouble: trouble.detail } : {}),
  };
}

export async function keepProgress(job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
  if (job.task.since !== undefined) await change(job.source.id, keyOf(job), () => progressOf(job, crawl, context.now()), context);
}

export const isShareRead = ({ task }: CrawlTask, crawl: ListingCrawl) =>
  task.since !== undefined && pagesRead(crawl) - (task.from ?? 0) >= pagesAtOnce;

/**
 * Sends the task that goes on behind the pages read so far, then names it as the one: a crash between the two sends it again, and the first
 * of them goes on.
 */
export async function sendRest(job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
  const { task, source } = job;
  const from = pagesRead(crawl);
  await context.tasks.send([{ ...task, id: sha256(`${task.round}\n${keyOf(job)}\n${from}`), from }]);
  await change(source.id, keyOf(job), () => ({ ...progressOf(job, crawl, context.now()), from }), context);
}

export const toBackfill = ({ since, reached, pages, end }: BackfillProgress): Backfill => ({
  since,
  ...opt({ reached }),
  pages,
  capped: end === undefined || end === 'capped',
});

/** How far a source came over all its listings: as far as the one that came least far. */
export const reachedBy = (state: SourceState | undefined): Backfill | undefined =>
  joinBackfills(Object.values(state?.back ?? {}).map(toBackfill));

const newestOf = (all: readonly Pick<Backfill, 'reached'>[]) =>
  all
    .flatMap(({ reached }) => reached ?? [])
    .toSorted()
    .at(-1);

export function joinBackfills(each: readonly Backfill[]): Backfill | undefined {
  const [first] = each;
  if (!first) return undefined;
  const reached = newestOf(each);
  return { since: first.since, ...opt({ reached }), pages: sum(each, ({ pages }) => pages), capped: each.some(({ capped }) => capped) };
}

/** Whether nothing older is to be had: its day was reached, or the list has ended. */
const isDone = (progress: BackfillProgress | undefined, since: string) =>
  (progress?.end === 'ended' && progress.firstOld === undefined) ||
  (progress?.end !== undefined && progress.end !== 'capped' && progress.since <= since);

/** Where a backfill goes on: behind the pages that were read; for an earlier day at the first page of which something was left out. */
function placeOf({ next, firstOld, lead, end: _end, trouble: _trouble, ...kept }: BackfillProgress, since: string) {
  if (!firstOld || since >= kept.since) return { ...kept, next, ...opt({ lead, firstOld }) };
  return { ...kept, ...opt({ lead }), next: lead?.kind === 'parts' ? [firstOld, ...next] : [firstOld] };
}

export async function startBackfill(
  source: Source,
  { round, state }: Readonly<{ round: string; state: SourceState | undefined }>,
  { since }: Backfilling,
  context: ScheduleContext,
): Promise<readonly Readonly<{ named: NamedListing; from: number }>[]> {
  const started = [];
  for (const named of listsOf(source)) {
    const before = state?.back?.[named.key];
    if (isDone(before, since)) continue;
    const from = before?.pages ?? 0;
    const place = before ? placeOf(before, since) : { pages: 0, next: [] };
    await change(source.id, named.key, () => ({ ...place, since, round, from }), context);
    started.push({ named, from });
  }
  return started;
}

const entriesAPage = 20;
/** Seconds that a host takes to answer, beside the pause before the next request. */
const secondsAnAnswer = 1;
/**
 * Counted at the emulators over twenty new pages with their index: calls for one page. Bytes: 179 saved pages, compressed as they are kept.
 */
const aPage = { writes: 11, reads: 34, puts: 6.4, bytes: 20_700, seconds: 4 } as const;
const pricesUsed = ['lambda', 'table-writes', 'table-reads', 'bucket-writes', 'bucket-storage'] as const;
/** Hosts that are read side by side. */
const hostsAtOnce = 8;

/**
 * How many documents a day the list brings, and how many a page, as it was when it was last read; else at least one in its
 * `freshWithinDays`.
 */
function densityOf({ expect }: Source, list: ListState | undefined) {
  const { listed = 0, pages = 1, newest, oldest } = list ?? {};
  if (listed > 1 && newest !== undefined && oldest !== undefined)
    return { basis: 'read' as const, aDay: listed / (daysBetween(oldest, newest) + 1), perPage: listed / pages };
  return { basis: 'declared' as const, aDay: 1 / expect.freshWithinDays, perPage: Math.max(entriesAPage, expect.atLeast) };
}

function listEstimate(
  source: Source,
  { key, listing }: NamedListing,
  state: SourceState | undefined,
  days: Period,
): Pick<PlannedSource, 'basis' | 'listingPages' | 'documents'> {
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

type Period = Readonly<{ since: string; today: string }>;
const hoursOf = (requests: number) => round((requests * (politeGapSeconds + secondsAnAnswer)) / 3600, 2);
const round = (value: number, digits: number) => Number(value.toFixed(digits));

async function planSource(source: Source, days: Period, context: Context): Promise<PlannedSource> {
  const state = await context.sources.state(source.id);
  const lists = listsOf(source).map((named) => listEstimate(source, named, state, days));
  const bases = new Set(lists.map(({ basis }) => basis));
  const [listingPages, documents] = [sum(lists, (each) => each.listingPages), sum(lists, (each) => each.documents)];
  return {
    id: source.id,
    host: hostOf(source.listing.url),
    basis: bases.has('declared') ? 'declared' : bases.has('read') ? 'read' : 'done',
    listingPages,
    documents,
    hours: hoursOf(listingPages + documents),
    ...opt({ reached: newestOf(Object.values(state?.back ?? {})) }),
  };
}

const assumptions = () => [
  ...words.assumptions.map((each) => fill(each, { gap: politeGapSeconds, answer: secondsAnAnswer, ...aPage })),
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
    .map(([host, group]) => ({ host, requests: sum(group, ({ listingPages, documents }) => listingPages + documents) }))
    .filter(({ requests }) => requests > 0)
    .map((each) => ({ ...each, hours: hoursOf(each.requests) }))
    .toSorted((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1));
  const requests = sum(hosts, (each) => each.requests);
  const listingPages = sum(sources, (each) => each.listingPages);
  const hours = Math.max(hosts[0]?.hours ?? 0, hoursOf(requests / hostsAtOnce));
  const counts = { sources: sources.length, listingPages, documents: requests - listingPages, requests, hours };
  return { since, sources, hosts: hosts.slice(0, 10), total: { ...counts, ...costOf(requests) }, assumes: assumptions() };
}
