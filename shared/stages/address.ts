import { exists, toText } from './calendar.ts';

export { canonicalUrl, urlKey } from './address/canonical.ts';

/** An absolute http(s) address without fragment; `undefined` for anything else (javascript:, mailto:, data:, broken ones, with a password). */
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
  'ods',
  'docm',
  'xlsm',
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
