import type { CheerioAPI } from 'cheerio/slim';
import type { Asking, Entry } from '../../model/article.ts';
import type { Listing } from '../../model/source.ts';
import { counterOf, nextWindow, sizeNames } from './counter.ts';
import { proxyIn, unitsIn } from './data.ts';
import { at, isRow, jsonOf } from './json.ts';
import { addressOf, sameHost, textOf } from './tree.ts';

/** A page of a listing: the request that it answers, its tree when it is HTML, its value when it is JSON, and what was read of it. */
export type PageOfList = {
  readonly ask: Asking;
  readonly text: string;
  readonly $?: CheerioAPI | undefined;
  readonly base: string;
  readonly listing: Listing;
  readonly entries: readonly Entry[];
};
/** `guessed`: the page does not say that there is a further one. */
export type Next = { readonly ask: Asking; readonly guessed?: true };

const sure = (url: string | undefined, page: PageOfList): Next | undefined =>
  url === undefined || url === page.ask.url || !sameHost(url, page.ask.url) ? undefined : { ask: { url } };

/**
 * The next page of a list: as declared (CSS of a link, or an address or body with `{n}`), else as the page itself says (rel="next", the pager
 * that TRS pages write by script, a JSON answer's own link), else, where the request counts pages, one page further. A link that only reads
 * 下一页 is followed in the page families; at `dated-links` and `html` it has to be declared.
 */
export function nextOf(page: PageOfList): Next | undefined {
  const { next, format } = page.listing;
  if (next?.includes('{n}')) return numbered(next, page);
  if (next !== undefined) return sure(addressOf(page.$?.(next).first().attr('href'), page.base), page);
  if (format === 'feed') return nextOfFeed(page);
  if (format === 'jpage') return nextRecords(page);
  if (!page.$) return format === 'jpaas' ? nextUnit(page) : nextOfJson(page);
  const units = format === 'jpaas' ? nextOfColumn(page) : undefined;
  if (units) return units;
  const linked = sure(addressOf(page.$('link[rel="next"], a[rel="next"]').first().attr('href'), page.base), page);
  return linked ?? sure(scripted(page.text, page.ask.url), page) ?? (families.has(format) ? sure(clearLink(page), page) : undefined);
}

const families = new Set(['trs', 'guangdong', 'people', 'xinhua', 'jpaas', 'recordset']);

/** Address of the link that reads 下一页, and nothing else. */
function clearLink({ $, base }: PageOfList): string | undefined {
  for (const link of $?.('a[href]').toArray() ?? []) {
    const words = textOf(link).replaceAll(/[\s[\]【】>›»]/g, '');
    if (/^(?:下一?[页頁]|后一?页|next(?:page)?)$/i.test(words)) return addressOf(link.attribs['href'], base);
  }
  return undefined;
}

/** `createPageHTML(12, 0, "index", "html")` of TRS pages: pages in all, this one (from 0), name and ending of the files. */
const pager =
  /createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]([\w-]{1,40})['"]\s{0,4},\s{0,4}['"](\w{1,10})['"]/;
/** The same with the element's name in front, and this page counted from 1. */
const namedPager =
  /createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"]#?[A-Za-z][\w-]{0,40}['"]\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]([\w-]{1,40})['"]\s{0,4},\s{0,4}['"](\w{1,10})['"]/;

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
    ? addressOf(`./${found.name}_${found.following}.${found.ending}`, url)
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
function numbered(template: string, page: PageOfList): Next | undefined {
  const { ask, base } = page;
  const inBody = ask.method === 'POST' && ask.body !== undefined && !/^(?:https?:|\/|\.)/i.test(template);
  const absolute = inBody ? template : addressOf(template.replaceAll('{n}', '0123456789'), base)?.replaceAll('0123456789', '{n}');
  if (absolute === undefined) return undefined;
  const current = numberIn(inBody ? (ask.body ?? '') : ask.url, absolute);
  const found = pagerIn(page.text);
  const following = current === undefined ? (isTrs(page) ? 1 : 2) : current + 1;
  if (found && following >= found.total) return undefined;
  const filled = absolute.replaceAll('{n}', String(following));
  const sent = { ...(ask.method ? { method: ask.method } : {}), ...(ask.body === undefined ? {} : { body: ask.body }) };
  return { ask: inBody ? { url: ask.url, method: 'POST', body: filled } : { url: filled, ...sent }, ...(found ? {} : { guessed: true }) };
}

/** Paged feeds say their next page (RFC 5005, JSON Feed); WordPress, which does not, numbers its pages. */
function nextOfFeed(page: PageOfList): Next | undefined {
  const { text, ask } = page;
  if (/^\s{0,100}\{/.test(text)) {
    const value = jsonOf(text, ask.url);
    const next = isRow(value) ? value['next_url'] : undefined;
    return typeof next === 'string' ? sure(addressOf(next, ask.url), page) : undefined;
  }
  const start = text.search(/<(?:\w{1,20}:)?(?:item|entry)[\s>]/);
  const end = Math.max(text.lastIndexOf('</item>'), text.lastIndexOf('</entry>'));
  const frame = start < 0 ? text : `${text.slice(0, start)}${end > start ? text.slice(end) : ''}`;
  for (const [tag] of frame.slice(0, 100_000).matchAll(/<(?:\w{1,20}:)?link\s[^<>]{0,2000}>/g)) {
    if (!/\srel\s{0,3}=\s{0,3}["'](?:next|prev-archive)["']/.test(tag)) continue;
    const href = /\shref\s{0,3}=\s{0,3}["']([^"'<>]{1,2000})["']/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
    const next = sure(addressOf(href, ask.url), page);
    if (next) return next;
  }
  if (!/<generator>\s{0,20}https?:\/\/(?:www\.)?wordpress\.org\//.test(frame) || page.entries.length === 0) return undefined;
  const url = new URL(ask.url);
  url.searchParams.set('paged', String(Number(url.searchParams.get('paged') ?? 1) + 1));
  return { ask: { url: url.href }, guessed: true };
}

const linkPaths = [
  'next',
  'next_url',
  'next_page_url',
  'nextPage',
  'nextUrl',
  'links.next',
  'links.next.href',
  'paging.next',
  'meta.next',
  'data.next_page_url',
];
const pagesNames = /^(?:total_?pages?|page_?count|pages|count_?page|page_?total|last_?page)$/i;
const totalNames = /^(?:total(?:_?(?:count|elements|records?|num|size|hits))?|record_?count|numfound)$/i;

/** First whole number under one of these names, at most three levels down. */
function numberUnder(value: unknown, names: RegExp, depth = 0): number | undefined {
  if (!isRow(value) || depth > 3) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const number = typeof child === 'number' || (typeof child === 'string' && /^\d{1,9}$/.test(child)) ? Number(child) : undefined;
    if (names.test(key) && number !== undefined && Number.isInteger(number)) return number;
  }
  for (const child of Object.values(value).slice(0, 200)) {
    const found = numberUnder(child, names, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nextOfJson(page: PageOfList): Next | undefined {
  const value = jsonOf(page.text, page.ask.url);
  for (const path of linkPaths) {
    const link = at(value, path);
    if (typeof link !== 'string' || !/^(?:https?:\/)?\/|^\?/.test(link)) continue;
    const linked = sure(addressOf(link, page.ask.url), page);
    if (linked) return linked;
  }
  const counter = counterOf(page.ask);
  if (!counter || page.entries.length === 0) return undefined;
  const turn = Math.max(counter.page, 1);
  const pages = numberUnder(value, pagesNames);
  const total = numberUnder(value, totalNames);
  const size = counter.size ?? numberUnder(value, sizeNames);
  const last = pages ?? (total === undefined ? undefined : Math.ceil(total / Math.max(size ?? 0, page.entries.length)));
  if (last !== undefined && last > 0 && turn >= last) return undefined;
  // The last page is shorter than the others: how long they are it does not say.
  const known = pages !== undefined || (last !== undefined && (size !== undefined || turn === 1));
  return { ask: counter.next, ...(known ? {} : { guessed: true }) };
}

/** The HTML in a unit's answer says how many records there are, how many a page shows and which page this is: `rows="24" count="48" pageNo="1"`. */
function nextUnit(page: PageOfList): Next | undefined {
  const value = jsonOf(page.text, page.ask.url);
  const html = at(value, page.listing.items ?? 'data.html');
  const said = (name: string): number | undefined => {
    const match =
      typeof html === 'string' ? new RegExp(`[\\s"']${name}\\s{0,3}["']?\\s{0,3}[=:]\\s{0,3}["']?(\\d{1,6})`, 'i').exec(html) : null;
    return match ? Number(match[1]) : undefined;
  };
  const shown = page.entries.length;
  const [count, rows = shown] = [said('count'), said('rows') ?? said('pagesize')];
  if (shown === 0) return undefined;
  const current = unitPage(page.ask.url);
  const last = count === undefined ? undefined : Math.ceil(count / Math.max(rows, 1));
  if (last !== undefined && current >= last) return undefined;
  const counter = /[?&]paramJson=/.test(page.ask.url) ? undefined : counterOf(page.ask);
  // Some hosts ignore the number, asked from abroad: what does not answer is then no trouble.
  return { ask: counter?.next ?? { url: withUnitPage(page.ask.url, current + 1, rows) }, guessed: true };
}

/** A column page that holds its first entries itself: the next ones come from the unit that its pager belongs to. */
function nextOfColumn({ text, $, ask: { url }, base, listing, entries }: PageOfList): Next | undefined {
  const count = Number(/\scount\s{0,3}=\s{0,3}["']?(\d{1,6})/i.exec(text)?.[1] ?? 0);
  const unit = $ && count > entries.length ? unitsIn({ text, $, url, base, listing })[0] : undefined;
  return unit && sameHost(unit.url, url) ? { ask: { url: withUnitPage(unit.url, 2, entries.length) }, guessed: true } : undefined;
}

const unitPage = (url: string): number =>
  Number(/"?pageNo"?\s{0,3}[:=]\s{0,3}"?(\d{1,5})/.exec(decodeURIComponent(url.replaceAll(/%(?![\da-f]{2})/gi, '%25')))?.[1] ?? 1);

/** `paramJson={"pageNo":2,"pageSize":24}` */
function withUnitPage(url: string, pageNo: number, pageSize: number): string {
  const param = `paramJson=${encodeURIComponent(JSON.stringify({ pageNo, pageSize }))}`;
  return /[?&]paramJson=/.test(url) ? url.replace(/paramJson=[^&]{0,500}/, param) : `${url}${url.includes('?') ? '&' : '?'}${param}`;
}

/** A jpage proxy answers with a window of records and, mostly, how many there are. */
function nextRecords(page: PageOfList): Next | undefined {
  const total = /<totalrecord>\s{0,9}(\d{1,7})\s{0,9}<\/totalrecord>/i.exec(page.text)?.[1];
  const next = nextWindow(page.ask);
  if (!next) {
    const [proxy] = page.$ ? proxyIn(page.text, page.base, page.entries.length + 1, page.entries.length) : [];
    if (proxy && sameHost(proxy.url, page.ask.url)) return { ask: proxy, guessed: true };
    const counter = counterOf(page.ask);
    return counter && page.entries.length > 0 ? { ask: counter.next, guessed: true } : undefined;
  }
  const { start, ...ask } = next;
  if (page.entries.length === 0 || (total !== undefined && start > Number(total))) return undefined;
  return { ask, ...(total === undefined ? { guessed: true } : {}) };
}
