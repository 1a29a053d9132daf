import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { askedSorts, type Keyed, type NearMiss, type Query, type SortKey } from '../model/query.ts';
import { isDay } from '../model/time.ts';
import { documentTypes, statuses, subjectIds } from '../model/vocabulary.ts';
import { queryHelp } from '../pages/words/page-view.ts';
import { levelNames } from '../pages/words/words.ts';
import { provinces } from '../registry/provinces.ts';
import { toQuery } from '../stages/digest/saved-search.ts';
import { readNames } from './filter-names.ts';
import { choice, RequestProblem, whole, words } from './question.ts';

/** What lists have together: the filters of documents, which API, pages, feeds and calendar read alike, and the cursors of their pages. */

export const closedFilters = {
  theme: subjectIds,
  level: Object.keys(levelNames),
  type: documentTypes,
  status: statuses,
  province: provinces.map(({ id }) => id),
  date: ['signed', 'published', 'effective', 'commentBy', 'expires', 'firstSeen'],
  sort: askedSorts,
} as const satisfies Readonly<Record<string, readonly string[]>>;

const day = (says: string, example: string) =>
  z
    .string()
    .refine(isDay, 'a day as 2026-11-25')
    .meta({ format: 'date', description: says, examples: [example] })
    .exactOptional();

/** First and last day of a list that knows one kind of day. */
export const spanOf = (kind: string) => ({ from: day(`First ${kind}`, '2026-01-01'), to: day(`Last ${kind}`, '2026-12-31') });

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
  theme: choice(closedFilters.theme, 'A theme or sub-theme'),
  issuer: words(200, 'Id or name of an issuer', 'cac'),
  level: choice(closedFilters.level, levelWords),
  type: choice(closedFilters.type, 'Kind of document'),
  status: choice(closedFilters.status, 'Status of today'),
  source: words(200, 'Id of a source, of `sources`'),
  entity: words(200, 'Id or name of a landmark, company or body that the document names', 'ai-plus'),
  place: words(200, 'Id or name of a place that the document names, as beijing', 'beijing'),
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

/** Filters that the store can answer, with ids for names; throws RequestProblem 400 for a source that is not watched and for days in the wrong order. */
export async function checkFilters<F extends Filters>(read: F, answers: Answers): Promise<F> {
  const { source, from, to } = read;
  const allowed = source === undefined ? [] : (await answers.sources()).map((each) => each.source.id);
  if (source !== undefined && !allowed.includes(source))
    throw new RequestProblem(400, 'source: no such source', { parameter: 'source', allowed });
  if (from !== undefined && to !== undefined && from > to) throw new RequestProblem(400, 'from: is after "to"', { parameter: 'from' });
  return readNames(read);
}

export const filterWords = (given: Filters): string => toQuery(given, filterNames);

export function followAddresses(query: string): Readonly<Record<'atom' | 'rss' | 'json' | 'calendar', string>> {
  const days = new URLSearchParams(query);
  for (const name of ['date', 'sort']) days.delete(name);
  const at = (path: string, asked: string): string => `${path}${asked === '' ? '' : `?${asked}`}`;
  const feed = (ending: string): string => at(`/feeds/documents.${ending}`, query);
  return { atom: feed('atom'), rss: feed('rss'), json: feed('json'), calendar: at('/calendar.ics', days.toString()) };
}

export const documentPages = (given: Filters, answers: Answers) => keyedPagesOf(`documents?${filterWords(given)}`, answers);

export const asParameters = (filters: Filters): Record<string, string | undefined> =>
  Object.fromEntries(filterNames.map((name) => [name, filters[name]]));

export function nearParameters(
  filters: Filters,
  { q, without, date, kind }: Omit<NearMiss, 'total'>,
): Readonly<Record<string, string | undefined>> {
  const given = { ...asParameters(filters), ...(q !== undefined && { q }), ...(kind === 'date' && { date }) };
  if (without === undefined) return given;
  if (without === 'filters') return { q: given['q'] };
  return without === 'days' ? { ...given, from: undefined, to: undefined } : { ...given, [without]: undefined };
}

// Cursors are opaque and signed: each was given out here, for one list with its filters.

const mac = (secret: string, fields: readonly string[]): Buffer =>
  // Lengths keep the fields apart: no two lists of fields sign the same bytes.
  createHmac('sha256', secret)
    .update(fields.map((field) => `${field.length}:${field}`).join('|'))
    .digest();

export function writeCursor(secret: string, scope: string, place: string): string {
  return `${Buffer.from(place).toString('base64url')}.${mac(secret, ['cursor', scope, place]).toString('base64url')}`;
}

function readCursor(secret: string, scope: string, cursor: string, parameter = 'cursor'): string {
  const [body = '', signature = '', ...rest] = cursor.length > 1000 ? [] : cursor.split('.');
  const place = Buffer.from(body, 'base64url').toString();
  const expected = mac(secret, ['cursor', scope, place]);
  const given = Buffer.from(signature, 'base64url');
  const equal = timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
  if (!equal || rest.length > 0)
    throw new RequestProblem(400, `${parameter}: not one that this list with these filters gave out`, { parameter });
  return place;
}

const unknown = (parameter: string): RequestProblem =>
  new RequestProblem(400, `${parameter}: not one that this list gives out today; ask once without it`, { parameter });

/** The place in the list of changes that a cursor holds; refused like a forged one where it is of another list. */
export function placeInChanges(secret: string, after: string): string {
  const place = readCursor(secret, 'changes', after, 'after');
  if (!/^\d{1,9}(?:-[0-9a-f]{16})?$/.test(place)) throw unknown('after');
  return place;
}

const sortKey = z.tuple([z.union([z.number(), z.string(), z.null()]), z.string(), z.string()]);

/**
 * How many hits a cursor passes over, and the last of them; a number alone, as older versions gave it out, is a place in the list of today.
 */
function passedIn(secret: string, scope: string, cursor: string): Pick<Query, 'offset' | 'after'> {
  const [, offset, key] = /^(\d{1,9})(?: (\[.{1,700}\]))?$/s.exec(readCursor(secret, scope, cursor)) ?? [];
  if (offset === undefined) throw unknown('cursor');
  if (key === undefined) return { offset: Number(offset) };
  const after = sortKey.safeParse(jsonOf(key));
  if (!after.success) throw unknown('cursor');
  return { offset: Number(offset), after: after.data };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The pages of a list of documents, days or weeks. A cursor names the last one shown: what comes in or goes before it neither repeats one
 * nor leaves one out.
 */
export function keyedPagesOf(list: string, { secret }: { readonly secret: string }) {
  return {
    at: (offset: number): string => writeCursor(secret, list, String(offset)),
    passed: (cursor: string | undefined): { readonly offset: number; readonly after?: SortKey } => ({
      offset: 0,
      ...(cursor === undefined ? {} : passedIn(secret, list, cursor)),
    }),
    /** The cursor that follows the hits shown, or the first of them (`got`), when the list goes on. */
    after: (offset: number, { keys, more }: Keyed, got = keys.length): { readonly next?: string } => {
      const last = keys[got - 1];
      const goesOn = last !== undefined && (more || got < keys.length);
      return goesOn ? { next: writeCursor(secret, list, `${offset + got} ${JSON.stringify(last)}`) } : {};
    },
  };
}
