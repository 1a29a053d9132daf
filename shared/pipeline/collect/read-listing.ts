import type { Entry, ListingPage, ListingRequest, Page } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { CollectContext, Reader, SeenEntry, Web } from '../../model/ports.ts';
import type { ListState } from '../../model/run.ts';
import type { Listing, Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { dayOf } from '../../model/time.ts';
import { group, omit, opt, portionsInTurn } from '../../model/values.ts';
import { longestAddress } from '../../stages/html/listing-tree.ts';
import { explainRedirect } from '../../stages/listing/counter.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { readAsListing } from './reading.ts';

export type ListingTask = Extract<Task, { kind: 'listing' }>;

/**
 * Unseen entries of a page, and those not sent for want of budget; `reachedKnown`: the last entry was known, so all behind it are;
 * `metKnown`: any was; `failed`: entries that can never be fetched.
 */
export type SentEntries = Readonly<{
  failed: number;
  unseen: number;
  unsent: number;
  reachedKnown: boolean;
  metKnown: boolean;
}>;

/** Wordings remembered of an entry; an entry that keeps changing (a counter in its title) no longer calls for its page. */
const mostLines = 6;

const taskId = (task: Task, url: string) => sha256(`${task.id}\n${url}`);

/** The wording of an entry in its listing: when it changes, the page may have been edited silently. */
const wordingHash = ({ title, publishedOn = '', modified = '', window }: Entry) =>
  sha256(`${title.replaceAll(/[\s\u200b-\u200f\ufeff]/g, '')}\n${publishedOn}\n${modified}${window ? `\n${window.until}` : ''}`).slice(
    0,
    12,
  );

export async function hashEntries(entries: readonly Entry[]): Promise<string> {
  const lines: string[] = [];
  for await (const some of portionsInTurn(entries)) lines.push(...some.map((entry) => `${canonicalUrl(entry.url)} ${wordingHash(entry)}`));
  return sha256(lines.join('\n')).slice(0, 20);
}

export const nothingUnseen: SentEntries = { failed: 0, unseen: 0, unsent: 0, reachedKnown: true, metKnown: true };

export const isOld = ({ publishedOn }: Entry, since: string | undefined) =>
  since !== undefined && publishedOn !== undefined && publishedOn < since;

/** No real title is longer; it bounds the size of a message. */
const longestTitle = 1_000;

const toTaskEntry = (entry: Entry) => ({
  ...omit(entry, 'summary'),
  title: entry.title.slice(0, longestTitle).toWellFormed(),
});

type ListedEntry = Readonly<{ entry: Entry; url: string; seen: SeenEntry | undefined }>;

const toPageTask = (task: ListingTask, source: Source, { entry, url }: Pick<ListedEntry, 'entry' | 'url'>) =>
  ({ kind: 'page', id: taskId(task, url), sourceId: source.id, url: entry.url, entry: toTaskEntry(entry) }) as const;

async function sendChanged(task: ListingTask, source: Source, lines: readonly ListedEntry[], context: CollectContext) {
  const changed = lines.flatMap(({ entry, url, seen }) => {
    const line = wordingHash(entry);
    return seen && seen.lines.length < mostLines && !seen.lines.includes(line) ? [{ entry, url, seen, line }] : [];
  });
  const reworded = changed.filter(({ seen }) => seen.lines.length > 0);
  await context.tasks.send(reworded.map((line) => ({ ...toPageTask(task, source, line), revisit: true })));
  await context.documents.markSeen(
    source.id,
    changed.map(({ url, seen, line }) => ({ url, seen: { ...seen, lines: [...seen.lines, line] } })),
  );
}

/** What is remembered of entries under the source's id, else under one of its former ids. */
async function readSeen({ id, was = [] }: Source, urls: readonly string[], context: CollectContext) {
  let seen = await context.documents.seen(id, urls);
  for (const old of was) {
    const missing = urls.filter((_, i) => seen[i] === undefined);
    const found = new Map((await context.documents.seen(old, missing)).map((each, i) => [missing[i], each]));
    seen = seen.map((each, i) => each ?? found.get(urls[i]));
  }
  return seen;
}

const isOverlong = ({ entry }: ListedEntry) => entry.url.length > longestAddress;

function reportOverlong(source: Source, lines: readonly ListedEntry[], context: CollectContext) {
  for (const { entry } of lines) {
    const { url, title } = entry;
    const detail = `the address of the entry “${title.slice(0, 100)}” has ${url.length} characters, and more than ${longestAddress} are not asked for`;
    const failure = { url: `${url.slice(0, 200)}…`, kind: 'too-large' as const, detail };
    context.note({ sourceId: source.id, failure, requests: 0, bytes: 0 });
  }
}

/**
 * Sends a task for each unseen entry, and for each known one whose title or day changed, then marks them. A backfill skips entries older
 * than `since`.
 */
export async function sendEntries(
  task: ListingTask,
  source: Source,
  entries: readonly Entry[],
  context: CollectContext,
): Promise<SentEntries> {
  const wanted = entries.filter((entry) => !isOld(entry, task.since));
  const sent = { failed: 0, unseen: 0, unsent: 0, reachedKnown: false, metKnown: false };
  for await (const some of portionsInTurn(wanted)) {
    const more = await sendPortion(task, source, some, context);
    sent.failed += more.failed;
    sent.unseen += more.unseen;
    sent.unsent += more.unsent;
    sent.metKnown ||= more.metKnown;
    sent.reachedKnown = more.reachedKnown;
  }
  return sent;
}

async function sendPortion(task: ListingTask, source: Source, entries: readonly Entry[], context: CollectContext) {
  const urls = entries.map(({ url }) => canonicalUrl(url));
  const seen = await readSeen(source, urls, context);
  const lines = entries.map((entry, i) => ({ entry, url: group(urls, i), seen: seen[i] }));
  const isNew = lines.filter((line) => line.seen === undefined);
  const [unseen, overlong] = [isNew.filter((line) => !isOverlong(line)), isNew.filter(isOverlong)];
  reportOverlong(source, overlong, context);
  const fresh = unseen.slice(0, context.takeBudget(unseen.length));
  await context.tasks.send(
    fresh.map((line) => ({ ...toPageTask(task, source, line), ...(task.since !== undefined && { backfill: true as const }) })),
  );
  const at = context.now().toISOString();
  await context.documents.markSeen(
    source.id,
    [...fresh, ...overlong].map(({ entry, url }) => ({ url, seen: { at, lines: [wordingHash(entry)] } })),
  );
  await sendChanged(
    task,
    source,
    lines.filter((line) => !isOverlong(line)),
    context,
  );
  const reachedKnown = lines.at(-1)?.seen !== undefined;
  return {
    failed: overlong.length,
    unseen: unseen.length,
    unsent: unseen.length - fresh.length,
    reachedKnown,
    metKnown: isNew.length < lines.length,
  };
}

/** What the last reading of a listing left for the next one: validators, and hashes by which it sees that nothing is new. */
export type KnownListing = Pick<ListState, 'etag' | 'lastModified' | 'bytesHash' | 'entriesHash' | 'shellHash'>;

/**
 * A page of a listing that was read. `evidence`: the key of its snapshot, absent when its entries are those of the last reading, whose
 * evidence stands; the costs cover all requests that were needed.
 */
export type FetchedListing = Readonly<{
  ask: ListingRequest;
  page: Page;
  evidence?: string;
  hashes: Pick<KnownListing, 'bytesHash' | 'entriesHash' | 'shellHash'>;
  isKnown: boolean;
  listing: ListingPage;
  requests: number;
  bytes: number;
}>;

export type ListingPorts = {
  readonly web: Web;
  readonly reader: Reader;
  readonly snapshots: { save(page: Page): Promise<{ readonly key: string }> };
  now(): Date;
};
type DeclaredListing = Readonly<{ source: Source; listing: Listing }>;

const toRequest = ({ url, method, body }: Listing) => ({
  url,
  ...(method ? { method } : {}),
  ...opt({ body }),
});

/** Throws SourceError, with the page as evidence, when a listing is not where it was declared: it answers 404, or redirects elsewhere. */
function checkAnswer(ask: ListingRequest, page: Page) {
  const { status, requests, wireBytes } = page;
  const costs = { status, page, requests, wireBytes };
  if (status === 404 || status === 410) throw new SourceError('unrecognised', page.url, `the listing answers ${status}`, costs);
  const led = explainRedirect(ask.url, page.finalUrl);
  if (led) throw new SourceError(led.trouble, page.url, `the listing leads to ${led.what}: ${page.finalUrl.slice(0, 200)}`, costs);
}

type PagePosition = Readonly<{ part: 'first' | 'later'; known?: KnownListing }>;

/** Of the bytes, of where they came from in the end, and of how they are read. */
const hashBytes = ({ bytes, finalUrl, movedTo }: Page, listing: Listing) =>
  sha256(JSON.stringify([sha256(bytes), finalUrl, movedTo ?? null, listing])).slice(0, 20);

async function readOne(...request: Parameters<typeof readOnce>) {
  try {
    return await readOnce(...request);
  } catch (error) {
    if (!(error instanceof SourceError) || error.trouble !== 'truncated') throw error;
    return withCosts(
      await readOnce(...request).catch((again: unknown) => {
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

const withCosts = (read: FetchedListing | Page, before: RequestCosts) =>
  'listing' in read
    ? { ...read, requests: read.requests + (before.requests ?? 0), bytes: read.bytes + (before.wireBytes ?? 0) }
    : { ...read, ...costsOf(read, before) };

type RequestCosts = Readonly<{ requests?: number; wireBytes?: number }>;

/**
 * Keeps a page as evidence and reads it. Where a list says the same each time in other bytes, it is read first: only what says something
 * else is kept.
 */
async function keepAndRead(
  { page, ask }: Readonly<{ page: Page; ask: ListingRequest }>,
  { source, listing }: DeclaredListing,
  { part, known = {} }: PagePosition,
  place: ListingPorts,
) {
  const bytesHash = hashBytes(page, listing);
  const keep = async () => (await place.snapshots.save(page)).key;
  const early = known.entriesHash === undefined && known.shellHash !== bytesHash ? await keep() : undefined;
  const request = { page, source, listing, part, requestBody: ask.body, today: dayOf(place.now()) };
  const read = await readAsListing(request, place.reader).catch(async (error: unknown) => {
    if (early === undefined) await keep();
    throw error;
  });
  const entriesHash = await hashEntries(read.entries);
  const isKnown = entriesHash === known.entriesHash && read.entries.length > 0;
  const isShell = bytesHash === known.shellHash && read.follow?.kind === 'data';
  const evidence = early ?? (isKnown || isShell ? undefined : await keep());
  const costs = { requests: page.requests, bytes: page.wireBytes };
  return { ask, page, ...opt({ evidence }), hashes: { bytesHash, entriesHash }, isKnown, listing: read, ...costs };
}

/**
 * Fetches, keeps and reads a page. One that says that nothing changed (by a 304, or the bytes of the last reading) is returned as it is.
 * Throws SourceError with what it cost.
 */
async function readOnce(ask: ListingRequest, what: DeclaredListing, position: PagePosition, place: ListingPorts) {
  const { etag, lastModified, bytesHash } = position.known ?? {};
  let page: Page | undefined;
  try {
    page = await place.web.get({ ...ask, ...opt({ etag, lastModified }) });
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

async function readData(shell: FetchedListing, what: DeclaredListing, { entriesHash }: KnownListing, place: ListingPorts) {
  const { bytesHash: shellHash } = shell.hashes;
  let { requests, bytes } = shell;
  let failure: SourceError | undefined;
  for (const ask of shell.listing.follow?.asks ?? []) {
    try {
      const read = await readOne(ask, what, { part: 'first', known: opt({ entriesHash }) }, place);
      if (!('listing' in read)) continue;
      requests += read.requests;
      bytes += read.bytes;
      const { entriesHash: hash } = read.hashes;
      if (read.listing.entries.length > 0) return { ...read, hashes: opt({ entriesHash: hash, shellHash }), requests, bytes };
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

export async function readLater(ask: ListingRequest, what: DeclaredListing, place: ListingPorts): Promise<FetchedListing> {
  const read = await readOne(ask, what, { part: 'later' }, place);
  if (!('listing' in read)) throw new SourceError('unrecognised', ask.url, 'status 304 to a request without validators', { status: 304 });
  return read;
}
