import { createHash } from 'node:crypto';
import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import type { FeedFacts } from '../../model/summary.ts';
import { documentTypes, subjectIds } from '../../model/vocabulary.ts';
import { checkFilters, type Filters, filters, filterWords, limit } from '../../questions/lists.ts';
import { parameters, readOnly, textual } from '../../questions/question.ts';
import { findIssuer, issuerById } from '../../registry/issuers.ts';
import { entityIdOf, landmarks } from '../../registry/known.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { namesOf } from '../web/list-title.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { chosenNames } from '../words/choices.ts';
import { beijing, dayWords, localeOf } from '../words/days.ts';
import { escapeHtml, type Html, type HtmlPart, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { inEnglish } from '../words/page-view.ts';
import { statusName } from '../words/status-reason.ts';
import { headlineOf, titleLanguage } from '../words/text-name.ts';
import { dateNames, issuerMissing, levelNames, themeNames, typeNames, unseenWords, word } from '../words/words.ts';

type Feed = {
  readonly title: string;
  readonly home: string;
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

const atom = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
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

const rss = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>${escapeHtml(feed.title)}</title>
<link>${escapeHtml(feed.home)}</link><description>${about}</description><language>en</language><generator>Hongtou</generator>
<atom:link rel="self" type="application/rss+xml" href="${escapeHtml(feed.self)}"/><lastBuildDate>${rfc822(updatedOf(feed))}</lastBuildDate>
${feed.entries.map(rssItem).join('\n')}
</channel></rss>
`;

const jsonFeed = (feed: Feed): string =>
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

/**
 * What feeds and the calendar file tell of a document: the headline, a line of facts, the same English paragraph as the digest, and what
 * only its Chinese words say.
 */

type FeedItem = {
  /** The same under every address at which the instance is asked. */
  readonly id: string;
  readonly page: string;
  readonly official?: string;
  readonly title: string;
  readonly language: 'en' | 'zh-Hans';
  readonly summary: string;
  readonly html: string;
  readonly published: string;
  readonly updated: string;
  readonly tags: readonly string[];
};

type FeedEntry = { readonly hit: Hit; readonly facts: FeedFacts | undefined };

export const instant = (value: string): string => new Date(Number.isNaN(Date.parse(value)) ? 0 : Date.parse(value)).toISOString();

const marked = (text: string): Html =>
  joinParts(
    text
      .split(/([\p{Script=Han}〔〕《》“”、，。；：（）]+[\d\p{Script=Han}〔〕《》“”、，。；：（）]*)/u)
      .map((part) => (titleLanguage(part) === 'zh-Hans' ? html`<span lang="zh-Hans">${part}</span>` : part)),
    '',
  );

/** A name-based identifier (RFC 9562, version 5): the document's own, wherever the instance is reached. */
function urnOf(id: string): string {
  const hash = createHash('sha1').update(`hongtou document ${id}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

function issuersOf(hit: Hit): string {
  const names = hit.issuerNames.map((name) => findIssuer(name)?.english ?? name);
  const known = names.length > 0 ? names : hit.issuerIds.map((id) => issuerById(id)?.english ?? id);
  return known.length > 0 ? known.join(', ') : issuerMissing(hit, 'en');
}

export function nameOf(hit: Hit): { readonly title: string; readonly originals: readonly string[] } {
  const { english, chinese } = headlineOf(hit);
  const title = plainLine(english || chinese, 400);
  const originals = new Set([chinese, hit.title].map((each) => plainLine(each, 400)));
  return { title, originals: [...originals].filter((each) => each !== '' && each !== title) };
}

function factLine({ hit, facts }: FeedEntry): string {
  const hasSentence = facts?.summary.some(({ kind }) => kind === 'sentence') === true;
  const days = (['signed', 'published', 'effective', 'commentBy', 'expires'] as const).flatMap((kind) =>
    hasSentence || hit[kind] === undefined ? [] : [`${word(dateNames, kind, 'en')} ${dayWords(hit[kind], 'en')}`],
  );
  const withdrawn =
    facts?.withdrawnAt && `withdrawn, no longer on its official page since ${dayWords(beijing(facts.withdrawnAt).slice(0, 10), 'en')}`;
  return [
    withdrawn,
    word(typeNames, hit.type, 'en'),
    statusName(hit, inEnglish),
    issuersOf(hit),
    unseenWords(hit, 'en'),
    hit.level && word(levelNames, hit.level, 'en'),
    hit.number,
    ...days,
  ]
    .filter(Boolean)
    .map((part) => plainLine(String(part), 400))
    .join(' · ');
}

export function paragraphOf(facts: FeedFacts | undefined): readonly string[] {
  const { summary = [] } = facts ?? {};
  const sentences = summary.filter(({ kind }) => kind === 'sentence').map(({ says }) => says);
  const labels = summary.filter(({ kind }) => kind === 'label').map(({ says, quote }) => `${says}: “${plainLine(quote, 400)}”`);
  return [sentences.join(' '), ...labels].filter((line) => line !== '');
}

export function linesOf(entry: FeedEntry): readonly string[] {
  return [factLine(entry), ...paragraphOf(entry.facts), ...nameOf(entry.hit).originals];
}

function markedLines(entry: FeedEntry): Html {
  const { summary = [] } = entry.facts ?? {};
  const sentences = summary.filter(({ kind }) => kind === 'sentence');
  const labels = summary.filter(({ kind }) => kind === 'label');
  const titles: HtmlPart = nameOf(entry.hit).originals.map((each) => html`<p lang="${titleLanguage(each)}">${each}</p>`);
  const items: HtmlPart = labels.map(
    ({ says, quote }) => html`<li>${says}: <q lang="${titleLanguage(quote)}">${plainLine(quote, 400)}</q></li>`,
  );
  return html`<p lang="en">${marked(factLine(entry))}</p>${
    sentences.length > 0 && html`<p lang="en">${marked(sentences.map(({ says }) => says).join(' '))}</p>`
  }${labels.length > 0 && html`<ul lang="en">${items}</ul>`}${titles}`;
}

function toFeedItem(entry: FeedEntry, origin: string): FeedItem {
  const { hit, facts } = entry;
  const { title } = nameOf(entry.hit);
  const official = webAddress(hit.url);
  return {
    id: urnOf(hit.id),
    page: `${origin}/documents/${encodeURIComponent(hit.id)}`,
    title,
    language: titleLanguage(title),
    summary: linesOf(entry).join('\n'),
    html: toMarkup(markedLines(entry)),
    published: instant(hit.firstSeenAt),
    updated: instant(facts?.changedAt ?? hit.firstSeenAt),
    tags: hit.themes.map((theme) => word(themeNames, theme, 'en')),
    ...(official !== undefined && { official }),
  };
}

export const feedTitle = (filters: Filters): string => namesOf(filters, localeOf('en')).join(', ') || 'all documents';

const feedFormats = {
  atom: { type: 'application/atom+xml', write: atom },
  rss: { type: 'application/rss+xml', write: rss },
  json: { type: 'application/feed+json', write: jsonFeed },
} as const satisfies Record<string, { readonly type: string; readonly write: (feed: Feed) => string }>;
type FeedFormat = keyof typeof feedFormats;

const usual = 50;

type Wanted = { readonly filters: Filters; readonly limit?: number; readonly title?: string; readonly format: FeedFormat };

/** The feed of a list of documents. It says of itself that it stands where it was asked for; `title` is a reader's own name for it. */
export async function feedOf(
  { filters: given, limit = usual, title, format }: Wanted,
  request: RouteRequest,
  answers: Answers,
): Promise<Response> {
  const { hits } = await answers.documents({ date: 'firstSeen', sort: 'newest', ...given, limit, today: answers.today() });
  const facts = await answers.feedFacts(hits);
  const query = filterWords(given);
  const { type, write } = feedFormats[format];
  const feed = {
    title: plainLine(`Hongtou 红头: ${title ?? feedTitle(given)}`, 300),
    home: `${request.origin}/documents${query === '' ? '' : `?${query}`}`,
    self: request.address,
    entries: hits.map((hit) => toFeedItem({ hit, facts: facts.get(hit.id) }, request.origin)),
  };
  return textual(write(feed), type);
}

const feedParameters = filters.extend({ limit });

const feedRoute = (format: FeedFormat): Route => ({
  method: 'GET',
  path: `/feeds/documents.${format}`,
  async answer(request, answers) {
    const { limit, ...given } = await checkFilters(readOnly(request, feedParameters), answers);
    return feedOf({ filters: given, format, ...(limit !== undefined && { limit }) }, request, answers);
  },
});

export const feedRoutes: readonly Route[] = [feedRoute('atom'), feedRoute('rss'), feedRoute('json')];

type Outline = { readonly name: string; readonly filters: Readonly<Record<string, string>> };
type OutlineGroup = { readonly name: string; readonly feeds: readonly Outline[] };

function issuerTitle(id: string): string {
  const issuer = issuerById(id) ?? findIssuer(id);
  return issuer?.english === undefined ? (issuer?.name ?? id) : `${issuer.english} ${issuer.name}`;
}

async function groupsOf(answers: Answers): Promise<readonly OutlineGroup[]> {
  const { facets } = await answers.documents({ limit: 1, today: answers.today() });
  const places = Object.keys(await answers.mentions()).flatMap((id) => (id.startsWith('place:') ? [id.slice(6)] : []));
  const names = (id: string): string => chosenNames.places(id)?.join(' ') ?? id;
  const issuers = Object.entries(facets.issuer).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return [
    { name: 'All documents', feeds: [{ name: 'All documents', filters: {} }] },
    { name: 'Calls for comment', feeds: [{ name: 'Drafts open for comment', filters: { status: 'draft' } }] },
    { name: 'Themes', feeds: subjectIds.map((theme) => ({ name: word(themeNames, theme, 'en'), filters: { theme } })) },
    {
      name: 'Landmarks',
      feeds: landmarks.map((landmark) => ({ name: landmark.en || landmark.zh, filters: { entity: entityIdOf(landmark) } })),
    },
    {
      name: 'Types',
      feeds: documentTypes.flatMap((type) => (facets.type[type] ? [{ name: word(typeNames, type, 'en'), filters: { type } }] : [])),
    },
    {
      name: 'Levels',
      feeds: Object.keys(facets.level)
        .toSorted()
        .map((level) => ({ name: word(levelNames, level, 'en'), filters: { level } })),
    },
    {
      name: 'Places',
      feeds: places.map((place) => ({ name: names(place), filters: { place } })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    },
    { name: 'Issuers', feeds: issuers.map(([issuer]) => ({ name: issuerTitle(issuer), filters: { issuer } })) },
  ];
}

function outline({ name, filters }: Outline, origin: string): string {
  const query = new URLSearchParams(filters).toString();
  const at = (path: string): string => escapeHtml(`${origin}${path}${query === '' ? '' : `?${query}`}`);
  const words = escapeHtml(plainLine(`Hongtou: ${name}`, 300));
  return `<outline type="rss" text="${words}" title="${words}" xmlUrl="${at('/feeds/documents.rss')}" htmlUrl="${at('/documents')}"/>`;
}

export const opmlRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/feeds/hongtou.opml',
    async answer({ search, origin }, answers) {
      parameters(search, []);
      const groups = (await groupsOf(answers)).filter(({ feeds }) => feeds.length > 0);
      const body = groups.map(
        ({ name, feeds }) => `<outline text="${escapeHtml(name)}">\n${feeds.map((feed) => outline(feed, origin)).join('\n')}\n</outline>`,
      );
      const file = `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Hongtou 红头: all feeds</title></head>
<body>
${body.join('\n')}
</body></opml>
`;
      return textual(file, 'text/x-opml');
    },
  },
];
