import type { CheerioAPI } from 'cheerio/slim';
import type { Entry, ListingRequest } from '../../model/article.ts';
import type { Listing } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { isSameHost, resolveLink } from '../html/listing-tree.ts';
import { isJsonObject } from '../text/json-path.ts';
import { nextWindow, readPageCounter } from './counter.ts';
import { proxyIn } from './data-requests.ts';
import { parseJsonAnswer } from './json.ts';
import { findNextInJson } from './next-json.ts';
import { findNextOfColumn, findNextUnit } from './next-unit.ts';
import { findCountedPage, findNextLink, findNumberedLink } from './pager.ts';

/** A page of a listing: the request that it answers, its tree when it is HTML, its value when it is JSON, and what was read of it. */
export type PageOfList = {
  readonly ask: ListingRequest;
  readonly text: string;
  readonly $?: CheerioAPI | undefined;
  readonly base: string;
  readonly listing: Listing;
  readonly entries: readonly Entry[];
};
/** `guessed`: the page does not say that there is a further one. `undeclared`: it says so by a convention that its format does not promise. */
export type NextPage = { readonly ask: ListingRequest; readonly guessed?: true; readonly undeclared?: true };

const certainNext = (url: string | undefined, page: PageOfList): NextPage | undefined =>
  url === undefined || url === page.ask.url || !isSameHost(url, page.ask.url) ? undefined : { ask: { url } };

/**
 * The next page of a list: as declared (CSS of a link, or an address or body with `{n}`), else as the page itself says (rel="next", the pager
 * that TRS pages write by script, a JSON answer's own link, 下一页, page numbers), else, where the request counts pages, one page further.
 */
export function findNextPage(page: PageOfList): NextPage | undefined {
  const { next, format } = page.listing;
  if (next?.includes('{n}')) return numbered(next, page);
  if (next !== undefined) return certainNext(resolveLink(page.$?.(next).first().attr('href'), page.base), page);
  if (format === 'feed') return nextOfFeed(page);
  if (format === 'jpage') return nextRecords(page);
  if (!page.$) return format === 'jpaas' ? findNextUnit(page) : findNextInJson(page);
  const units = format === 'jpaas' ? findNextOfColumn(page) : undefined;
  if (units) return units;
  const linked = certainNext(resolveLink(page.$('link[rel="next"], a[rel="next"]').first().attr('href'), page.base), page);
  return linked ?? certainNext(scripted(page.text, page.ask.url), page) ?? conventional(page);
}

const families = new Set(['trs', 'guangdong', 'people', 'xinhua', 'jpaas', 'recordset']);

/** What stands at the foot of lists: 下一页, page numbers, a counter in a script. Formats that know no family's pager take it as a convention. */
function conventional(page: PageOfList): NextPage | undefined {
  const { $, base, text, ask, listing } = page;
  if (!$) return undefined;
  const clear = certainNext(findNextLink({ $, base }), page);
  if (clear && families.has(listing.format)) return clear;
  const found =
    clear ?? certainNext(findNumberedLink({ $, url: ask.url, base }), page) ?? certainNext(findCountedPage(text, ask.url), page);
  return found && { ...found, undeclared: true };
}

/** `createPageHTML(12, 0, "index", "html")` of TRS pages: pages in all, this one (from 0), name and ending of the files. */
const pager =
  /createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]([\w-]{1,40})['"]\s{0,4},\s{0,4}['"](\w{1,10})['"]/;
/** The same with the element's name in front, and this page counted from 1. */
const namedPager = new RegExp(
  String.raw`createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"]#?[A-Za-z][\w-]{0,40}['"]\s{0,4},\s{0,4}` +
    String.raw`['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]([\w-]{1,40})['"]\s{0,4},\s{0,4}['"](\w{1,10})['"]`,
);

/** Pages in all, and the number in the name of the next one's file. */
function pagerIn(html: string): { total: number; following: number; name: string; ending: string } | undefined {
  const plain = pager.exec(html);
  const [, total, current, name, ending] = plain ?? namedPager.exec(html) ?? [];
  if (name === undefined || ending === undefined) return undefined;
  return { total: Number(total), following: Number(current) + (plain ? 1 : 0), name, ending };
}

function scripted(html: string, url: string): string | undefined {
  const found = pagerIn(html);
  return found && found.following > 0 && found.following < found.total
    ? resolveLink(`./${found.name}_${found.following}.${found.ending}`, url)
    : undefined;
}

/** Number that stands for `{n}` in a text of that form. */
function numberIn(text: string, template: string): number | undefined {
  const [head = '', tail = ''] = template.split('{n}');
  const fits = text.startsWith(head) && text.endsWith(tail) && text.length > head.length + tail.length;
  const number = text.slice(head.length, text.length - tail.length);
  return fits && /^\d{1,6}$/.test(number) ? Number(number) : undefined;
}

/** TRS hosts give page 2 the number 1; their pages and articles are known by their pager and their addresses. */
const isTrs = ({ listing, text, entries }: PageOfList): boolean =>
  listing.format === 'trs' || pagerIn(text) !== undefined || entries.some(({ url }) => /\/t\d{8}_\d{1,12}\.s?html?$/.test(url));

/** Page 2 bears the number 2, except on TRS hosts, where it bears 1. */
function numbered(template: string, page: PageOfList): NextPage | undefined {
  const { ask, base } = page;
  const inBody = ask.method === 'POST' && ask.body !== undefined && !/^(?:https?:|\/|\.)/i.test(template);
  const absolute = inBody ? template : resolveLink(template.replaceAll('{n}', '0123456789'), base)?.replaceAll('0123456789', '{n}');
  if (absolute === undefined) return undefined;
  const current = numberIn(inBody ? orEmpty(ask.body) : ask.url, absolute);
  const found = pagerIn(page.text);
  const following = current === undefined ? (isTrs(page) ? 1 : 2) : current + 1;
  if (found && following >= found.total) return undefined;
  const filled = absolute.replaceAll('{n}', String(following));
  const sent = { ...(ask.method ? { method: ask.method } : {}), ...opt('body', ask.body) };
  return { ask: inBody ? { url: ask.url, method: 'POST', body: filled } : { url: filled, ...sent }, ...(found ? {} : { guessed: true }) };
}

/** Paged feeds say their next page (RFC 5005, JSON Feed); WordPress, which does not, numbers its pages. */
function nextOfFeed(page: PageOfList): NextPage | undefined {
  const { text, ask } = page;
  if (/^\s{0,100}\{/.test(text)) {
    const value = parseJsonAnswer(text, ask.url);
    const next = isJsonObject(value) ? value['next_url'] : undefined;
    return typeof next === 'string' ? certainNext(resolveLink(next, ask.url), page) : undefined;
  }
  const start = text.search(/<(?:\w{1,20}:)?(?:item|entry)[\s>]/);
  const end = Math.max(text.lastIndexOf('</item>'), text.lastIndexOf('</entry>'));
  const frame = start < 0 ? text : `${text.slice(0, start)}${end > start ? text.slice(end) : ''}`;
  for (const [tag] of frame.slice(0, 100_000).matchAll(/<(?:\w{1,20}:)?link\s[^<>]{0,2000}>/g)) {
    if (!/\srel\s{0,3}=\s{0,3}["'](?:next|prev-archive)["']/.test(tag)) continue;
    const href = /\shref\s{0,3}=\s{0,3}["']([^"'<>]{1,2000})["']/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
    const next = certainNext(resolveLink(href, ask.url), page);
    if (next) return next;
  }
  if (!/<generator>\s{0,20}https?:\/\/(?:www\.)?wordpress\.org\//.test(frame) || page.entries.length === 0) return undefined;
  const url = new URL(ask.url);
  url.searchParams.set('paged', String(Number(url.searchParams.get('paged') ?? 1) + 1));
  return { ask: { url: url.href }, guessed: true };
}

/** A jpage proxy answers with a window of records and, mostly, how many there are. */
function nextRecords(page: PageOfList): NextPage | undefined {
  const total = /<totalrecord>\s{0,9}(\d{1,7})\s{0,9}<\/totalrecord>/i.exec(page.text)?.[1];
  const next = nextWindow(page.ask);
  if (!next) {
    const [proxy] = page.$ ? proxyIn(page.text, page.base, page.entries.length + 1, page.entries.length) : [];
    if (proxy && isSameHost(proxy.url, page.ask.url)) return { ask: proxy, guessed: true };
    const counter = readPageCounter(page.ask);
    return counter && page.entries.length > 0 ? { ask: counter.next, guessed: true } : undefined;
  }
  const { start, ...ask } = next;
  if (page.entries.length === 0 || (total !== undefined && start > Number(total))) return undefined;
  return { ask, ...(total === undefined ? { guessed: true } : {}) };
}
