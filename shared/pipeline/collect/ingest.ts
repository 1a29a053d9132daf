import type { Article } from '../../model/article.ts';
import type { Classified, Head, Saved } from '../../model/document.ts';
import type { Address, FiledAddress } from '../../model/document-store.ts';
import { RemovedError } from '../../model/errors.ts';
import type { Snapshot } from '../../model/page.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { withLabel } from '../../stages/classify/label.ts';
import { copyFrom } from '../../stages/identity/copies.ts';
import { copyAuthority } from '../../stages/identity/merge.ts';
import type { SiteLines } from '../../stages/identity/site-line.ts';
import type { WorkerStages } from '../../stages/page-jobs.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { applyReading } from './changed.ts';
import { findDocument } from './find-document.ts';
import { type DocumentReading, newDocument } from './head-changes.ts';
import { recordReplaced } from './missing-page.ts';
import { publishersOf, withPlaces } from './publishers.ts';
import { work } from './work.ts';
import { untilWritten, writeHead } from './write-head.ts';

/** Where a page was stored. `head`: the document as it stands then; `lines`: what of its lines is remembered for the next visit. */
export type StoredPage = {
  readonly documentId: string;
  readonly textHash: string;
  readonly head: Head | undefined;
  readonly lines?: SiteLines;
};
/** `visited`: the address, where its record went with the head. */
export type Ingested = StoredPage & { readonly saved: Saved; readonly visited?: FiledAddress | undefined };
type IngestInput = {
  readonly article: Article;
  /** The files beside the page with their words. */
  readonly attached?: readonly AttachedFile[];
  readonly source: Source | undefined;
  readonly known: Address | undefined;
  readonly snapshot: Snapshot;
  /** A backfill, or a landmark, asked for the page: what is old is no news. */
  readonly backfill?: boolean | undefined;
  /** The address as it is kept next, when nothing else is to be done first. */
  readonly visited?: ((stored: StoredPage) => Address) | undefined;
};

/**
 * Stores what a page says: understood, found among the documents, saved. The revision that is saved with a document is the event that is announced. `Saved` counts
 * documents: another copy of a stored one is `same`. Throws SourceError when the address no longer shows what it showed.
 */
export async function ingest(input: IngestInput, context: CollectContext): Promise<Ingested> {
  const { document: understood, wording } = await understandArticle(input, context);
  const kept = context.snapshots.saveText(understood.text, input.known?.textHash);
  return untilWritten(understood.id, async () => {
    // The text is there before anything says so; meanwhile the store is asked where it belongs.
    const [textHash, { head, document }] = await Promise.all([kept, findDocument(understood, input.known, context)]);
    // Before the address passes to the other act: a crash between the two is made good at the next visit.
    if (input.known && isReplaced(input, head)) await recordReplaced(input.known, context);
    const reading = toReading(document, { textHash, wording }, input, context);
    const { outcome, lines } = head
      ? await applyReading(head, reading, input.known, context)
      : { outcome: newDocument(reading), lines: undefined };
    const stands = outcome?.head.label ? withLabel(outcome.head) : (outcome?.head ?? head);
    const stored = { documentId: head?.id ?? document.id, textHash, head: stands, ...opt('lines', lines) };
    if (!outcome) return { saved: 'same', ...stored };
    const visited = await toFiled(input.visited?.(stored), context);
    const written = await writeHead(outcome.head, outcome.revision, context, visited).catch((error: unknown) => {
      if (error instanceof RemovedError) return 'removed' as const;
      throw error;
    });
    if (written === 'removed') return { saved: 'same', ...stored, head: undefined };
    return written ? { saved: outcome.saved, ...stored, visited } : undefined;
  });
}

/** Whether the page is another act's than that which its address belonged to. A redirect elsewhere says nothing of the page that it left. */
const isReplaced = ({ article, known }: IngestInput, head: Head | undefined): boolean =>
  known?.documentId !== undefined && known.documentId !== head?.id && canonicalUrl(article.url) === known.canonicalUrl;

async function toFiled(address: Address | undefined, { documents }: CollectContext): Promise<FiledAddress | undefined> {
  if (!address) return undefined;
  const record = await documents.nextRecord(address.canonicalUrl);
  return record === undefined ? undefined : { address, record };
}

type Understood = Awaited<ReturnType<WorkerStages['understandPage']>>;

/**
 * The article with identity, themes and English, by the services too that the settings allow. A title is asked for only where there is none in English: what
 * is official or whole stands. What the guard refuses is dropped, and why is kept.
 */
async function understandArticle({ article, attached }: IngestInput, context: CollectContext): Promise<Understood> {
  const { document, wording } = await work('understandPage', [withPlaces(article, context), attached], article.url, context);
  if (!document.relevant || !/^zh/.test(document.titleLanguage)) return { document, wording };
  const title = /\p{Script=Han}/u.test(document.english.title) ? await context.machine.title(document.title) : undefined;
  const gist = await context.machine.gist(document.title, document.text);
  const refused = [...(title?.refused ?? []), ...(gist?.refused ?? [])];
  const english = {
    ...document.english,
    ...(title?.text === undefined ? {} : { title: title.text, by: 'machine' as const }),
    ...(gist?.text === undefined
      ? {}
      : { gist: gist.text.map(({ text }) => text).join(' '), gistBy: 'model' as const, gistQuotes: gist.text.map(({ quote }) => quote) }),
    ...(refused.length > 0 && { refused }),
  };
  return { document: { ...document, english }, wording };
}

/** The document with its page as a copy of it. */
function toReading(
  document: Classified,
  hashes: { readonly textHash: string; readonly wording: string },
  { source, snapshot, attached = [], backfill = false }: IngestInput,
  context: CollectContext,
): DocumentReading {
  const publishers = publishersOf(canonicalUrl(document.url), context.settings.sources);
  const authority = copyAuthority(document, { publishers, kind: source?.kind });
  const copy = copyFrom(document, { authority, ...hashes, evidence: snapshot.key, firstSeenAt: context.now().toISOString() });
  return { document, copy, textHash: hashes.textHash, files: attached, backfill };
}
