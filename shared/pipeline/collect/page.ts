import { SourceError } from '../../model/errors.ts';
import type { Page, Snapshot } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { canonicalUrl, fileFormat } from '../../stages/urls/address.ts';
import { isDue } from '../../stages/watch/cadence.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { markUnchanged, type PageTask, recordFailure, toCondition, withoutOldValidators, withSource } from './addresses.ts';
import { type AttachmentCheck, isReadable, mostFileBytes, recheckAttachments } from './attachments.ts';
import { recordMissing } from './missing-page.ts';
import { declarationFor } from './publishers.ts';
import { setPageAside } from './set-aside.ts';
import { costOf, storePage } from './store-page.ts';

/** A file that is a document in itself may be as large as one beside a page. */
const sizeFor = (url: string) => (isReadable(fileFormat(url)) ? { maxBytes: mostFileBytes } : {});

/** A revisit that was sent because the page was due, and of which another task took care since. */
function isDone({ revisit, entry, sourceId }: PageTask, kept: Address | undefined, context: Context): boolean {
  if (!revisit || entry || !kept || isDue(kept.dueAt, context.now())) return false;
  context.note({ sourceId, requests: 0, bytes: 0 });
  return true;
}

/** Takes in one page: fetch, snapshot, read, identify, classify, link, store. The one `catch` of a page. Returns the document's id when there is one. */
export async function collectPage(task: PageTask, source: Source | undefined, context: Context): Promise<string | undefined> {
  const kept = await context.documents.address(canonicalUrl(task.url));
  if (isDone(task, kept, context)) return kept?.documentId;
  const readIds = new Set(context.settings.sources.filter(isEnabled).map(({ id }) => id));
  const known = withoutOldValidators(withSource(kept, task, readIds), context.now());
  let fetched: Page | undefined;
  let snapshot: Snapshot | undefined;
  try {
    let page = await context.web.get({ url: task.url, ...sizeFor(task.url), ...(known ? toCondition(known) : {}) });
    fetched = page;
    let look: AttachmentCheck | undefined;
    const counts = { sourceId: task.sourceId };
    if (page.status === 304 && known) {
      look = await recheckAttachments(known, source, context);
      if (!look?.changed) {
        await markUnchanged(known, page, look, context);
        context.note({ ...counts, ...costOf(page, look), saved: 'same' });
        return known.documentId;
      }
      // A file says something else: the page is read with it, and that takes its bytes.
      page = await context.web.get({ url: task.url, ...sizeFor(task.url) });
    }
    snapshot = await context.snapshots.save(page);
    context.crash('after-evidence');
    if (known && known.tooComplex === snapshot.sha256) {
      await setPageAside(known, snapshot.sha256, 'it took too long at an earlier visit', context);
      await markUnchanged(known, page, look, context);
      context.note({ ...counts, ...costOf(page, look) });
      return known.documentId;
    }
    if (page.status === 404 || page.status === 410) {
      // A page that was listed and was never there is a hole, and a hole is told.
      if (!known?.documentId) throw new SourceError('unrecognised', page.url, `the page answers ${page.status}`, { status: page.status });
      const saved = await recordMissing(known, snapshot, context);
      context.note({ ...counts, ...costOf(page, look), ...(saved ? { saved } : {}) });
      return known.documentId;
    }
    const reading = { source: declarationFor(page.finalUrl, source, context.settings.sources), listedBy: source };
    const { saved, documentId, requests, bytes } = await storePage({ task, ...reading, known, page, snapshot, look }, context);
    context.note({ ...counts, requests, bytes, saved });
    return documentId;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.page) snapshot = await context.snapshots.save(error.page);
    const received = fetched && error.requests === undefined ? { requests: fetched.requests, wireBytes: fetched.wireBytes } : {};
    await recordFailure({ task, known, evidence: snapshot }, Object.assign(error, received), context);
    return known?.documentId;
  }
}
