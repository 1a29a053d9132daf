import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { Classified, Copy, FieldChange, Head, Revision, Saved } from '../model/document.ts';
import type { Snapshot } from '../model/page.ts';
import type { Address, Context } from '../model/ports.ts';
import type { Source } from '../model/source.ts';
import { canonicalUrl } from '../stages/address.ts';
import { classify } from '../stages/classify.ts';
import { compareArticles, normaliseForHash } from '../stages/compare.ts';
import { englishTitle } from '../stages/english.ts';
import { landmarksCited, mergeEntities } from '../stages/entities.ts';
import { identify } from '../stages/identify.ts';
import { figureEntities } from '../stages/landmark-figures.ts';
import { betterReading, copyAuthority, sameWork } from '../stages/merge.ts';
import { readAgain } from './reread.ts';

export type Ingested = { readonly saved: Saved; readonly documentId: string; readonly textHash: string };
type Input = {
  readonly article: Article;
  readonly source: Source | undefined;
  readonly known: Address | undefined;
  readonly snapshot: Snapshot;
};
/** Another writer was first this many times: something else is wrong. */
const tries = 6;

/** Identify, classify, name in English: what the pipeline makes of an article before it looks into the store. */
export function understand(article: Article): Classified {
  const document = identify(article);
  const classification = classify({ title: article.title, text: article.text, url: article.url, lang: article.language });
  const { english } = englishTitle(article.title);
  const entities = mergeEntities(classification.entities, landmarksCited(article), figureEntities(article.text));
  return { ...document, ...classification, entities, type: article.type, english: { title: english, by: 'glossary' } };
}

/** The stored document that this reading belongs to: by its address, its number, or its title with issuer and date. */
async function findHead(document: Classified, known: Address | undefined, context: Context): Promise<Head | undefined> {
  if (known?.documentId !== undefined) {
    const head = await context.documents.head(known.documentId);
    if (head && sameWork(head, document, 'address')) return head;
  }
  const own = await context.documents.head(document.id);
  if (own) return own;
  for (const key of document.keys) {
    for (const head of await context.documents.heads(await context.documents.byKey(key))) {
      if (sameWork(head, document, 'key')) return head;
    }
  }
  return undefined;
}

/** Two copies say the same when their texts differ in blanks and widths only. */
const wordingHash = (text: string): string => createHash('sha256').update(normaliseForHash(text)).digest('hex');

const copyOf = (document: Classified, input: Input, at: string): Copy => ({
  url: canonicalUrl(document.url),
  sourceId: document.sourceId ?? 'added',
  authority: copyAuthority(document, input.source),
  differs: false,
  wording: wordingHash(document.text),
  evidence: input.snapshot.key,
  firstSeenAt: at,
});

const ranked = (copies: readonly Copy[], canonicalUrl: string): readonly Copy[] => {
  const wording = copies.find(({ url }) => url === canonicalUrl)?.wording;
  return copies
    .map((copy) => ({ ...copy, differs: copy.wording !== wording }))
    .toSorted((a, b) => b.authority - a.authority || (a.firstSeenAt + a.url < b.firstSeenAt + b.url ? -1 : 1));
};

const withoutText = ({ text: _text, ...rest }: Classified): Omit<Classified, 'text'> => rest;

/** Evidence → text → revision → head. Each is safe to repeat; false means that another writer was first. A revision that a crash left without its head keeps its place. */
async function write(head: Head, revision: Omit<Revision, 'documentId' | 'n'> | undefined, context: Context): Promise<boolean> {
  if (!revision) return context.documents.putHead(head);
  let n = head.revisionCount;
  while (!(await context.documents.putRevision({ ...revision, documentId: head.id, n }))) {
    const held = (await context.documents.revisions(head.id)).find((each) => each.n === n);
    if (held?.textHash === revision.textHash && held.what === revision.what) break;
    n += 1;
  }
  return context.documents.putHead({ ...head, revisionCount: n });
}

async function saveNew(document: Classified, copy: Copy, textHash: string, input: Input, context: Context): Promise<boolean> {
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
  return write(head, revision, context);
}

/** A page we had already: what did its publisher change since? Differences that today's reader also finds in the old bytes are none. */
async function changesSince(
  head: Head,
  old: Copy,
  document: Classified,
  context: Context,
): Promise<{ changes: readonly FieldChange[]; ours: boolean }> {
  const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
  const changes = compareArticles(before, document);
  if (changes.length === 0) return { changes, ours: false };
  const again = await readAgain(old.evidence, document, context);
  const real = again ? compareArticles(again, document) : changes;
  return real.length > 0 ? { changes: real, ours: false } : { changes, ours: true };
}

type Next = { readonly saved: Saved; readonly head: Head; readonly revision?: Omit<Revision, 'documentId' | 'n'> };

function revised(head: Head, document: Classified, copies: readonly Copy[], revision: Omit<Revision, 'documentId' | 'n'>): Head {
  const { withdrawnAt: _gone, ...kept } = head;
  return {
    ...kept,
    ...withoutText(document),
    id: head.id,
    keys: [...new Set([...head.keys, ...document.keys])],
    ...(document.number === undefined && head.number !== undefined ? { number: head.number } : {}),
    textHash: revision.textHash,
    evidence: revision.evidence,
    lastSeenAt: revision.at,
    copies: ranked(copies, document.canonicalUrl),
    revisionCount: head.revisionCount + 1,
    version: head.version + 1,
  };
}

/** What a reading of a held document makes of it. `undefined` when nothing is to be written. */
async function next(head: Head, document: Classified, copy: Copy, textHash: string, context: Context): Promise<Next | undefined> {
  const at = copy.firstSeenAt;
  const old = head.copies.find(({ url }) => url === copy.url);
  const others = head.copies.filter(({ url }) => url !== copy.url);
  const revision = { at, textHash, evidence: copy.evidence };
  if (old) {
    const canonical = head.canonicalUrl === document.canonicalUrl;
    const copies = [...others, { ...copy, firstSeenAt: old.firstSeenAt }];
    if (!canonical) {
      if (old.wording === copy.wording) return undefined;
      return { saved: 'same', head: { ...head, copies: ranked(copies, head.canonicalUrl), version: head.version + 1 } };
    }
    const { changes, ours } = await changesSince(head, old, document, context);
    if (changes.length === 0 && !head.withdrawnAt) return undefined;
    const what = ours ? 'reread' : changes.length > 0 ? 'changed' : 'returned';
    const made = { ...revision, by: ours ? ('reader' as const) : ('publisher' as const), what, changes } as const;
    return { saved: ours ? 'same' : 'changed', head: revised(head, document, copies, made), revision: made };
  }
  const copies = [...others, copy];
  if (!betterReading(head, copy.authority)) {
    const keys = [...new Set([...head.keys, ...document.keys])];
    return { saved: 'same', head: { ...head, keys, copies: ranked(copies, head.canonicalUrl), version: head.version + 1 } };
  }
  const changes = compareArticles({ ...head, text: await context.snapshots.loadText(head.textHash) }, document);
  const made = { ...revision, by: 'reader', what: 'reread', changes } as const;
  return { saved: 'same', head: revised(head, document, copies, made), revision: made };
}

/** Stores a reading: new, changed or same. `Saved` counts documents: a further copy of a held one is `same`. */
export async function ingest(input: Input, context: Context): Promise<Ingested> {
  const document = understand(input.article);
  const textHash = await context.snapshots.saveText(document.text);
  for (let n = 0; n < tries; n += 1) {
    const head = await findHead(document, input.known, context);
    const copy = copyOf(document, input, context.now().toISOString());
    if (!head) {
      if (await saveNew(document, copy, textHash, input, context)) return { saved: 'new', documentId: document.id, textHash };
      continue;
    }
    const outcome = await next(head, document, copy, textHash, context);
    if (!outcome) return { saved: 'same', documentId: head.id, textHash };
    if (await write(outcome.head, outcome.revision, context)) return { saved: outcome.saved, documentId: head.id, textHash };
  }
  throw new Error(`${document.id}: ${tries} writers were faster`);
}
