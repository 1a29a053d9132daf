import { SourceError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { RunNote } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { isDue } from '../../stages/watch/cadence.ts';
import { keepAddress, markUnchanged, type PageTask, recordFailure, recordReadable, reportFailure, storedAddress } from './addresses.ts';
import { type FetchedPage, fetchPage, type KeptPage, openVisit, type PageVisit } from './fetch-page.ts';
import { storeFurther } from './further-documents.ts';
import type { WholeText } from './further-pages.ts';
import { ingest, type StoredPage } from './ingest.ts';
import { recordMissing } from './missing-page.ts';
import { requestMissingTexts } from './missing-texts.ts';
import { costOf, readPage } from './read-page.ts';
import { setPageAside } from './set-aside.ts';

/** What a visit came to: its costs, what became of the document, and its id when there is one. */
type VisitResult = Omit<RunNote, 'sourceId' | 'documentId'> & { readonly documentId: string | undefined };

/** Collects one page, in the order fetch, keep, read, understand, find, save, announce. The one `catch` of a page is here. Returns the document's id when there is one. */
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
      ...opt('evidence', fetched?.snapshot?.key),
      ...opt('documentId', documentId),
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

/** Whether the page is stored for the first time. One that this task stored before its batch was cut off was not counted: that is done at the end of a batch. */
const isFirst = ({ task, known }: PageVisit): boolean =>
  known?.documentId === undefined || (task.again === true && !task.revisit && known.sourceId === task.sourceId);

/** A revisit that was sent because the page was due, or an old page that was asked for once, and that another task (or this one, in a batch that was cut off) has done since. */
const isDone = ({ task, known }: PageVisit, context: CollectContext): boolean => {
  const isOnce = task.backfill ? known?.documentId !== undefined : task.revisit === true && !task.entry;
  return isOnce && known !== undefined && !isDue(known.dueAt, context.now());
};

/** The page did not change, it is missing, or there is something to read. */
async function followPage(fetched: FetchedPage, context: CollectContext): Promise<VisitResult> {
  const { known, page, snapshot } = fetched;
  if (!snapshot || known?.tooComplex === snapshot.sha256) return leaveUnchanged(fetched, context);
  const kept = { ...fetched, snapshot };
  if (page.status === 404 || page.status === 410) return { ...costOf(fetched), ...(await recordMissing(kept, context)) };
  return storePage(kept, context);
}

/** Nothing is read: the page is as it was, or its bytes took too long at an earlier visit. */
async function leaveUnchanged(fetched: FetchedPage & { readonly text?: WholeText }, context: CollectContext): Promise<VisitResult> {
  const { known, snapshot } = fetched;
  if (known && snapshot) await setPageAside(known, snapshot.sha256, 'it took too long at an earlier visit', context);
  if (known) await markUnchanged(known, fetched, context);
  return { documentId: known?.documentId, ...costOf(fetched), ...(snapshot ? {} : { saved: 'same' }) };
}

/** Reads a page, stores what it says, and does what follows from it. Throws SourceError. */
async function storePage(kept: KeptPage, context: CollectContext): Promise<VisitResult> {
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
