import type { ListingPage } from '../model/article.ts';
import type { Decoded } from '../model/page.ts';
import { listingOf, type RawFeed } from './feed/items.ts';
import { readJsonFeed } from './feed/json.ts';
import { readRss } from './feed/rss.ts';
import { shield } from './feed/shield.ts';
import { readXml } from './feed/xml.ts';
import { entryLimit } from './listing/entries.ts';

/** What rss-parser does not keep: the base of relative addresses, and base64 in titles. */
const lost = /\sxml:base\s{0,3}=|\smode\s{0,3}=\s{0,3}["']base64/;

/**
 * Reads RSS, RDF, Atom or JSON Feed: plain titles, absolute http(s) addresses, days in Beijing.
 * Throws SourceError `unrecognised` when it is no feed, `truncated` when it breaks off, `too-complex` when it declares entities.
 */
export async function readFeed({ url, decoded, today }: { url: string; decoded: Decoded; today: string }): Promise<ListingPage> {
  const text = decoded.text.replace(/^[\s\ufeff]{0,1000}/, '');
  const feed = text.startsWith('{') ? readJsonFeed(text, url) : await readAny(text, url);
  return listingOf(feed, { url, charset: decoded.charset, today });
}

/** rss-parser reads honest feeds; the stream reader those that it refuses, or would lose something of (docs/decisions). */
async function readAny(text: string, url: string): Promise<RawFeed> {
  const shielded = shield(text, url);
  if (lost.test(shielded) || tooMany(shielded)) return readXml(text, url);
  try {
    return await readRss(shielded);
  } catch {
    return readXml(text, url);
  }
}

/** More items than we keep: the stream reader stops early, a tree of all of them would cost memory for nothing. */
function tooMany(text: string): boolean {
  let count = 0;
  for (const tag of ['<item', '<entry'])
    for (let at = text.indexOf(tag); at >= 0 && count <= entryLimit; at = text.indexOf(tag, at + 1)) count += 1;
  return count > entryLimit;
}
