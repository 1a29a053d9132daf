import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';
import { baseUrlOf, lineTextOf, parseTree, resolveEntryLink } from '../html/listing-tree.ts';
import { markupIn, valuesIn } from '../html/scripts.ts';
import { dayOfBlock } from './blocks.ts';
import { findMarks, isAbove, titleAttribute } from './boilerplate.ts';
import { argumentsOf, clickTarget, windowOfItem } from './counter.ts';
import { findDatedLinks, type ListingContext, readDatedLinks, rootsOf } from './dated-links.ts';
import { dayOfUrl, findDayMentions, withYearOfUrl } from './day.ts';
import { type RawEntry, toEntries } from './entries.ts';
import { fill, findJsonStart, findRowsPath, parseJsonAnswer, readRows, toRawEntries, valuesAtPath } from './json.ts';

/**
 * Reads a list by declared selectors. An item without the link is a separator and no line.
 * Throws SourceError `unrecognised` when no item, or no item with the link, is there.
 */
function readHtml($: CheerioAPI, listing: Listing, place: ListingContext) {
  const { items } = listing;
  if (items === undefined) throw new SourceError('unrecognised', place.url, 'the declaration names no items');
  const found = $(rootsOf($, place) as AnyNode[])
    .find(items)
    .toArray();
  if (found.length === 0) throw new SourceError('unrecognised', place.url, `looked for ${items}: no element matches`);
  refuseNested(found, items, place.url);
  const entries = toEntries(found.flatMap((item) => readItem($, $(item), listing, place) ?? []));
  if (entries.length === 0) {
    throw new SourceError(
      'unrecognised',
      place.url,
      `${items} matched ${found.length} elements, none with ${listing.link ?? 'a'} that leads somewhere`,
    );
  }
  return entries;
}

/** Items within items this deep are a page made to cost time: each would be searched again for every one around it. */
const deepest = 16;

function refuseNested(found: readonly Element[], items: string, url: string) {
  const depths = new Map<AnyNode, number>();
  for (const item of found) {
    let around: AnyNode | null = item.parent;
    while (around && !depths.has(around)) around = around.parent;
    const depth = (around ? (depths.get(around) ?? 0) : 0) + 1;
    depths.set(item, depth);
    if (depth > deepest) throw new SourceError('unrecognised', url, `${items} matches elements within elements, over ${deepest} deep`);
  }
}

function readItem($: CheerioAPI, item: Cheerio<Element>, listing: Listing, place: ListingContext) {
  const link = linkOfItem(item, listing.link ?? 'a[href], [onclick]');
  if (!link) return undefined;
  const template = listing.link?.includes('{') ? listing.link : undefined;
  const url = template
    ? resolveEntryLink(fill(template, { ...link.attribs, ...argumentsOf(link) }), place.base)
    : clickTarget(link, place.base);
  const title = listing.title === undefined ? link : item.find(listing.title).get(0);
  if (url === undefined || !title) return undefined;
  const attribute = titleAttribute(title);
  const day = itemDay($, item, listing.date, place.today);
  const words = attribute || lineTextOf(title);
  const published = day === undefined ? undefined : withYearOfUrl(day, url, place.today);
  const [element] = item.get();
  return { url, title: words, publishedOn: published, window: element && windowOfItem(element, words) };
}

/**
 * First match; the item itself may be the link. A link with `{name}` is an address made of the attributes of the item's first `a` (or of
 * what can be clicked), and with `{1}` of the arguments of its call.
 */
function linkOfItem(item: Cheerio<Element>, selector: string) {
  if (!selector.includes('{')) return item.is(selector) ? item.get(0) : item.find(selector).get(0);
  const clicked = 'a, [onclick]';
  return item.is(clicked) ? item.get(0) : item.find(clicked).get(0);
}

function itemDay($: CheerioAPI, item: Cheerio<Element>, selector: string | undefined, today: string) {
  const nodes = selector === undefined ? item : item.find(selector).add(item.filter(selector));
  const words = nodes.toArray().flatMap((node) => {
    const attributes = selector === undefined ? ['datetime'] : ['datetime', 'title'];
    const stated = attributes.map((name) => findDayMentions(orEmpty($(node).attr(name)), today)).find((each) => each.length > 0);
    return stated ?? findDayMentions(lineTextOf(node), today);
  });
  return dayOfBlock(words);
}

const isList = (lines: readonly RawEntry[]) =>
  lines.length > 1 && lines.filter(({ publishedOn }) => publishedOn !== undefined).length * 2 > lines.length;

function linesAt(value: unknown, place: ListingContext) {
  const path = findRowsPath(value, {}, place);
  const rows = path === undefined ? [] : valuesAtPath(value, path);
  return toRawEntries(Array.isArray(rows) ? rows : [], {}, place).filter(({ url }) => !isAbove(url, place.url));
}

/**
 * The longest list among the data that a page's scripts hold: rows with title, address and day. Single rows (`list.push({…})`) are one
 * list.
 */
function fromValues($: CheerioAPI, place: ListingContext) {
  const values = valuesIn($.root().toArray());
  if (values.length === 0) return [];
  const lists = [...values, values].map((value) => linesAt(value, place)).filter(isList);
  const longest = lists.toSorted((a, b) => b.length - a.length)[0];
  return longest ? toEntries(longest) : [];
}

function fromMarkup($: CheerioAPI, place: ListingContext) {
  const html = markupIn($.root().toArray());
  if (html === '') return [];
  const { region: _region, ...rest } = place;
  return findDatedLinks(parseTree(html, place.url), { ...rest, url: place.url }) ?? [];
}

function readScripts($: CheerioAPI, place: ListingContext) {
  const written = fromMarkup($, place);
  return written.length > 0 ? written : fromValues($, place);
}

const open = '<![CDATA[';

/**
 * HTML of the records that jpage proxies answer with and recordset pages embed: `<record><![CDATA[<li>…</li>]]></record>`.
 * Throws SourceError `unrecognised` when there is none.
 */
function readProxyRecords(text: string, url: string) {
  const records: string[] = [];
  for (let at = text.indexOf('<record>'); at >= 0; ) {
    const start = text.indexOf(open, at);
    if (start < 0) break;
    const end = text.indexOf(']]>', start);
    if (end < 0) throw new SourceError('truncated', url, 'a record of the list does not end');
    if (text.slice(at + '<record>'.length, start).trim() === '') records.push(text.slice(start + open.length, end));
    at = text.indexOf('<record>', end);
  }
  if (records.length === 0) throw new SourceError('unrecognised', url, 'looked for <record><![CDATA[…: there is none');
  return records;
}

/** `$` is the tree of `text` when it is HTML: a page is parsed once. */
export type ListingAnswer = {
  readonly text: string;
  readonly $?: CheerioAPI | undefined;
  readonly listing: Listing;
  readonly place: ListingContext;
};

export function readMarkup({ text, listing, place, $ = parseTree(text, place.url) }: ListingAnswer): readonly Entry[] {
  const here = { ...place, base: baseUrlOf($, place.url) };
  if (listing.items !== undefined && listing.format === 'html') return readHtml($, listing, here);
  const found = findDatedLinks($, here);
  if (found) return found;
  const variables = readScripts($, here);
  return variables.length > 0 ? variables : readDatedLinks($, here);
}

function readHtmlAt({ listing, text, place }: ListingAnswer, path: string, items?: string) {
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

function valueIn($: CheerioAPI, { items }: Listing, url: string): unknown {
  const found = items === undefined ? undefined : valuesIn($.root().toArray()).find((value) => Array.isArray(valuesAtPath(value, items)));
  if (found === undefined)
    throw new SourceError(
      'unrecognised',
      url,
      `looked for JSON: the answer is a page, and no script of it holds an array at "${orEmpty(items)}"`,
    );
  return found;
}

export function readRecords({ text, place }: ListingAnswer): readonly Entry[] {
  const html = readProxyRecords(text, place.url).map((record) => `<div>${record}</div>`);
  const list = `<section>${html.join('')}</section>`;
  return readDatedLinks(parseTree(list, place.url), { ...place, region: undefined });
}

/**
 * Guangdong keeps lists as pages (`index_2.html`) and, in the open directory, as JSON; Xinhua as pages and as static JSON. `rows`: where
 * the rows of an empty list stand.
 */
export function readPageOrRows(read: ListingAnswer, rows: string): readonly Entry[] {
  const { text, listing, place } = read;
  if (!looksLikeJson(text)) return readMarkup(read);
  const value = parseJsonAnswer(text, place.url);
  return readRows(value, { ...listing, items: listing.items ?? findRowsPath(value, listing, place) ?? rows }, place);
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
