import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isText } from 'domhandler';
import type { Entry, ListingRequest } from '../../model/article.ts';
import type { Listing } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { isSameHost, lineTextOf, parentOf, resolveLink } from '../html/listing-tree.ts';
import { readPager } from '../html/pager.ts';
import { isJsonObject, valueAtPath } from '../text/json-path.ts';
import { expressionsOf } from '../text/words.ts';
import { clickTarget, nextWindow, readPageCounter, sizeNames } from './counter.ts';
import { proxyIn, unitsIn } from './data-requests.ts';
import expressions from './expressions.json' with { type: 'json' };
import { parseJsonAnswer } from './json.ts';
import lists from './word-lists.json' with { type: 'json' };

const { pagesNames } = expressionsOf(expressions.next);

/**
 * The HTML in a unit's answer says how many records there are, how many a page shows and which page this is: `rows="24" count="48"
 * pageNo="1"`.
 */
function findNextUnit(page: PageOfList): NextPage | undefined {
  const value = parseJsonAnswer(page.text, page.ask.url);
  const html = valueAtPath(value, page.listing.items ?? 'data.html');
  const said = (name: string) => {
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
  const counter = /[?&]paramJson=/.test(page.ask.url) ? undefined : readPageCounter(page.ask);
  // Some hosts ignore the number, asked from abroad: what does not answer is then no trouble.
  return { ask: counter?.next ?? { url: withUnitPage(page.ask.url, current + 1, rows) }, guessed: true };
}

function findNextOfColumn({ text, $, ask: { url }, base, listing, entries }: PageOfList): NextPage | undefined {
  const count = Number(/\scount\s{0,3}=\s{0,3}["']?(\d{1,6})/i.exec(text)?.[1] ?? 0);
  const unit = $ && count > entries.length ? unitsIn({ text, $, url, base, listing })[0] : undefined;
  return unit && isSameHost(unit.url, url) ? { ask: { url: withUnitPage(unit.url, 2, entries.length) }, guessed: true } : undefined;
}

const unitPage = (url: string) =>
  Number(/"?pageNo"?\s{0,3}[:=]\s{0,3}"?(\d{1,5})/.exec(decodeURIComponent(url.replaceAll(/%(?![\da-f]{2})/gi, '%25')))?.[1] ?? 1);

/** `paramJson={"pageNo":2,"pageSize":24}` */
function withUnitPage(url: string, pageNo: number, pageSize: number) {
  const param = `paramJson=${encodeURIComponent(JSON.stringify({ pageNo, pageSize }))}`;
  return /[?&]paramJson=/.test(url) ? url.replace(/paramJson=[^&]{0,500}/, param) : `${url}${url.includes('?') ? '&' : '?'}${param}`;
}

type PagerPage = { readonly $: CheerioAPI; readonly url: string; readonly base: string };

const nextWords = /^(?:下一?[页頁]|后一?页|next(?:page)?|older(?:posts|entries)?)$/i;
const marks = /[\s[\]【】（）()>›»→]/g;

const nextName = /(?:^|\s)(?:next|next-?page|(?:page|pager|pagination|p)[-_]{1,2}(?:item--)?next)(?:\s|$)/i;
const namesOf = ({ attribs }: Element) => `${orEmpty(attribs['class'])} ${orEmpty(attribs['aria-label'])}`;

/** Address of the link that reads 下一页, and nothing else; it may stand in the link's title or script. */
function findNextLink({ $, base }: Omit<PagerPage, 'url'>) {
  for (const link of $('a').toArray()) {
    const words = [lineTextOf(link).replaceAll(marks, ''), orEmpty(link.attribs['title']).replaceAll(marks, '')];
    const isMark = words[0] === '' && [link, parentOf(link)].some((each) => each && nextName.test(namesOf(each)));
    if (isMark || words.some((each) => nextWords.test(each))) return clickTarget(link, base);
  }
  return undefined;
}

type PageNumberLink = { readonly number: number; readonly url: string | undefined };

function numberOf(element: Element) {
  const words = element.children.length <= 2 ? lineTextOf(element).replaceAll(/[\s[\]【】()（）]/g, '') : '';
  return /^\d{1,4}$/.test(words) ? Number(words) : undefined;
}

function pagers({ $, base }: Omit<PagerPage, 'url'>): Iterable<readonly PageNumberLink[]> {
  const groups = new Map<Element, PageNumberLink[]>();
  for (const link of $('a').toArray()) {
    const number = numberOf(link);
    const holder = parentOf(link);
    if (number === undefined || !holder) continue;
    const around =
      (holder.name === 'li' || holder.children.filter((child) => !isText(child) || child.data.trim() !== '').length === 1
        ? parentOf(holder)
        : undefined) ?? holder;
    const group = groups.get(around) ?? [];
    group.push({ number, url: clickTarget(link, base) });
    groups.set(around, group);
  }
  return groups.values();
}

/**
 * The page behind this one in a row of page numbers. This page is the one whose number leads here, else, where no number leads here, the
 * first one. Numbers that lead elsewhere than the same place (years, issues) are no pager.
 */
function findNumberedLink({ $, url, base }: PagerPage) {
  for (const group of pagers({ $, base })) {
    const numbers = group.filter(({ number }) => number < 1000);
    const linked = numbers.filter((each) => each.url !== undefined && isSameHost(each.url, url) && shapeOf(each.url) !== undefined);
    if (linked.length === 0 || linked.length < numbers.length - 1) continue;
    const here = linked.find((each) => each.url === url)?.number ?? linkedNumberIn(url, linked) ?? 1;
    const next = linked.find(({ number }) => number === here + 1)?.url;
    if (next !== undefined && next !== url && linked.every((each) => likePages(orEmpty(each.url), url))) return next;
  }
  return undefined;
}

function shapeOf(url: string): string | undefined {
  const { pathname } = new URL(url);
  return pathname.slice(0, pathname.lastIndexOf('/') + 1);
}

/** Pages of one list lie in one folder, or one below the other (`/tzgg/`, `/tzgg/page/2/`). */
const likePages = (a: string, b: string) => {
  const [x = '', y = ''] = [shapeOf(a), shapeOf(b)];
  return x.startsWith(y) || y.startsWith(x);
};

/** Number of the page at `url` by the form of the addresses that its numbers lead to (`?page=2`, `index_2.html`). */
function linkedNumberIn(url: string, linked: readonly PageNumberLink[]) {
  for (const { number, url: to = '' } of linked) {
    const at = to.lastIndexOf(String(number));
    const [head, tail] = [to.slice(0, at), to.slice(at + String(number).length)];
    const said = at > 0 && url.startsWith(head) && url.endsWith(tail) ? url.slice(head.length, url.length - tail.length) : '';
    if (/^\d{1,4}$/.test(said)) return Number(said);
  }
  return undefined;
}

/** `var currentPage = 0; var countPage = 3;` of older TRS pages, with the name that the script gives to files (`"index" + "_" + …`). */
function findCountedPage(html: string, url: string) {
  const current = /\bcurrent_?Page\s{0,5}=\s{0,5}["']?(\d{1,5})\b/i.exec(html)?.[1];
  const total = /\b(?:count_?Page|page_?Count|total_?Pages?)\s{0,5}=\s{0,5}["']?(\d{1,5})\b/i.exec(html)?.[1];
  if (current === undefined || total === undefined || Number(current) + 1 >= Number(total)) return undefined;
  const file = orEmpty(new URL(url).pathname.split('/').at(-1));
  const name =
    /["']([A-Za-z][\w-]{0,40})_["']\s{0,5}\+/.exec(html)?.[1] ?? /^([A-Za-z][A-Za-z-]{0,40})(?:_\d{1,5})?\./.exec(file)?.[1] ?? 'index';
  const ending = /\.(s?html?)$/i.exec(file)?.[1] ?? /\+\s{0,5}["']\.(s?html?)["']/.exec(html)?.[1] ?? 'html';
  return resolveLink(`./${name}_${Number(current) + 1}.${ending}`, url);
}

export type PageOfList = {
  readonly ask: ListingRequest;
  readonly text: string;
  readonly $?: CheerioAPI | undefined;
  readonly base: string;
  readonly listing: Listing;
  readonly entries: readonly Entry[];
};
/**
 * `guessed`: the page does not say that there is a further one. `undeclared`: it says so by a convention that its format does not promise.
 */
type NextPage = { readonly ask: ListingRequest; readonly guessed?: true; readonly undeclared?: true };

const certainNext = (url: string | undefined, page: PageOfList): NextPage | undefined =>
  url === undefined || url === page.ask.url || !isSameHost(url, page.ask.url) ? undefined : { ask: { url } };

/** The next page of a list: as declared, else as the page itself says, else, where the request counts pages, one page further. */
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

function conventional(page: PageOfList): NextPage | undefined {
  const { $, base, text, ask, listing } = page;
  if (!$) return undefined;
  const clear = certainNext(findNextLink({ $, base }), page);
  if (clear && families.has(listing.format)) return clear;
  const found =
    clear ?? certainNext(findNumberedLink({ $, url: ask.url, base }), page) ?? certainNext(findCountedPage(text, ask.url), page);
  return found && { ...found, undeclared: true };
}

function scripted(html: string, url: string) {
  const found = readPager(html);
  return found && found.following > 0 && found.following < found.total ? resolveLink(`./${found.file(found.following)}`, url) : undefined;
}

function numberIn(text: string, template: string) {
  const [head = '', tail = ''] = template.split('{n}');
  const fits = text.startsWith(head) && text.endsWith(tail) && text.length > head.length + tail.length;
  const number = text.slice(head.length, text.length - tail.length);
  return fits && /^\d{1,6}$/.test(number) ? Number(number) : undefined;
}

/** TRS hosts give page 2 the number 1; their pages and articles are known by their pager and their addresses. */
const isTrs = ({ listing, text, entries }: PageOfList) =>
  listing.format === 'trs' || readPager(text) !== undefined || entries.some(({ url }) => /\/t\d{8}_\d{1,12}\.s?html?$/.test(url));

/** Page 2 bears the number 2, except on TRS hosts, where it bears 1. */
function numbered(template: string, page: PageOfList): NextPage | undefined {
  const { ask, base } = page;
  const inBody = ask.method === 'POST' && ask.body !== undefined && !/^(?:https?:|\/|\.)/i.test(template);
  const absolute = inBody ? template : resolveLink(template.replaceAll('{n}', '0123456789'), base)?.replaceAll('0123456789', '{n}');
  if (absolute === undefined) return undefined;
  const current = numberIn(inBody ? orEmpty(ask.body) : ask.url, absolute);
  const found = readPager(page.text);
  const following = current === undefined ? (isTrs(page) ? 1 : 2) : current + 1;
  if (found && following >= found.total) return undefined;
  const filled = absolute.replaceAll('{n}', String(following));
  const sent = opt({ method: ask.method, body: ask.body });
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

const totalNames = /^(?:total(?:_?(?:count|elements|records?|num|size|hits))?|record_?count|numfound)$/i;

/** First whole number under one of these names, at most three levels down. */
function numberUnder(value: unknown, names: RegExp, depth = 0): number | undefined {
  if (!isJsonObject(value) || depth > 3) return undefined;
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

/**
 * The next page of a JSON answer: its own link, else one page further where its request counts pages and the answer does not say that it is
 * the last.
 */
function findNextInJson(page: PageOfList): NextPage | undefined {
  const value = parseJsonAnswer(page.text, page.ask.url);
  for (const path of lists.nextPaths) {
    const link = valueAtPath(value, path);
    if (typeof link !== 'string' || !/^(?:https?:\/)?\/|^\?/.test(link)) continue;
    const url = resolveLink(link, page.ask.url);
    if (url !== undefined && url !== page.ask.url && isSameHost(url, page.ask.url)) return { ask: { url } };
  }
  const counter = readPageCounter(page.ask);
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
