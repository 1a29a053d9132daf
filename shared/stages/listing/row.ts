import type { Listing } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';
import { resolveEntryLink, textOfHtml } from '../html/listing-tree.ts';
import { isJsonObject, type JsonObject, valueAtPath } from '../text/json-path.ts';
import { windowOfRow } from './counter.ts';
import { dayOfEpoch, findDayMentions, parseListedDay } from './day.ts';
import type { RawEntry } from './entries.ts';
import { fill } from './template.ts';

/** Names of fields are the best guide to rows of data; where a site names them in its own way, their values tell which is which. */
type FieldNames = { readonly title: string; readonly link: string; readonly date: string };

type Kinds = { readonly isAddress: (text: string) => boolean; readonly isDay: (value: unknown) => boolean };

const least = 3;
const most = 100;

const share = (values: readonly unknown[], fits: (value: unknown) => boolean): number =>
  values.filter(fits).length / Math.max(values.length, 1);
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const lengthOf = (values: readonly unknown[]): number => values.reduce((sum: number, value) => sum + text(value).length, 0) / values.length;
const distinct = (values: readonly unknown[]): number => new Set(values.map(text)).size / values.length;

/** The one key, or the one whose name says it. */
function one(keys: readonly string[], name: RegExp): string | undefined {
  if (keys.length === 1) return keys[0];
  const named = keys.filter((key) => name.test(key));
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Which fields of rows hold title, address and day, by what stands in them. Nothing unless each is sure: nearly every row has an address of its own, a
 * title of its own and a day, and of several such fields the name of one says so.
 */
function guessFieldNames(all: readonly JsonObject[], { isAddress, isDay }: Kinds): FieldNames | undefined {
  const rows = all.slice(0, most);
  if (rows.length < least) return undefined;
  const columns = Object.keys(rows[0] ?? {})
    .slice(0, 60)
    .map((key) => ({ key, values: rows.map((row) => row[key]) }));
  const addresses = columns.filter(({ values }) => share(values, (value) => isAddress(text(value))) > 0.9 && distinct(values) > 0.9);
  const days = columns.filter(({ values }) => share(values, isDay) > 0.9);
  const titles = columns.filter(
    ({ key, values }) =>
      !addresses.some((column) => column.key === key) &&
      !days.some((column) => column.key === key) &&
      lengthOf(values) >= 8 &&
      lengthOf(values) <= 120 &&
      distinct(values) > 0.8 &&
      share(values, (value) => /\p{Script=Han}{2}|[A-Za-z]{2,40}\s[A-Za-z]{2,40}/u.test(text(value))) > 0.9,
  );
  const keys = (found: typeof columns): string[] => found.map(({ key }) => key);
  const link = one(keys(addresses), /^(?!.{0,60}(?:img|pic|image|thumb|cover|m(?:obile|ob|wap)?_?url|wap)).{0,60}(?:url|link|href|path)/i);
  const date = one(keys(days), /pub|release|fb(?:sj|rq)|发布/i);
  const title = one(keys(titles), /^(?!.{0,60}(?:sub|short|fu)).{0,60}(?:tit(?:le)?|bt|biaoti|标题|headline|name)/i);
  return link && date && title ? { title, link, date } : undefined;
}

type RowContext = { readonly url: string; readonly today: string };
/** What of a declaration says how a row is read. */
export type RowFields = Pick<Listing, 'link' | 'title' | 'date'>;

/** Names under which sites keep title, address and day, best first; compared without case and underscores. */
const names = {
  title: [
    'showtitle',
    'title',
    'doctitle',
    'articletitle',
    'newstitle',
    'infotitle',
    'maintitle',
    'headline',
    'subject',
    'topic',
    'name',
    'bt',
    'flxxmc',
  ],
  link: [
    'publishurl',
    'url',
    'link',
    'docpuburl',
    'href',
    'arturl',
    'articleurl',
    'infourl',
    'linkurl',
    'detailurl',
    'htmlurl',
    'pageurl',
    'shareurl',
    'permalink',
  ],
  date: [
    'docrelpubtime',
    'publishtime',
    'pubtime',
    'pubdate',
    'publishdate',
    'published',
    'publishedon',
    'publishedat',
    'datepublished',
    'publishat',
    'releasetime',
    'releasedate',
    'displaypublishtime',
    'showtime',
    'fbsj',
    'fbrq',
    'publishedtime',
    'docreltime',
    'doctime',
    'infodate',
    'newsdate',
    'date',
    'time',
    'created',
    'createdat',
    'createtime',
    'createdate',
    'jsearchdate',
    'gbrq',
    'ksrq',
  ],
} as const;

/** Line of a row; of one without title and address, that of the one row within it which has both (`item` of schema.org, `attributes` of JSON:API). */
export function rowToRawEntry(row: JsonObject, fields: RowFields, place: RowContext, depth = 0): RawEntry | undefined {
  const link = fields.link?.includes('{') ? fill(fields.link, textsOf(row)) : textAt(row, fields.link, names.link);
  const title = textAt(row, fields.title, names.title);
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

/** The fields that rows are read by, as a declaration names them; none where title and address stand deeper in the row. */
export function fieldNamesOf(rows: readonly unknown[], declared: RowFields, place: RowContext): RowFields {
  const objects = rows.filter(isJsonObject);
  const [row] = objects;
  if (!row) return {};
  const known = { title: knownKey(row, names.title), link: declared.link ?? knownKey(row, names.link), date: knownKey(row, names.date) };
  const guessed = known.title === undefined || known.link === undefined ? guessFields(objects, place) : undefined;
  const found = guessed ?? known;
  return found.title === undefined || found.link === undefined
    ? {}
    : { link: found.link, title: found.title, ...(found.date === undefined ? {} : { date: found.date }) };
}

/** Values that an address may be made of, by their dotted paths. */
function textsOf(row: JsonObject, before = '', depth = 0): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]): (readonly [string, string])[] => {
      if (typeof value === 'string' || typeof value === 'number') return [[before + key, String(value)]];
      return isJsonObject(value) && depth < 3 ? Object.entries(textsOf(value, `${before}${key}.`, depth + 1)) : [];
    }),
  );
}

/** The first known name under which a row holds something. */
function knownKey(row: JsonObject, known: readonly string[]): string | undefined {
  const keys = new Map(Object.keys(row).map((key) => [key.toLowerCase().replaceAll('_', ''), key]));
  return known.flatMap((name) => keys.get(name) ?? []).find((key) => row[key] !== undefined && row[key] !== null && row[key] !== '');
}

/** Declared field, else the first known name that is there and not empty. */
function valueAt(row: JsonObject, path: string | undefined, known: readonly string[]): unknown {
  const key = path === undefined ? knownKey(row, known) : undefined;
  return path === undefined ? row[orEmpty(key)] : valueAtPath(row, path);
}

function textAt(row: JsonObject, path: string | undefined, known: readonly string[]): string | undefined {
  const value = valueAt(row, path, known);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Text of a field that may hold markup (Xinhua puts the whole link into the title). */
const stripMarkup = (text: string): string => (/[<&]/.test(text) ? textOfHtml(text.slice(0, 4000)) : text);

/** `/Date(1763600000000+0800)/` of .NET. */
const dotNet = /^\\?\/Date\((\d{10,13})(?:[-+]\d{4})?\)\\?\/$/;

/** Day of a value: a date string, or an epoch in seconds or milliseconds. */
function dayOfValue(value: unknown, today: string): string | undefined {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const digits = text === undefined ? undefined : (dotNet.exec(text)?.[1] ?? (/^\d{10}(?:\d{3})?$/.test(text) ? text : undefined));
  const epoch = typeof value === 'number' ? value : digits === undefined ? undefined : Number(digits);
  if (epoch !== undefined) return dayOfEpoch(epoch, today) ?? parseListedDay(String(epoch), today);
  if (text === undefined) return undefined;
  return parseListedDay(text, today) ?? (text.length <= 40 ? findDayMentions(text, today)[0]?.day : undefined);
}

const dayAt = (row: JsonObject, path: string | undefined, today: string): string | undefined =>
  dayOfValue(valueAt(row, path, names.date), today);

/** An address of a page; that of a picture leads to none. */
const looksLikeAddress = (text: string): boolean =>
  !/\.(?:png|jpe?g|gif|webp|svg|ico|bmp|css|js)(?:\?|$)/i.test(text) &&
  /^(?:https?:\/\/|\/{1,2}\w|\.{1,2}\/)|^[\w./-]{1,300}\.s?html?$/i.test(text);

/** Fields of rows that are named in no known way, by their values. */
export const guessFields = (rows: readonly JsonObject[], { today }: RowContext): FieldNames | undefined =>
  guessFieldNames(rows, {
    isAddress: looksLikeAddress,
    isDay: (value) => typeof value !== 'boolean' && dayOfValue(value, today) !== undefined,
  });
