import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { isDay } from '../../model/time.ts';
import { documentTypes, statuses, themeIds } from '../../model/vocabulary.ts';
import { provinces } from '../../registry/provinces.ts';
import { toQuery } from '../../stages/digest/saved-search.ts';
import { levelNames } from '../words/words.ts';
import { pagesOf } from './cursor.ts';
import { choice, whole, words } from './parameters.ts';
import { RequestProblem } from './problem.ts';

/** The filters of every list of documents: API, pages, feeds and calendar read the same ones. */

export const closedFilters = {
  theme: themeIds,
  level: Object.keys(levelNames),
  type: documentTypes,
  status: statuses,
  province: provinces.map(({ id }) => id),
  date: ['signed', 'published', 'effective', 'commentBy', 'expires', 'firstSeen'],
  sort: ['relevance', 'newest', 'authority'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const day = (says: string) => z.string().refine(isDay, 'a day as 2026-11-25').meta({ format: 'date', description: says }).exactOptional();

/** Size of a page of a list. */
export const limit = whole(1, 100, 'a whole number from 1 to 100');
export const cursor = words(1000, '`next` of the answer before, with the same filters');

export const filters = z.object({
  q: words(200, 'Words in Chinese or English, a phrase in quotes, or a document number; -word excludes documents with that word'),
  theme: choice(closedFilters.theme),
  issuer: words(200, 'Id of an issuer'),
  level: choice(closedFilters.level),
  type: choice(closedFilters.type),
  status: choice(closedFilters.status),
  source: words(200, 'Id of a source'),
  entity: words(200, 'Id of a landmark, company or body that the document names'),
  place: words(200, 'Id of a place that the document names, as beijing'),
  province: choice(closedFilters.province).describe('Province whose bodies, or bodies of its cities and districts, issued the document'),
  from: day('First day, of the kind of date named by `date`'),
  to: day('Last day'),
  date: choice(closedFilters.date),
  sort: choice(closedFilters.sort),
});
export const filterNames = filters.keyof().options;
export type Filters = z.output<typeof filters>;

/** Filters that the store can answer; throws RequestProblem 400 for a source that is not watched and for days in the wrong order. */
export async function checkFilters<F extends Filters>(read: F, answers: Answers): Promise<F> {
  const { source, from, to } = read;
  const allowed = source === undefined ? [] : (await answers.sources()).map((each) => each.source.id);
  if (source !== undefined && !allowed.includes(source))
    throw new RequestProblem(400, 'source: no such source', { parameter: 'source', allowed });
  if (from !== undefined && to !== undefined && from > to) throw new RequestProblem(400, 'from: is after "to"', { parameter: 'from' });
  return read;
}

/** The filters in one fixed spelling: names a list, for cursors and addresses. */
export const filterWords = (given: Filters): string => toQuery(given, filterNames);

/** Addresses of the feeds and of the calendar of a list, by its query in `filterWords`; a calendar is in its own order and of its own days. */
export function followAddresses(query: string): Readonly<Record<'atom' | 'rss' | 'json' | 'calendar', string>> {
  const days = new URLSearchParams(query);
  for (const name of ['date', 'sort']) days.delete(name);
  const at = (path: string, asked: string): string => `${path}${asked === '' ? '' : `?${asked}`}`;
  const feed = (ending: string): string => at(`/feeds/documents.${ending}`, query);
  return { atom: feed('atom'), rss: feed('rss'), json: feed('json'), calendar: at('/calendar.ics', days.toString()) };
}

/** The pages of a list of documents with these filters. */
export const documentPages = (given: Filters, answers: Answers) => pagesOf(`documents?${filterWords(given)}`, answers);
