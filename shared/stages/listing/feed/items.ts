import type { ListingPage, Warning } from '../../../model/article.ts';
import { orEmpty } from '../../../model/values.ts';
import { resolveEntryLink, resolveLink } from '../../html/listing-tree.ts';
import { parseListedDay } from '../day.ts';
import { entryLimit, type RawEntry, toEntries } from '../entries.ts';
import { type FeedBody, type FieldText, readField, summaryOf } from './text.ts';

export type FeedLink = { readonly href: string; readonly rel: string; readonly type: string };

/** An item as its feed writes it, whatever the format and whoever read it. */
export type RawItem = {
  readonly titles: readonly FieldText[];
  readonly links: readonly FeedLink[];
  readonly ids: readonly string[];
  /** Days of publication; those of change only when the item has none, for a day that cannot be read must not become another. */
  readonly dates: readonly string[];
  readonly bodies: readonly FeedBody[];
  /** `xml:base` in force. */
  readonly base?: string | undefined;
};
export type RawFeed = { readonly title?: string | undefined; readonly items: readonly RawItem[]; readonly capped: boolean };

/** `www.example.gov.cn/a.html`: an address whose writer left out the scheme; against the base it would lead into the feed's own site. */
const withScheme = (href: string | undefined): string | undefined =>
  href?.replace(/^\s{0,20}(?=(?:www\.|(?:[\w-]{1,63}\.){1,4}(?:cn|com|org|net|gov|edu|hk|tw|mo)\/)[\w.-]{0,200}\/?)/i, 'http://');

/** Page of an item: its alternate link as HTML, else its first link, else an id that is an address. */
function itemAddress(item: RawItem, feedUrl: string): string | undefined {
  const base = item.base ? (resolveLink(item.base, feedUrl) ?? feedUrl) : feedUrl;
  const alternates = item.links.filter(({ rel }) => rel === 'alternate' || rel === '');
  const page = alternates.find(({ type }) => type === '' || /html/.test(type)) ?? alternates[0];
  const ids = item.ids.filter((id) => /^https?:\/\//i.test(id.trim()));
  for (const href of [page?.href, ...ids]) {
    const url = resolveEntryLink(withScheme(href), base);
    if (url !== undefined) return url;
  }
  return undefined;
}

function toRawEntry(item: RawItem, url: string, today: string): RawEntry {
  const title = item.titles.map(readField).find((text) => text !== '');
  const inOrder = [...item.bodies.filter(({ full }) => !full), ...item.bodies.filter(({ full }) => full)];
  const summary = inOrder.map(summaryOf).find((text) => text !== undefined);
  let publishedOn: string | undefined;
  for (const date of item.dates) publishedOn ??= parseListedDay(date.trim(), today);
  return { url, title: title ?? summary?.slice(0, 80) ?? url, publishedOn, summary: summary === title ? undefined : summary };
}

export type FeedPage = {
  readonly url: string;
  readonly charset: string;
  readonly today: string;
  /** Shows items that have no page too, at the address of the feed itself: for a person's eyes, never to be fetched. */
  readonly unaddressed?: boolean | undefined;
};

/** Where an item without a page stands: in the feed. */
const within = (url: string, at: number): string => `${url.replace(/#.{0,2000}$/, '')}#item-${at + 1}`;

const nameOfEntry = ({ url, title }: RawEntry): string => `${url} ${title}`;

/** One page under one title is one entry, unless it is listed on several days. */
function entryKeys(lines: readonly RawEntry[]): (line: RawEntry) => string {
  const days = new Map<string, Set<string>>();
  for (const line of lines)
    if (line.publishedOn !== undefined) days.set(nameOfEntry(line), (days.get(nameOfEntry(line)) ?? new Set()).add(line.publishedOn));
  return (line) => ((days.get(nameOfEntry(line))?.size ?? 0) > 1 ? `${nameOfEntry(line)} ${orEmpty(line.publishedOn)}` : nameOfEntry(line));
}

/** Items of a feed as a listing. What has no address of a page, or a date that cannot be read, is said. */
export function toListingPage(feed: RawFeed, { url, charset, today, unaddressed }: FeedPage): ListingPage {
  let unlinked = 0;
  let undated = 0;
  const lines = feed.items.flatMap((item, at) => {
    const link = itemAddress(item, url);
    if (link === undefined) unlinked += 1;
    if (link === undefined && !unaddressed) return [];
    const line = toRawEntry(item, link ?? within(url, at), today);
    if (line.publishedOn === undefined && item.dates.length > 0) undated += 1;
    return [line];
  });
  const warnings: Warning[] = [];
  if (unlinked > 0)
    warnings.push({
      field: 'entries',
      reason: `${unlinked} items without the address of a page ${unaddressed ? 'are shown at the address of the feed' : 'are left out'}`,
    });
  if (undated > 0) warnings.push({ field: 'publishedOn', reason: `${undated} dates are not surely days` });
  if (feed.capped) warnings.push({ field: 'entries', reason: `capped at ${entryLimit} items` });
  const title = feed.title ? { title: feed.title } : {};
  return {
    kind: 'feed',
    url,
    charset,
    ...title,
    entries: toEntries(lines, entryKeys(lines)),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}
