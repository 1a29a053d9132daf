import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import { isAct } from '../../stages/text/acts.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { checkFilters, type Filters, filters, filterWords, limit } from '../web/filters.ts';
import { readOnly } from '../web/parameters.ts';
import { type Route, type RouteRequest, textual } from '../web/route.ts';
import { dayWords } from '../words/days.ts';
import { escapeHtml, plainLine, webAddress } from '../words/escape.ts';
import { issuerMissing } from '../words/issuer-missing.ts';
import { dateNames, levelNames, statusNames, themeNames, typeNames, word } from '../words/words.ts';

/** Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of any list of documents, newest first seen first. */
type Feed = { readonly title: string; readonly home: string; readonly self: string; readonly entries: readonly FeedItem[] };
type FeedItem = {
  readonly id: string;
  readonly page: string;
  readonly official?: string;
  readonly title: string;
  readonly summary: string;
  readonly at: string;
  readonly tags: readonly string[];
};

function toFeedItem(hit: Hit, origin: string): FeedItem {
  const titles = hit.english && hit.english !== hit.title ? `${hit.english} ${hit.title}` : hit.title;
  const dates = (['signed', 'published', 'effective', 'commentBy', 'expires'] as const).flatMap((kind) =>
    hit[kind] === undefined ? [] : [`${word(dateNames, kind, 'en')} ${dayWords(hit[kind], 'en')}`],
  );
  const facts = [
    word(statusNames, hit.status, 'en'),
    word(typeNames, hit.type, 'en'),
    hit.issuerNames.join('、') || issuerMissing(hit, 'en'),
    hit.level === undefined ? '' : word(levelNames, hit.level, 'en'),
    hit.number ?? (isAct(hit.type) ? 'no document number' : ''),
    ...dates,
  ];
  const official = webAddress(hit.url);
  return {
    id: `${origin}/documents/${encodeURIComponent(hit.id)}`,
    page: `${origin}/documents/${encodeURIComponent(hit.id)}`,
    title: plainLine(titles),
    summary: plainLine(facts.filter(Boolean).join('; ')),
    at: Number.isNaN(Date.parse(hit.firstSeenAt)) ? '1970-01-01T00:00:00.000Z' : new Date(hit.firstSeenAt).toISOString(),
    tags: hit.themes.map((theme) => word(themeNames, theme, 'en')),
    ...(official !== undefined && { official }),
  };
}

const updated = (feed: Feed): string =>
  feed.entries
    .map(({ at }) => at)
    .toSorted()
    .at(-1) ?? '1970-01-01T00:00:00.000Z';

function atom(feed: Feed): string {
  const entries = feed.entries.map(
    (entry) =>
      `<entry><id>${escapeHtml(entry.id)}</id><title>${escapeHtml(entry.title)}</title><updated>${entry.at}</updated><link href="${escapeHtml(entry.page)}"/>${
        entry.official === undefined ? '' : `<link rel="via" href="${escapeHtml(entry.official)}"/>`
      }${entry.tags.map((tag) => `<category term="${escapeHtml(tag)}"/>`).join('')}<summary>${escapeHtml(entry.summary)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${escapeHtml(feed.self)}</id><title>${escapeHtml(feed.title)}</title><updated>${updated(feed)}</updated>
<author><name>Hongtou</name></author><link rel="self" type="application/atom+xml" href="${escapeHtml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${escapeHtml(feed.home)}"/>
${entries.join('\n')}
</feed>
`;
}

function rss(feed: Feed): string {
  const items = feed.entries.map(
    (entry) =>
      `<item><guid>${escapeHtml(entry.id)}</guid><title>${escapeHtml(entry.title)}</title><link>${escapeHtml(entry.page)}</link>
<pubDate>${new Date(entry.at).toUTCString()}</pubDate>${entry.tags
        .map((tag) => `<category>${escapeHtml(tag)}</category>`)
        .join('')}<description>${escapeHtml(escapeHtml(entry.summary))}</description></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escapeHtml(feed.title)}</title><link>${escapeHtml(feed.home)}</link>
<description>${escapeHtml(feed.title)}</description><atom:link rel="self" type="application/rss+xml" href="${escapeHtml(feed.self)}"/>
<lastBuildDate>${new Date(updated(feed)).toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>
`;
}

const jsonFeed = (feed: Feed): string =>
  toPrintableJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    items: feed.entries.map(({ id, page, official, title, summary, at, tags }) => ({
      id,
      url: page,
      ...(official !== undefined && { external_url: official }),
      title,
      content_text: summary,
      date_published: at,
      tags,
    })),
  });

const titleOf = (filters: Filters): string =>
  filterWords(filters) === '' ? 'Hongtou 红头: documents' : `Hongtou 红头: ${new URLSearchParams(filterWords(filters)).toString()}`;

const feedParameters = filters.extend({ limit });

const feedRoute = (ending: string, type: string, write: (feed: Feed) => string): Route => ({
  method: 'GET',
  path: `/feeds/documents.${ending}`,
  async answer(asked: RouteRequest, answers: Answers) {
    const { limit = 50, ...given } = await checkFilters(readOnly(asked, feedParameters), answers);
    const { hits } = await answers.documents({
      date: 'firstSeen',
      sort: 'newest',
      ...given,
      limit,
      today: answers.today(),
    });
    const query = filterWords(given);
    const at = (path: string): string => `${asked.origin}${path}${query === '' ? '' : `?${query}`}`;
    const feed = {
      title: titleOf(given),
      home: at('/documents'),
      // As it was asked for, so that a reader finds the feed where it says it is.
      self: `${asked.origin}${asked.path}${asked.search.size > 0 ? `?${asked.search}` : ''}`,
      entries: hits.map((hit) => toFeedItem(hit, asked.origin)),
    };
    return textual(write(feed), type);
  },
});

export const feedRoutes: readonly Route[] = [
  feedRoute('atom', 'application/atom+xml', atom),
  feedRoute('rss', 'application/rss+xml', rss),
  feedRoute('json', 'application/feed+json', jsonFeed),
];
