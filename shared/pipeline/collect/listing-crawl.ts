import type { Entry, FollowUp, ListingRequest } from '../../model/article.ts';
import type { SourceError } from '../../model/errors.ts';
import type { BackfillProgress, ListState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import { portionsInTurn } from '../../model/values.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import type { FetchedListing } from './read-listing.ts';
import type { ListingTask, SentEntries } from './send-entries.ts';

export type CrawlTask = {
  readonly task: ListingTask;
  readonly source: Source;
  readonly listing: Listing;
  readonly before: ListState | undefined;
  /** It is read on to its end, as far as a round goes: pages that are missing are looked for in it. */
  readonly toEnd?: boolean;
  /** Where a backfill goes on that read pages before. */
  readonly progress?: BackfillProgress;
};

/** A page of a listing that was read: what it leads to, and what was sent of it unless it only repeats an earlier page. */
type CrawledPage = { readonly follow: FollowUp | undefined; readonly sent: SentEntries | undefined };

/** The pages of a listing as they are read. Mutable only during the crawl. */
export type ListingCrawl = {
  readonly entries: Map<string, Entry>;
  readonly asked: Set<string>;
  readonly queue: ListingRequest[];
  readonly pages: CrawledPage[];
  readonly costs: { requests: number; bytes: number };
  /** Pages that earlier tasks read, and what led to the next one. */
  readonly earlier: Pick<BackfillProgress, 'pages' | 'lead'>;
  /** Why no further page is asked for; `later`: another task goes on. */
  end: 'list ended' | 'enough' | 'capped' | 'later' | undefined;
  /** The first page with entries older than a backfill goes back. */
  firstOld: ListingRequest | undefined;
  /** The page that the next round has to reach. */
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

const requestKey = ({ url, body = '' }: ListingRequest): string => `${url}\n${body}`;

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

/** Pages of the listing that were read, by earlier tasks too. */
export const pagesRead = ({ pages, earlier }: ListingCrawl): number => earlier.pages + pages.length;

/** Whether the listing is an index of files, each of which holds a part of it. */
export const isInParts = ({ pages, earlier }: ListingCrawl): boolean =>
  earlier.lead?.kind === 'parts' || pages.some(({ follow }) => follow?.kind === 'parts');
/** Files of an index in no order: a file without new entries says nothing about the next. */
export const isUnordered = ({ pages, earlier }: ListingCrawl): boolean =>
  (earlier.lead?.kind === 'parts' && earlier.lead.ordered !== true) ||
  pages.some(({ follow }) => follow?.kind === 'parts' && follow.ordered !== true);
/** What leads to the next page. */
export const lastFollow = ({ pages, earlier }: ListingCrawl): FollowUp | undefined =>
  pages.findLast(({ follow }) => follow)?.follow ?? (earlier.lead && { ...earlier.lead, asks: [] });
const hasMetKnown = ({ pages }: ListingCrawl): boolean => pages.some(({ sent }) => sent?.metKnown);
export const hasReachedKnown = ({ pages }: ListingCrawl): boolean => pages.findLast(({ sent }) => sent)?.sent?.reachedKnown === true;

/**
 * Whether a further page that nothing declares is asked for: in a backfill, of a complete list, and where no entry of the last reading was met, so that there are
 * new ones behind.
 */
export const isPageWanted = ({ task, listing, before, toEnd }: CrawlTask, crawl: ListingCrawl): boolean =>
  task.since !== undefined || listing.complete === true || toEnd === true || ((before?.listed ?? 0) > 0 && !hasMetKnown(crawl));

/**
 * Whether a page that failed leaves a hole. It does not behind the known entries, nor where it was only guessed at and nothing says that it exists: at the first
 * reading, or after a known entry was met. A declared address that refuses is reported all the same.
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
