import type { CheerioAPI } from 'cheerio/slim';
import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';
import { baseUrlOf, parseTree } from '../html/listing-tree.ts';
import { findDatedLinks, type ListingContext, readDatedLinks } from './dated-links.ts';
import { dayOfUrl } from './day.ts';
import { toEntries } from './entries.ts';
import { readHtml } from './html.ts';
import { findJsonStart, findRowsPath, parseJsonAnswer, readRows, valuesAtPath } from './json.ts';
import { findMarks } from './marks.ts';
import { readScripts } from './read-scripts.ts';
import { readProxyRecords } from './records.ts';
import { valuesIn } from './scripts.ts';

/** `$` is the tree of `text` when it is HTML: a page is parsed once. */
export type ListingAnswer = {
  readonly text: string;
  readonly $?: CheerioAPI | undefined;
  readonly listing: Listing;
  readonly place: ListingContext;
};

/** HTML by declared selectors when there are any, else by its structure, else by what its scripts hold or write. */
export function readMarkup({ text, listing, place, $ = parseTree(text, place.url) }: ListingAnswer): readonly Entry[] {
  const here = { ...place, base: baseUrlOf($, place.url) };
  if (listing.items !== undefined && listing.format === 'html') return readHtml($, listing, here);
  const found = findDatedLinks($, here);
  if (found) return found;
  const told = readScripts($, here);
  return told.length > 0 ? told : readDatedLinks($, here);
}

/** HTML that stands in a field of an answer, read by declared items or by its structure. */
function readHtmlAt({ listing, text, place }: ListingAnswer, path: string, items?: string): readonly Entry[] {
  const html = valuesAtPath(parseJsonAnswer(text, place.url), path);
  if (typeof html !== 'string') throw new SourceError('unrecognised', place.url, `looked for HTML at "${path}": there is ${typeof html}`);
  const { items: _items, ...rest } = listing;
  return readMarkup({
    text: html,
    listing: { ...rest, ...(items === undefined ? { format: 'dated-links' } : { format: 'html', items }) },
    place,
  });
}

/** The unit endpoint of jpaas answers with JSON that holds the list as HTML in `data.html`; a saved column page is read as it is. */
export function readJpaas(read: ListingAnswer): readonly Entry[] {
  if (!looksLikeJson(read.text)) return readMarkup(read);
  return readHtmlAt(read, 'data.html', read.listing.items);
}

/** JSON by its declared fields; a list that the answer holds as HTML, by its structure. Of a page, the data in its scripts that fits. */
export function readJson(read: ListingAnswer): readonly Entry[] {
  const { text, $, listing, place } = read;
  const value = $ ? valueIn($, listing, place.url) : parseJsonAnswer(text, place.url);
  const { items } = listing;
  const found = items === undefined ? undefined : valuesAtPath(value, items);
  const isHtml = items !== undefined && typeof found === 'string' && /^\s{0,200}</.test(found);
  return isHtml ? readHtmlAt(read, items) : readRows(value, listing, place);
}

/** What of the data in a page's scripts holds the declared array. Throws SourceError `unrecognised`. */
function valueIn($: CheerioAPI, { items }: Listing, url: string): unknown {
  const found = items === undefined ? undefined : valuesIn($).find((value) => Array.isArray(valuesAtPath(value, items)));
  if (found === undefined)
    throw new SourceError(
      'unrecognised',
      url,
      `looked for JSON: the answer is a page, and no script of it holds an array at "${orEmpty(items)}"`,
    );
  return found;
}

/** Records of jpage and recordset pages: each is a line, in HTML of its own. */
export function readRecords({ text, place }: ListingAnswer): readonly Entry[] {
  const html = readProxyRecords(text, place.url).map((record) => `<div>${record}</div>`);
  const list = `<section>${html.join('')}</section>`;
  return readDatedLinks(parseTree(list, place.url), { ...place, region: undefined });
}

/** Guangdong keeps lists as pages (`index_2.html`) and, in the open directory, as JSON. */
export function readGuangdong(read: ListingAnswer): readonly Entry[] {
  const { text, listing, place } = read;
  if (!looksLikeJson(text)) return readMarkup(read);
  const value = parseJsonAnswer(text, place.url);
  return readRows(value, { ...listing, items: listing.items ?? findRowsPath(value, listing, place) ?? 'articles' }, place);
}

/** Xinhua's static JSON: `datasource[]`, addresses relative to the folder of the list. A rendered page is read by its structure. */
export function readXinhua(read: ListingAnswer): readonly Entry[] {
  const { text, listing, place } = read;
  if (!looksLikeJson(text)) return readMarkup(read);
  return readRows(parseJsonAnswer(text, place.url), { ...listing, items: listing.items ?? 'datasource' }, place);
}

/** People's columns often show no day; the address of each article holds it: `/n1/2026/1125/c1001-40000000.html`. */
export function readPeople(read: ListingAnswer): readonly Entry[] {
  const { text, place, $ = parseTree(text, place.url) } = read;
  try {
    return readMarkup(read);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const entries = toEntries(
      findMarks($.root().toArray(), { base: baseUrlOf($, place.url), today: place.today, url: place.url }).flatMap((mark) => {
        if (mark.kind !== 'link' || !/\/n\d\/\d{4}\/\d{4}\/c\d{1,12}-\d{1,12}\.html/.test(mark.url)) return [];
        return [{ url: mark.url, title: mark.title, publishedOn: dayOfUrl(mark.url, place.today) }];
      }),
    );
    if (entries.length < 2) throw error;
    return entries;
  }
}

/** Whether an answer is data: JSON, or data in a call or an assignment. */
export const looksLikeJson = (text: string): boolean => findJsonStart(text.slice(0, 500).trim()) !== undefined;
