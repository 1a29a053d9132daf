import type { ListingPage, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { Reader, Web } from '../../model/ports.ts';
import type { ListState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { explainRedirect } from '../../stages/listing/redirect.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { readAsListing } from './read-request.ts';
import { hashEntries } from './send-entries.ts';

/** What the last reading of a listing left for the next one: validators, and hashes by which it sees that nothing is new. */
export type KnownListing = Pick<ListState, 'etag' | 'lastModified' | 'bytesHash' | 'entriesHash' | 'shellHash'>;

/**
 * A page of a listing that was read. `evidence`: the key of its snapshot, absent when its entries are those of the last reading, whose evidence stands; the costs
 * cover all requests that were needed.
 */
export type FetchedListing = {
  readonly ask: ListingRequest;
  readonly page: Page;
  readonly evidence?: string;
  readonly hashes: Pick<KnownListing, 'bytesHash' | 'entriesHash' | 'shellHash'>;
  /** It has the entries of the last reading. */
  readonly isKnown: boolean;
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

type PagePosition = { readonly part: 'first' | 'later'; readonly known?: KnownListing };

/** Of the bytes, of where they came from in the end, and of how they are read. */
const hashBytes = ({ bytes, finalUrl, movedTo }: Page, listing: Listing): string =>
  sha256(JSON.stringify([sha256(bytes), finalUrl, movedTo ?? null, listing])).slice(0, 20);

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

/** Keeps a page as evidence and reads it. Where a list says the same each time in other bytes, it is read first: only what says something else is kept. */
async function keepAndRead(
  { page, ask }: { readonly page: Page; readonly ask: ListingRequest },
  { source, listing }: DeclaredListing,
  { part, known = {} }: PagePosition,
  place: ListingPorts,
): Promise<FetchedListing> {
  const bytesHash = hashBytes(page, listing);
  const keep = async (): Promise<string> => (await place.snapshots.save(page)).key;
  const early = known.entriesHash === undefined && known.shellHash !== bytesHash ? await keep() : undefined;
  const asked = { page, source, listing, part, requestBody: ask.body, today: dayOf(place.now()) };
  const read = await readAsListing(asked, place.reader).catch(async (error: unknown) => {
    if (early === undefined) await keep();
    throw error;
  });
  const entriesHash = await hashEntries(read.entries);
  const isKnown = entriesHash === known.entriesHash && read.entries.length > 0;
  const isShell = bytesHash === known.shellHash && read.follow?.kind === 'data';
  const evidence = early ?? (isKnown || isShell ? undefined : await keep());
  const costs = { requests: page.requests, bytes: page.wireBytes };
  return { ask, page, ...opt('evidence', evidence), hashes: { bytesHash, entriesHash }, isKnown, listing: read, ...costs };
}

/** Fetches, keeps and reads a page. One that says that nothing changed (by a 304, or the bytes of the last reading) is returned as it is. Throws SourceError with what it cost. */
async function readOnce(
  ask: ListingRequest,
  what: DeclaredListing,
  position: PagePosition,
  place: ListingPorts,
): Promise<FetchedListing | Page> {
  const { etag, lastModified, bytesHash } = position.known ?? {};
  let page: Page | undefined;
  try {
    page = await place.web.get({ ...ask, ...opt('etag', etag), ...opt('lastModified', lastModified) });
    if (page.status === 304) return page;
    checkAnswer(ask, page);
    if (bytesHash !== undefined && bytesHash === hashBytes(page, what.listing)) return page;
    return await keepAndRead({ page, ask }, what, position, place);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) await place.snapshots.save(error.page);
    const costs = page && error.requests === undefined ? { requests: page.requests, wireBytes: page.wireBytes } : {};
    throw Object.assign(error, costs);
  }
}

/** Reads a list that its page loads by script: from the first of the script's requests that has entries. */
async function readData(
  shell: FetchedListing,
  what: DeclaredListing,
  { entriesHash }: KnownListing,
  place: ListingPorts,
): Promise<FetchedListing> {
  const { bytesHash: shellHash } = shell.hashes;
  let { requests, bytes } = shell;
  let failure: SourceError | undefined;
  for (const ask of shell.listing.follow?.asks ?? []) {
    try {
      const read = await readOne(ask, what, { part: 'first', known: opt('entriesHash', entriesHash) }, place);
      if (!('listing' in read)) continue;
      requests += read.requests;
      bytes += read.bytes;
      const { entriesHash: hash } = read.hashes;
      if (read.listing.entries.length > 0)
        return { ...read, hashes: { ...opt('entriesHash', hash), ...opt('shellHash', shellHash) }, requests, bytes };
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

/** Reads the first page of a listing; returns the page itself when it says that nothing changed. Throws SourceError. */
export async function readFirst(what: DeclaredListing, known: KnownListing, place: ListingPorts): Promise<FetchedListing | Page> {
  const read = await readOne(toRequest(what.listing), what, { part: 'first', known }, place);
  return 'listing' in read && read.listing.follow?.kind === 'data' ? readData(read, what, known, place) : read;
}

/** Reads a further page. Throws SourceError. */
export async function readLater(ask: ListingRequest, what: DeclaredListing, place: ListingPorts): Promise<FetchedListing> {
  const read = await readOne(ask, what, { part: 'later' }, place);
  if (!('listing' in read)) throw new SourceError('unrecognised', ask.url, 'status 304 to a request without validators', { status: 304 });
  return read;
}
