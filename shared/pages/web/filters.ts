import type { Answers } from '../../model/answers.ts';
import type { Query } from '../../model/query.ts';
import { isDay } from '../../model/time.ts';
import { documentTypes, statuses, themeIds } from '../../model/vocabulary.ts';
import { levelNames } from '../words/words.ts';
import { offsetIn, writeCursor } from './cursor.ts';
import { RequestProblem } from './problem.ts';

/** The filters of every list of documents: API, pages, feeds and calendar read the same ones. */

export const closedFilters = {
  theme: themeIds,
  level: Object.keys(levelNames),
  type: documentTypes,
  status: statuses,
  date: ['signed', 'published', 'effective', 'commentBy', 'firstSeen'],
  sort: ['relevance', 'newest', 'authority'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const filterNames = ['q', 'theme', 'issuer', 'level', 'type', 'status', 'source', 'entity', 'from', 'to', 'date', 'sort'] as const;
export const listNames = [...filterNames, 'limit', 'cursor'] as const;
export type Filters = Omit<Query, 'limit' | 'offset' | 'today'>;

const longest = 200;

const bad = (parameter: string, detail: string, allowed?: readonly string[]): never => {
  throw new RequestProblem(400, `${parameter}: ${detail}`, { parameter, ...(allowed && { allowed }) });
};

/** The single values of the query; a parameter given twice, or one that is not allowed here, is refused. */
export function parameters(search: URLSearchParams, allowed?: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) {
    if (found.has(name)) bad(name.slice(0, 40), 'given more than once');
    if (allowed && !allowed.includes(name)) bad(name.slice(0, 40), 'no such parameter here', allowed);
    found.set(name, value);
  }
  return found;
}

function readChoice<K extends keyof typeof closedFilters>(
  given: ReadonlyMap<string, string>,
  name: K,
): (typeof closedFilters)[K][number] | undefined {
  const value = given.get(name);
  if (value === undefined || value === '') return undefined;
  const allowed: readonly (typeof closedFilters)[K][number][] = closedFilters[name];
  return allowed.find((each) => each === value) ?? bad(name, 'not a known value', allowed);
}

function readFreeText(given: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = given.get(name)?.trim();
  if (value === undefined || value === '') return undefined;
  return value.length > longest ? bad(name, `at most ${longest} characters`) : value.toWellFormed().replaceAll('\u0000', '');
}

function readDay(given: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = given.get(name);
  if (value === undefined || value === '') return undefined;
  return isDay(value) ? value : bad(name, 'a day as 2026-11-25');
}

/** Reads the filters; throws RequestProblem 400 that names the parameter and, for closed ones, what is allowed. */
export async function readFilters(given: ReadonlyMap<string, string>, answers: Answers): Promise<Filters> {
  const source = readFreeText(given, 'source');
  if (source !== undefined) {
    const known = (await answers.sources()).map((each) => each.source.id);
    if (!known.includes(source)) bad('source', 'no such source', known);
  }
  const read = {
    q: readFreeText(given, 'q'),
    theme: readChoice(given, 'theme'),
    issuer: readFreeText(given, 'issuer'),
    level: readChoice(given, 'level'),
    type: readChoice(given, 'type'),
    status: readChoice(given, 'status'),
    source,
    entity: readFreeText(given, 'entity'),
    from: readDay(given, 'from'),
    to: readDay(given, 'to'),
    date: readChoice(given, 'date'),
    sort: readChoice(given, 'sort'),
  };
  if (read.from !== undefined && read.to !== undefined && read.from > read.to) bad('from', 'is after "to"');
  return present(read);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Without the fields that are undefined. */
function present<T extends object>(value: T): Present<T> {
  const copy: Present<T> = { ...value };
  for (const key in copy) if (copy[key] === undefined) delete copy[key];
  return copy;
}

/** `limit`, 1 to 100. */
export function readLimit(given: ReadonlyMap<string, string>, fallback: number): number {
  const value = given.get('limit');
  if (value === undefined) return fallback;
  const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return limit >= 1 && limit <= 100 ? limit : bad('limit', 'a whole number from 1 to 100');
}

/** The filters in one fixed spelling: names a list, for cursors and addresses. */
export function filterWords(filters: Filters): string {
  const search = new URLSearchParams();
  for (const name of filterNames) if (filters[name] !== undefined) search.set(name, filters[name]);
  return search.toString();
}

/** The offset in the cursor of a list of documents; 0 without one. */
export function readOffset(given: ReadonlyMap<string, string>, filters: Filters, answers: Answers): number {
  return offsetIn(answers.secret, `documents?${filterWords(filters)}`, given.get('cursor'));
}

export const documentsCursor = (offset: number, filters: Filters, answers: Answers): string =>
  writeCursor(answers.secret, `documents?${filterWords(filters)}`, String(offset));
