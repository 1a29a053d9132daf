import { orEmpty } from '../../model/values.ts';
import { canonicalUrl } from './address.ts';
import { canonicalHost, publicSuffixes } from './host.ts';

const bareHost = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
const variantPath = /\/gate\/(?:big5|gb|b5)\/|_mobile\.s?html?$|\/mpost_\d/i;

/**
 * Where a page really stands: as `canonicalUrl`, but a Traditional gateway, a telephone's twin or a mirror keeps its own address. For every other page
 * the two are equal.
 */
export function locationUrl(url: string): string {
  const canonical = canonicalUrl(url);
  if (!URL.canParse(url) || !URL.canParse(canonical)) return canonical;
  const [own, page] = [new URL(url), new URL(canonical)];
  if (bareHost(own.hostname) === bareHost(page.hostname) && !variantPath.test(own.pathname)) return canonical;
  return `https://${own.host.toLowerCase().replace(/:(?:80|443)$/, '')}${own.pathname}${page.search}`;
}

/** Whether the address is a twin of the page itself. */
export const isVariantUrl = (url: string): boolean => locationUrl(url) !== canonicalUrl(url);

/** The part of a host name that one body owns: `ndrc.gov.cn` of `zfxxgk.ndrc.gov.cn`. A numeric host is its own. */
export function registrableDomainOf(url: string): string {
  const host = bareHost(URL.canParse(url) ? new URL(url).hostname : '');
  if (/^\[|\.\d{1,3}$/.test(host)) return host;
  const labels = host.split('.');
  const shared = /^(?:gov|com|org|net|edu|ac)$/.test(orEmpty(labels.at(-2))) && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(shared || publicSuffixes.has(labels.slice(-2).join('.')) ? -3 : -2).join('.');
}

const siteOf = (url: string): string => {
  const parsed = URL.parse(url);
  return parsed ? registrableDomainOf(`https://${canonicalHost(parsed.hostname)}`) : '';
};

/** Whether a file stands on the site of its page, whatever the page's `base` says, or on a host that the declaration names. */
export const isOwnFile = (file: string, page: string, hosts: readonly string[] = []): boolean =>
  siteOf(file) !== '' && (siteOf(file) === siteOf(page) || hosts.includes(new URL(file).hostname));

/** Host without `www.`. */
export const hostOf = (url: string): string => bareHost(URL.canParse(url) ? new URL(url).hostname : '');
