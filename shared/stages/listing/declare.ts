import type { Decoded, Entry, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing, ListingFormat } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';
import { baseUrlOf, parseTree, resolveLink } from '../html/listing-tree.ts';
import { isJsonObject } from '../text/json-path.ts';
import { findDataRequests } from './data-requests.ts';
import { looksLikeJson } from './families.ts';
import { fieldNamesOf, findRowsPath, parseJsonAnswer, valuesAtPath } from './json.ts';
import { guessListing, readListing, titleOfList } from './listing.ts';

export type Inspected = { readonly title: string; readonly asks: readonly ListingRequest[]; readonly links: readonly string[] };
export type DeclaredAnswer = { readonly listing: Listing; readonly listed: number; readonly dated: number };

export function inspectListing(url: string, { text }: Decoded): Inspected {
  const title = titleOfList(text);
  if (looksLikeJson(text) || guessListing(url, text).format === 'feed') return { title, asks: [], links: [] };
  const $ = parseTree(text, url);
  const base = baseUrlOf($, url);
  return { title, asks: findDataRequests({ text, $, url, base, listing: { format: 'dated-links', url } }), links: linksIn(text, base) };
}

const part = String.raw`([^"'\`<>\s\\$#][^"'\`<>\s\\$]{0,200})`;
const behind = String.raw`(?:href\s{0,3}=\s{0,3}|\bopen\(\s{0,9}|\blocation\s{0,3}=\s{0,3})\\?["'\`]{1,2}`;
/** `'<a href="/detail/' + row.id + '.html">'` */
const added = new RegExp(
  String.raw`${behind}${part}["'\`]\s{0,9}\+\s{0,9}[\w$]{1,40}(?:\[\w{1,20}\]|\.[\w$]{1,40}\[\w{1,20}\])?\.(\w{1,60})(?:\s{0,9}\+\s{0,9}["'\`]([^"'\`<>\s\\]{0,60}))?`,
  'g',
);
const filled = new RegExp(String.raw`${behind}${part}\$\{[\w$]{1,40}\.(\w{1,60})\}([^"'\`<>\s\\$]{0,60})`, 'g');
const stand = 'HONGTOU0KEY';

function linksIn(text: string, base: string): readonly string[] {
  const made = [...text.matchAll(added), ...text.matchAll(filled)].slice(0, 20).flatMap(([, head = '', key = '', tail = '']) => {
    const url = resolveLink(`${head}${stand}${tail}`, base);
    return url?.includes(stand) ? [url.replace(stand, `{${key}}`)] : [];
  });
  return [...new Set(made)];
}

const pathOfArticle: readonly (readonly [ListingFormat, RegExp])[] = [
  ['trs', /\/t\d{8}_\d{1,12}\.s?html?$/],
  ['guangdong', /\/content\/(?:\d{1,4}\/\d{1,9}\/)?m?post_\d{1,12}\.html$/],
  ['people', /\/n\d\/\d{4}\/\d{4}\/c\d{1,12}-\d{1,12}\.html$/],
  ['xinhua', /\/\d{8}\/[\da-f]{32}\/c\.html$/],
];

function familyOf(text: string, entries: readonly Entry[]) {
  if (/createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"#\w]/.test(text)) return 'trs';
  if (/<[^<>]{1,300}\squerydata\s{0,3}=/.test(text)) return 'jpaas';
  const family = pathOfArticle.find(([, path]) => entries.filter(({ url }) => path.test(url)).length * 2 > entries.length);
  return family?.[0] ?? 'dated-links';
}

/** A search of TRS WAS counts its pages in the address, which its links leave to a script. */
function searchPages(url: string): { readonly next?: string } {
  if (!/\/was5\/web\/search\?/.test(url)) return {};
  const counted = url.replace(/([?&]page=)\d{1,6}/, '$1{n}');
  return { next: counted.includes('{n}') ? counted : `${url}&page={n}` };
}

function htmlPath(value: unknown, before = ''): string | undefined {
  if (!isJsonObject(value) || before.split('.').length > 4) return undefined;
  for (const [key, child] of Object.entries(value).slice(0, 100)) {
    const path = before === '' ? key : `${before}.${key}`;
    if (typeof child === 'string' && /^\s{0,200}</.test(child) && /<a\s/i.test(child)) return path;
    const inner = htmlPath(child, path);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function declareJson(ask: ListingRequest, text: string, { links, today }: DeclareContext): Listing | undefined {
  const value = parseJsonAnswer(text, ask.url);
  if (/\/gkmlpt\/api\//.test(ask.url)) return { format: 'guangdong', ...ask };
  const place = { url: ask.url, today };
  for (const link of [undefined, ...links]) {
    const declared = link === undefined ? {} : { link };
    const items = findRowsPath(value, declared, place);
    if (items === undefined) continue;
    if (items === 'datasource') return { format: 'xinhua', ...ask };
    const rows = valuesAtPath(value, items);
    return { format: 'json', ...ask, items, ...declared, ...fieldNamesOf(Array.isArray(rows) ? rows : [], declared, place) };
  }
  const html = htmlPath(value);
  if (html === undefined) return undefined;
  return html === 'data.html' ? { format: 'jpaas', ...ask } : { format: 'json', ...ask, items: html };
}

export type DeclareContext = { readonly links: readonly string[]; readonly today: string };

/**
 * Declares an answer by what it holds and where it came from, and reads it so. Throws SourceError `unrecognised` when it holds no list that
 * is understood; in HTML, what the structure says.
 */
export async function declareListing(ask: ListingRequest, decoded: Decoded, context: DeclareContext): Promise<DeclaredAnswer> {
  const { text } = decoded;
  const read = async (listing: Listing) =>
    (await readListing({ url: ask.url, decoded, listing, today: context.today, body: ask.body })).entries;
  const guess = guessListing(ask.url, text);
  let listing: Listing | undefined = { ...guess, ...ask };
  if (guess.format !== 'feed' && looksLikeJson(text)) listing = declareJson(ask, text, context);
  else if (guess.format === 'jpage') listing = { ...listing, format: /dataproxy\.jsp/i.test(`${ask.url} ${text}`) ? 'jpage' : 'recordset' };
  if (!listing) throw new SourceError('unrecognised', ask.url, 'looked for an array of rows with title and address: there is none');
  const entries = await read(listing);
  if (listing.format === 'dated-links') listing = { ...listing, format: familyOf(text, entries), ...searchPages(orEmpty(ask.url)) };
  return { listing, listed: entries.length, dated: entries.filter(({ publishedOn }) => publishedOn !== undefined).length };
}
