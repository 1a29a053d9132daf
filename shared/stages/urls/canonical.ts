import { canonicalHost } from './host.ts';
import lists from './word-lists.json' with { type: 'json' };

/** Parameters that say where a reader came from, who shared the page, or which session this is; never which page it is. */
const tracking = new RegExp(`^(?:${lists.trackingParameters.join('|')})$`, 'i');
/** Short names that hold a random number or the time of day, so that no cache answers. */
const restless = /^(?:t|r|v|rnd|rand|random|time|ts|_v)$/i;
const chance = /^(?:0\.\d{4,20}|1\d{9}|1\d{12})$/;
const print = /^(?:is)?print(?:able|er|page|view)?$/i;
const printMode = /^(?:action|act|view|mode|type|format|method|do|op)$/i;

/** WeChat: only these say which article it is. */
const wechat = new Set(['__biz', 'mid', 'idx', 'sn', 'itemidx', 'appmsgid']);

function isNoise(name: string, value: string, host: string): boolean {
  if (host === 'mp.weixin.qq.com' && /^\w/.test(name)) return !wechat.has(name);
  // `from=2020-01-01` chooses a page of results.
  if (/^from$/i.test(name)) return !/^\d{4}/.test(value);
  if (restless.test(name)) return chance.test(value);
  if (printMode.test(name)) return print.test(value);
  return tracking.test(name) || print.test(name);
}

/** Percent escapes in one spelling: unreserved characters plain, hexadecimal digits upper-case, everything beyond ASCII escaped. */
const escapes = (text: string): string =>
  text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(char) ? char : code.toUpperCase();
  });

/** The bytes of escapes are kept as they are: they may be GBK, which `URLSearchParams` would turn into one and the same U+FFFD. */
function query(search: string, host: string): string {
  const pairs = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '' && pair !== '=')
    .map((pair) => escapes(pair.replaceAll('+', '%20')));
  const kept = pairs.filter((pair) => {
    const [name = '', ...value] = pair.split('=');
    return !isNoise(name, value.join('='), host);
  });
  const text = kept.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('&');
  return text === '' ? '' : `?${text}`;
}

/** Traditional gateways carry the target in their path: /gate/big5/www.example.cn/path. */
function throughGateway(url: URL): URL {
  const match = /^\/gate\/(?:big5|gb|b5)\/(?:https?:\/{1,2})?([\w.-]{3,100})(?::(?:80|443))?(\/.{0,2000})?$/i.exec(url.pathname);
  if (!match || !URL.canParse(`https://${match[1]}`)) return url;
  return new URL(`https://${match[1]}${match[2] ?? '/'}${url.search}${url.hash}`);
}

function path(name: string): string {
  const plain = escapes(name)
    .replace(/;(?:jsessionid|phpsessid|sid)=[^/;]{0,100}/i, '')
    .replace(/_mobile(?=\.s?html?$)/i, '_pc')
    .replace(/\/mpost_(?=\d)/i, '/post_')
    .replace(/(?<=\/[\w-]{1,80})[_-](?:print|printpage|dy)(?=\.s?html?$)/i, '')
    .replace(/\/print(?:page)?[_-](?=\w{1,80}\.s?html?$)/i, '/')
    .replace(/\/{2,10}/g, '/')
    .replace(/\/(?:index|default)\.(?:s?html?|php|jsp|aspx?|do)$/i, '/');
  return plain === '/' ? plain : plain.replace(/\/$/, '');
}

/** `#/policy/12` and `#!12` are addresses within an application; any other fragment is a place on the page. */
const fragment = (hash: string): string => (/^#!?\//.test(hash) || /^#!\w/.test(hash) ? hash : '');

/**
 * One spelling for the addresses of one page: https, one name of the host, no default port, user, place on the page, tracking or print
 * parameter, sorted query, no closing slash; gateways and twins for telephones led back to the page itself. It is where a reader finds the
 * page. What is no web address comes back unchanged.
 */
export function canonicalUrl(url: string): string {
  const text = url.trim();
  const written = URL.parse(text);
  if (!written) return url;
  const parsed = throughGateway(written);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return url;
  const port = parsed.port === '' || parsed.port === '80' || parsed.port === '443' ? '' : `:${parsed.port}`;
  const host = canonicalHost(parsed.hostname);
  return `https://${host}${port}${path(parsed.pathname)}${query(parsed.search, host)}${fragment(parsed.hash)}`;
}

/** Xinhua gives every article a number of its own, and shows it on its sites of provinces too. */
const xinhua = /^(?:[a-z]{2,10}\.){0,2}news\.cn\/(?:[\w/]{1,60}\/)?(\d{8}\/[0-9a-f]{32})\/c\.html$/;

/** Identity of an address: the canonical one without scheme and `www.`. For comparing, never for fetching. */
export function urlKey(url: string): string {
  const key = canonicalUrl(url)
    .replace(/^https:\/\/(?:www\.)?/, '')
    .replace(/\/(?=$|\?)/, '');
  const article = xinhua.exec(key)?.[1];
  return article === undefined ? key : `news.cn/${article}/c.html`;
}
