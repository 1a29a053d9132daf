import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { dayFrom, dayOfEpoch, dayWords } from './day.ts';
import { entriesOf, type Line } from './entries.ts';
import { fill } from './template.ts';
import { addressOf, textOfHtml } from './tree.ts';

type Place = { readonly url: string; readonly today: string };
type Row = Readonly<Record<string, unknown>>;

/** Names under which sites keep title, address and day, best first; compared without case. */
const names = {
  title: ['showtitle', 'title', 'doctitle', 'articletitle', 'headline', 'name', 'bt'],
  link: ['publishurl', 'url', 'link', 'docpuburl', 'href', 'arturl', 'pageurl', 'shareurl'],
  date: [
    'docrelpubtime',
    'publishtime',
    'pubtime',
    'pubdate',
    'publishdate',
    'published',
    'publishedon',
    'releasetime',
    'display_publish_time',
    'date',
    'time',
  ],
} as const;

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON of an answer, out of a JSONP call or a script assignment when it stands in one. Throws SourceError `unrecognised`. */
export function jsonOf(text: string, url: string): unknown {
  const trimmed = text.trim();
  for (const candidate of [trimmed, unwrapped(trimmed)]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate);
    } catch {}
  }
  const start = trimmed.slice(0, 40).replaceAll(/\s+/g, ' ');
  throw new SourceError('unrecognised', url, `looked for JSON: the answer begins with "${start}"`);
}

/** `callback([...]);` and `var list = [...];` hold JSON between the first and the last bracket. */
function unwrapped(text: string): string | undefined {
  const start = text.slice(0, 200).search(/[[{]/);
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'));
  const head = text.slice(0, Math.max(start, 0)).trim();
  return start > 0 && end > start && /^[\w$.\s/*]{0,120}[(=]$/.test(head) ? text.slice(start, end + 1) : undefined;
}

/** Value at a dotted path; "" is the root. Own fields only. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Row)[key];
  }
  return found;
}

/**
 * Reads a list out of JSON: `items` is the path of the array (the likeliest one when it is not declared), `link`, `title` and `date` are fields of a row (dotted), or `link` an address with `{field}`.
 * Throws SourceError `unrecognised` when the array is not where it is declared, or no row has title and address.
 */
export function readRows(value: unknown, listing: Listing, place: Place): readonly Entry[] {
  const path = listing.items ?? pathOfRows(value, listing, place);
  if (path === undefined)
    throw new SourceError('unrecognised', place.url, 'looked for an array of rows with title and address: there is none');
  const rows = at(value, path);
  if (!Array.isArray(rows)) {
    const found = rows === undefined ? 'nothing' : `a ${typeof rows}`;
    throw new SourceError('unrecognised', place.url, `looked for an array at "${path}": there is ${found}`);
  }
  const entries = entriesOf(rows.filter(isRow).flatMap((row) => lineOf(row, listing, place) ?? []));
  if (entries.length === 0 && rows.length > 0) {
    throw new SourceError('unrecognised', place.url, `${rows.length} rows at "${path}", none with a title and an address`);
  }
  return entries;
}

function lineOf(row: Row, listing: Listing, place: Place): Line | undefined {
  const link = listing.link?.includes('{') ? fill(listing.link, fieldsOf(row)) : textAt(row, listing.link, names.link);
  const title = textAt(row, listing.title, names.title);
  const url = addressOf(link, place.url);
  if (url === undefined || title === undefined) return undefined;
  return { url, title: plain(title), publishedOn: dayAt(row, listing.date, place.today) };
}

const fieldsOf = (row: Row): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [])),
  );

/** Declared field, else the first known name that is there and not empty. */
function valueAt(row: Row, path: string | undefined, known: readonly string[]): unknown {
  if (path !== undefined) return at(row, path);
  const keys = new Map(Object.keys(row).map((key) => [key.toLowerCase(), key]));
  for (const name of known) {
    const value = row[keys.get(name) ?? ''];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

function textAt(row: Row, path: string | undefined, known: readonly string[]): string | undefined {
  const value = valueAt(row, path, known);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Text of a field that may hold markup (Xinhua puts the whole link into the title). */
export const plain = (text: string): string => (/[<&]/.test(text) ? textOfHtml(text.slice(0, 4000)) : text);

/** Day of a field: a date string, or an epoch in seconds or milliseconds. */
function dayAt(row: Row, path: string | undefined, today: string): string | undefined {
  const value = valueAt(row, path, names.date);
  const epoch =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{10}(?:\d{3})?$/.test(value.trim()) ? Number(value) : undefined;
  if (epoch !== undefined) return dayOfEpoch(epoch, today);
  if (typeof value !== 'string') return undefined;
  return dayFrom(value.trim(), today) ?? (value.length <= 40 ? dayWords(value, today)[0]?.day : undefined);
}

/** Path of the array that looks most like a list: the most rows with a title and an address. For answers of which no path is declared. */
export function pathOfRows(value: unknown, listing: Listing, place: Place): string | undefined {
  let best: { path: string; count: number } | undefined;
  const queue: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let item = queue.pop(), steps = 0; item && steps < 20_000; item = queue.pop(), steps += 1) {
    const { value: inner, path, depth } = item;
    if (Array.isArray(inner)) {
      const count = inner.filter((row) => isRow(row) && lineOf(row, listing, place) !== undefined).length;
      if (count > (best?.count ?? 0)) best = { path, count };
    } else if (isRow(inner) && depth < 6) {
      for (const [key, child] of Object.entries(inner)) {
        if (!key.includes('.')) queue.push({ value: child, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
      }
    }
  }
  return best?.path;
}
