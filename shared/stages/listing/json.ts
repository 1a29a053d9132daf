import type { CheerioAPI } from 'cheerio/slim';
import { Document, type Element, isTag } from 'domhandler';
import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findTruncatedElement } from '../html/hidden.ts';
import { resolveEntryLink, textOfHtml, walkTree } from '../html/listing-tree.ts';
import { parsedJson, parseLiteralAt } from '../html/scripts.ts';
import { isJsonObject, type JsonObject, valueAtPath } from '../text/json-path.ts';
import { windowOfRow } from './counter.ts';
import { dayOfEpoch, findDayMentions, parseListedDay } from './day.ts';
import { type RawEntry, toEntries } from './entries.ts';
import lists from './word-lists.json' with { type: 'json' };

export function fill(template: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  let missing = false;
  const filled = template.replaceAll(/\{([\w.]{1,60})\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '') missing = true;
    return encodeURIComponent(orEmpty(value));
  });
  return missing ? undefined : filled;
}

/** Names of fields are the best guide to rows of data; where a site names them in its own way, their values tell which is which. */
type FieldNames = { readonly title: string; readonly link: string; readonly date: string };

const least = 3;
const most = 100;

const share = (values: readonly unknown[], fits: (value: unknown) => boolean) => values.filter(fits).length / Math.max(values.length, 1);
const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const lengthOf = (values: readonly unknown[]) => values.reduce((sum: number, value) => sum + text(value).length, 0) / values.length;
const distinct = (values: readonly unknown[]) => new Set(values.map(text)).size / values.length;

function one(keys: readonly string[], name: RegExp) {
  if (keys.length === 1) return keys[0];
  const named = keys.filter((key) => name.test(key));
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Which fields of rows hold title, address and day, by what stands in them. Nothing unless each is sure: nearly every row has an address of
 * its own, a title of its own and a day, and of several such fields the name of one says so.
 */
function guessFieldNames(all: readonly JsonObject[], { today }: RowContext): FieldNames | undefined {
  const rows = all.slice(0, most);
  if (rows.length < least) return undefined;
  const columns = Object.keys(rows[0] ?? {})
    .slice(0, 60)
    .map((key) => ({ key, values: rows.map((row) => row[key]) }));
  const addresses = columns.filter(({ values }) => share(values, (value) => looksLikeAddress(text(value))) > 0.9 && distinct(values) > 0.9);
  const days = columns.filter(
    ({ values }) => share(values, (value) => typeof value !== 'boolean' && dayOfValue(value, today) !== undefined) > 0.9,
  );
  const titles = columns.filter(
    ({ key, values }) =>
      !addresses.some((column) => column.key === key) &&
      !days.some((column) => column.key === key) &&
      lengthOf(values) >= 8 &&
      lengthOf(values) <= 120 &&
      distinct(values) > 0.8 &&
      share(values, (value) => /\p{Script=Han}{2}|[A-Za-z]{2,40}\s[A-Za-z]{2,40}/u.test(text(value))) > 0.9,
  );
  const keys = (found: typeof columns) => found.map(({ key }) => key);
  const link = one(keys(addresses), /^(?!.{0,60}(?:img|pic|image|thumb|cover|m(?:obile|ob|wap)?_?url|wap)).{0,60}(?:url|link|href|path)/i);
  const date = one(keys(days), /pub|release|fb(?:sj|rq)|发布/i);
  const title = one(keys(titles), /^(?!.{0,60}(?:sub|short|fu)).{0,60}(?:tit(?:le)?|bt|biaoti|标题|headline|name)/i);
  return link && date && title ? { title, link, date } : undefined;
}

type RowContext = { readonly url: string; readonly today: string };
type RowFields = Pick<Listing, 'link' | 'title' | 'date'>;

/**
 * Line of a row; of one without title and address, that of the one row within it which has both (`item` of schema.org, `attributes` of
 * JSON:API).
 */
function rowToRawEntry(row: JsonObject, fields: RowFields, place: RowContext, depth = 0): RawEntry | undefined {
  const link = fields.link?.includes('{') ? fill(fields.link, textsOf(row)) : textAt(row, fields.link, lists.linkFields);
  const title = textAt(row, fields.title, lists.titleFields);
  const url = resolveEntryLink(link, place.url);
  if (url !== undefined && title !== undefined)
    return { url, title: stripMarkup(title), publishedOn: dayAt(row, fields.date, place.today), window: windowOfRow(row) };
  if (depth > 1 || fields.link !== undefined || fields.title !== undefined) return undefined;
  const inner = Object.values(row)
    .slice(0, 30)
    .filter(isJsonObject)
    .flatMap((child) => rowToRawEntry(child, fields, place, depth + 1) ?? []);
  return inner.length === 1 ? inner[0] : undefined;
}

export function fieldNamesOf(rows: readonly unknown[], declared: RowFields, place: RowContext): RowFields {
  const objects = rows.filter(isJsonObject);
  const [row] = objects;
  if (!row) return {};
  const known = {
    title: knownKey(row, lists.titleFields),
    link: declared.link ?? knownKey(row, lists.linkFields),
    date: knownKey(row, lists.dateFields),
  };
  const guessed = known.title === undefined || known.link === undefined ? guessFieldNames(objects, place) : undefined;
  const found = guessed ?? known;
  return found.title === undefined || found.link === undefined
    ? {}
    : { link: found.link, title: found.title, ...opt({ date: found.date }) };
}

function textsOf(row: JsonObject, before = '', depth = 0): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]): (readonly [string, string])[] => {
      if (typeof value === 'string' || typeof value === 'number') return [[before + key, String(value)]];
      return isJsonObject(value) && depth < 3 ? Object.entries(textsOf(value, `${before}${key}.`, depth + 1)) : [];
    }),
  );
}

function knownKey(row: JsonObject, known: readonly string[]) {
  const keys = new Map(Object.keys(row).map((key) => [key.toLowerCase().replaceAll('_', ''), key]));
  return known.flatMap((name) => keys.get(name) ?? []).find((key) => row[key] !== undefined && row[key] !== null && row[key] !== '');
}

/** Declared field, else the first known name that is there and not empty. */
function valueAt(row: JsonObject, path: string | undefined, known: readonly string[]) {
  const key = path === undefined ? knownKey(row, known) : undefined;
  return path === undefined ? row[orEmpty(key)] : valueAtPath(row, path);
}

function textAt(row: JsonObject, path: string | undefined, known: readonly string[]) {
  const value = valueAt(row, path, known);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

const stripMarkup = (text: string) => (/[<&]/.test(text) ? textOfHtml(text.slice(0, 4000)) : text);

/** `/Date(1763600000000+0800)/` of .NET. */
const dotNet = /^\\?\/Date\((\d{10,13})(?:[-+]\d{4})?\)\\?\/$/;

function dayOfValue(value: unknown, today: string) {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const digits = text === undefined ? undefined : (dotNet.exec(text)?.[1] ?? (/^\d{10}(?:\d{3})?$/.test(text) ? text : undefined));
  const epoch = typeof value === 'number' ? value : digits === undefined ? undefined : Number(digits);
  if (epoch !== undefined) return dayOfEpoch(epoch, today) ?? parseListedDay(String(epoch), today);
  if (text === undefined) return undefined;
  return parseListedDay(text, today) ?? (text.length <= 40 ? findDayMentions(text, today)[0]?.day : undefined);
}

const dayAt = (row: JsonObject, path: string | undefined, today: string) => dayOfValue(valueAt(row, path, lists.dateFields), today);

/** An address of a page; that of a picture leads to none. */
const looksLikeAddress = (text: string) =>
  !/\.(?:png|jpe?g|gif|webp|svg|ico|bmp|css|js)(?:\?|$)/i.test(text) &&
  /^(?:https?:\/\/|\/{1,2}\w|\.{1,2}\/)|^[\w./-]{1,300}\.s?html?$/i.test(text);

function cutOf($: CheerioAPI) {
  const document = $.root().get(0);
  return document instanceof Document ? findTruncatedElement(document) : undefined;
}

/** Whether the page ends within the element that holds its list: what stands behind the last entry was lost, perhaps more entries. */
export function isTruncatedList($: CheerioAPI, isEntry: (link: Element) => boolean): boolean {
  const element = cutOf($);
  let holds = false;
  if (element)
    walkTree([element], (node) => {
      holds ||= isTag(node) && isEntry(node);
      return holds ? false : undefined;
    });
  return holds;
}

export const isTruncatedPage = ($: CheerioAPI): boolean => cutOf($) !== undefined;

/** Whether JSON ends before its brackets do. */
function isTruncatedJson(text: string, start: number) {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if ((char === '}' || char === ']') && --depth === 0) return false;
  }
  return true;
}

/**
 * JSON of an answer, out of a JSONP call or a script assignment when it stands in one, also as scripts write it. Throws SourceError
 * `unrecognised`.
 */
export function parseJsonAnswer(text: string, url: string): unknown {
  const trimmed = text.trim();
  const json = parsedJson(trimmed);
  if (json !== undefined) return json;
  const start = findJsonStart(trimmed);
  const found = start === undefined ? undefined : parseLiteralAt(trimmed, start);
  if (found?.read) return found.value;
  if (start !== undefined && isTruncatedJson(trimmed, start))
    throw new SourceError('truncated', url, 'the JSON ends before its brackets do');
  const shown = trimmed.slice(0, 40).replaceAll(/\s+/g, ' ');
  throw new SourceError('unrecognised', url, `looked for JSON: the answer begins with "${shown}"`);
}

const before = /^[\w$.\s/*&;!'"=]{0,160}[(=]$/;

export function findJsonStart(text: string): number | undefined {
  const start = text.slice(0, 300).search(/[[{]/);
  if (start < 0) return undefined;
  const head = text.slice(0, start).trim();
  return head === '' || before.test(head) ? start : undefined;
}

function unpacked(value: unknown): unknown {
  return typeof value === 'string' && /^\s{0,20}[[{]/.test(value) ? (parsedJson(value) ?? value) : value;
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
 * Reads a list out of JSON by the declared (dotted) paths and fields, or the likeliest. Throws SourceError `unrecognised` when the array
 * is not where it is declared, or no row has title and address.
 */
export function readRows(value: unknown, listing: Listing, place: RowContext): readonly Entry[] {
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

export function toRawEntries(rows: readonly unknown[], fields: RowFields, place: RowContext): readonly RawEntry[] {
  const usable = rows.filter(isFields);
  const lines = usable.flatMap((row) => rowToRawEntry(row, fields, place) ?? []);
  if (lines.length > 0 || fields.link !== undefined || fields.title !== undefined) return lines;
  const guessed = guessFieldNames(usable, place);
  return guessed ? usable.flatMap((row) => rowToRawEntry(row, { ...guessed, ...fields }, place) ?? []) : [];
}

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

export function findRowsPath(value: unknown, listing: RowFields, place: RowContext): string | undefined {
  let best: { path: string; count: number } | undefined;
  for (const { path, rows } of arraysIn(value)) {
    const count = toRawEntries(rows, listing, place).length;
    if (count > (best?.count ?? 0)) best = { path, count };
  }
  return best?.path;
}
