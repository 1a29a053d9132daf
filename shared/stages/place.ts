import { canonicalUrl } from './address.ts';

const bareHost = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
const twinPath = /\/gate\/(?:big5|gb|b5)\/|_mobile\.s?html?$|\/mpost_\d/i;

/**
 * Where a page really stands: as `canonicalUrl`, but a Traditional gateway, a telephone's twin or a mirror keeps its own address. For every other page
 * the two are equal.
 */
export function placeUrl(url: string): string {
  const canonical = canonicalUrl(url);
  if (!URL.canParse(url) || !URL.canParse(canonical)) return canonical;
  const [own, page] = [new URL(url), new URL(canonical)];
  if (bareHost(own.hostname) === bareHost(page.hostname) && !twinPath.test(own.pathname)) return canonical;
  return `https://${own.host.toLowerCase().replace(/:(?:80|443)$/, '')}${own.pathname}${page.search}`;
}

/** Whether the address is a twin of the page itself. */
export const isTwin = (url: string): boolean => placeUrl(url) !== canonicalUrl(url);

/** The part of a host name that one body owns: `ndrc.gov.cn` of `zfxxgk.ndrc.gov.cn`. */
export function domainOf(url: string): string {
  const labels = bareHost(URL.canParse(url) ? new URL(url).hostname : '').split('.');
  const shared = /^(?:gov|com|org|net|edu|ac)$/.test(labels.at(-2) ?? '') && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(shared ? -3 : -2).join('.');
}

/** Host without `www.`. */
export const hostOf = (url: string): string => bareHost(URL.canParse(url) ? new URL(url).hostname : '');
