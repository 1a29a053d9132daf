import type { ListingPage } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Decoded } from '../model/page.ts';
import { type FeedPage, listingOf, type RawFeed } from './feed/items.ts';
import { readJsonFeed } from './feed/json.ts';
import { readRss } from './feed/rss.ts';
import { shield } from './feed/shield.ts';
import { readXml } from './feed/xml.ts';

/** What rss-parser does not keep: the base of relative addresses, and base64 in titles. */
const lost = /\sxml:base\s{0,3}=|\smode\s{0,3}=\s{0,3}["']base64/;

import { explainFailure } from './listing/refusal.ts';

/** Beyond this rss-parser, which builds a tree of all, costs ten times what the stream costs. */
const ordinary = { length: 1_000_000, items: 200 } as const;

export type FeedJob = Omit<FeedPage, 'charset'> & { readonly decoded: Decoded };

/**
 * Reads RSS, RDF, Atom or JSON Feed: plain titles, absolute http(s) addresses, days in Beijing.
 * Throws SourceError `unrecognised` when it is no feed, `truncated` when it breaks off, `too-complex` when it declares entities.
 */
export async function readFeed({ url, decoded, today, unaddressed }: FeedJob): Promise<ListingPage> {
  const text = decoded.text.replace(/^[\s\ufeff]{0,1000}/, '');
  try {
    const feed = text.startsWith('{') ? readJsonFeed(text, url) : await readAny(text, url);
    return listingOf(feed, { url, charset: decoded.charset, today, unaddressed });
  } catch (error) {
    throw explainFailure(error, text, url);
  }
}

/** rss-parser reads ordinary feeds; the stream reader large ones, and those that it refuses or would lose something of (docs/decisions/0007). */
async function readAny(text: string, url: string): Promise<RawFeed> {
  if (/<!ENTITY/i.test(text)) throw new SourceError('too-complex', url, 'the feed declares entities');
  if (text.length > ordinary.length || lost.test(text) || itemsIn(text) > ordinary.items) return readXml(text, url);
  try {
    return await readRss(shield(text));
  } catch {
    return readXml(text, url);
  }
}

function itemsIn(text: string): number {
  let count = 0;
  for (const tag of ['<item', '<entry']) for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) count += 1;
  return count;
}
