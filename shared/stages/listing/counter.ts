import type { ListingRequest } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

export const {
  /** Names under which they say how many entries a page has. */
  sizeNames,
} = expressionsOf(expressions.counter);

/** Names under which requests count pages, from one or from nought. */
export const pageNames = /^(?:page_?(?:no|num|number|index)?|p|pn|cur(?:rent)?_?page(?:_?no)?|paged)$/i;

const first = (names: RegExp, fields: readonly (readonly [string, string])[]): string | undefined =>
  fields.find(([name, value]) => names.test(name) && /^\d{1,6}$/.test(value.trim()))?.[1];

/** Fields of a query or a form, as they stand there. */
const fieldsOf = (text: string): readonly (readonly [string, string])[] =>
  text
    .split('&')
    .slice(0, 100)
    .map((pair) => [pair.slice(0, Math.max(0, pair.indexOf('='))), pair.slice(pair.indexOf('=') + 1)] as const);

/** Numbers of a JSON body by their names. */
const numbersOf = (json: string): readonly (readonly [string, string])[] =>
  [...json.slice(0, 20_000).matchAll(/"(\w{1,30})"\s{0,5}:\s{0,5}"?(\d{1,6})"?(?=\s{0,5}[,}])/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );

export type Counter = { readonly page: number; readonly size?: number; readonly next: ListingRequest };

const raised = (text: string, name: string, to: number): string =>
  text.replace(new RegExp(`((?:^|[?&])${name}=)\\d{1,6}(?=&|$)`), `$1${to}`);
const raisedJson = (text: string, name: string, to: number): string =>
  text.replace(new RegExp(`("${name}"\\s{0,5}:\\s{0,5}"?)\\d{1,6}`), `$1${to}`);

type Fields = readonly (readonly [string, string])[];

/** What a text counts, with the text that counts one further. A name is word characters alone, so it is safe in a pattern. */
function counted(
  fields: Fields,
  raise: (name: string, to: number) => string,
): { page: number; size: string | undefined; text: string } | undefined {
  const found = fields.find(([name, value]) => pageNames.test(name) && /^\d{1,6}$/.test(value));
  if (!found) return undefined;
  const page = Number(found[1]);
  return { page, size: first(sizeNames, fields), text: raise(found[0], page + 1) };
}

/** The page counter of a request, in its form or JSON body, else in the query of its address: which page it asks for, and the request for the next one. */
export function readPageCounter({ url, method, body }: ListingRequest): Counter | undefined {
  if (body !== undefined && body !== '') {
    const json = /^\s{0,100}[[{]/.test(body);
    const fields = json ? numbersOf(body) : fieldsOf(body);
    const found = counted(fields, (name, to) => (json ? raisedJson(body, name, to) : raised(body, name, to)));
    if (found) return counter(found, { url, ...(method ? { method } : {}), body: found.text });
  }
  const mark = url.indexOf('?');
  if (mark < 0) return undefined;
  const found = counted(fieldsOf(url.slice(mark + 1)), (name, to) => raised(url.slice(mark), name, to));
  const rest = { ...(method ? { method } : {}), ...opt('body', body) };
  return found && counter(found, { url: `${url.slice(0, mark)}${found.text}`, ...rest });
}

const counter = ({ page, size }: { page: number; size: string | undefined }, next: ListingRequest): Counter => ({
  page,
  ...(size === undefined ? {} : { size: Number(size) }),
  next,
});

/** Moves a window of records (`startrecord=1&endrecord=45`) on by its own width, in address or body. */
export function nextWindow({ url, method, body }: ListingRequest): (ListingRequest & { readonly start: number }) | undefined {
  for (const text of [url, body]) {
    const start = /(?:^|[?&])startrecord=(\d{1,7})(?=&|$)/i.exec(orEmpty(text))?.[1];
    const end = /(?:^|[?&])endrecord=(\d{1,7})(?=&|$)/i.exec(orEmpty(text))?.[1];
    if (text === undefined || start === undefined || end === undefined || Number(end) < Number(start)) continue;
    const width = Number(end) - Number(start) + 1;
    const moved = text
      .replace(/((?:^|[?&])startrecord=)\d{1,7}/i, `$1${Number(start) + width}`)
      .replace(/((?:^|[?&])endrecord=)\d{1,7}/i, `$1${Number(end) + width}`);
    const asking = text === url ? { url: moved, ...opt('body', body) } : { url, body: moved };
    return { ...asking, ...(method ? { method } : {}), start: Number(start) + width };
  }
  return undefined;
}
