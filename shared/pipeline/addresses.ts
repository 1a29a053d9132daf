import type { SourceError } from '../model/errors.ts';
import type { Page, Snapshot } from '../model/page.ts';
import type { Address, Context } from '../model/ports.ts';
import type { Task } from '../model/task.ts';
import { canonicalUrl } from '../stages/address.ts';
import { nextVisitAt } from '../stages/cadence.ts';
import type { Look } from './attachments.ts';

export type PageTask = Extract<Task, { kind: 'page' }>;

/** Validators of an answer, for the next conditional request. */
export const validators = (page: Pick<Page, 'headers'>) => ({
  ...(page.headers['etag'] === undefined ? {} : { etag: page.headers['etag'] }),
  ...(page.headers['last-modified'] === undefined ? {} : { lastModified: page.headers['last-modified'] }),
});

/** What a conditional request says. A page that was missed is asked for whole: a 304 would tell nobody that it returned. */
export const condition = ({ documentId, misses, etag, lastModified }: Address) =>
  documentId === undefined || misses
    ? {}
    : { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };

/** An address that is asked for the first time, at the instant `at`. */
export const newAddress = (task: PageTask, at: string): Address => ({
  url: task.url,
  canonicalUrl: canonicalUrl(task.url),
  sourceId: task.sourceId,
  firstSeenAt: at,
  checkedAt: at,
  dueAt: at,
});

/** Keeps the address after a visit, with what the answer says of itself and the day of the next one. */
export async function visited(known: Address, page: Pick<Page, 'headers'>, context: Context, missed = false): Promise<void> {
  const now = context.now();
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const deadline = head?.dates.commentBy?.value;
  const { misses: _misses, answeredAt: _answered, ...rest } = known;
  await context.documents.saveAddress({
    ...rest,
    ...validators(page),
    checkedAt: now.toISOString(),
    dueAt: nextVisitAt(known.firstSeenAt, now, { missed, ...(deadline === undefined ? {} : { deadline }) }),
  });
}

/** A visit on which neither the page nor its files said anything new. */
export const visitedInVain = (known: Address, page: Pick<Page, 'headers'>, look: Look | undefined, context: Context): Promise<void> =>
  visited({ ...known, ...(look ? { files: look.validators } : {}) }, page, context);

/** A page that was missed answers again: it is no longer missing, and still to be read. */
export async function answered(known: Address | undefined, context: Context): Promise<void> {
  if (known?.misses) await context.documents.saveAddress({ ...known, answeredAt: context.now().toISOString() });
}

/** The address that a redirect led to is the copy's: it is kept, and looked at again, like one that was listed. */
export async function landed(from: Address, page: Page, context: Context): Promise<void> {
  const canonical = canonicalUrl(page.finalUrl);
  if (canonical === from.canonicalUrl) return;
  const known = await context.documents.address(canonical);
  if (!known?.documentId) await visited({ ...from, url: page.finalUrl, canonicalUrl: canonical }, page, context);
}

type Failed = { readonly task: PageTask; readonly known: Address | undefined; readonly evidence: Snapshot | undefined };

/** A page that could not be had or read: kept, counted, and due again tomorrow. What is stored of it stays. */
export async function failed({ task, known, evidence }: Failed, error: SourceError, context: Context): Promise<void> {
  // What a page links is asked for once, and is nobody's fault when it is not there; it stays on the work list.
  if (task.wanted) return context.note({ sourceId: task.sourceId, requests: error.requests ?? 0, bytes: error.wireBytes ?? 0 });
  const now = context.now();
  const at = now.toISOString();
  const address = known ?? newAddress(task, at);
  await context.documents.saveAddress({
    ...address,
    ...(evidence && !address.documentId ? { evidence: evidence.key } : {}),
    checkedAt: at,
    dueAt: nextVisitAt(address.firstSeenAt, now, { missed: true }),
  });
  await tell(task, error, context);
}

/** A failure of a page, in the state of its source and in the report. */
export async function tell(task: PageTask, error: SourceError, context: Context): Promise<void> {
  const at = context.now().toISOString();
  await context.sources.update(task.sourceId, at, (state) => ({
    ...state,
    failures: state.failures + 1,
    failingSince: state.failingSince ?? at,
    ...(state.condition === 'ok' || state.condition === 'quiet' ? { condition: 'partial' as const, since: state.failingSince ?? at } : {}),
  }));
  const failure = { url: task.url, kind: error.trouble, detail: error.detail };
  context.note({ sourceId: task.sourceId, failure, requests: error.requests ?? 0, bytes: error.wireBytes ?? 0 });
}
