import type { Entry, ListingPage } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Decoded } from '../model/page.ts';
import type { Listing } from '../model/source.ts';
import { readFeed } from './feed.ts';
import { looksLikeJson, type Read, readGuangdong, readJpaas, readMarkup, readPeople, readRecords, readXinhua } from './listing/families.ts';
import { jsonOf, pathOfRows, readRows } from './listing/json.ts';
import { nextOf } from './listing/next.ts';
import { explainFailure } from './listing/refusal.ts';
import { baseOf, tidy, treeOf } from './listing/tree.ts';
import { precheck } from './precheck.ts';

export type ListingInput = { readonly url: string; readonly decoded: Decoded; readonly listing: Listing; readonly today: string };

/**
 * Reads the lines of a listing as its declaration says: absolute addresses, tidy titles, days in Beijing where they are sure, each address once.
 * Throws SourceError `unrecognised` with what was looked for when the page is not the declared one, `refused` when a captcha or login stands in its place, `too-complex` before a page could stall the parser.
 */
export async function readListing({ url, decoded, listing: declared, today }: ListingInput): Promise<ListingPage> {
  // The structural format finds a list in whatever holds it: a column that now fills itself from JSON is still that column.
  const listing = declared.format === 'dated-links' ? { ...declared, ...guessListing(declared.url, decoded.text) } : declared;
  if (listing.format === 'feed') return readFeed({ url, decoded, today });
  const { text } = decoded;
  const json = looksLikeJson(text);
  if (!json) precheck(text, url);
  const $ = json ? undefined : treeOf(text);
  const entries = readOrRefuse({ text, $, listing, place: { url, base: url, today, region: listing.region } });
  const title = $ && tidy($('title').first().text());
  const next = nextOf($, text, { url, base: $ ? baseOf($, url) : url, listing });
  return { kind: 'listing', url, charset: decoded.charset, ...(title ? { title } : {}), entries, ...(next === undefined ? {} : { next }) };
}

function readOrRefuse(read: Read): readonly Entry[] {
  try {
    return readEntries(read);
  } catch (error) {
    throw explainFailure(error, read.text, read.place.url);
  }
}

function readEntries(read: Read): readonly Entry[] {
  const { text, listing, place } = read;
  switch (listing.format) {
    case 'dated-links':
    case 'html':
    case 'trs':
      return readMarkup(read);
    case 'json':
      return readRows(jsonOf(text, place.url), listing, place);
    case 'jpaas':
      return readJpaas(read);
    case 'jpage':
    case 'recordset':
      return readRecords(read);
    case 'guangdong':
      return readGuangdong(read);
    case 'xinhua':
      return readXinhua(read);
    case 'people':
      return readPeople(read);
    case 'feed':
      throw new SourceError('unrecognised', place.url, 'a feed inside a listing');
  }
}

/** Declaration for a page of which only the address is known, by what it holds: feed, JSON, records or HTML by structure. */
export function guessListing(url: string, text: string): Listing {
  const start = text.slice(0, 2000);
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(start) || /"version"\s{0,3}:\s{0,3}"https:\/\/jsonfeed\.org/.test(start))
    return { format: 'feed', url };
  if (looksLikeJson(text)) {
    const items = pathOfRows(jsonOf(text, url), { format: 'json', url }, { url, today: '9999-12-31' });
    return items === undefined ? { format: 'jpaas', url } : { format: 'json', url, items };
  }
  if (text.includes('<record><![CDATA[')) return { format: 'jpage', url };
  return { format: 'dated-links', url };
}
