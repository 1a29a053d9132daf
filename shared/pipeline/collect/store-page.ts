import type { Saved } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page, Snapshot } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isVariantUrl } from '../../stages/urls/location.ts';
import { countStored } from '../../stages/watch/yield.ts';
import {
  markUnchanged,
  markVisited,
  newAddress,
  type PageTask,
  recordRecovered,
  reportFailure,
  saveRedirect,
  validators,
} from './addresses.ts';
import { type AttachmentCheck, checkAttachments, recheckAttachments } from './attachments.ts';
import { storeFurther } from './further-documents.ts';
import { readWholeText, type WholeText } from './further-pages.ts';
import { type Ingested, ingest } from './ingest.ts';
import { requestMissingTexts } from './missing-texts.ts';
import { readAsArticle } from './read-request.ts';
import { forgetPageAside } from './set-aside.ts';
import { work } from './work.ts';

/** A page that was had and kept, with the address as it was known and what was seen of its files on the way. */
export type FetchedPage = {
  readonly task: PageTask;
  /** The declaration that it is read by, and the one whose list led to it. */
  readonly source: Source | undefined;
  readonly listedBy: Source | undefined;
  readonly known: Address | undefined;
  readonly page: Page;
  readonly snapshot: Snapshot;
  readonly look: AttachmentCheck | undefined;
};
export type StoredPage = { readonly saved: Saved; readonly documentId: string; readonly requests: number; readonly bytes: number };

/** What asking for its files, and for the later pages of its text, adds to what a page cost. */
export const costOf = (page: Page, look: AttachmentCheck | undefined, whole?: WholeText) => ({
  requests: page.requests + (look?.requests ?? 0) + (whole?.requests ?? 0),
  bytes: page.wireBytes + (look?.bytes ?? 0) + (whole?.bytes ?? 0),
});

/** The text with all its pages. A held one is not made shorter by a page that could not be had: then nothing of it is touched. Throws SourceError. */
async function readText({ task, source, known, page, snapshot }: FetchedPage, context: Context): Promise<WholeText> {
  const from = { source, sourceId: source?.id ?? task.sourceId };
  const article = await readAsArticle({ page, ...from, entry: task.entry, today: dayOf(context.now()) }, context.reader);
  const whole = await readWholeText({ page, snapshot, article }, from, context);
  if (whole.missing && known?.documentId) {
    const { trouble, url, detail } = whole.missing;
    const { requests, bytes } = costOf(page, undefined, whole);
    throw new SourceError(trouble, url, detail, { requests, wireBytes: bytes });
  }
  return whole;
}

/** Whether the text stands on several pages, of which one may be missing: then the validators of the first do not speak for it. */
const hasSeveralPages = ({ pages, missing }: WholeText): boolean => pages > 1 || missing !== undefined;

/** What is remembered of the pages of a text: validators speak for one page alone, and nothing for a text that is not whole. */
function withValidators(address: Address, page: Page, { pages, hash, missing }: WholeText): Address {
  const { etag: _etag, lastModified: _modified, bytesHash: _hash, tooComplex: _aside, ...bare } = address;
  return { ...bare, ...(pages === 1 && !missing ? validators(page) : {}), ...(missing ? {} : { bytesHash: hash }) };
}

/** The address of a page that was taken in: its document, its bytes and files, and when it is due again. */
async function keepAddress(
  arrived: FetchedPage,
  whole: WholeText,
  look: AttachmentCheck,
  { documentId, textHash }: Ingested,
  context: Context,
) {
  const { task, known, page } = arrived;
  // The page itself is looked at again rather than a twin that was found first.
  const twin = known && isVariantUrl(known.url) && !isVariantUrl(task.url) ? { ...known, url: task.url } : known;
  const asked = twin ?? newAddress(task, context.now().toISOString());
  const files = Object.keys(look.validators).length > 0 ? { files: look.validators } : {};
  const seen = { ...withValidators(asked, page, whole), ...files, documentId, textHash, evidence: whole.snapshot.key };
  const answered = hasSeveralPages(whole) ? { ...page, headers: {} } : page;
  await saveRedirect(seen, answered, context);
  await markVisited(seen, answered, context, whole.missing !== undefined);
}

/** Takes a text with its files into the store. */
async function storeText(arrived: FetchedPage, whole: WholeText, look: AttachmentCheck, context: Context): Promise<Ingested> {
  const { task, source, known } = arrived;
  const { snapshot } = whole;
  const article = await work('withAttached', [whole.article, look.files, dayOf(context.now())], whole.article.url, context);
  await recordRecovered(known, context);
  if (known) await forgetPageAside(known, context);
  const outcome = await ingest({ article, files: look.files, source, known, snapshot }, context);
  await storeFurther(article, { sourceId: task.sourceId, source, snapshot }, context);
  context.crash('after-document');
  await requestMissingTexts(article, context);
  await keepAddress(arrived, whole, look, outcome, context);
  return outcome;
}

/**
 * Reads a kept page and stores what it says. Bytes that are known, of the page or of all pages of its text, with files that did not move are not read
 * again. Throws SourceError.
 */
export async function storePage(arrived: FetchedPage, context: Context): Promise<StoredPage> {
  const { task, source, listedBy, known, page } = arrived;
  const standing = known?.documentId !== undefined && !known.misses && canonicalUrl(page.finalUrl) === known.canonicalUrl;
  let { look } = arrived;
  const isSame = async (hash: string, validated: Pick<Page, 'headers'>): Promise<boolean> => {
    if (!standing || known.bytesHash !== hash) return false;
    look ??= await recheckAttachments(known, source, context);
    if (look?.changed) return false;
    await markUnchanged(known, validated, look, context);
    return true;
  };
  const held = orEmpty(known?.documentId);
  if (await isSame(sha256(page.bytes), page)) return { saved: 'same', documentId: held, ...costOf(page, look) };
  const whole = await readText(arrived, context);
  if (hasSeveralPages(whole) && (await isSame(whole.hash, { headers: {} })))
    return { saved: 'same', documentId: held, ...costOf(page, look, whole) };
  const head = known?.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const files =
    look ?? (await checkAttachments(whole.article.attachments, { page: page.finalUrl, source, head, files: known?.files }, context));
  const { saved, documentId } = await storeText(arrived, whole, files, context);
  if (whole.missing) await reportFailure(task, whole.missing, context);
  const now = context.now();
  if (listedBy && !known?.documentId) {
    await context.sources.update(listedBy.id, now.toISOString(), (state) => countStored(state, dayOf(now)));
  }
  return { saved, documentId, ...costOf(page, files, whole) };
}
