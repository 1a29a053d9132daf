import type { Entry, FollowUp, ListingPage, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { WebRequest } from '../../model/page.ts';
import type { Context } from '../../model/ports.ts';
import type { Listing } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { type CrawlTask, isPageMissing, isPageWanted, type ListingCrawl, newCrawl, requestKey } from './listing-crawl.ts';
import { type FetchedListing, readFirst, readLater } from './read-listing.ts';
import { type ListingTask, sendEntries } from './send-entries.ts';

/** Pages of a listing in one ordinary round, and in a backfill that names no number. */
const mostPages = { ordinary: 10, backfill: 100 } as const;

type CrawlCosts = { readonly requests: number; readonly bytes: number; readonly evidence?: string };

/**
 * What reading a listing page by page came to; its costs alone when the first page answered 304. `trouble` ended it before its end; `whole`: nothing was left behind. `left`: the page that the
 * next round has to reach. `capped`: there was more than was read. Validators are those of the first page, when it holds entries itself.
 */
export type CrawlResult = CrawlCosts & {
  readonly entries: readonly Entry[];
  readonly pages: number;
  readonly whole: boolean;
  readonly capped: boolean;
  readonly trouble?: SourceError;
  readonly left?: number;
  /** Entries that can never be asked for, and where the first page moved for good. */
  readonly failed: number;
  readonly movedTo?: string;
  /** `left` for want of budget alone. */
  readonly waits?: boolean;
  readonly etag?: string;
  readonly lastModified?: string;
};

/** Entries that no page of this walk had yet. */
function addNewEntries(listing: ListingPage, course: ListingCrawl): readonly Entry[] {
  const fresh: Entry[] = [];
  for (const entry of listing.entries) {
    const url = canonicalUrl(entry.url);
    if (course.entries.has(url)) continue;
    course.entries.set(url, entry);
    fresh.push(entry);
  }
  return fresh;
}

/** Whether all that a page dates is older than the day that a backfill goes back to. */
function isBefore(entries: readonly Entry[], since: string): boolean {
  const days = entries.flatMap(({ publishedOn, modified }) => publishedOn ?? modified?.slice(0, 10) ?? []);
  return days.length > 0 && days.every((day) => day < since);
}

/** Puts what a page leads to into the queue; what was asked for already is a loop and is not asked for again. */
function enqueue(follow: FollowUp | undefined, course: ListingCrawl): void {
  if (!follow || follow.kind === 'data') return;
  if (follow.kind === 'parts') course.unordered ||= follow.ordered !== true;
  course.kind = follow.kind === 'parts' ? 'parts' : course.kind;
  course.guessed = follow.guessed === true;
  course.undeclared = follow.undeclared === true;
  const asks = follow.asks.filter((ask) => !course.asked.has(requestKey(ask)));
  for (const ask of asks) course.asked.add(requestKey(ask));
  course.queue.unshift(...asks);
}

/** Takes in one page: its entries are sent, and it is said whether the next one is wanted. */
async function addPage(
  { listing }: FetchedListing,
  { task, source, listing: declared, before }: CrawlTask,
  course: ListingCrawl,
  context: Context,
) {
  course.pages += 1;
  const fresh = addNewEntries(listing, course);
  enqueue(listing.follow, course);
  // A further page that brings nothing of its own repeats an earlier one, or is a stub: the list has ended.
  if (fresh.length === 0 && course.pages > 1 && course.kind !== 'parts') {
    course.end = 'end';
    return;
  }
  const { failed, unseen, unsent, reachedKnown, metKnown } = await sendEntries(task, source, fresh, context);
  course.failed += failed;
  course.reachedKnown = reachedKnown;
  course.metKnown ||= metKnown;
  if (course.undeclared && !isPageWanted({ task, listing: declared, before }, course)) course.queue.length = 0;
  if (unsent > 0) {
    course.left = course.pages;
    course.end = course.queue.length > 0 ? 'cap' : 'end';
    return;
  }
  if (course.queue.length === 0) course.end = 'end';
  else if (declared.complete || (fresh.length === 0 && course.kind === 'parts')) return;
  else if (task.since !== undefined) course.end = isBefore(fresh, task.since) && !course.unordered ? 'enough' : 'none';
  else if (unseen === 0 && course.pages >= (before?.left ?? 1) && !course.unordered) course.end = 'enough';
}

/** What a page that could not be had or read says of the list: that it has ended, or that it is in trouble. */
function recordPageError(error: SourceError, asked: CrawlTask, course: ListingCrawl): void {
  if (course.kind !== 'parts') course.end = 'end';
  if (!isPageMissing(error, asked, course)) return;
  course.trouble ??= error;
  course.left = course.pages + 1;
}

async function crawlPage(ask: ListingRequest, asked: CrawlTask, course: ListingCrawl, context: Context): Promise<void> {
  try {
    const read = await readLater(ask, asked, context);
    course.requests += read.requests;
    course.bytes += read.bytes;
    await addPage(read, asked, course, context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    course.requests += error.requests ?? 0;
    course.bytes += error.wireBytes ?? 0;
    recordPageError(error, asked, course);
  }
}

const capOf = ({ listingPages, since }: ListingTask): number =>
  listingPages ?? (since === undefined ? mostPages.ordinary : mostPages.backfill);

/** Validators speak for the list when the page that was asked for is the one that holds it. */
function validatorsOf({ page, ask }: FetchedListing, listing: Listing): Pick<CrawlResult, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = ask.url === listing.url ? page.headers : {};
  return { ...opt('etag', etag), ...opt('lastModified', lastModified) };
}

/**
 * Reads a listing from its first page on: as long as a page brings what was not seen, at most so many pages; in a backfill until its day is
 * reached. Throws SourceError when the first page cannot be had or read.
 */
export async function crawlListing(asked: CrawlTask, validators: Partial<WebRequest>, context: Context): Promise<CrawlResult | CrawlCosts> {
  const first = await readFirst(asked, validators, context);
  if (!('listing' in first)) return { requests: first.requests, bytes: first.wireBytes };
  context.crash('after-evidence');
  const course = newCrawl(first);
  await addPage(first, asked, course, context);
  const cap = Math.max(1, capOf(asked.task));
  for (let ask = course.queue.shift(); ask && course.end === 'none'; ask = course.queue.shift()) {
    if (course.pages >= cap) course.end = 'cap';
    else await crawlPage(ask, asked, course, context);
  }
  const { entries, pages, requests, bytes, left, trouble, failed, end } = course;
  const whole = trouble === undefined && left === undefined;
  return {
    evidence: first.evidence,
    entries: [...entries.values()],
    pages,
    requests,
    bytes,
    failed,
    whole,
    capped: end === 'cap' || !whole,
    ...(trouble ? { trouble } : {}),
    ...opt('left', left),
    ...(left === undefined || trouble ? {} : { waits: true }),
    ...opt('movedTo', first.page.movedTo),
    ...validatorsOf(first, asked.listing),
  };
}
