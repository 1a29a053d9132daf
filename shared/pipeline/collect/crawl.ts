import type { Asking, Entry, Follow } from '../../model/article.ts';
import type { SourceError } from '../../model/errors.ts';
import type { ListState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import type { ListingTask } from './entries.ts';
import type { Read } from './read-listing.ts';

export type Asked = {
  readonly task: ListingTask;
  readonly source: Source;
  readonly listing: Listing;
  readonly before: ListState | undefined;
};

/** Mutable only while one listing is walked. */
export type Course = {
  readonly entries: Map<string, Entry>;
  readonly asked: Set<string>;
  readonly queue: Asking[];
  kind: Follow['kind'];
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
  joined: boolean;
  met: boolean;
  end: 'none' | 'end' | 'enough' | 'cap';
  trouble: SourceError | undefined;
};

export const nameOf = ({ url, body = '' }: Asking): string => `${url}\n${body}`;

export const newCourse = (first: Read): Course => ({
  entries: new Map(),
  asked: new Set([nameOf(first.ask)]),
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
  joined: false,
  met: false,
  end: 'none',
  trouble: undefined,
});

/**
 * Whether a further page that nothing declares is asked for: in a backfill, of a complete list, and where no entry of the last reading was met, so
 * that there are new ones behind.
 */
export const isWanted = ({ task, listing, before }: Omit<Asked, 'source'>, { met }: Course): boolean =>
  task.since !== undefined || listing.complete === true || ((before?.listed ?? 0) > 0 && !met);

/**
 * Whether a page that failed is missed. Nobody misses one behind the known entries, nor one that was only guessed at as long as nothing tells
 * that it exists: at the first reading, or after a known entry was met. A declared address that refuses is told all the same.
 */
export function isMissed(error: SourceError, { task, listing, before }: Asked, course: Course): boolean {
  if (error.status !== undefined && [400, 404, 410].includes(error.status)) return false;
  if (error.trouble === 'robots' || (course.joined && task.since === undefined)) return false;
  if (course.undeclared && task.since === undefined && !listing.complete) return false;
  const silent = error.trouble === 'unreachable' && error.status === undefined;
  const doubtful = course.guessed && (before === undefined || course.met) && error.trouble !== 'truncated';
  return !(doubtful && (silent || listing.next === undefined));
}
