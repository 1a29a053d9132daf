import { Parser } from 'htmlparser2';
import type { ListingPage, Warning } from '../../../model/article.ts';
import { orEmpty } from '../../../model/values.ts';
import { resolveEntryLink, resolveLink, toOneLine } from '../../html/listing-tree.ts';
import { repairMojibake } from '../../text/decode/guess.ts';
import { parseListedDay } from '../day.ts';
import { entryLimit, type RawEntry, toEntries } from '../entries.ts';

const summaryLimit = 400;
const silent = new Set(['script', 'style']);
const blocks = new Set(['p', 'br', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const windows = new TextDecoder('windows-1252');

/** `&#146;` means the quotation mark of Windows-1252, not a control character, whatever XML says. */
const clean = (text: string): string =>
  toOneLine(repairMojibake(text).replaceAll(/[\x80-\x9f]/g, (mark) => windows.decode(Uint8Array.of(mark.charCodeAt(0)))));

export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return clean(html);
  const parts: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    ontext: (text) => hidden === 0 && parts.push(text),
    onopentagname(name) {
      if (silent.has(name)) hidden += 1;
      if (blocks.has(name)) parts.push(' ');
    },
    onclosetag(name) {
      if (silent.has(name)) hidden -= 1;
    },
  });
  parser.end(html);
  return clean(parts.join(''));
}

function xmlText(xml: string): string {
  const parts: string[] = [];
  new Parser({ ontext: (text) => parts.push(text) }, { xmlMode: true }).end(xml);
  return parts.join('');
}

/** Text of a field, as the feed types it. Untyped text of RSS may hold HTML; that of Atom holds none. */
export type FieldText = { readonly text: string; readonly type: string };

const isPlain = (type: string): boolean => type === 'text' || type === 'text/plain';

const isBase64 = (type: string): boolean => type === 'base64' || type === 'application/octet-stream';

export function readField({ text, type }: FieldText): string {
  if (isBase64(type)) return plainText(unbase64(text));
  return isPlain(type) ? clean(text) : plainText(text);
}

function unbase64(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 ? bytes.toString('utf8') : text;
}

/** A body; `raw` when it is still XML: CDATA, escaped HTML, or markup in line. `full`: the text itself and no summary of it. */
export type FeedBody = FieldText & { readonly raw: boolean; readonly full?: boolean };

/** Pictures, sounds and files in place of words. */
const binary = /^(?:image|audio|video|font|model)\/|^application\/(?!(?:[\w.-]{1,40}\+)?xml$|octet-stream$|json$)/i;

function unwrapped(xml: string): string {
  if (xml.startsWith('<![CDATA[')) return xml.slice('<![CDATA['.length).replace(/\]\](?:>|&gt;)$/, '');
  return xml.includes('<') ? xml : xmlText(xml);
}

function summaryOf({ text, type, raw }: FeedBody): string | undefined {
  const start = text.slice(0, summaryLimit * 4).trim();
  if (start === '' || binary.test(type)) return undefined;
  const html = raw ? unwrapped(start) : start;
  const cut = readField({ text: html.replace(/<[^<>]{0,400}$/, ''), type: isPlain(type) || isBase64(type) ? type : 'html' });
  if (isBase64(type) && cut.includes('\ufffd')) return undefined;
  return cut.length > summaryLimit ? `${cut.slice(0, summaryLimit)}…` : cut || undefined;
}

export type FeedLink = { readonly href: string; readonly rel: string; readonly type: string };

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
  readonly unaddressed?: boolean | undefined;
};

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
