import type { Head } from '../../model/document.ts';
import type { Address } from '../../model/document-store.ts';
import type { Page, Snapshot, WebRequest } from '../../model/page.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { canonicalUrl, fileFormat } from '../../stages/urls/address.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { type PageTask, toCondition, withoutOldValidators, withoutValidators, withSource } from './addresses.ts';
import { type AttachmentCheck, isReadable, mostFileBytes, recheckAttachments } from './attachments.ts';
import { getArticle } from './get-article.ts';
import { declarationFor } from './publishers.ts';

/** A visit of a page: its task, what is kept of its address and document, and the source whose list led to it. */
export type PageVisit = {
  readonly task: PageTask;
  readonly known: Address | undefined;
  /** The document of the address as the visit began. */
  readonly head: Head | undefined;
  readonly listedBy: Source | undefined;
};

/** What the server answered. */
export type FetchedPage = PageVisit & {
  readonly page: Page;
  /** The evidence; absent when the server says that the page did not change, and its files did not either. */
  readonly snapshot: Snapshot | undefined;
  /** The declaration that the page is read by. */
  readonly source: Source | undefined;
  /** The files beside the page, when they were looked at on the way. */
  readonly files: AttachmentCheck | undefined;
};
export type KeptPage = FetchedPage & { readonly snapshot: Snapshot };

/** Begins a visit with what is kept of the address. */
export async function openVisit(task: PageTask, listedBy: Source | undefined, context: CollectContext): Promise<PageVisit> {
  const { address: kept, head } = await context.documents.visit(canonicalUrl(task.url), task.documentId);
  const readIds = new Set(context.settings.sources.filter(isEnabled).map(({ id }) => id));
  const known = withoutOldValidators(withSource(kept, task, readIds), context.now());
  return { task, listedBy, head, known: task.entry?.window ? withoutValidators(known) : known };
}

/** A file that is a document by itself may be as large as one beside a page. */
const sizeFor = (url: string) => (isReadable(fileFormat(url)) ? { maxBytes: mostFileBytes } : {});

/** Asks for a page and keeps it as evidence. After a 304 a file that changed calls for the page itself, which is read with it. Throws SourceError. */
export async function fetchPage(visit: PageVisit, context: CollectContext): Promise<FetchedPage> {
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
