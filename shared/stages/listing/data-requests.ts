import type { CheerioAPI } from 'cheerio/slim';
import type { ListingRequest } from '../../model/article.ts';
import type { Listing } from '../../model/source.ts';
import { group, orEmpty } from '../../model/values.ts';
import { isSameHost, resolveLink } from '../html/listing-tree.ts';
import { explainRedirect } from './redirect.ts';
import { attributesIn, callsIn, isAct, notLists } from './script-calls.ts';

/** Requests tried for a list that its page loads by script. */
const mostAsks = 4;

type Shell = { readonly text: string; readonly $: CheerioAPI; readonly url: string; readonly base: string; readonly listing: Listing };

/** Name–value pairs of a script object, strings and numbers: `{'webId':'1','tagId':"列表",col:1}`. */
function pairsIn(object: string): readonly (readonly [string, string])[] {
  return [
    ...object.slice(0, 5000).matchAll(/['"]?([A-Za-z]\w{0,40})['"]?\s{0,5}:\s{0,5}(?:'([^'<>]{0,500})'|"([^"<>]{0,500})"|(\d{1,12}))/g),
  ].map(([, name = '', single, double, number]) => [name, orEmpty(single ?? double ?? number)] as const);
}

const form = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
const joined = (url: string, query: string): string => (query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`);

/** Units whose name says that they hold the list stand before those that may be a menu. */
const listUnitName = /列表|分页|内容|list|当前栏目/i;

const unit = '[url][querydata], [data-url][data-querydata]';

/** jpaas: `<script url="/…/unit" querydata="{'webId':'…',…}">` */
export function unitsIn({ $, base, listing }: Shell): readonly ListingRequest[] {
  const within = listing.region === undefined ? [] : $(listing.region).find(unit).toArray();
  const found = within.length > 0 ? within : $(unit).toArray();
  const units = found.slice(0, 50).flatMap(({ attribs }) => {
    const url = resolveLink(attribs['url'] ?? attribs['data-url'], base);
    const pairs = pairsIn(orEmpty(attribs['querydata'] ?? attribs['data-querydata']));
    const tag = group(
      pairs.find(([name]) => name === 'tagId'),
      1,
    );
    return url === undefined || pairs.length === 0 ? [] : [{ ask: { url: joined(url, form(pairs)) }, likely: listUnitName.test(tag) }];
  });
  return [...units.filter(({ likely }) => likely), ...units.filter(({ likely }) => !likely)].map(({ ask }) => ask);
}

/**
 * jpage: a proxy's address and the parameters that the page's script gives it, here as a request for `count` records from `start` on:
 * as a form, as the script sends it, and as a query, which most proxies take too.
 */
export function proxyIn(text: string, base: string, start: number, count?: number): readonly ListingRequest[] {
  const place = text.search(/[\w./:-]{0,300}dataproxy\.jsp/i);
  if (place < 0) return [];
  const address = /^[^"'<>\s]{1,1000}/.exec(text.slice(place))?.[0]?.replaceAll('&amp;', '&');
  const url = resolveLink(address, base);
  if (url === undefined) return [];
  const around = text.slice(Math.max(0, place - 1500), place + 2500);
  const object = group(/ajaxParam\s{0,5}["']?\s{0,5}:\s{0,5}\{([^{}]{1,2000})\}/.exec(around), 1);
  const perPage = Number(/["']?perPage["']?\s{0,5}:\s{0,5}["']?(\d{1,3})/i.exec(around)?.[1] ?? 15);
  const groups = Number(/["']?groupSize["']?\s{0,5}:\s{0,5}["']?(\d{1,2})/i.exec(around)?.[1] ?? 3);
  const total = Number(/["']?totalRecord["']?\s{0,5}:\s{0,5}["']?(\d{1,7})/i.exec(around)?.[1] ?? Number.POSITIVE_INFINITY);
  if (start > total) return [];
  const width = count ?? perPage * groups;
  const query = form(pairsIn(object));
  if (query === '') return count === undefined ? [{ url }] : [];
  const windowed = joined(url, `startrecord=${start}&endrecord=${start + width - 1}&perpage=${perPage}`);
  return [
    { url: windowed, method: 'POST', body: query },
    { url: joined(windowed, query) },
    ...(start === 1 ? [{ url: joined(url, query) }] : []),
  ];
}

/** Static JSON that a script of the page names: `ds_HEX32.json` of Xinhua, `ZUIXINZHENGCE.json` of gov.cn. */
function filesIn({ text, base }: Shell): readonly ListingRequest[] {
  const addresses = [...text.matchAll(/["'(]([^"'()<>\s]{1,500}\.json(?:\?[^"'()<>\s]{0,300})?)["')]/g)]
    .slice(0, 200)
    .flatMap(([, href]) => {
      const url = notLists.test(orEmpty(href)) ? undefined : resolveLink(href?.replaceAll('&amp;', '&'), base);
      return url === undefined ? [] : [url];
    });
  const likely = addresses.filter((url) => /\/ds_[\da-f]{8,64}\.json/i.test(url));
  return [...likely, ...addresses.filter((url) => !likely.includes(url))].map((url) => ({ url }));
}

/** Pages that stand in frames of this one, or that it leads to at once; the home page and logins are no lists. */
function pagesIn({ $, text, url, base }: Shell): readonly ListingRequest[] {
  const frames = $('iframe[src], frame[src]')
    .toArray()
    .slice(0, 20)
    .map(({ attribs }) => attribs['src']);
  const refresh = orEmpty($('meta[http-equiv="refresh" i]').attr('content'));
  const led = [/url\s{0,3}=\s{0,3}['"]?([^'"\s;]{1,500})/i.exec(refresh)?.[1], leading.exec(text.length < 4000 ? text : '')?.[1]];
  return [...led, ...frames].flatMap((href) => {
    const to = resolveLink(href, base);
    return to === undefined || explainRedirect(url, to) || isAct(to) ? [] : [{ url: to }];
  });
}

/** `location.href = "list.html"` in a page of nothing else. */
const leading = /\blocation(?:\.href)?\s{0,3}=\s{0,3}["']([^"'<>\s]{1,500})["']|\blocation\.replace\(\s{0,3}["'][^"'<>\s]{1,500}["']/;

/**
 * Guangdong's open directory: its page tells its number (`SID: '755014'`), and one address gives the newest of a column (`#2811` in the page's address), or of
 * all of them (0).
 */
function directoryIn({ text, url }: Shell): readonly ListingRequest[] {
  const [place] = /^.{0,500}\/gkmlpt(?=[/#?]|$)/.exec(url) ?? [];
  const sid = /\bsid["']?\s{0,4}(?:[:=]|\bvalue=)\s{0,4}["']?(\d{1,12})/i.exec(text)?.[1];
  const column = /#\/?(?:\w{1,20}\/)?(\d{1,12})$/.exec(url)?.[1] ?? '0';
  return place === undefined || sid === undefined ? [] : [{ url: `${place}/api/all/${column}?page=1&sid=${sid}` }];
}

/** Requests that a page without a list makes for it by script, likeliest first, at the page's own host. */
export function findDataRequests(shell: Shell): readonly ListingRequest[] {
  const { format } = shell.listing;
  if (format === 'html' || format === 'feed' || format === 'sitemap') return [];
  const proxies = proxyIn(shell.text, shell.base, 1);
  const asks = [
    ...directoryIn(shell),
    ...unitsIn(shell),
    ...proxies,
    ...filesIn(shell),
    ...callsIn(shell),
    ...attributesIn(shell),
    ...pagesIn(shell),
  ].filter(({ url }) => isSameHost(url, shell.url) && url !== shell.url);
  const named = new Map(asks.map((ask) => [`${ask.url}\n${orEmpty(ask.body)}`, ask]));
  return [...named.values()].slice(0, mostAsks);
}
