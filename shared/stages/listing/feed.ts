import type { Decoded, ListingPage } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { group, orEmpty } from '../../model/values.ts';
import { isJsonObject } from '../text/json-path.ts';
import { entryLimit } from './entries.ts';
import { type FeedPage, type RawFeed, type RawItem, toListingPage } from './feed/items.ts';
import { shield } from './feed/rss.ts';
import { readXml } from './feed/xml.ts';
import { parseJsonAnswer } from './json.ts';
import { explainFailure } from './refusal.ts';

const textAt = (row: Readonly<Record<string, unknown>>, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

function toRawItem(row: Readonly<Record<string, unknown>>): RawItem {
  const bodies = (['summary', 'content_text', 'content_html'] as const).map((name) => ({
    text: textAt(row, name),
    type: name === 'content_html' ? 'html' : 'text',
    raw: false,
  }));
  return {
    titles: [{ text: textAt(row, 'title'), type: 'text' }],
    links: [textAt(row, 'url'), textAt(row, 'external_url')].filter(Boolean).map((href) => ({ href, rel: 'alternate', type: '' })),
    ids: [textAt(row, 'id')],
    dates: [textAt(row, 'date_published'), textAt(row, 'date_modified')].filter(Boolean),
    bodies,
  };
}

/** Reads JSON Feed. Throws SourceError `unrecognised` when the JSON is none. */
function readJsonFeed(text: string, url: string): RawFeed {
  const value = parseJsonAnswer(text, url);
  const items = isJsonObject(value) ? value['items'] : undefined;
  if (!isJsonObject(value) || !textAt(value, 'version').includes('jsonfeed.org') || !Array.isArray(items)) {
    throw new SourceError('unrecognised', url, 'looked for a JSON Feed (version and items): there is none');
  }
  const rows = items.filter(isJsonObject).slice(0, entryLimit);
  return { title: textAt(value, 'title') || undefined, items: rows.map(toRawItem), capped: items.length > entryLimit };
}

/** What rss-parser does not keep: the base of relative addresses, base64 in titles, addresses behind counters. */
const lost = /\sxml:base\s{0,3}=|\smode\s{0,3}=\s{0,3}["']base64|\stype\s{0,3}=\s{0,3}["']application\/octet-stream|<feedburner:origLink/;

/** Beyond this rss-parser, which builds a tree of all, costs ten times what the stream costs. */
const ordinary = { length: 1_000_000, items: 200 } as const;

type FeedJob = Omit<FeedPage, 'charset'> & { readonly decoded: Decoded };

/**
 * Reads RSS, RDF, Atom or JSON Feed: plain titles, absolute http(s) addresses, days in Beijing.
 * Throws SourceError `unrecognised` when it is no feed, `truncated` when it breaks off, `too-complex` when it declares entities.
 */
export async function readFeed({ url, decoded, today, unaddressed }: FeedJob): Promise<ListingPage> {
  const text = decoded.text.replace(/^[\s\ufeff]{0,1000}/, '');
  try {
    const feed = text.startsWith('{') ? readJsonFeed(text, url) : await readAny(text, url);
    return toListingPage(feed, { url, charset: decoded.charset, today, unaddressed });
  } catch (error) {
    throw explainFailure(error, text, url);
  }
}

/** Programs that fail print their message before the feed. */
const start = /<\?xml\s|<(?:rss|rdf:RDF|feed|atom:feed)[\s>]/i;

function withoutPreface(text: string): string {
  const at = start.exec(text.slice(0, 4000))?.index ?? 0;
  return at > 0 && !/<(?:html|head|body|!doctype\s+html)/i.test(text.slice(0, at)) ? text.slice(at) : text;
}

/** Characters that a feed may name for itself, as pages do that were made by hand: `<!ENTITY nbsp "&#160;">`. */
const plainEntity = /<!ENTITY\s{1,20}([\w.-]{1,40})\s{1,20}(?:"([^"<>%]{0,40})"|'([^'<>%]{0,40})')\s{0,20}>/gi;
const mostEntities = 300;

/**
 * A feed without the entities that it declares: names of single characters are put in their place. Whatever else is declared (text made of
 * other entities, files, parameters) is never expanded. Throws SourceError `too-complex`.
 */
function withoutEntities(text: string, url: string): string {
  if (!/<!ENTITY/i.test(text)) return text;
  const head = /^[\s\S]{0,4000}?<!DOCTYPE\s[^[\]<>]{0,500}\[([^\]]{0,40000})\]\s{0,20}>/i.exec(text);
  const declared = [...group(head, 1).matchAll(plainEntity)].map(([, name = '', a, b]) => [name, orEmpty(a ?? b)] as const);
  const isPlain = declared.every(([, value]) => /^(?:&#\w{1,8};|[\u00a0-\uffff]){1,2}$/.test(value));
  const rest = head?.[1]?.replaceAll(plainEntity, '').trim();
  if (!head || rest !== '' || !isPlain || declared.length > mostEntities || text.slice(head[0].length).includes('<!ENTITY'))
    throw new SourceError('too-complex', url, 'the feed declares entities');
  const values = new Map(declared);
  const start = head[0].search(/<!DOCTYPE/i);
  const body = text.slice(head[0].length).replaceAll(/&([\w.-]{1,40});/g, (whole, name: string) => values.get(name) ?? whole);
  return text.slice(0, start) + body;
}

/**
 * rss-parser reads ordinary feeds; the stream reader large ones, and those that it refuses or would lose something of
 * (docs/decisions/0007).
 */
async function readAny(whole: string, url: string): Promise<RawFeed> {
  const text = withoutPreface(withoutEntities(whole, url));
  const odd = text.length > ordinary.length || lost.test(text) || countOf('<channel', text) > 1;
  if (odd || countOf('<item', text) + countOf('<entry', text) > ordinary.items) return readXml(text, url);
  const feed = await readWithRssParser(text);
  // A list that is empty, or shorter than the feed's items, is never whole: rss-parser passes over items in other places or under other
  // names.
  const isAll = feed && feed.items.length > 0 && feed.items.length === itemsIn(text) && feed.items.every(isWhole);
  return isAll ? feed : readXml(text, url);
}

const itemsIn = (text: string): number => text.match(/<(?:[\w-]{1,20}:)?(?:item|entry)[\s>/]/gi)?.length ?? 0;

/** A field under a name that rss-parser was not told of looks like a missing one: the stream then looks for it. */
const isWhole = ({ titles, links, dates }: RawItem): boolean =>
  titles.length > 0 && links.some(({ href }) => href !== '') && dates.length > 0;

async function readWithRssParser(text: string): Promise<RawFeed | undefined> {
  // It loads what it would fetch feeds with, a sixth of what a thread takes to start: whoever reads pages alone does without.
  const { readRss } = await import('./feed/rss.ts');
  try {
    return await readRss(shield(text));
  } catch {
    return undefined;
  }
}

function countOf(tag: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) count += 1;
  return count;
}
