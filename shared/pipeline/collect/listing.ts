import type { Entry, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { BackfillProgress, ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt, sum } from '../../model/values.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isWholeDue } from '../../stages/watch/cadence.ts';
import { validators } from './addresses.ts';
import {
  addListing,
  type CrawlTask,
  hasReachedKnown,
  isInParts,
  isPageMissing,
  isPageWanted,
  isShareRead,
  isStale,
  isUnordered,
  keepProgress,
  type ListingCrawl,
  lastFollow,
  newCrawl,
  pagesRead,
  sendRest,
  toBackfill,
} from './backfill.ts';
import { draftAnew } from './check.ts';
import { isEndWanted, listFailed, listRead, listsOf, listUnchanged, type NamedListing, saveListState } from './listing-state.ts';
import {
  type FetchedListing,
  isOld,
  type KnownListing,
  type ListingTask,
  nothingUnseen,
  readFirst,
  readLater,
  type SentEntries,
  sendEntries,
} from './read-listing.ts';

/** Pages of a listing in an ordinary round, and in a backfill without a limit of its own. */
const mostPages = { ordinary: 10, backfill: 5000 } as const;

type CrawlCosts = Readonly<{ requests: number; bytes: number; evidence?: string }>;

/**
 * What a crawl came to; its costs alone when the first page said that nothing changed. `trouble` ended it before its end; `whole`: nothing
 * was left behind. `left`: the page that the next round has to reach. `capped`: there was more than was read; `cutOff`: behind the last
 * page that a round reads, with the entries that were known before not reached (`gap`). `known`: by what the next reading sees that nothing
 * is new.
 */
export type CrawlResult = CrawlCosts &
  Readonly<{
    entries: readonly Entry[];
    pages: number;
    whole: boolean;
    /** The list was read to its end; `toEnd`: it was to be, also behind what is known. */
    ended: boolean;
    toEnd?: true;
    cutOff?: { readonly gap: boolean };
    trouble?: SourceError;
    left?: number;
    /** Entries that can never be fetched, and where the first page moved permanently. */
    failed: number;
    movedTo?: string;
    waits?: boolean;
    known: KnownListing;
  }>;

function isBefore(entries: readonly Entry[], since: string) {
  const days = entries.flatMap(({ publishedOn, modified }) => publishedOn ?? modified?.slice(0, 10) ?? []);
  return days.length > 0 && days.every((day) => day < since);
}

async function addPage(read: FetchedListing, job: CrawlTask, crawl: ListingCrawl, context: CollectContext) {
  const { fresh, follow } = await addListing(crawl, read);
  // A further page that brings nothing of its own repeats an earlier one, or is a stub: the list has ended.
  const repeats = fresh.length === 0 && crawl.pages.length > 0 && follow?.kind !== 'parts' && !isInParts(crawl);
  const send = () => (read.isKnown ? nothingUnseen : sendEntries(job.task, job.source, fresh, context));
  const sent = repeats ? undefined : await send();
  crawl.pages.push({ follow, sent });
  if (fresh.some((entry) => isOld(entry, job.task.since))) crawl.firstOld ??= read.ask;
  if (lastFollow(crawl)?.undeclared && !isPageWanted(job, crawl)) crawl.queue.length = 0;
  if (sent && sent.unsent > 0) {
    crawl.left = pagesRead(crawl);
    // What the budget left of this page is sent when the backfill goes on.
    if (job.task.since !== undefined) crawl.queue.unshift(read.ask);
  }
  crawl.end = endAfter(fresh, sent, job, crawl);
}

function endAfter(fresh: readonly Entry[], sent: SentEntries | undefined, job: CrawlTask, crawl: ListingCrawl) {
  const { task, listing, before, toEnd = false } = job;
  if (!sent || crawl.queue.length === 0) return 'list ended';
  if (sent.unsent > 0) return 'capped';
  if (listing.complete || toEnd || isUnordered(crawl) || (fresh.length === 0 && isInParts(crawl))) return undefined;
  const enough = task.since === undefined ? sent.unseen === 0 && crawl.pages.length >= (before?.left ?? 1) : isBefore(fresh, task.since);
  return enough ? 'enough' : undefined;
}

async function crawlPage(ask: ListingRequest, job: CrawlTask, crawl: ListingCrawl, context: CollectContext) {
  try {
    await addPage(await readLater(ask, job, context), job, crawl, context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    crawl.costs.requests += error.requests ?? 0;
    crawl.costs.bytes += error.wireBytes ?? 0;
    if (!isInParts(crawl)) crawl.end = 'list ended';
    if (!isPageMissing(error, job, crawl)) return;
    crawl.trouble ??= error;
    crawl.left = pagesRead(crawl) + 1;
    if (job.task.since !== undefined) crawl.queue.unshift(ask);
  }
}

const capOf = ({ since }: ListingTask) => (since === undefined ? mostPages.ordinary : mostPages.backfill);

/**
 * What the next reading compares with. Validators and bytes say something about the list when the page that was asked for is the one that
 * holds it; a backfill leaves out what is old, which is not known by it.
 */
function toKnown({ page, ask, hashes: { bytesHash, ...hashes } }: FetchedListing, { listing, task }: CrawlTask) {
  const own = ask.url === listing.url;
  const compared = { ...hashes, ...(own ? opt({ bytesHash }) : {}) };
  return { ...(own ? validators(page) : {}), ...(task.since === undefined ? compared : {}) };
}

async function crawlOn(job: CrawlTask, crawl: ListingCrawl, context: CollectContext) {
  const cap = Math.max(1, capOf(job.task));
  for (let [ask] = crawl.queue; ask && !crawl.end; [ask] = crawl.queue) {
    if (pagesRead(crawl) >= cap) crawl.end = 'capped';
    else if (isShareRead(job, crawl)) crawl.end = 'later';
    else {
      crawl.queue.shift();
      await crawlPage(ask, job, crawl, context);
      await keepProgress(job, crawl, context);
    }
  }
  crawl.end ??= 'list ended';
  if (crawl.end === 'later') await sendRest(job, crawl, context);
  else await keepProgress(job, crawl, context);
}

/** Whether an ordinary round stopped at its last page, with another one behind that it wanted for itself. */
const isCutOff = (crawl: ListingCrawl, { task, toEnd }: CrawlTask) =>
  task.since === undefined &&
  !(toEnd && hasReachedKnown(crawl)) &&
  crawl.end === 'capped' &&
  crawl.queue.length > 0 &&
  pagesRead(crawl) >= capOf(task);

function toResult(crawl: ListingCrawl, first: FetchedListing | undefined, job: CrawlTask) {
  const { entries, pages, costs, left, trouble, end } = crawl;
  const whole = trouble === undefined && left === undefined;
  return {
    ...opt({ evidence: first?.evidence }),
    entries: [...entries.values()],
    pages: pages.length,
    ...costs,
    failed: sum(pages, ({ sent }) => sent?.failed ?? 0),
    whole,
    ended: whole && end === 'list ended',
    ...(job.toEnd ? { toEnd: true } : {}),
    ...(isCutOff(crawl, job) ? { cutOff: { gap: !hasReachedKnown(crawl) } } : {}),
    ...opt({ trouble, left, movedTo: first?.page.movedTo }),
    ...(left !== undefined && !trouble && { waits: true }),
    known: first ? toKnown(first, job) : {},
  };
}

/**
 * Reads a listing from its first page on, or a backfill from where it was: as long as a page brings what was not seen, at most so many
 * pages; in a backfill until its day is reached. Throws SourceError when the first page cannot be fetched or read.
 */
async function crawlListing(job: CrawlTask, known: KnownListing, context: CollectContext): Promise<CrawlResult | CrawlCosts> {
  const first = job.progress ? undefined : await readFirst(job, known, context);
  if (first && !('listing' in first)) return { requests: first.requests, bytes: first.wireBytes };
  const crawl = newCrawl(job.progress);
  if (first) {
    context.crash('after-evidence');
    await addPage(first, job, crawl, context);
    await keepProgress(job, crawl, context);
  }
  await crawlOn(job, crawl, context);
  return toResult(crawl, first, job);
}

/** Days after which a list is fetched whole although its validators are known: an ETag that never changes would hide all news. */
const wholeEvery = 7;

/**
 * What the reading compares with: nothing when more is looked for than a change of the first page (`sought`: pages that are missing), or
 * when the list was last sent whole long ago.
 */
function knownOf(before: Partial<ListState>, { since }: ListingTask, now: Date, sought: boolean) {
  if (sought || since !== undefined || before.left !== undefined || isWholeDue(before.wholeAt, now, wholeEvery)) return {};
  const { etag, lastModified, bytesHash, entriesHash, shellHash } = before;
  return opt({ etag, lastModified, bytesHash, entriesHash, shellHash });
}

type ListingJob = Readonly<{ task: ListingTask; source: Source; named: NamedListing }>;

async function resumeBackfill(
  { task, source, named }: ListingJob,
  state: SourceState,
  progress: BackfillProgress,
  context: CollectContext,
) {
  const before = state.lists?.[named.key];
  const walked = await crawlListing({ task, source, listing: named.listing, before, progress }, {}, context);
  const { requests, bytes } = walked;
  const trouble = 'entries' in walked ? walked.trouble : undefined;
  const failure = trouble && { url: trouble.url, kind: trouble.trouble, detail: trouble.detail };
  const addresses = 'entries' in walked ? walked.entries.map(({ url }) => canonicalUrl(url)) : [];
  context.note({ sourceId: source.id, condition: state.condition, requests, bytes, addresses, ...opt({ failure }) });
}

async function noteProgress({ task, source, named }: ListingJob, context: CollectContext) {
  const progress = task.since === undefined ? undefined : (await context.sources.state(source.id))?.back?.[named.key];
  if (progress) context.note({ sourceId: source.id, requests: 0, bytes: 0, backfill: toBackfill(progress), list: named.key });
}

/** The state that the reading was written to; nothing where a backfill goes on, or has ended. */
async function crawlNamedListing(job: ListingJob, state: SourceState | undefined, context: CollectContext) {
  const { task, source, named } = job;
  const progress = task.since === undefined ? undefined : state?.back?.[named.key];
  if (isStale(task, progress) || progress?.end !== undefined) return undefined;
  if (state && progress && progress.pages > 0) {
    await resumeBackfill(job, state, progress, context);
    return undefined;
  }
  const before = state?.lists?.[named.key];
  const request = {
    task,
    source,
    listing: named.listing,
    before,
    toEnd: task.since === undefined && isEndWanted(state, named.key, context.now()),
  };
  const sought = state?.missing !== undefined;
  const walked = await crawlListing(request, knownOf(before ?? {}, task, context.now(), sought), context);
  const { requests, bytes, evidence } = walked;
  const round = task.round ?? task.id;
  const step = 'entries' in walked ? listRead(source, named, walked, context.now()) : listUnchanged(context.now());
  const failed = 'entries' in walked ? { failed: walked.failed, walked } : {};
  const outcome = { round, ...opt({ slot: task.slot }), key: named.key, step, ...failed, ...opt({ evidence }) };
  const saved = await saveListState(source, outcome, context);
  const { condition, trouble, lists } = saved;
  context.note({
    sourceId: source.id,
    listed: lists?.[named.key]?.listed ?? 0,
    url: named.listing.url,
    ...opt({ evidence }),
    condition,
    ...opt({ trouble }),
    ...('entries' in walked && walked.cutOff ? { capped: true } : {}),
    requests,
    bytes,
    ...('entries' in walked ? { addresses: walked.entries.map(({ url }) => canonicalUrl(url)) } : {}),
  });
  return saved;
}

/** Reads one listing of a source, page by page: snapshot first, read second, page tasks for what is unseen, then the state. */
export async function collectListing(task: ListingTask, source: Source, context: CollectContext): Promise<void> {
  const lists = listsOf(source);
  const named = lists.find(({ key }) => key === task.list) ?? lists[0];
  if (!named) return;
  let state: SourceState | undefined;
  let pageCame = true;
  try {
    state = await crawlNamedListing({ task, source, named }, await context.sources.state(source.id), context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    pageCame = error.status === undefined;
    const step = listFailed(source, error, context.now());
    const outcome = { round: task.round ?? task.id, ...opt({ slot: task.slot }), key: named.key, step };
    state = await saveListState(source, outcome, context);
    const { condition, trouble } = state;
    context.note({
      sourceId: source.id,
      condition,
      ...opt({ trouble }),
      requests: error.requests ?? 1,
      bytes: error.wireBytes ?? 0,
    });
  }
  await noteProgress({ task, source, named }, context);
  if (state && pageCame && task.since === undefined) await draftAnew(source, state, context);
}
