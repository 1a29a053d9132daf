import type { Decoded, Entry, FollowUp, ListingPage, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Listing } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { baseUrlOf, parseTree, textOfHtml, toOneLine } from '../html/listing-tree.ts';
import { clickTarget } from './counter.ts';
import { findDataRequests } from './data-requests.ts';
import { type ListingAnswer, looksLikeJson, readJpaas, readJson, readMarkup, readPageOrRows, readPeople, readRecords } from './families.ts';
import { readFeed } from './feed.ts';
import { findRowsPath, isTruncatedList, isTruncatedPage, parseJsonAnswer } from './json.ts';
import { findNextPage, type PageOfList } from './next.ts';
import { explainFailure, isStatedEmpty, refuseErrorTitle } from './refusal.ts';
import { readSitemap } from './sitemap.ts';

/** `part`: what follows the page is said too (`follow`); without it a page is read for itself. `body`: of the request that it answers. */
export type ListingInput = {
  readonly url: string;
  readonly decoded: Decoded;
  readonly listing: Listing;
  readonly today: string;
  readonly part?: 'first' | 'later' | undefined;
  readonly body?: string | undefined;
  readonly unaddressed?: boolean | undefined;
};

/**
 * Reads the lines of a listing as its declaration says: absolute addresses, each once, and days in Beijing where they are sure. Throws
 * SourceError `unrecognised` when the page is not the declared one, `refused` for a captcha or login, `truncated`, `too-complex`.
 */
export async function readListing(input: ListingInput): Promise<ListingPage> {
  const page = await readAny(input);
  const { lossy, charset } = input.decoded;
  const reason = `some bytes fit no character of ${charset}; their place is marked with U+FFFD`;
  return lossy ? { ...page, warnings: [...(page.warnings ?? []), { field: 'charset', reason }] } : page;
}

async function readAny(input: ListingInput): Promise<ListingPage> {
  const { url, decoded, today, listing: declared, part } = input;
  // The structural format finds a list in whatever holds it: a column that now fills itself from JSON is still that column.
  const guess = declared.format === 'dated-links' ? guessListing(declared.url, decoded.text) : undefined;
  const listing = guess ? { ...declared, ...guess } : declared;
  if (listing.format === 'sitemap') return sitemapPage(input);
  const { text, charset } = decoded;
  if (listing.format === 'feed') {
    const feed = readFeed({ url, decoded, today, unaddressed: input.unaddressed });
    return withNext(feed, { ask: askOf(input), text, base: url, listing, entries: feed.entries }, part);
  }
  const json = looksLikeJson(text);
  const $ = json ? undefined : parseTree(text, url);
  const base = $ ? baseUrlOf($, url) : url;
  const read: ListingAnswer = { text, $, listing, place: { url, base: url, today, region: listing.region } };
  const title = $ && toOneLine($('title').first().text());
  const page: ListingPage = { kind: 'listing', url, charset, ...(title ? { title } : {}), entries: [] };
  try {
    if ($) refuseErrorTitle($, url);
    const entries = readOrRefuse(read);
    refuseTruncated(read, entries);
    return withNext({ ...page, entries }, { ask: askOf(input), text, $, base, listing, entries }, part);
  } catch (error) {
    return fallbackPage(error, read, page, part);
  }
}

const askOf = ({ url, body }: ListingInput): ListingRequest => (body === undefined ? { url } : { url, method: 'POST', body });

function refuseTruncated({ $, place }: ListingAnswer, entries: readonly Entry[]) {
  const urls = new Set(entries.map(({ url }) => url));
  if (entries.length > 0 && $ && isTruncatedList($, (link) => urls.has(orEmpty(clickTarget(link, place.base)))))
    throw new SourceError('truncated', place.url, `the page ends within its list, after ${entries.length} entries`);
}

/**
 * What a page without a list is all the same: the frame of one that its script loads, or, after the first page, a stub behind the last one.
 */
function fallbackPage(error: unknown, read: ListingAnswer, page: ListingPage, part: ListingInput['part']): ListingPage {
  const { text, $, listing, place } = read;
  if (!(error instanceof SourceError) || error.trouble !== 'unrecognised') throw error;
  const asks = $ && part !== 'later' ? findDataRequests({ text, $, url: place.url, base: baseUrlOf($, place.url), listing }) : [];
  if ($ && asks.length === 0 && isStatedEmpty($, text, place.region)) return page;
  if ($ && asks.length === 0 && isTruncatedPage($)) throw new SourceError('truncated', place.url, `the page has no end: ${error.detail}`);
  if (part === undefined) throw error;
  if (part === 'later') {
    if (holdsAnyList(read)) throw error;
    return page;
  }
  if (asks.length === 0) throw error;
  return { ...page, follow: { kind: 'data', asks, missing: error.detail } };
}

/** A page behind the first that holds a list, though not the declared one, is another page, no stub. */
function holdsAnyList({ text, $, listing, place }: ListingAnswer) {
  try {
    if (!$) return findRowsPath(parseJsonAnswer(text, place.url), listing, place) !== undefined;
    return readMarkup({ text, $, listing: { format: 'dated-links', url: listing.url }, place: { ...place, region: undefined } }).length > 2;
  } catch (error) {
    if (error instanceof SourceError) return error.trouble !== 'unrecognised' || /tie/.test(error.detail);
    throw error;
  }
}

/** `next` for whoever reads the page; `follow` for the pipeline, which may try further than the page says. */
function withNext(page: ListingPage, list: PageOfList, part: ListingInput['part']) {
  const next = findNextPage(list);
  if (!next) return page;
  const isCertain = !next.guessed || list.listing.next !== undefined;
  const said = isCertain && next.ask.body === undefined ? { next: next.ask.url } : {};
  const follow: FollowUp = {
    kind: 'next',
    asks: [next.ask],
    ...opt({ guessed: next.guessed, undeclared: next.undeclared }),
  };
  return { ...page, ...said, ...(part === undefined ? {} : { follow }) };
}

function sitemapPage({ url, decoded, today, listing, part }: ListingInput): ListingPage {
  const { entries, files, ordered, cut } = orExplain(decoded.text, url, () =>
    readSitemap(decoded.text, { url, today, pattern: listing.items }),
  );
  const warnings = cut > 0 ? { warnings: [{ field: 'entries', reason: `${cut} older addresses are left out` }] } : {};
  const follow: { follow?: FollowUp } = part === undefined || files.length === 0 ? {} : { follow: { kind: 'parts', asks: files, ordered } };
  return { kind: 'listing', url, charset: decoded.charset, entries, ...warnings, ...follow };
}

function orExplain<T>(text: string, url: string, read: () => T) {
  try {
    return read();
  } catch (error) {
    throw explainFailure(error, text, url);
  }
}

const readOrRefuse = (read: ListingAnswer) => orExplain(read.text, read.place.url, () => readEntries(read));

function readEntries(read: ListingAnswer) {
  const { listing, place } = read;
  switch (listing.format) {
    case 'dated-links':
    case 'html':
    case 'trs':
      return readMarkup(read);
    case 'json':
      return readJson(read);
    case 'jpaas':
      return readJpaas(read);
    case 'jpage':
    case 'recordset':
      return readRecords(read);
    case 'guangdong':
      return readPageOrRows(read, 'articles');
    case 'xinhua':
      return readPageOrRows(read, 'datasource');
    case 'people':
      return readPeople(read);
    case 'feed':
    case 'sitemap':
      throw new SourceError('unrecognised', place.url, `a ${listing.format} inside a listing`);
  }
}

export function titleOfList(text: string): string {
  const [, title = ''] = /<title[^>]{0,200}>\s{0,20}(?:<!\[CDATA\[)?([^<\]]{1,300})/i.exec(text) ?? [];
  return toOneLine(textOfHtml(title));
}

/** Declaration for a page of which only the address is known, by what it holds: feed, JSON, records or HTML by structure. */
export function guessListing(url: string, text: string): Listing {
  const start = text.slice(0, 2000);
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(start) || /"version"\s{0,3}:\s{0,3}"https:\/\/jsonfeed\.org/.test(start))
    return { format: 'feed', url };
  if (looksLikeJson(text)) {
    const items = findRowsPath(parseJsonAnswer(text, url), {}, { url, today: '9999-12-31' });
    return items === undefined ? { format: 'jpaas', url } : { format: 'json', url, items };
  }
  if (text.includes('<record><![CDATA[')) return { format: 'jpage', url };
  return { format: 'dated-links', url };
}
