import type { Article } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { CollectContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { isCut } from '../../stages/article/attachments.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { type AttachmentCheck, checkAttachments, recheckAttachments } from './attachments.ts';
import { cutOf } from './cut-page.ts';
import type { FetchedPage, KeptPage } from './fetch-page.ts';
import { joinFiles } from './files.ts';
import { hasSeveralPages, readWholeText, type WholeText } from './further-pages.ts';
import { readAsArticle } from './read-request.ts';

/** A page with all that was read of it: its text with the further pages, and its files. */
export type ReadPage = KeptPage & { readonly text: WholeText; readonly files: AttachmentCheck; readonly article: Article };
/** A page whose bytes were read before, with files that did not change. */
type UnchangedPage = KeptPage & { readonly text?: WholeText };

/** What a page cost, with the further pages of its text and the files beside it. */
export const costOf = ({
  page,
  text,
  files,
}: Pick<FetchedPage, 'page' | 'files'> & { readonly text?: Pick<WholeText, 'requests' | 'bytes'> }) => ({
  requests: page.requests + (files?.requests ?? 0) + (text?.requests ?? 0),
  bytes: page.wireBytes + (files?.bytes ?? 0) + (text?.bytes ?? 0),
});

/** Looks at the files of a page whose bytes, with this hash, were read before. `unchanged`: there is nothing to read again. */
async function compareBytes(
  kept: KeptPage,
  hash: string,
  context: CollectContext,
): Promise<Pick<FetchedPage, 'files'> & { readonly unchanged: boolean }> {
  const { known, page, source, files } = kept;
  const stands = known?.documentId !== undefined && !known.misses && canonicalUrl(page.finalUrl) === known.canonicalUrl;
  if (!stands || known.bytesHash !== hash) return { unchanged: false, files };
  const checked = files ?? (await recheckAttachments(known, kept.head, source, context));
  return { unchanged: !checked?.changed, files: checked };
}

/** A known text is not made shorter by a page that was cut off: it is read again tomorrow, and believed when it ends at the same place. Throws SourceError. */
function checkEnd({ known, head, page }: KeptPage, { article, requests, bytes }: WholeText): void {
  const cut = cutOf(article);
  if (cut === undefined || known?.documentId === undefined || known.cut === cut) return;
  // A page that an older version stored as it is: its site leaves its elements open.
  if (known.cut === undefined && head && isCut(head)) return;
  const detail = 'the page ends before its text does: what was read before stands; the same end at the next visit is believed';
  const costs = costOf({ page, text: { requests, bytes }, files: undefined });
  throw new SourceError('truncated', page.url, detail, { cut, requests: costs.requests, wireBytes: costs.bytes });
}

/** The text with all its pages. A stored text is not made shorter by a page that cannot be fetched: it stays as it is. Throws SourceError. */
async function readText(kept: KeptPage, context: CollectContext): Promise<WholeText> {
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

/** Reads a page with the further pages of its text and the files beside it, unless all their bytes were read before. Throws SourceError. */
export async function readPage(kept: KeptPage, context: CollectContext): Promise<ReadPage | UnchangedPage> {
  const { known, head, source } = kept;
  const { unchanged, files } = await compareBytes(kept, kept.snapshot.sha256, context);
  if (unchanged) return { ...kept, files };
  const text = await readText(kept, context);
  const again = hasSeveralPages(text) ? await compareBytes({ ...kept, files }, text.hash, context) : { unchanged: false, files };
  // The headers of the first page say nothing about the others.
  const page: Page = hasSeveralPages(text) ? { ...kept.page, headers: {} } : kept.page;
  if (again.unchanged) return { ...kept, page, text, files: again.files };
  const visit = { page: page.finalUrl, source, head, files: known?.files };
  const checked = again.files ?? (await checkAttachments(text.article.attachments, visit, context));
  const article = await joinFiles(text.article, checked.files, context);
  return { ...kept, page, snapshot: text.snapshot, text, files: checked, article };
}
