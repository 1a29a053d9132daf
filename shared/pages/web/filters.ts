import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { isDay } from '../../model/time.ts';
import { documentTypes, statuses, themeIds } from '../../model/vocabulary.ts';
import { provinces } from '../../registry/provinces.ts';
import { toQuery } from '../../stages/digest/saved-search.ts';
import { queryHelp } from '../words/query-words.ts';
import { levelNames } from '../words/words.ts';
import { keyedPagesOf } from './cursor.ts';
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
  sort: ['relevance', 'newest', 'authority', 'deadline'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const day = (says: string, example: string) =>
  z
    .string()
    .refine(isDay, 'a day as 2026-11-25')
    .meta({ format: 'date', description: says, examples: [example] })
    .exactOptional();

/** Size of a page of a list. */
export const limit = whole(1, 100, 'a whole number from 1 to 100', { says: 'Most items of an answer', example: 20 });
export const cursor = words(1000, '`next` of the answer before, with the same filters');

const levelWords = `Who issued it: ${Object.entries(levelNames)
  .map(([id, [english]]) => `${id} ${english}`)
  .join('; ')}`;

export const filters = z.object({
  q: words(
    200,
    `What is looked for: ${queryHelp.map(([example, says]) => `\`${example}\` ${says}`).join('; ')}. A document number in any form`,
    '人工智能',
  ),
  theme: choice(closedFilters.theme, 'A subject'),
  issuer: words(200, 'Id of an issuer', 'cac'),
  level: choice(closedFilters.level, levelWords),
  type: choice(closedFilters.type, 'Kind of document'),
  status: choice(closedFilters.status, 'Status of today'),
  source: words(200, 'Id of a source, of `sources`'),
  entity: words(200, 'Id of a landmark, company or body that the document names', 'ai-plus'),
  place: words(200, 'Id of a place that the document names, as beijing', 'beijing'),
  province: choice(closedFilters.province, 'Province whose bodies, or bodies of its cities and districts, issued the document'),
  from: day('First day, of the kind of date named by `date`', '2026-01-01'),
  to: day('Last day', '2026-12-31'),
  date: choice(
    closedFilters.date,
    'Which day `from` and `to` narrow; without it the day that lists show: published, else signed, else first collected',
  ),
  sort: choice(
    closedFilters.sort,
    'Order: relevance (where words rank; else the newest first), newest, authority, or deadline: what is open for comment by its last day, then the newest',
  ),
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
export const documentPages = (given: Filters, answers: Answers) => keyedPagesOf(`documents?${filterWords(given)}`, answers);
