import { load } from 'cheerio/slim';
import { hasUser, withoutUserAt } from '../../model/secrets.ts';
import type { Listing, Source } from '../../model/source.ts';
import { orEmpty } from '../../model/values.ts';

const none = load('');

/** What is wrong with a selector, in words; nothing when it can be used. */
function wrongSelector(css: string): string | undefined {
  try {
    none(css);
    return undefined;
  } catch (error) {
    return `${JSON.stringify(css)} is no CSS selector (${error instanceof Error ? error.message : 'unknown'}); write one that a browser finds the elements with`;
  }
}

/**
 * What a schema cannot say of a declaration: [path of the key, what is wrong]. Nothing when all is well.
 * `allowed` are the private address:port pairs that fetch.allow opens.
 */
export function findFaults(source: Source, allowed: readonly string[] = []): readonly (readonly [path: string, fault: string])[] {
  const { listing, more = [], article } = source;
  const css: [string, string | undefined][] = (['body', 'title', 'number'] as const).map((key) => [`article.${key}`, article?.[key]]);
  for (const [index, selector] of (article?.drop ?? []).entries()) css.push([`article.drop[${index}]`, selector]);
  return [
    ...listingFaults('listing', listing, allowed),
    ...more.flatMap((each, index) => listingFaults(`more[${index}]`, each, allowed)),
    ...selectorFaults(css),
  ];
}

type Faults = readonly (readonly [path: string, fault: string])[];

const selectorFaults = (selectors: readonly (readonly [path: string, selector: string | undefined])[]): Faults =>
  selectors.flatMap(([path, selector]) => {
    const fault = selector === undefined ? undefined : wrongSelector(selector);
    return fault ? [[path, fault] as const] : [];
  });

function listingFaults(path: string, listing: Listing, allowed: readonly string[]): Faults {
  const faults: [string, string][] = [];
  const css: [string, string | undefined][] = [[`${path}.region`, listing.region]];
  if (listing.format === 'html') {
    if (listing.items === undefined) faults.push([`${path}.items`, 'missing; the format html needs the CSS of an item']);
    for (const key of ['items', 'title', 'date'] as const) css.push([`${path}.${key}`, listing[key]]);
    if (!listing.link?.includes('{')) css.push([`${path}.link`, listing.link]);
  }
  if (!listing.next?.includes('{n}')) css.push([`${path}.next`, listing.next]);
  if (listing.body !== undefined && listing.method !== 'POST') faults.push([`${path}.body`, 'a body is sent with "method": "POST" only']);
  for (const key of ['link', 'next'] as const)
    if (hasUser(orEmpty(listing[key]))) faults.push([`${path}.${key}`, 'holds a user name or password; write the address without them']);
  const port = portFault(listing.url, allowed);
  if (port) faults.push([`${path}.url`, port]);
  return [...faults, ...selectorFaults(css)];
}

/** Only the ports of the web are fetched, but for what fetch.allow opens. */
function portFault(address: string, allowed: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return `${JSON.stringify(withoutUserAt(address))} is no address`;
  const { port, host } = new URL(address);
  if (port === '' || port === '80' || port === '443' || allowed.includes(host)) return undefined;
  return `port ${port} is not fetched; use 80 or 443, or open ${host} with fetch.allow`;
}
