import type { Entry, FollowUp, ListingRequest } from '../../model/article.ts';
import type { SourceError } from '../../model/errors.ts';
import type { ListState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import type { FetchedListing } from './read-listing.ts';
import type { ListingTask } from './send-entries.ts';

export type CrawlTask = {
  readonly task: ListingTask;
  readonly source: Source;
  readonly listing: Listing;
  readonly before: ListState | undefined;
};

/** Mutable only while one listing is walked. */
export type ListingCrawl = {
  readonly entries: Map<string, Entry>;
  readonly asked: Set<string>;
  readonly queue: ListingRequest[];
  kind: FollowUp['kind'];
  guessed: boolean;
  undeclared: boolean;
  /** Files of an index in no order: none tells that the next is known. */
  unordered: boolean;
  pages: number;
  requests: number;
  bytes: number;
  left: number | undefined;
  /** Entries that can never be asked for. */
  failed: number;
  /** Whether the last page ended with a known entry, and whether any page held one. */
  reachedKnown: boolean;
  metKnown: boolean;
  end: 'none' | 'end' | 'enough' | 'cap';
  trouble: SourceError | undefined;
};

export const requestKey = ({ url, body = '' }: ListingRequest): string => `${url}\n${body}`;

export const newCrawl = (first: FetchedListing): ListingCrawl => ({
  entries: new Map(),
  asked: new Set([requestKey(first.ask)]),
  queue: [],
  kind: 'next',
  guessed: false,
  undeclared: false,
  unordered: false,
  pages: 0,
  requests: first.requests,
  bytes: first.bytes,
  left: undefined,
  failed: 0,
  reachedKnown: false,
  metKnown: false,
  end: 'none',
  trouble: undefined,
});

/**
 * Whether a further page that nothing declares is asked for: in a backfill, of a complete list, and where no entry of the last reading was met, so
 * that there are new ones behind.
 */
export const isPageWanted = ({ task, listing, before }: Omit<CrawlTask, 'source'>, { metKnown }: ListingCrawl): boolean =>
  task.since !== undefined || listing.complete === true || ((before?.listed ?? 0) > 0 && !metKnown);

/**
 * Whether a page that failed is missed. Nobody misses one behind the known entries, nor one that was only guessed at as long as nothing tells
 * that it exists: at the first reading, or after a known entry was met. A declared address that refuses is told all the same.
 */
export function isPageMissing(error: SourceError, { task, listing, before }: CrawlTask, course: ListingCrawl): boolean {
  if (error.status !== undefined && [400, 404, 410].includes(error.status)) return false;
  if (error.trouble === 'robots' || (course.reachedKnown && task.since === undefined)) return false;
  if (course.undeclared && task.since === undefined && !listing.complete) return false;
  const silent = error.trouble === 'unreachable' && error.status === undefined;
  const doubtful = course.guessed && (before === undefined || course.metKnown) && error.trouble !== 'truncated';
  return !(doubtful && (silent || listing.next === undefined));
}
