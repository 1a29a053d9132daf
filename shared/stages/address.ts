import { exists, toText } from './calendar.ts';

const tracking =
  /^(?:utm_\w{1,20}|spm|spm_id_from|from|isappinstalled|share\w{0,20}|scene|source|ref|referer|referrer|gclid|fbclid|wfr|bd_vid|timestamp|_t|nsukey|sessionid|jsessionid|tracelog)$/i;

/** An absolute http(s) address without fragment; `undefined` for anything else (javascript:, mailto:, data:, broken ones). */
export function resolveUrl(href: string, base: string): string | undefined {
  const cleaned = href.replace(/[\t\r\n]/g, '').trim();
  if (cleaned === '' || cleaned.startsWith('#')) return undefined;
  try {
    const url = new URL(cleaned, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    if (url.hostname === '') return undefined;
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}

/** Traditional gateways carry the target in their path: /gate/big5/www.example.cn/path. */
function throughGateway(url: URL): URL {
  const match = /^\/gate\/(?:big5|gb)\/([\w.-]{3,100})(\/.{0,2000})?$/i.exec(url.pathname);
  if (!match) return url;
  try {
    return new URL(`https://${match[1]}${match[2] ?? '/'}${url.search}`);
  } catch {
    return url;
  }
}

function host(name: string): string {
  const lower = name.toLowerCase().replace(/\.$/, '');
  return lower.replace(/^(?:(?:wap|m|3g|mobile|big5)\.){1,2}(?:www\.)?(?=[^.]{1,63}\.[^.])/, 'www.');
}

function path(name: string): string {
  return name
    .replace(/;jsessionid=[^/]{0,100}/i, '')
    .replace(/_mobile(?=\.s?html?$)/i, '_pc')
    .replace(/\/mpost_(?=\d)/i, '/post_')
    .replace(/(?<=\/\w{1,80})_print(?=\.s?html?$)/i, '')
    .replace(/\/index\.(?:s?html?|php|jsp|aspx?)$/i, '/')
    .replace(/\/{2,10}/g, '/');
}

function query(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name) && !/^print(?:able)?$/i.test(name));
  kept.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : x > y ? 1 : 0) : a < b ? -1 : 1));
  const text = new URLSearchParams(kept).toString();
  return text === '' ? '' : `?${text}`;
}

/** Percent escapes in one spelling: unreserved characters plain, hexadecimal digits upper-case. */
const escapes = (text: string): string =>
  text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(char) ? char : code.toUpperCase();
  });

/**
 * One spelling for the addresses of one page: https, lower-case host, no default port, fragment, tracking or print parameter, sorted query,
 * gateways and mobile twins led back to the page itself. An address that cannot be read comes back unchanged.
 */
export function canonicalUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = throughGateway(new URL(url.trim()));
  } catch {
    return url;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return url;
  const port = parsed.port === '' || parsed.port === '80' || parsed.port === '443' ? '' : `:${parsed.port}`;
  return `https://${host(parsed.hostname)}${port}${escapes(path(parsed.pathname))}${query(parsed)}`;
}

const dayInPath = [
  /\/t((?:19|20)\d{2})(\d{2})(\d{2})_\d/,
  /\/((?:19|20)\d{2})-(\d{2})\/(\d{2})\//,
  /\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\//,
  /\/((?:19|20)\d{2})\/(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})-(\d{2})-(\d{2})\//,
] as const;

/** The day that an address carries by the habits of Chinese sites, `YYYY-MM-DD`; a month alone gives nothing. */
export function dateInUrl(url: string): string | undefined {
  let name: string;
  try {
    name = new URL(url).pathname;
  } catch {
    return undefined;
  }
  for (const pattern of dayInPath) {
    const match = pattern.exec(name);
    const day = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    if (day && day.year >= 1990 && exists(day)) return toText(day);
  }
  return undefined;
}

const formats = new Set([
  'pdf',
  'doc',
  'docx',
  'wps',
  'xls',
  'xlsx',
  'et',
  'ppt',
  'pptx',
  'ofd',
  'zip',
  'rar',
  '7z',
  'txt',
  'rtf',
  'csv',
  'jpg',
  'jpeg',
  'png',
  'gif',
  'mp4',
  'ceb',
  'xml',
  'json',
  'odt',
]);

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

/** Identity of an address: the canonical one without scheme, `www.` and a closing slash. For comparing, never for fetching. */
export const urlKey = (url: string): string =>
  canonicalUrl(url)
    .replace(/^https:\/\/(?:www\.)?/, '')
    .replace(/\/(?=$|\?)/, '');
