import { toPrintableJson } from '../../stages/text/printable.ts';
import { escapeHtml } from '../words/escape.ts';
import type { FeedItem } from './feed-item.ts';

/** Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */

export type Feed = {
  readonly title: string;
  /** The page of the same list. */
  readonly home: string;
  /** Where it was asked for, so that a reader finds the feed where it says it is. */
  readonly self: string;
  readonly entries: readonly FeedItem[];
};

/** The newest change; of an empty feed nothing is known, and the formats want an instant. */
const updatedOf = ({ entries }: Feed): string =>
  entries
    .map(({ updated }) => updated)
    .toSorted()
    .at(-1) ?? '1970-01-01T00:00:00.000Z';

const about =
  'Chinese policy on artificial intelligence: documents of one list, newest first. Facts by rules, with the Chinese words that prove them.';

function atomEntry({ id, page, official, title, language, summary, html, published, updated, tags }: FeedItem): string {
  const via = official === undefined ? '' : `<link rel="via" href="${escapeHtml(official)}"/>`;
  const categories = tags.map((tag) => `<category term="${escapeHtml(tag)}"/>`).join('');
  const other = language === 'en' ? '' : ` xml:lang="${language}"`;
  return `<entry><id>${id}</id><title${other}>${escapeHtml(title)}</title><published>${published}</published><updated>${updated}</updated>
<link href="${escapeHtml(page)}"/>${via}${categories}
<summary>${escapeHtml(summary)}</summary><content type="html">${escapeHtml(html)}</content></entry>`;
}

export const atom = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>${escapeHtml(feed.self)}</id><title>${escapeHtml(feed.title)}</title><subtitle>${about}</subtitle>
<updated>${updatedOf(feed)}</updated><author><name>Hongtou</name></author><generator>Hongtou</generator>
<link rel="self" type="application/atom+xml" href="${escapeHtml(feed.self)}"/><link rel="alternate" type="text/html" href="${escapeHtml(feed.home)}"/>
${feed.entries.map(atomEntry).join('\n')}
</feed>
`;

const rfc822 = (at: string): string => new Date(at).toUTCString();

function rssItem({ id, page, title, html, published, updated, tags }: FeedItem): string {
  const categories = tags.map((tag) => `<category>${escapeHtml(tag)}</category>`).join('');
  return `<item><guid isPermaLink="false">${id}</guid><title>${escapeHtml(title)}</title><link>${escapeHtml(page)}</link>
<pubDate>${rfc822(published)}</pubDate><dcterms:modified>${updated}</dcterms:modified>${categories}<description>${escapeHtml(html)}</description></item>`;
}

export const rss = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>${escapeHtml(feed.title)}</title>
<link>${escapeHtml(feed.home)}</link><description>${about}</description><language>en</language><generator>Hongtou</generator>
<atom:link rel="self" type="application/rss+xml" href="${escapeHtml(feed.self)}"/><lastBuildDate>${rfc822(updatedOf(feed))}</lastBuildDate>
${feed.entries.map(rssItem).join('\n')}
</channel></rss>
`;

export const jsonFeed = (feed: Feed): string =>
  toPrintableJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: about,
    language: 'en',
    authors: [{ name: 'Hongtou' }],
    items: feed.entries.map(({ id, page, official, title, language, summary, html, published, updated, tags }) => ({
      id,
      url: page,
      ...(official !== undefined && { external_url: official }),
      title,
      content_html: html,
      content_text: summary,
      date_published: published,
      date_modified: updated,
      tags,
      language,
    })),
  });
