import type { Article } from '../../model/article.ts';
import type { Classified, Copy, Head, Revision, Saved } from '../../model/document.ts';
import type { Machine } from '../../model/machine.ts';
import type { Snapshot } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { limitQuotes } from '../../stages/identity/compare/quote-difference.ts';
import { copyFrom } from '../../stages/identity/copies.ts';
import { copyAuthority } from '../../stages/identity/merge.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { applyReading } from './apply-reading.ts';
import { findDocument } from './find-document.ts';
import { withoutText } from './head-changes.ts';
import { publishersOf } from './publishers.ts';
import { work } from './work.ts';

export type Ingested = { readonly saved: Saved; readonly documentId: string; readonly textHash: string };
type IngestInput = {
  readonly article: Article;
  /** The files beside the page with their words. */
  readonly files?: readonly AttachedFile[];
  readonly source: Source | undefined;
  readonly known: Address | undefined;
  readonly snapshot: Snapshot;
};
/** Another writer was first this many times: something else is wrong. */
export const mostTries = 6;

/** English by the services that the settings allow; without them, or when they fail, the glossary's title stands. */
async function withMachineText(document: Classified, machine: Machine): Promise<Classified> {
  if (!document.relevant || !/^zh/.test(document.titleLanguage)) return document;
  const title = await machine.title(document.title);
  const gist = await machine.gist(document.title, document.text);
  const english = {
    ...document.english,
    ...(title === undefined ? {} : { title, by: 'translator' as const }),
    ...(gist === undefined
      ? {}
      : { gist: gist.map(({ text }) => text).join(' '), gistBy: 'model' as const, gistQuotes: gist.map(({ quote }) => quote) }),
  };
  return { ...document, english };
}

async function copyOf(document: Classified, textHash: string, { source, snapshot }: IngestInput, context: Context): Promise<Copy> {
  const publishers = publishersOf(canonicalUrl(document.url), context.settings.sources);
  const authority = copyAuthority(document, { publishers, kind: source?.kind });
  const wording = await work('wordingOf', [document], document.url, context);
  return copyFrom(document, { authority, wording, textHash, evidence: snapshot.key, firstSeenAt: context.now().toISOString() });
}

/** Evidence → text → head with its revision. Each is safe to repeat; false means that another writer was first, and that nothing was written. */
export const writeHead = (head: Head, revision: Omit<Revision, 'documentId' | 'n'> | undefined, context: Context): Promise<boolean> =>
  context.documents.putHead(
    head,
    revision && { ...revision, changes: limitQuotes(revision.changes), documentId: head.id, n: head.revisionCount },
  );

async function saveNew(document: Classified, copy: Copy, textHash: string, input: IngestInput, context: Context): Promise<boolean> {
  const at = context.now().toISOString();
  const head: Head = {
    ...withoutText(document),
    textHash,
    evidence: input.snapshot.key,
    firstSeenAt: at,
    lastSeenAt: at,
    copies: [copy],
    revisionCount: 1,
    version: 1,
  };
  const revision = { at, by: 'publisher', what: 'new', textHash, evidence: input.snapshot.key, changes: [] } as const;
  return writeHead(head, revision, context);
}

/** Stores a reading: new, changed or same. `Saved` counts documents: a further copy of a held one is `same`. Throws SourceError when the address no longer shows what it showed. */
export async function ingest(input: IngestInput, context: Context): Promise<Ingested> {
  const read = await withMachineText(await work('understand', [input.article, input.files], input.article.url, context), context.machine);
  const textHash = await context.snapshots.saveText(read.text);
  for (let n = 0; n < mostTries; n += 1) {
    const { head, document } = await findDocument(read, input.known, context);
    const copy = await copyOf(document, textHash, input, context);
    if (!head) {
      if (await saveNew(document, copy, textHash, input, context)) return { saved: 'new', documentId: document.id, textHash };
      continue;
    }
    await context.documents.completeRevision(head);
    const outcome = await applyReading(head, { document, copy, textHash, files: input.files ?? [] }, input.known, context);
    if (!outcome) return { saved: 'same', documentId: head.id, textHash };
    if (await writeHead(outcome.head, outcome.revision, context)) return { saved: outcome.saved, documentId: head.id, textHash };
  }
  throw new Error(`${read.id}: ${mostTries} writers were faster`);
}
