import { load } from 'cheerio/slim';
import type { Source } from '../../model/source.ts';

const none = load('');

/** What is wrong with a selector, in words; nothing when it can be used. */
function wrongSelector(css: string): string | undefined {
  try {
    none(css);
    return undefined;
  } catch (error) {
    return `${JSON.stringify(css)} is no CSS selector (${error instanceof Error ? error.message : 'unknown'})`;
  }
}

/**
 * What a schema cannot say of a declaration: [path of the key, what is wrong]. Nothing when all is well.
 * `allowed` are the private address:port pairs that fetch.allow opens.
 */
export function faultsOf(source: Source, allowed: readonly string[] = []): readonly (readonly [path: string, fault: string])[] {
  const { listing, article } = source;
  const faults: [string, string][] = [];
  const css = (path: string, selector: string | undefined): void => {
    const fault = selector === undefined ? undefined : wrongSelector(selector);
    if (fault) faults.push([path, fault]);
  };
  if (listing.format === 'html') {
    if (listing.items === undefined) faults.push(['listing.items', 'missing; the format html needs the CSS of an item']);
    for (const key of ['items', 'title', 'date'] as const) css(`listing.${key}`, listing[key]);
    if (!listing.link?.includes('{')) css('listing.link', listing.link);
  }
  css('listing.region', listing.region);
  if (!listing.next?.includes('{n}')) css('listing.next', listing.next);
  for (const key of ['body', 'title', 'number'] as const) css(`article.${key}`, article?.[key]);
  for (const [index, selector] of (article?.drop ?? []).entries()) css(`article.drop[${index}]`, selector);
  if (listing.body !== undefined && listing.method !== 'POST') faults.push(['listing.body', 'a body is sent with "method": "POST" only']);
  const port = portFault(listing.url, allowed);
  if (port) faults.push(['listing.url', port]);
  return faults;
}

/** Only the ports of the web are fetched, but for what fetch.allow opens. */
function portFault(address: string, allowed: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return `${JSON.stringify(address)} is no address`;
  const { port, host } = new URL(address);
  if (port === '' || port === '80' || port === '443' || allowed.includes(host)) return undefined;
  return `port ${port} is not fetched; use 80 or 443, or open ${host} with fetch.allow`;
}
