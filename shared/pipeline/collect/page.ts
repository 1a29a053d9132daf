/** The way of one page with the files beside it: asked for, kept, read, stored. The one `catch` of a page is here. */
import { type Article, type Attachment, isCut, type Page, type Snapshot, type WebRequest } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import type { RunNote } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { omit, opt, sum } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { unreadReason } from '../../stages/files/file-text.ts';
import { canonicalUrl, fileFormat, isOwnFile } from '../../stages/urls/address.ts';
import { isDue } from '../../stages/watch/cadence.ts';
import { isEnabled } from '../../stages/watch/health.ts';
import {
  keepAddress,
  markUnchanged,
  type PageTask,
  recordFailure,
  recordReadable,
  reportFailure,
  storedAddress,
  toCondition,
  validators,
  withoutOldValidators,
  withoutValidators,
  withSource,
} from './addresses.ts';
import { requestMissingTexts } from './asked-pages.ts';
import { fileDiffers, isSameFile } from './changed.ts';
import { ingest, type StoredPage } from './ingest.ts';
import { recordMissing } from './missing-page.ts';
import { declarationFor } from './publishers.ts';
import {
  cutOf,
  getArticle,
  hasSeveralPages,
  joinFiles,
  loadFileText,
  readAsArticle,
  readStoredFile,
  readWholeText,
  toAttached,
  type WholeText,
} from './reading.ts';
import { setPageAside } from './set-aside.ts';

/** Files fetched for one page, the size of each, and the time for all of them together. */
const fileLimits = { files: 10, bytes: 20_000_000, ms: 60_000 } as const;
const readable = new Set('pdf doc docx docm wps rtf odt xls xlsx xlsm et ods ofd zip txt csv file'.split(' '));

const isReadable = (format: string): boolean => readable.has(format);
const mostFileBytes = fileLimits.bytes;

/** The result of a visit to the files of a page. `changed`: something is known of them that is not stored yet. */
export type AttachmentCheck = Readonly<{
  files: readonly AttachedFile[];
  validators: NonNullable<Address['files']>;
  changed: boolean;
  requests: number;
  bytes: number;
}>;

type CheckedPage = Readonly<{
  page: string;
  source: Source | undefined;
  head: Head | undefined;
  files: Address['files'];
}>;
type Validators = NonNullable<Address['files']>[string];
type NamedFile = Readonly<{ plain: Attachment; before: Attachment | undefined; known: Validators | undefined }>;
type SeenFile = AttachedFile &
  Readonly<{ asked?: true; validators?: Validators | undefined; cost?: Readonly<{ requests: number; bytes: number }> }>;

/**
 * Asks for the files beside a page, keeps them as evidence and reads their words. What cannot be fetched or read is a state of the file and
 * tried again at the next visit: only bugs are thrown. Files of a source whose rights are `link-only`, and those on another site than the
 * page's, are not asked for.
 */
async function checkAttachments(attachments: readonly Attachment[], visit: CheckedPage, context: CollectContext): Promise<AttachmentCheck> {
  const { source, head } = visit;
  if (source?.rights.use === 'link-only')
    return { files: attachments.map((attachment) => ({ attachment })), validators: {}, changed: false, requests: 0, bytes: 0 };
  const seen: SeenFile[] = [];
  const until = performance.now() + fileLimits.ms;
  for (const { url, title, format } of attachments) {
    const plain = { url, title, format };
    const file = { plain, before: storedAs(plain, head), known: visit.files?.[url] };
    const mayAsk = seen.filter(({ asked }) => asked).length < fileLimits.files;
    seen.push(await checkFile(file, visit, mayAsk ? until : undefined, context));
  }
  return {
    files: seen.map(({ attachment, text }) => ({ attachment, text })),
    validators: Object.fromEntries(seen.flatMap(({ attachment, validators }) => (validators ? [[attachment.url, validators]] : []))),
    changed: seen.some(({ attachment }) => fileDiffers(attachment, storedAs(attachment, head))),
    requests: sum(seen, ({ cost }) => cost?.requests ?? 0),
    bytes: sum(seen, ({ cost }) => cost?.bytes ?? 0),
  };
}

const storedAs = ({ url }: Attachment, head: Head | undefined) => head?.attachments.find((each) => each.url === url);

async function checkFile(
  file: NamedFile,
  { page, source }: CheckedPage,
  until: number | undefined,
  context: CollectContext,
): Promise<SeenFile> {
  const { plain, before } = file;
  if (!isReadable(plain.format)) return { attachment: { ...plain, state: 'unsupported', reason: unreadReason(plain.format) } };
  if (!isOwnFile(plain.url, page, source?.attachmentHosts)) return keepKnown(before, toForeignFile(plain), context);
  if (until === undefined) return keepKnown(before, plain, context);
  if (performance.now() > until) return keepKnown(before, toUnreachable(plain, 'no time was left in this visit'), context);
  return { ...(await fetchAttachment(file, context)), asked: true };
}

const toUnreachable = (plain: Attachment, reason: string): Attachment => ({ ...plain, state: 'unreachable', reason });

const toForeignFile = (plain: Attachment): Attachment => {
  const reason = `it stands on another site (${new URL(plain.url).hostname}) than its page; name that host in attachmentHosts to have it read`;
  return { ...plain, state: 'elsewhere', reason };
};

const isKnown = (before: Attachment | undefined): before is Attachment =>
  before?.state !== undefined && before.state !== 'unreachable' && before.state !== 'elsewhere';

async function keepKnown(before: Attachment | undefined, otherwise: Attachment, context: CollectContext) {
  if (!isKnown(before)) return { attachment: otherwise };
  return { attachment: omit(before, 'work'), text: await loadFileText(before, context) };
}

async function fetchAttachment({ plain, before, known }: NamedFile, context: CollectContext) {
  const condition = isKnown(before) ? known : {};
  let page: Page | undefined;
  const costWith = ({ requests = 0, wireBytes = 0 }: Partial<Pick<Page, 'requests' | 'wireBytes'>>) => ({
    requests: (page?.requests ?? 0) + requests,
    bytes: (page?.wireBytes ?? 0) + wireBytes,
  });
  try {
    page = await context.web.get({ url: plain.url, maxBytes: fileLimits.bytes, ...condition });
    if (page.status === 200)
      return { ...(await readFetched(plain, before, page, context)), cost: costWith({}), validators: validators(page) };
    const reason = page.status === 304 ? 'the server says that nothing changed' : `the address answers ${page.status}`;
    return { ...(await keepKnown(before, toUnreachable(plain, reason), context)), cost: costWith({}), validators: known };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const state = error.trouble === 'too-large' || error.trouble === 'too-complex' ? ('too-large' as const) : ('unreachable' as const);
    const otherwise = { ...plain, state, reason: error.detail.slice(0, 300) };
    return { ...(await keepKnown(before, otherwise, context)), cost: costWith(error), validators: known };
  }
}

const hashIn = (evidence: string | undefined) => evidence?.split('/')[2];

async function readFetched(plain: Attachment, before: Attachment | undefined, page: Page, context: CollectContext) {
  const { key, sha256 } = await context.snapshots.save(page, before?.evidence);
  if (isKnown(before) && hashIn(before.evidence) === sha256) return keepKnown(before, plain, context);
  const reading = await readStoredFile(page, plain, context);
  if (reading.state === 'unreachable') return keepKnown(before, toUnreachable(plain, reading.reason ?? 'no file'), context);
  const stored = before && (await loadFileText(before, context));
  const same = before && stored !== undefined && (await isSameFile({ ...before, ...plain }, stored, reading.text, context));
  return toAttached(reading, { plain, evidence: key, stored: same ? stored : undefined }, context);
}

async function recheckAttachments(
  known: Address,
  head: Head | undefined,
  source: Source | undefined,
  context: CollectContext,
): Promise<AttachmentCheck | undefined> {
  if (!head || head.canonicalUrl !== known.canonicalUrl || head.attachments.length === 0) return undefined;
  return checkAttachments(head.attachments, { page: known.url, source, head, files: known.files }, context);
}

export type PageVisit = Readonly<{
  task: PageTask;
  known: Address | undefined;
  head: Head | undefined;
  listedBy: Source | undefined;
}>;

type FetchedPage = PageVisit &
  Readonly<{
    page: Page;
    /** The evidence; absent when the server says that the page did not change, and its files did not either. */
    snapshot: Snapshot | undefined;
    source: Source | undefined;
    files: AttachmentCheck | undefined;
  }>;

export type KeptPage = FetchedPage & { readonly snapshot: Snapshot };

async function openVisit(task: PageTask, listedBy: Source | undefined, context: CollectContext) {
  const { address: kept, head } = await context.documents.visit(canonicalUrl(task.url), task.documentId);
  const readIds = new Set(context.settings.sources.filter(isEnabled).map(({ id }) => id));
  const known = withoutOldValidators(withSource(kept, task, readIds), context.now());
  return { task, listedBy, head, known: task.entry?.window ? withoutValidators(known) : known };
}

/** A file that is a document by itself may be as large as one beside a page. */
const sizeFor = (url: string) => (isReadable(fileFormat(url)) ? { maxBytes: mostFileBytes } : {});

/**
 * Asks for a page and keeps it as evidence. After a 304 a file that changed calls for the page itself, which is read with it. Throws
 * SourceError.
 */
async function fetchPage(visit: PageVisit, context: CollectContext) {
  const { task, known, listedBy } = visit;
  const request = { url: task.url, ...sizeFor(task.url) };
  const declared = (url: string) => declarationFor(url, listedBy, context.settings.sources);
  const get = (ask: WebRequest) => getArticle(ask, declared(task.url), context.web);
  let page = await get({ ...request, ...(known ? toCondition(known) : {}) });
  let files: AttachmentCheck | undefined;
  if (page.status === 304 && known) {
    files = await recheckAttachments(known, visit.head, listedBy, context);
    if (!files?.changed) return { ...visit, page, files, snapshot: undefined, source: listedBy };
    page = await get(request);
  }
  const snapshot = await context.snapshots.save(page, known?.evidence);
  context.crash('after-evidence');
  return { ...visit, page, files, snapshot, source: declared(page.finalUrl) };
}

/**
 * Stores the further documents of a page, each as a document of its own with the same evidence, at the address of the page with `#2`, `#3`
 * …
 */
async function storeFurther({ task, source, snapshot, article }: ReadPage, context: CollectContext) {
  for (const part of article.parts ?? []) {
    const { saved } = await ingest({ article: part, source, known: undefined, snapshot, backfill: task.backfill }, context);
    context.note({ sourceId: task.sourceId, saved, requests: 0, bytes: 0 });
  }
}

export type ReadPage = KeptPage & Readonly<{ text: WholeText; files: AttachmentCheck; article: Article }>;

type UnchangedPage = KeptPage & { readonly text?: WholeText };

const costOf = ({
  page,
  text,
  files,
}: Pick<FetchedPage, 'page' | 'files'> & { readonly text?: Pick<WholeText, 'requests' | 'bytes'> }) => ({
  requests: page.requests + (files?.requests ?? 0) + (text?.requests ?? 0),
  bytes: page.wireBytes + (files?.bytes ?? 0) + (text?.bytes ?? 0),
});

/** Looks at the files of a page whose bytes, with this hash, were read before. `unchanged`: there is nothing to read again. */
async function compareBytes(kept: KeptPage, hash: string, context: CollectContext) {
  const { known, page, source, files } = kept;
  const stands = known?.documentId !== undefined && !known.misses && canonicalUrl(page.finalUrl) === known.canonicalUrl;
  if (!stands || known.bytesHash !== hash) return { unchanged: false, files };
  const checked = files ?? (await recheckAttachments(known, kept.head, source, context));
  return { unchanged: !checked?.changed, files: checked };
}

/**
 * A known text is not made shorter by a page that was cut off: it is read again tomorrow, and believed when it ends at the same place.
 * Throws SourceError.
 */
function checkEnd({ known, head, page }: KeptPage, { article, requests, bytes }: WholeText) {
  const cut = cutOf(article);
  if (cut === undefined || known?.documentId === undefined || known.cut === cut) return;
  // A page that an older version stored as it is: its site leaves its elements open.
  if (known.cut === undefined && head && isCut(head)) return;
  const detail = 'the page ends before its text does: what was read before stands; the same end at the next visit is believed';
  const costs = costOf({ page, text: { requests, bytes }, files: undefined });
  throw new SourceError('truncated', page.url, detail, { cut, requests: costs.requests, wireBytes: costs.bytes });
}

/**
 * The text with all its pages. A stored text is not made shorter by a page that cannot be fetched: it stays as it is. Throws SourceError.
 */
async function readText(kept: KeptPage, context: CollectContext) {
  const { task, source, known, page, snapshot } = kept;
  const from = { source, sourceId: source?.id ?? task.sourceId };
  const article = await readAsArticle({ page, ...from, entry: task.entry, today: dayOf(context.now()) }, context.reader);
  const text = await readWholeText({ page, snapshot, article }, from, context);
  if (text.missing && known?.documentId) {
    const { trouble, url, detail } = text.missing;
    const { requests, bytes } = costOf({ page, text, files: undefined });
    throw new SourceError(trouble, url, detail, { requests, wireBytes: bytes });
  }
  checkEnd(kept, text);
  return text;
}

async function readPage(kept: KeptPage, context: CollectContext): Promise<ReadPage | UnchangedPage> {
  const { known, head, source } = kept;
  const { unchanged, files } = await compareBytes(kept, kept.snapshot.sha256, context);
  if (unchanged) return { ...kept, files };
  const text = await readText(kept, context);
  const again = hasSeveralPages(text) ? await compareBytes({ ...kept, files }, text.hash, context) : { unchanged: false, files };
  // The headers of the first page say nothing about the others.
  const page = hasSeveralPages(text) ? { ...kept.page, headers: {} } : kept.page;
  if (again.unchanged) return { ...kept, page, text, files: again.files };
  const visit = { page: page.finalUrl, source, head, files: known?.files };
  const checked = again.files ?? (await checkAttachments(text.article.attachments, visit, context));
  const article = await joinFiles(text.article, checked.files, context);
  return { ...kept, page, snapshot: text.snapshot, text, files: checked, article };
}

/**
 * Collects one page, in the order fetch, keep, read, understand, find, save, announce. The one `catch` of a page is here. Returns the
 * document's id when there is one.
 */
export async function collectPage(task: PageTask, listedBy: Source | undefined, context: CollectContext): Promise<string | undefined> {
  const visit = await openVisit(task, listedBy, context);
  const { known } = visit;
  let fetched: FetchedPage | undefined;
  try {
    if (!isDone(visit, context)) fetched = await fetchPage(visit, context);
    const { documentId, ...counts } = fetched
      ? await followPage(fetched, context)
      : { documentId: known?.documentId, requests: 0, bytes: 0 };
    context.note({
      sourceId: task.sourceId,
      url: task.url,
      ...opt({ evidence: fetched?.snapshot?.key, documentId }),
      ...counts,
      ...(documentId !== undefined && listedBy && isFirst(visit) && { firstOf: listedBy.id }),
    });
    return documentId;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const evidence = error.page ? await context.snapshots.save(error.page, known?.evidence) : fetched?.snapshot;
    const { requests, wireBytes } = error.requests === undefined && fetched ? fetched.page : error;
    await recordFailure({ ...visit, evidence }, Object.assign(error, { requests, wireBytes }), context);
    return known?.documentId;
  }
}

/**
 * Whether the page is stored for the first time. One that this task stored before its batch was cut off was not counted: that is done at
 * the end of a batch.
 */
const isFirst = ({ task, known }: PageVisit) =>
  known?.documentId === undefined || (task.again === true && !task.revisit && known.sourceId === task.sourceId);

/**
 * A revisit that was sent because the page was due, or an old page that was asked for once, and that another task (or this one, in a batch
 * that was cut off) has done since.
 */
const isDone = ({ task, known }: PageVisit, context: CollectContext) => {
  const isOnce = task.backfill ? known?.documentId !== undefined : task.revisit === true && !task.entry;
  return isOnce && known !== undefined && !isDue(known.dueAt, context.now());
};

async function followPage(fetched: FetchedPage, context: CollectContext) {
  const { known, page, snapshot } = fetched;
  if (!snapshot || known?.tooComplex === snapshot.sha256) return leaveUnchanged(fetched, context);
  const kept = { ...fetched, snapshot };
  if (page.status === 404 || page.status === 410) return { ...costOf(fetched), ...(await recordMissing(kept, context)) };
  return storePage(kept, context);
}

async function leaveUnchanged(
  fetched: FetchedPage & { readonly text?: WholeText },
  context: CollectContext,
): Promise<Omit<RunNote, 'sourceId' | 'documentId'> & { readonly documentId: string | undefined }> {
  const { known, snapshot } = fetched;
  if (known && snapshot) await setPageAside(known, snapshot.sha256, 'it took too long at an earlier visit', context);
  if (known) await markUnchanged(known, fetched, context);
  return { documentId: known?.documentId, ...costOf(fetched), ...(snapshot ? {} : { saved: 'same' }) };
}

async function storePage(kept: KeptPage, context: CollectContext) {
  const { task, known } = kept;
  const read = await readPage(kept, context);
  if (!('article' in read)) return leaveUnchanged({ ...read, snapshot: undefined }, context);
  await recordReadable(known, context);
  // A page with further documents is not visited in full before they are stored.
  const visited = read.article.parts ? undefined : (stored: StoredPage) => storedAddress(read, stored, context);
  const { saved, ...stored } = await ingest({ ...read, attached: read.files.files, backfill: task.backfill, visited }, context);
  await storeFurther(read, context);
  context.crash('after-document');
  await requestMissingTexts(read.article, context);
  await keepAddress(read, stored, context);
  if (read.text.missing) await reportFailure(task, read.text.missing, context);
  return { saved, documentId: stored.documentId, ...costOf(read) };
}
