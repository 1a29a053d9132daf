import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { isJsonObject, type JsonObject, valueAtPath } from '../text/json-path.ts';
import { type RawEntry, toEntries } from './entries.ts';
import { parseLiteralAt } from './literal.ts';
import { guessFields, type RowFields, rowToRawEntry } from './row.ts';
import { isTruncatedJson } from './truncated.ts';

type JsonContext = { readonly url: string; readonly today: string };

/** JSON of an answer, out of a JSONP call or a script assignment when it stands in one, also as scripts write it. Throws SourceError `unrecognised`. */
export function parseJsonAnswer(text: string, url: string): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {}
  const start = findJsonStart(trimmed);
  const found = start === undefined ? undefined : parseLiteralAt(trimmed, start);
  if (found?.read) return found.value;
  if (start !== undefined && isTruncatedJson(trimmed, start))
    throw new SourceError('truncated', url, 'the JSON ends before its brackets do');
  const shown = trimmed.slice(0, 40).replaceAll(/\s+/g, ' ');
  throw new SourceError('unrecognised', url, `looked for JSON: the answer begins with "${shown}"`);
}

/** What stands before the data of a script: `callback(`, `a && a(`, `var list = `. */
const before = /^[\w$.\s/*&;!'"=]{0,160}[(=]$/;

/** Where the data of an answer begins, when nothing but a call or an assignment stands before it. */
export function findJsonStart(text: string): number | undefined {
  const start = text.slice(0, 300).search(/[[{]/);
  if (start < 0) return undefined;
  const head = text.slice(0, start).trim();
  return head === '' || before.test(head) ? start : undefined;
}

/** Value of a string that is JSON itself (`"data": "[{…}]"`). */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s{0,20}[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What is at a dotted path: through JSON in strings, and through lists, each of whose rows is followed (`groups.list`). */
export function valuesAtPath(value: unknown, path: string): unknown {
  let found = unpacked(value);
  for (const key of path === '' ? [] : path.split('.')) {
    const isEach = Array.isArray(found) && !/^\d{1,9}$/.test(key);
    found = isEach ? (found as unknown[]).flatMap((row) => valuesAtPath(row, key) ?? []) : unpacked(valueAtPath(found, key));
    if (found === undefined) return undefined;
  }
  return found;
}

/**
 * Reads a list out of JSON: `items` is the path of the array (the likeliest one when it is not declared), `link`, `title`
 * and `date` are fields of a row (dotted), or `link` an address with `{field}`.
 * Throws SourceError `unrecognised` when the array is not where it is declared, or no row has title and address.
 */
export function readRows(value: unknown, listing: Listing, place: JsonContext): readonly Entry[] {
  const path = listing.items ?? findRowsPath(value, listing, place);
  if (path === undefined)
    throw new SourceError('unrecognised', place.url, 'looked for an array of rows with title and address: there is none');
  const rows = valuesAtPath(value, path);
  if (!Array.isArray(rows)) {
    const found = rows === undefined || rows === null ? 'nothing' : `a ${typeof rows}`;
    throw new SourceError('unrecognised', place.url, `looked for an array at "${path}": there is ${found}`);
  }
  const entries = toEntries(toRawEntries(rows, listing, place));
  if (entries.length === 0 && rows.length > 0) {
    throw new SourceError('unrecognised', place.url, `${rows.length} rows at "${path}", none with a title and an address`);
  }
  return entries;
}

const isFields = (row: unknown): row is JsonObject => isJsonObject(row) || Array.isArray(row);

/** Lines of rows, by declared or known names, else by what stands in their fields. Rows that are lists have numbers for names. */
export function toRawEntries(rows: readonly unknown[], fields: RowFields, place: JsonContext): readonly RawEntry[] {
  const usable = rows.filter(isFields);
  const lines = usable.flatMap((row) => rowToRawEntry(row, fields, place) ?? []);
  if (lines.length > 0 || fields.link !== undefined || fields.title !== undefined) return lines;
  const guessed = guessFields(usable, place);
  return guessed ? usable.flatMap((row) => rowToRawEntry(row, { ...guessed, ...fields }, place) ?? []) : [];
}

/** Arrays of a value with their paths, also those in the rows of arrays (their path follows each row). */
function* arraysIn(value: unknown): Iterable<{ readonly path: string; readonly rows: readonly unknown[] }> {
  const queue: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let item = queue.pop(), steps = 0; item && steps < 20_000; item = queue.pop(), steps += 1) {
    const { path, depth } = item;
    const inner = unpacked(item.value);
    if (Array.isArray(inner)) yield { path, rows: inner };
    const row = Array.isArray(inner) ? inner.find(isJsonObject) : inner;
    if (!isJsonObject(row) || depth >= 8) continue;
    for (const [key, child] of Object.entries(row))
      if (!key.includes('.') && (typeof child === 'object' || typeof child === 'string'))
        queue.push({ value: child, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
  }
}

/** Path of the array that looks most like a list: the most rows with a title and an address. For answers of which no path is declared. */
export function findRowsPath(value: unknown, listing: RowFields, place: JsonContext): string | undefined {
  let best: { path: string; count: number } | undefined;
  for (const { path, rows } of arraysIn(value)) {
    const count = toRawEntries(rows, listing, place).length;
    if (count > (best?.count ?? 0)) best = { path, count };
  }
  return best?.path;
}
