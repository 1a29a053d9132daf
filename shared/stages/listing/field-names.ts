import type { JsonObject } from '../text/json-path.ts';

/** Names of fields are the best guide to rows of data; where a site names them in its own way, their values tell which is which. */
export type FieldNames = { readonly title: string; readonly link: string; readonly date: string };

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
export function guessFieldNames(all: readonly JsonObject[], { isAddress, isDay }: Kinds): FieldNames | undefined {
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
