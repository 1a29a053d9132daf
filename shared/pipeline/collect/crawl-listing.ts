import type { Entry, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { validators } from './addresses.ts';
import { isShareRead, keepProgress, sendRest } from './backfill.ts';
import {
  addListing,
  type CrawlTask,
  hasReachedKnown,
  isInParts,
  isPageMissing,
  isPageWanted,
  isUnordered,
  type ListingCrawl,
  lastFollow,
  newCrawl,
  pagesRead,
} from './listing-crawl.ts';
import { type FetchedListing, type KnownListing, readFirst, readLater } from './read-listing.ts';
import { isOld, type ListingTask, nothingUnseen, type SentEntries, sendEntries } from './send-entries.ts';

/** Pages of a listing in an ordinary round, and in a backfill without a limit of its own. */
const mostPages = { ordinary: 10, backfill: 100 } as const;

type CrawlCosts = { readonly requests: number; readonly bytes: number; readonly evidence?: string };

/**
 * What a crawl came to; its costs alone when the first page said that nothing changed. `trouble` ended it before its end; `whole`: nothing was left behind. `left`: the page that
 * the next round has to reach. `capped`: there was more than was read; `cutOff`: behind the last page that a round reads, with the entries that were known
 * before not reached (`gap`). `known`: by what the next reading sees that nothing is new.
 */
export type CrawlResult = CrawlCosts & {
  readonly entries: readonly Entry[];
  readonly pages: number;
  readonly whole: boolean;
  /** The list was read to its end; `toEnd`: it was to be, also behind what is known. */
  readonly ended: boolean;
  readonly toEnd?: true;
  readonly capped: boolean;
  readonly cutOff?: { readonly gap: boolean };
  readonly trouble?: SourceError;
  readonly left?: number;
  /** Entries that can never be fetched, and where the first page moved permanently. */
  readonly failed: number;
  readonly movedTo?: string;
  /** `left` only for want of budget. */
  readonly waits?: boolean;
  readonly known: KnownListing;
};

/** Whether all dated entries of a page are older than the day that a backfill goes back to. */
function isBefore(entries: readonly Entry[], since: string): boolean {
  const days = entries.flatMap(({ publishedOn, modified }) => publishedOn ?? modified?.slice(0, 10) ?? []);
  return days.length > 0 && days.every((day) => day < since);
}

/** Takes in one page: its entries are sent, and it is decided whether the next one is wanted. */
async function addPage(read: FetchedListing, job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
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

/** Whether the crawl ends with this page, and why. */
function endAfter(fresh: readonly Entry[], sent: SentEntries | undefined, job: CrawlTask, crawl: ListingCrawl): ListingCrawl['end'] {
  const { task, listing, before, toEnd = false } = job;
  if (!sent || crawl.queue.length === 0) return 'list ended';
  if (sent.unsent > 0) return 'capped';
  if (listing.complete || toEnd || isUnordered(crawl) || (fresh.length === 0 && isInParts(crawl))) return undefined;
  const enough = task.since === undefined ? sent.unseen === 0 && crawl.pages.length >= (before?.left ?? 1) : isBefore(fresh, task.since);
  return enough ? 'enough' : undefined;
}

async function crawlPage(ask: ListingRequest, job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
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

const capOf = ({ listingPages, since }: ListingTask): number =>
  listingPages ?? (since === undefined ? mostPages.ordinary : mostPages.backfill);

/**
 * What the next reading compares with. Validators and bytes say something about the list when the page that was asked for is the one that holds it; a backfill leaves
 * out what is old, which is not known by it.
 */
function toKnown({ page, ask, hashes: { bytesHash, ...hashes } }: FetchedListing, { listing, task }: CrawlTask): KnownListing {
  const own = ask.url === listing.url;
  const compared = { ...hashes, ...(own ? opt('bytesHash', bytesHash) : {}) };
  return { ...(own ? validators(page) : {}), ...(task.since === undefined ? compared : {}) };
}

/** Reads on through the pages that the first ones led to, until there is enough, the list has ended, or another task goes on. */
async function crawlOn(job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
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
const isCutOff = (crawl: ListingCrawl, { task, toEnd }: CrawlTask): boolean =>
  task.since === undefined &&
  !(toEnd && hasReachedKnown(crawl)) &&
  crawl.end === 'capped' &&
  crawl.queue.length > 0 &&
  pagesRead(crawl) >= capOf(task);

function toResult(crawl: ListingCrawl, first: FetchedListing | undefined, job: CrawlTask): CrawlResult {
  const { entries, pages, costs, left, trouble, end } = crawl;
  const whole = trouble === undefined && left === undefined;
  return {
    ...opt('evidence', first?.evidence),
    entries: [...entries.values()],
    pages: pages.length,
    ...costs,
    failed: pages.reduce((sum, { sent }) => sum + (sent?.failed ?? 0), 0),
    whole,
    ended: whole && end === 'list ended',
    ...(job.toEnd ? { toEnd: true } : {}),
    capped: end === 'capped' || !whole,
    ...(isCutOff(crawl, job) ? { cutOff: { gap: !hasReachedKnown(crawl) } } : {}),
    ...opt('trouble', trouble),
    ...opt('left', left),
    ...(left === undefined || trouble ? {} : { waits: true }),
    ...opt('movedTo', first?.page.movedTo),
    known: first ? toKnown(first, job) : {},
  };
}

/**
 * Reads a listing from its first page on, or a backfill from where it was: as long as a page brings what was not seen, at most so many pages; in a backfill until its
 * day is reached. Throws SourceError when the first page cannot be fetched or read.
 */
export async function crawlListing(job: CrawlTask, known: KnownListing, context: CollectContext): Promise<CrawlResult | CrawlCosts> {
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
