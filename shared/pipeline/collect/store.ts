import type { Saved } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page, Snapshot } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isTwin } from '../../stages/urls/publication-place.ts';
import { countStored } from '../../stages/watch/yield.ts';
import { answered, landed, newAddress, type PageTask, tell, validators, visited, visitedInVain } from './addresses.ts';
import { type Look, lookAgain, lookAt } from './attachments.ts';
import { storeFurther } from './further-documents.ts';
import { readWhole, type Whole } from './further-pages.ts';
import { type Ingested, ingest } from './ingest.ts';
import { readAsArticle } from './job.ts';
import { pageIsRead } from './set-aside.ts';
import { sendWanted } from './wanted.ts';
import { work } from './work.ts';

/** A page that was had and kept, with the address as it was known and what was seen of its files on the way. */
export type Arrived = {
  readonly task: PageTask;
  /** The declaration that it is read by, and the one whose list led to it. */
  readonly source: Source | undefined;
  readonly listedBy: Source | undefined;
  readonly known: Address | undefined;
  readonly page: Page;
  readonly snapshot: Snapshot;
  readonly look: Look | undefined;
};
export type Stored = { readonly saved: Saved; readonly documentId: string; readonly requests: number; readonly bytes: number };

/** What asking for its files, and for the later pages of its text, adds to what a page cost. */
export const costOf = (page: Page, look: Look | undefined, whole?: Whole) => ({
  requests: page.requests + (look?.requests ?? 0) + (whole?.requests ?? 0),
  bytes: page.wireBytes + (look?.bytes ?? 0) + (whole?.bytes ?? 0),
});

/** The text with all its pages. A held one is not made shorter by a page that could not be had: then nothing of it is touched. Throws SourceError. */
async function readText({ task, source, known, page, snapshot }: Arrived, context: Context): Promise<Whole> {
  const from = { source, sourceId: source?.id ?? task.sourceId };
  const article = await readAsArticle({ page, ...from, entry: task.entry, today: dayOf(context.now()) }, context.reader);
  const whole = await readWhole({ page, snapshot, article }, from, context);
  if (whole.missing && known?.documentId) {
    const { trouble, url, detail } = whole.missing;
    const { requests, bytes } = costOf(page, undefined, whole);
    throw new SourceError(trouble, url, detail, { requests, wireBytes: bytes });
  }
  return whole;
}

/** Whether the text stands on several pages, of which one may be missing: then the validators of the first do not speak for it. */
const isSeveral = ({ pages, missing }: Whole): boolean => pages > 1 || missing !== undefined;

/** What is remembered of the pages of a text: validators speak for one page alone, and nothing for a text that is not whole. */
function remembered(address: Address, page: Page, { pages, hash, missing }: Whole): Address {
  const { etag: _etag, lastModified: _modified, bytesHash: _hash, tooComplex: _aside, ...bare } = address;
  return { ...bare, ...(pages === 1 && !missing ? validators(page) : {}), ...(missing ? {} : { bytesHash: hash }) };
}

/** The address of a page that was taken in: its document, its bytes and files, and when it is due again. */
async function keepAddress(arrived: Arrived, whole: Whole, look: Look, { documentId, textHash }: Ingested, context: Context) {
  const { task, known, page } = arrived;
  // The page itself is looked at again rather than a twin that was found first.
  const twin = known && isTwin(known.url) && !isTwin(task.url) ? { ...known, url: task.url } : known;
  const asked = twin ?? newAddress(task, context.now().toISOString());
  const files = Object.keys(look.validators).length > 0 ? { files: look.validators } : {};
  const seen = { ...remembered(asked, page, whole), ...files, documentId, textHash, evidence: whole.snapshot.key };
  const answered = isSeveral(whole) ? { ...page, headers: {} } : page;
  await landed(seen, answered, context);
  await visited(seen, answered, context, whole.missing !== undefined);
}

/** Takes a text with its files into the store. */
async function takeIn(arrived: Arrived, whole: Whole, look: Look, context: Context): Promise<Ingested> {
  const { task, source, known } = arrived;
  const { snapshot } = whole;
  const article = await work('withAttached', [whole.article, look.files, dayOf(context.now())], whole.article.url, context);
  await answered(known, context);
  if (known) await pageIsRead(known, context);
  const outcome = await ingest({ article, files: look.files, source, known, snapshot }, context);
  await storeFurther(article, { sourceId: task.sourceId, source, snapshot }, context);
  context.crash('after-document');
  await sendWanted(article, context);
  await keepAddress(arrived, whole, look, outcome, context);
  return outcome;
}

/**
 * Reads a kept page and stores what it says. Bytes that are known, of the page or of all pages of its text, with files that did not move are not read
 * again. Throws SourceError.
 */
export async function store(arrived: Arrived, context: Context): Promise<Stored> {
  const { task, source, listedBy, known, page } = arrived;
  const standing = known?.documentId !== undefined && !known.misses && canonicalUrl(page.finalUrl) === known.canonicalUrl;
  let { look } = arrived;
  const isSame = async (hash: string, validated: Pick<Page, 'headers'>): Promise<boolean> => {
    if (!standing || known.bytesHash !== hash) return false;
    look ??= await lookAgain(known, source, context);
    if (look?.moved) return false;
    await visitedInVain(known, validated, look, context);
    return true;
  };
  const held = known?.documentId ?? '';
  if (await isSame(sha256(page.bytes), page)) return { saved: 'same', documentId: held, ...costOf(page, look) };
  const whole = await readText(arrived, context);
  if (isSeveral(whole) && (await isSame(whole.hash, { headers: {} })))
    return { saved: 'same', documentId: held, ...costOf(page, look, whole) };
  const head = known?.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const files = look ?? (await lookAt(whole.article.attachments, { page: page.finalUrl, source, head, files: known?.files }, context));
  const { saved, documentId } = await takeIn(arrived, whole, files, context);
  if (whole.missing) await tell(task, whole.missing, context);
  const now = context.now();
  if (listedBy && !known?.documentId) {
    await context.sources.update(listedBy.id, now.toISOString(), (state) => countStored(state, dayOf(now)));
  }
  return { saved, documentId, ...costOf(page, files, whole) };
}
