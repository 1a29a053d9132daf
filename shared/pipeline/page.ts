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
import { storeFurther } from './further.ts';
import { ingest } from './ingest.ts';
import { readAsArticle } from './job.ts';
import { miss } from './miss.ts';
import { sendWanted } from './wanted.ts';
import { readWhole, type Whole } from './whole.ts';

export type PageTask = Extract<Task, { kind: 'page' }>;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Validators of an answer, for the next conditional request. */
const validators = (page: Pick<Page, 'headers'>) => ({
  ...(page.headers['etag'] === undefined ? {} : { etag: page.headers['etag'] }),
  ...(page.headers['last-modified'] === undefined ? {} : { lastModified: page.headers['last-modified'] }),
});

/** What a conditional request says. A page that was missed is asked for whole: a 304 would tell nobody that it returned. */
const condition = ({ documentId, misses, etag, lastModified }: Address) =>
  documentId === undefined || misses
    ? {}
    : { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };

/** The address after a visit that found nothing new. */
async function visited(known: Address, page: Pick<Page, 'headers'>, context: Context, missed = false): Promise<void> {
  const now = context.now();
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const deadline = head?.dates.commentBy?.value;
  const { misses: _misses, ...rest } = known;
  await context.documents.saveAddress({
    ...rest,
    ...validators(page),
    checkedAt: now.toISOString(),
    dueAt: nextVisitAt(known.firstSeenAt, now, { missed, ...(deadline === undefined ? {} : { deadline }) }),
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
async function tell(task: PageTask, error: SourceError, context: Context): Promise<void> {
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

type Fetched = { readonly page: Page; readonly snapshot: Snapshot };

/** What asking for its files adds to what a page cost. */
const costOf = (page: Page, look: Look | undefined, whole?: Whole) => ({
  requests: page.requests + (look?.requests ?? 0) + (whole?.requests ?? 0),
  bytes: page.wireBytes + (look?.bytes ?? 0) + (whole?.bytes ?? 0),
});

/** The text with all its pages. A held one is not made shorter by a page that could not be had: then nothing of it is touched. Throws SourceError. */
async function readText(
  task: PageTask,
  source: Source | undefined,
  known: Address | undefined,
  { page, snapshot }: Fetched,
  context: Context,
) {
  const from = { source, sourceId: task.sourceId };
  const article = await readAsArticle({ page, ...from, entry: task.entry, today: dayOf(context.now()) }, context.reader);
  const whole = await readWhole({ page, snapshot, article }, from, context);
  if (whole.missing && known?.documentId) {
    const { trouble, url, detail } = whole.missing;
    const { requests, bytes } = costOf(page, undefined, whole);
    throw new SourceError(trouble, url, detail, { requests, wireBytes: bytes });
  }
  return whole;
}

/** What is remembered of the pages of a text: validators speak for one page alone, and nothing for a text that is not whole. */
function remembered(address: Address, page: Page, { pages, hash, missing }: Whole): Address {
  const { etag: _etag, lastModified: _modified, bytesHash: _hash, ...bare } = address;
  return { ...bare, ...(pages === 1 && !missing ? validators(page) : {}), ...(missing ? {} : { bytesHash: hash }) };
}

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
  const whole = await readText(task, source, known, { page, snapshot }, context);
  const several = whole.pages > 1 || whole.missing !== undefined;
  if (known?.documentId && several && known.bytesHash === whole.hash && !known.misses && unmoved) {
    look ??= await lookAgain(known, source, context);
    if (!look?.moved) {
      await visited({ ...known, ...(look ? { files: look.validators } : {}) }, { headers: {} }, context);
      return { saved: 'same' as const, documentId: known.documentId, ...costOf(page, look, whole) };
    }
  }
  const head = known?.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  look ??= await lookAt(whole.article.attachments, { source, head, files: known?.files }, context);
  const article = withAttached(whole.article, look.files, dayOf(context.now()));
  const outcome = await ingest({ article, files: look.files, source, known, snapshot: whole.snapshot }, context);
  await storeFurther(article, { sourceId: task.sourceId, source, snapshot: whole.snapshot }, context);
  context.crash('after-document');
  await sendWanted(article, context);
  const files = Object.keys(look.validators).length > 0 ? { files: look.validators } : {};
  // The page itself is looked at again rather than a twin that was found first.
  const asked = known && isTwin(known.url) && !isTwin(task.url) ? { ...known, url: task.url } : (known ?? newAddress(task, at));
  const address = { ...remembered(asked, page, whole), ...files, documentId: outcome.documentId };
  const seen = { ...address, textHash: outcome.textHash, evidence: whole.snapshot.key };
  const answered = { ...page, headers: several ? {} : page.headers };
  await landed(seen, answered, context);
  await visited(seen, answered, context, whole.missing !== undefined);
  if (whole.missing) await tell(task, whole.missing, context);
  if (source && !known?.documentId) await context.sources.update(source.id, at, (state) => countStored(state, dayOf(new Date(at))));
  return { saved: outcome.saved, documentId: outcome.documentId, ...costOf(page, look, whole) };
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
