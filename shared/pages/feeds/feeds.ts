import type { Answers } from '../../model/answers.ts';
import { checkFilters, type Filters, filters, filterWords, limit } from '../web/filters.ts';
import { readOnly } from '../web/parameters.ts';
import { type Route, type RouteRequest, textual } from '../web/route.ts';
import { plainLine } from '../words/escape.ts';
import { atom, type Feed, jsonFeed, rss } from './feed-formats.ts';
import { toFeedItem } from './feed-item.ts';
import { feedTitle } from './feed-title.ts';

/** Feeds of any list of documents, newest first seen first. */

const feedFormats = {
  atom: { type: 'application/atom+xml', write: atom },
  rss: { type: 'application/rss+xml', write: rss },
  json: { type: 'application/feed+json', write: jsonFeed },
} as const satisfies Record<string, { readonly type: string; readonly write: (feed: Feed) => string }>;
type FeedFormat = keyof typeof feedFormats;

/** Entries of a feed that names no number: each costs the reading of a text. */
const usual = 50;

type Wanted = { readonly filters: Filters; readonly limit?: number; readonly title?: string; readonly format: FeedFormat };

/** The feed of a list of documents. It says of itself that it stands where it was asked for; `title` is a reader's own name for it. */
export async function feedOf(
  { filters: given, limit = usual, title, format }: Wanted,
  asked: RouteRequest,
  answers: Answers,
): Promise<Response> {
  const { hits } = await answers.documents({ date: 'firstSeen', sort: 'newest', ...given, limit, today: answers.today() });
  const facts = await answers.feedFacts(hits);
  const query = filterWords(given);
  const { type, write } = feedFormats[format];
  const feed = {
    title: plainLine(`Hongtou 红头: ${title ?? feedTitle(given)}`, 300),
    home: `${asked.origin}/documents${query === '' ? '' : `?${query}`}`,
    self: asked.address,
    entries: hits.map((hit) => toFeedItem({ hit, facts: facts.get(hit.id) }, asked.origin)),
  };
  return textual(write(feed), type);
}

const feedParameters = filters.extend({ limit });

const feedRoute = (format: FeedFormat): Route => ({
  method: 'GET',
  path: `/feeds/documents.${format}`,
  async answer(asked, answers) {
    const { limit, ...given } = await checkFilters(readOnly(asked, feedParameters), answers);
    return feedOf({ filters: given, format, ...(limit !== undefined && { limit }) }, asked, answers);
  },
});

export const feedRoutes: readonly Route[] = [feedRoute('atom'), feedRoute('rss'), feedRoute('json')];
