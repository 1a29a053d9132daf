import { createHash } from 'node:crypto';
import { SourceError } from '../model/errors.ts';
import type { Page, Snapshot } from '../model/page.ts';
import type { Address, Context } from '../model/ports.ts';
import type { Source } from '../model/source.ts';
import type { Task } from '../model/task.ts';
import { dayOf } from '../model/time.ts';
import { canonicalUrl, fileFormat } from '../stages/address.ts';
import { withAttached } from '../stages/attachment/attached.ts';
import { nextVisitAt } from '../stages/cadence.ts';
import { isTwin } from '../stages/place.ts';
import { countStored } from '../stages/yield.ts';
import { isReadable, type Look, lookAgain, lookAt, mostFileBytes } from './attachments.ts';
import { ingest } from './ingest.ts';
import { readAsArticle } from './job.ts';
import { miss } from './miss.ts';

export type PageTask = Extract<Task, { kind: 'page' }>;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Validators of an answer, for the next conditional request. */
const validators = (page: Page) => ({
  ...(page.headers['etag'] === undefined ? {} : { etag: page.headers['etag'] }),
  ...(page.headers['last-modified'] === undefined ? {} : { lastModified: page.headers['last-modified'] }),
});

/** What a conditional request says. A page that was missed is asked for whole: a 304 would tell nobody that it returned. */
const condition = ({ documentId, misses, etag, lastModified }: Address) =>
  documentId === undefined || misses
    ? {}
    : { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };

/** The address after a visit that found nothing new. */
async function visited(known: Address, page: Page, context: Context): Promise<void> {
  const now = context.now();
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const deadline = head?.dates.commentBy?.value;
  const { misses: _misses, ...rest } = known;
  await context.documents.saveAddress({
    ...rest,
    ...validators(page),
    checkedAt: now.toISOString(),
    dueAt: nextVisitAt(known.firstSeenAt, now, { missed: false, ...(deadline === undefined ? {} : { deadline }) }),
  });
}

const newAddress = (task: PageTask, at: string): Address => ({
  url: task.url,
  canonicalUrl: canonicalUrl(task.url),
  sourceId: task.sourceId,
  firstSeenAt: at,
  checkedAt: at,
  dueAt: at,
});

/** The address that a redirect led to is the copy's: it is kept, and looked at again, like one that was listed. */
async function landed(from: Address, page: Page, context: Context): Promise<void> {
  const canonical = canonicalUrl(page.finalUrl);
  if (canonical === from.canonicalUrl) return;
  const known = await context.documents.address(canonical);
  if (!known?.documentId) await visited({ ...from, url: page.finalUrl, canonicalUrl: canonical }, page, context);
}

/** A page that could not be had or read: kept, counted, and due again tomorrow. What is stored of it stays. */
async function failed(task: PageTask, known: Address | undefined, error: SourceError, evidence: Snapshot | undefined, context: Context) {
  const now = context.now();
  const at = now.toISOString();
  const address = known ?? newAddress(task, at);
  await context.documents.saveAddress({
    ...address,
    ...(evidence && !address.documentId ? { evidence: evidence.key } : {}),
    checkedAt: at,
    dueAt: nextVisitAt(address.firstSeenAt, now, { missed: true }),
  });
  await context.sources.update(task.sourceId, at, (state) => ({
    ...state,
    failures: state.failures + 1,
    failingSince: state.failingSince ?? at,
    ...(state.condition === 'ok' || state.condition === 'quiet' ? { condition: 'partial' as const, since: state.failingSince ?? at } : {}),
  }));
  const failure = { url: task.url, kind: error.trouble, detail: error.detail };
  context.note({ sourceId: task.sourceId, failure, requests: error.requests ?? 0, bytes: error.wireBytes ?? 0 });
}

type Fetched = { readonly page: Page; readonly snapshot: Snapshot };

/** What asking for its files adds to what a page cost. */
const costOf = (page: Page, look: Look | undefined) => ({
  requests: page.requests + (look?.requests ?? 0),
  bytes: page.wireBytes + (look?.bytes ?? 0),
});

/** A file that is a document in itself may be as large as one beside a page. */
const sizeFor = (url: string) => (isReadable(fileFormat(url)) ? { maxBytes: mostFileBytes } : {});

async function store(
  task: PageTask,
  source: Source | undefined,
  known: Address | undefined,
  { page, snapshot, look: given }: Fetched & { readonly look?: Look | undefined },
  context: Context,
) {
  let look = given;
  const at = context.now().toISOString();
  const bytesHash = hashOf(page.bytes);
  const unmoved = canonicalUrl(page.finalUrl) === known?.canonicalUrl;
  if (known?.documentId && known.bytesHash === bytesHash && !known.misses && unmoved) {
    look ??= await lookAgain(known, source, context);
    if (!look?.moved) {
      await visited({ ...known, ...(look ? { files: look.validators } : {}) }, page, context);
      return { saved: 'same' as const, documentId: known.documentId, ...costOf(page, look) };
    }
  }
  const today = dayOf(context.now());
  const article = await readAsArticle({ page, source, sourceId: task.sourceId, entry: task.entry, today }, context.reader);
  const head = known?.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  look ??= await lookAt(article.attachments, { source, head, files: known?.files }, context);
  const whole = withAttached(article, look.files, today);
  const outcome = await ingest({ article: whole, files: look.files, source, known, snapshot }, context);
  context.crash('after-document');
  const files = Object.keys(look.validators).length > 0 ? { files: look.validators } : {};
  // The page itself is looked at again rather than a twin that was found first.
  const asked = known && isTwin(known.url) && !isTwin(task.url) ? { ...known, url: task.url } : (known ?? newAddress(task, at));
  const address = { ...asked, ...validators(page), ...files, documentId: outcome.documentId, bytesHash };
  const seen = { ...address, textHash: outcome.textHash, evidence: snapshot.key };
  await landed(seen, page, context);
  await visited(seen, page, context);
  if (source && !known?.documentId) await context.sources.update(source.id, at, (state) => countStored(state, dayOf(new Date(at))));
  return { saved: outcome.saved, documentId: outcome.documentId, ...costOf(page, look) };
}

/** Takes in one page: fetch, snapshot, read, identify, classify, link, store. The one `catch` of a page. Returns the document's id when there is one. */
export async function collectPage(task: PageTask, source: Source | undefined, context: Context): Promise<string | undefined> {
  const known = await context.documents.address(canonicalUrl(task.url));
  let fetched: Page | undefined;
  let snapshot: Snapshot | undefined;
  try {
    let page = await context.web.get({ url: task.url, ...sizeFor(task.url), ...(known ? condition(known) : {}) });
    fetched = page;
    let look: Look | undefined;
    const counts = { sourceId: task.sourceId };
    if (page.status === 304 && known) {
      look = await lookAgain(known, source, context);
      if (!look?.moved) {
        await visited({ ...known, ...(look ? { files: look.validators } : {}) }, page, context);
        context.note({ ...counts, ...costOf(page, look), saved: 'same' });
        return known.documentId;
      }
      // A file says something else: the page is read with it, and that takes its bytes.
      page = await context.web.get({ url: task.url, ...sizeFor(task.url) });
    }
    snapshot = await context.snapshots.save(page);
    context.crash('after-evidence');
    if (page.status === 404 || page.status === 410) {
      // A page that was listed and was never there is a hole, and a hole is told.
      if (!known?.documentId) throw new SourceError('unrecognised', page.url, `the page answers ${page.status}`, { status: page.status });
      const saved = await miss(known, snapshot, context);
      context.note({ ...counts, ...costOf(page, look), ...(saved ? { saved } : {}) });
      return known.documentId;
    }
    const outcome = await store(task, source, known, { page, snapshot, look }, context);
    context.note({ ...counts, requests: outcome.requests, bytes: outcome.bytes, saved: outcome.saved });
    return outcome.documentId ?? known?.documentId;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) snapshot = await context.snapshots.save(error.page);
    const received = fetched && error.requests === undefined ? { requests: fetched.requests, wireBytes: fetched.wireBytes } : {};
    await failed(task, known, Object.assign(error, received), snapshot, context);
    return known?.documentId;
  }
}
