import type { ListingPage, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page, WebRequest } from '../../model/page.ts';
import type { Reader, Web } from '../../model/ports.ts';
import type { Listing, Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { explainRedirect } from '../../stages/listing/redirect.ts';
import { readAsListing } from './read-request.ts';

/** A page of a listing that was read. `evidence`: the key of its snapshot; the costs cover all requests that were needed. */
export type FetchedListing = {
  readonly ask: ListingRequest;
  readonly page: Page;
  readonly evidence: string;
  readonly listing: ListingPage;
  readonly requests: number;
  readonly bytes: number;
};

/** What reading a listing needs. */
export type ListingPorts = {
  readonly web: Web;
  readonly reader: Reader;
  readonly snapshots: { save(page: Page): Promise<{ readonly key: string }> };
  now(): Date;
};
type DeclaredListing = { readonly source: Source; readonly listing: Listing };

const toRequest = ({ url, method, body }: Listing): ListingRequest => ({
  url,
  ...(method ? { method } : {}),
  ...opt('body', body),
});

/** Throws SourceError, with the page as evidence, when a listing is not where it was declared: it answers 404, or redirects elsewhere. */
function checkAnswer(ask: ListingRequest, page: Page): void {
  const { status, requests, wireBytes } = page;
  const costs = { status, page, requests, wireBytes };
  if (status === 404 || status === 410) throw new SourceError('unrecognised', page.url, `the listing answers ${status}`, costs);
  const led = explainRedirect(ask.url, page.finalUrl);
  if (led) throw new SourceError(led.trouble, page.url, `the listing leads to ${led.what}: ${page.finalUrl.slice(0, 200)}`, costs);
}

type PagePosition = { readonly part: 'first' | 'later'; readonly validators?: Partial<WebRequest> };

/** Fetches a truncated page once more. */
async function readOne(...asked: Parameters<typeof readOnce>): Promise<FetchedListing | Page> {
  try {
    return await readOnce(...asked);
  } catch (error) {
    if (!(error instanceof SourceError) || error.trouble !== 'truncated') throw error;
    return withCosts(
      await readOnce(...asked).catch((again: unknown) => {
        throw again instanceof SourceError ? Object.assign(again, costsOf(again, error)) : again;
      }),
      error,
    );
  }
}

const costsOf = (a: RequestCosts, b: RequestCosts) => ({
  requests: (a.requests ?? 0) + (b.requests ?? 0),
  wireBytes: (a.wireBytes ?? 0) + (b.wireBytes ?? 0),
});

const withCosts = (read: FetchedListing | Page, before: RequestCosts): FetchedListing | Page =>
  'listing' in read
    ? { ...read, requests: read.requests + (before.requests ?? 0), bytes: read.bytes + (before.wireBytes ?? 0) }
    : { ...read, ...costsOf(read, before) };

type RequestCosts = { readonly requests?: number; readonly wireBytes?: number };

/** Fetches, keeps and reads a page. A 304 is returned as its page. Throws SourceError with what it cost. */
async function readOnce(
  ask: ListingRequest,
  { source, listing }: DeclaredListing,
  { part, validators = {} }: PagePosition,
  place: ListingPorts,
): Promise<FetchedListing | Page> {
  let page: Page | undefined;
  try {
    page = await place.web.get({ ...ask, ...validators });
    if (page.status === 304) return page;
    checkAnswer(ask, page);
    const { key } = await place.snapshots.save(page);
    const asked = { page, source, listing, part, requestBody: ask.body, today: dayOf(place.now()) };
    const read = await readAsListing(asked, place.reader);
    return { ask, page, evidence: key, listing: read, requests: page.requests, bytes: page.wireBytes };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) await place.snapshots.save(error.page);
    const costs = page && error.requests === undefined ? { requests: page.requests, wireBytes: page.wireBytes } : {};
    throw Object.assign(error, costs);
  }
}

/** Reads a list that its page loads by script: from the first of the script's requests that has entries. */
async function readData(shell: FetchedListing, what: DeclaredListing, place: ListingPorts): Promise<FetchedListing> {
  let { requests, bytes } = shell;
  let failure: SourceError | undefined;
  for (const ask of shell.listing.follow?.asks ?? []) {
    try {
      const read = await readOne(ask, what, { part: 'first' }, place);
      if (!('listing' in read)) continue;
      requests += read.requests;
      bytes += read.bytes;
      if (read.listing.entries.length > 0) return { ...read, requests, bytes };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      requests += error.requests ?? 0;
      bytes += error.wireBytes ?? 0;
      failure ??= error;
    }
  }
  const why = failure ? `; what it loads by script: ${failure.detail} (${failure.url})` : '';
  const { missing = 'looked for a list: there is none' } = shell.listing.follow ?? {};
  const trouble = failure && failure.trouble !== 'unrecognised' && failure.status !== undefined ? failure.trouble : 'unrecognised';
  throw new SourceError(trouble, shell.page.url, `${missing}${why}`, { requests, wireBytes: bytes });
}

/** Reads the first page of a listing; returns the page of a 304. Throws SourceError. */
export async function readFirst(
  what: DeclaredListing,
  validators: Partial<WebRequest>,
  place: ListingPorts,
): Promise<FetchedListing | Page> {
  const read = await readOne(toRequest(what.listing), what, { part: 'first', validators }, place);
  return 'listing' in read && read.listing.follow?.kind === 'data' ? readData(read, what, place) : read;
}

/** Reads a further page. Throws SourceError. */
export async function readLater(ask: ListingRequest, what: DeclaredListing, place: ListingPorts): Promise<FetchedListing> {
  const read = await readOne(ask, what, { part: 'later' }, place);
  if (!('listing' in read)) throw new SourceError('unrecognised', ask.url, 'status 304 to a request without validators', { status: 304 });
  return read;
}
