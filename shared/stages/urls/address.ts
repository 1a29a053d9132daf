export { canonicalUrl, urlKey } from './canonical.ts';

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
