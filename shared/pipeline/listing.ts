import { createHash } from 'node:crypto';
import type { Entry, ListingPage } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Page } from '../model/page.ts';
import type { Context } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import type { Source, SourceCondition } from '../model/source.ts';
import type { Task } from '../model/task.ts';
import { dayOf } from '../model/time.ts';
import { canonicalUrl } from '../stages/address.ts';
import { nextSlotAt } from '../stages/cadence.ts';
import { listingHealth } from '../stages/health.ts';
import { readAsListing } from './job.ts';

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
const pageTaskId = (task: Task, url: string): string => createHash('sha256').update(`${task.id}\n${url}`).digest('hex');

/** Trouble of a listing as a state of its source (contract.md 3.1). */
export function conditionOf(error: SourceError): SourceCondition {
  switch (error.trouble) {
    case 'unreachable':
    case 'suspect':
      return error.trouble;
    case 'refused':
    case 'robots':
    case 'forbidden-address':
      return 'refused';
    default:
      return 'unrecognised';
  }
}

const sinceOf = (state: SourceState, condition: SourceCondition, at: string): string => (state.condition === condition ? state.since : at);

async function fetchListing(source: Source, state: SourceState | undefined, context: Context): Promise<Page> {
  const { url, method, body } = source.listing;
  return context.web.get({
    url,
    ...(method ? { method } : {}),
    ...(body === undefined ? {} : { body }),
    ...(state?.etag === undefined ? {} : { etag: state.etag }),
    ...(state?.lastModified === undefined ? {} : { lastModified: state.lastModified }),
  });
}

/** Sends a task for each unseen entry, then marks it. False when the run's limit of pages left some for the next one. */
async function sendPages(task: Task, source: Source, entries: readonly Entry[], context: Context): Promise<boolean> {
  const urls = entries.map(({ url }) => canonicalUrl(url));
  const unseen = new Set(await context.documents.unseen(source.id, urls));
  const unsent = entries.filter(({ url }) => unseen.has(canonicalUrl(url)));
  const fresh = unsent.slice(0, context.take(unsent.length));
  await context.tasks.send(
    fresh.map((entry) => ({ kind: 'page', id: pageTaskId(task, entry.url), sourceId: source.id, url: entry.url, entry })),
  );
  const sent = fresh.map(({ url }) => canonicalUrl(url));
  await context.documents.markSeen(source.id, sent, context.now().toISOString());
  return fresh.length === unsent.length;
}

type Good = { readonly page: Page; readonly listing?: ListingPage; readonly evidence?: string; readonly all: boolean };

/** The state after a good answer; after a 304 the entries of the last answer still stand. */
function goodState(source: Source, state: SourceState, { page, listing, evidence, all }: Good, at: string): SourceState {
  const days = (listing?.entries ?? []).flatMap(({ publishedOn }) => (publishedOn === undefined ? [] : [publishedOn])).toSorted();
  const newest = days.at(-1) ?? state.newest;
  const listed = listing?.entries.length ?? state.listed;
  const health = listingHealth(source, { listed, ...(newest === undefined ? {} : { newest }) }, dayOf(new Date(at)));
  const { trouble: _trouble, etag: _etag, lastModified: _modified, failingSince, ...rest } = state;
  return {
    ...rest,
    condition: health.condition,
    since: sinceOf(state, health.condition, at),
    checkedAt: at,
    lastGoodAt: health.condition === 'suspect' ? (state.lastGoodAt ?? at) : at,
    listed,
    failures: 0,
    ...(failingSince === undefined || state.failures === 0 ? {} : { failingSince }),
    ...(evidence === undefined ? {} : { lastEvidence: evidence }),
    ...(newest === undefined ? {} : { newest }),
    ...(page.headers['etag'] === undefined || !all ? {} : { etag: page.headers['etag'] }),
    ...(page.headers['last-modified'] === undefined || !all ? {} : { lastModified: page.headers['last-modified'] }),
    ...(source.listing.complete && listing ? { held: listing.entries.slice(0, 1000).map(({ url }) => short(canonicalUrl(url))) } : {}),
    ...(health.condition === 'suspect'
      ? { trouble: { kind: 'suspect' as const, detail: health.detail ?? 'doubted', url: source.listing.url } }
      : {}),
  };
}

/** Whether a complete listing still held the address when it was last read. */
export const holds = (state: SourceState | undefined, url: string): boolean => state?.held?.includes(short(canonicalUrl(url))) ?? false;

/** As the server says; else an hour later when nobody answered, and in the next slot when the answer was no. */
function nextTry(source: Source, error: SourceError, now: Date): string {
  if (error.retryAfter !== undefined) return new Date(now.getTime() + error.retryAfter * 1000).toISOString();
  const slot = nextSlotAt(source.every, now);
  const hour = new Date(now.getTime() + 3_600_000).toISOString();
  return error.trouble === 'unreachable' && hour < slot ? hour : slot;
}

async function fail(source: Source, error: SourceError, context: Context): Promise<void> {
  const now = context.now();
  const at = now.toISOString();
  const condition = conditionOf(error);
  const nextTryAt = nextTry(source, error, now);
  const trouble = { kind: error.trouble, detail: error.detail, url: error.url, nextTryAt };
  await context.sources.update(source.id, at, (state) => ({
    ...state,
    condition,
    since: sinceOf(state, condition, at),
    checkedAt: at,
    trouble,
  }));
  context.note({ sourceId: source.id, condition, trouble, requests: error.requests ?? 1, bytes: error.wireBytes ?? 0 });
}

/** Lists one source: snapshot first, read second, page tasks for what is unseen, then the state. */
export async function collectListing(task: Task, source: Source, context: Context): Promise<void> {
  const at = context.now().toISOString();
  const state = await context.sources.state(source.id);
  let page: Page | undefined;
  try {
    page = await fetchListing(source, state, context);
    if (page.status === 404 || page.status === 410)
      throw new SourceError('unrecognised', page.url, `the listing answers ${page.status}`, { page });
    const evidence = page.status === 304 ? undefined : (await context.snapshots.save(page)).key;
    context.crash('after-evidence');
    const listing = page.status === 304 ? undefined : await readAsListing({ page, source, today: dayOf(context.now()) }, context.reader);
    const all = listing ? await sendPages(task, source, listing.entries, context) : true;
    const good: Good = { page, all, ...(listing ? { listing } : {}), ...(evidence === undefined ? {} : { evidence }) };
    let after: SourceState | undefined;
    await context.sources.update(source.id, at, (before) => {
      after = goodState(source, before, good, at);
      return after;
    });
    context.note({
      sourceId: source.id,
      listed: after?.listed ?? 0,
      condition: after?.condition ?? 'ok',
      ...(after?.trouble ? { trouble: after.trouble } : {}),
      requests: page.requests,
      bytes: page.wireBytes,
    });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) await context.snapshots.save(error.page);
    await fail(source, error, context);
  }
}
