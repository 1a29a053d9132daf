import { orEmpty } from '../../model/values.ts';
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

function isNoise(name: string, value: string, host: string) {
  if (host === 'mp.weixin.qq.com' && /^\w/.test(name)) return !wechat.has(name);
  // `from=2020-01-01` chooses a page of results.
  if (/^from$/i.test(name)) return !/^\d{4}/.test(value);
  if (restless.test(name)) return chance.test(value);
  if (printMode.test(name)) return print.test(value);
  return tracking.test(name) || print.test(name);
}

const escapes = (text: string) =>
  text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(char) ? char : code.toUpperCase();
  });

/** The bytes of escapes are kept as they are: they may be GBK, which `URLSearchParams` would turn into one and the same U+FFFD. */
function query(search: string, host: string) {
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
function throughGateway(url: URL) {
  const match = /^\/gate\/(?:big5|gb|b5)\/(?:https?:\/{1,2})?([\w.-]{3,100})(?::(?:80|443))?(\/.{0,2000})?$/i.exec(url.pathname);
  if (!match || !URL.canParse(`https://${match[1]}`)) return url;
  return new URL(`https://${match[1]}${match[2] ?? '/'}${url.search}${url.hash}`);
}

function path(name: string) {
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
const fragment = (hash: string) => (/^#!?\//.test(hash) || /^#!\w/.test(hash) ? hash : '');

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

/**
 * An absolute http(s) address without fragment; `undefined` for anything else (javascript:, mailto:, data:, broken ones, with a password).
 */
export function resolveUrl(href: string, base: string): string | undefined {
  const cleaned = href.replace(/[\t\r\n]/g, '').trim();
  if (cleaned === '' || cleaned.startsWith('#')) return undefined;
  try {
    const url = new URL(cleaned, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    if (url.hostname === '' || url.username !== '' || url.password !== '') return undefined;
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}

const formats = new Set(lists.fileFormats);

/** Format by the ending of the file name: `pdf`, `docx`, `ofd` …; `html` when it names a page or nothing. */
export function fileFormat(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url, 'https://host.invalid/');
  } catch {
    return 'html';
  }
  const names = [parsed.pathname, ...parsed.searchParams.values()];
  for (const name of names) {
    const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
    if (ending && formats.has(ending)) return ending === 'jpeg' ? 'jpg' : ending;
  }
  return 'html';
}

/** Endings under which names are given out, besides the one-part ones: example.gov.cn is a site, gov.cn is its ending. */
const publicSuffixes = new Set(lists.publicSuffixes);
/** Hosts that show the page of the main site to telephones, or in Traditional characters. */
const variantHosts = /^(?:(?:wap|m|3g|4g|mobile|touch|h5|big5)\.){1,2}(?=[^.]{1,63}\.[^.])/;
/** Sites that moved, or stand under two names, with the same paths under both. */
const movedSites: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)xinhuanet\.com$/, '$1news.cn'],
  [/(^|\.)chinanews\.com$/, '$1chinanews.com.cn'],
  [/(^|\.)moe\.edu\.cn$/, '$1moe.gov.cn'],
];

/**
 * Whether the name is that of a whole Chinese site, with nothing before it: example.gov.cn, but not drc.example.gov.cn. Elsewhere a bare
 * name is a site's own.
 */
function isBare(name: string) {
  if (!name.endsWith('.cn')) return false;
  const labels = name.split('.');
  if (labels.length < 2 || /^\d{1,3}$/.test(orEmpty(labels.at(-1)))) return false;
  // www.gov.cn and gov.cn: an ending that is a site itself.
  if (publicSuffixes.has(name)) return true;
  return labels.length === (publicSuffixes.has(labels.slice(-2).join('.')) ? 3 : 2);
}

/** One name for the hosts of one site: lower case, no closing dot, twins for telephones led back, `www.` before a bare name. */
function canonicalHost(name: string) {
  let host = name.toLowerCase().replace(/\.$/, '').replace(variantHosts, '');
  for (const [from, to] of movedSites) host = host.replace(from, to);
  return !host.startsWith('www.') && isBare(host) ? `www.${host}` : host;
}

const bareHost = (name: string) =>
  name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
const variantPath = /\/gate\/(?:big5|gb|b5)\/|_mobile\.s?html?$|\/mpost_\d/i;

/**
 * Where a page really stands: as `canonicalUrl`, but a Traditional gateway, a telephone's twin or a mirror keeps its own address. For every
 * other page the two are equal.
 */
export function locationUrl(url: string): string {
  const canonical = canonicalUrl(url);
  if (!URL.canParse(url) || !URL.canParse(canonical)) return canonical;
  const [own, page] = [new URL(url), new URL(canonical)];
  if (bareHost(own.hostname) === bareHost(page.hostname) && !variantPath.test(own.pathname)) return canonical;
  return `https://${own.host.toLowerCase().replace(/:(?:80|443)$/, '')}${own.pathname}${page.search}`;
}

export const isVariantUrl = (url: string): boolean => locationUrl(url) !== canonicalUrl(url);

/** The part of a host name that one body owns: `ndrc.gov.cn` of `zfxxgk.ndrc.gov.cn`. A numeric host is its own. */
export function registrableDomainOf(url: string): string {
  const host = bareHost(URL.canParse(url) ? new URL(url).hostname : '');
  if (/^\[|\.\d{1,3}$/.test(host)) return host;
  const labels = host.split('.');
  const shared = /^(?:gov|com|org|net|edu|ac)$/.test(orEmpty(labels.at(-2))) && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(shared || publicSuffixes.has(labels.slice(-2).join('.')) ? -3 : -2).join('.');
}

const siteOf = (url: string) => {
  const parsed = URL.parse(url);
  return parsed ? registrableDomainOf(`https://${canonicalHost(parsed.hostname)}`) : '';
};

/** Whether a file stands on the site of its page, whatever the page's `base` says, or on a host that the declaration names. */
export const isOwnFile = (file: string, page: string, hosts: readonly string[] = []): boolean =>
  siteOf(file) !== '' && (siteOf(file) === siteOf(page) || hosts.includes(new URL(file).hostname));

/** Host and port as they are asked, one request after another; a text that is no address stands in a line of its own. */
export const lineOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

export const hostOf = (url: string): string => bareHost(URL.canParse(url) ? new URL(url).hostname : '');

/** The address of one state of a document for ever. */
export const stateAddress = (id: string, n: number): string => `/documents/${encodeURIComponent(id)}/v/${n}`;

/** Under this address stands which document one became that was the same as another. */
export const formerAddress = (id: string): string => `https://former.invalid/${id}`;
