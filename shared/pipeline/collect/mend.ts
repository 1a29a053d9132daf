import type { Attachment } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import { DamagedError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { setDamagedAside } from './damaged.ts';
import { readStoredFile } from './files.ts';
import { withRevision } from './head-changes.ts';
import { rereadDocument } from './reread.ts';
import { writeHead } from './write-head.ts';

type Origin = Pick<Head, 'url' | 'sourceId'> & { readonly evidence: string };

/** The texts of a document's pages by their hashes, with the evidence that each was read from. */
async function textsOf(head: Head, { documents }: CollectContext): Promise<ReadonlyMap<string, readonly Origin[]>> {
  const own = { url: head.url, ...opt('sourceId', head.sourceId) };
  const found: (readonly [hash: string | undefined, origin: Origin])[] = [
    [head.textHash, { ...own, evidence: head.evidence }],
    ...head.copies.map(({ url, sourceId, evidence, textHash }) => [textHash, { url, sourceId, evidence }] as const),
    ...(await documents.revisions(head.id)).map(({ textHash, evidence }) => [textHash, { ...own, evidence }] as const),
  ];
  const texts = Map.groupBy(found, ([hash]) => orEmpty(hash));
  texts.delete('');
  return new Map([...texts].map(([hash, origins]) => [hash, origins.map(([, origin]) => origin)]));
}

async function isWhole(hash: string, { snapshots }: CollectContext): Promise<boolean> {
  try {
    await snapshots.loadText(hash);
    return true;
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    return false;
  }
}

/** A text as its hash says, read again from any of its pages. */
async function readAgain(hash: string, origins: readonly Origin[], head: Head, context: CollectContext): Promise<string | undefined> {
  for (const { evidence, ...from } of origins) {
    const text = (await rereadDocument(evidence, from, head.attachments, context))?.text;
    if (text !== undefined && sha256(text) === hash) return text;
  }
  return undefined;
}

async function readFileAgain(file: Attachment, context: CollectContext): Promise<string | undefined> {
  try {
    const page = file.evidence === undefined ? undefined : await context.snapshots.load(file.evidence);
    const text = page && (await readStoredFile(page, file, context)).text;
    return text !== undefined && sha256(text) === file.textHash ? text : undefined;
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
  }
}

/** Where today's reader makes another text of the evidence than the lost one, that is the text from now on: a reading of ours, announced to nobody. */
async function takeToday(head: Head, context: CollectContext): Promise<boolean> {
  const read = await rereadDocument(head.evidence, head, head.attachments, context);
  if (!read) return false;
  const { evidence, copies } = head;
  const textHash = await context.snapshots.saveText(read.text);
  const made = { at: context.now().toISOString(), by: 'reader', what: 'reread', textHash, evidence, changes: [{ field: 'text' }] } as const;
  return writeHead(withRevision(head, { ...head, text: read.text }, copies, made), made, context);
}

/** Names of the texts that were damaged: those that are whole again, and those that stay set aside. */
export type MendedTexts = { readonly mended: readonly string[]; readonly lost: readonly string[] };

/** Looks at every text of a document; those that are damaged or gone are named, and read again from their evidence where that gives them. */
export async function mendDocument(head: Head, context: CollectContext): Promise<MendedTexts> {
  const texts = await textsOf(head, context);
  const files = new Map(head.attachments.flatMap((file) => (file.textHash === undefined ? [] : [[file.textHash, file] as const])));
  const mended: string[] = [];
  const lost: string[] = [];
  for (const hash of new Set([...files.keys(), ...texts.keys()])) {
    if (await isWhole(hash, context)) continue;
    const key = `text/sha256/${hash}`;
    await setDamagedAside(new DamagedError(key), { ...head, textHash: hash }, context);
    const file = files.get(hash);
    const text = (file && (await readFileAgain(file, context))) ?? (await readAgain(hash, texts.get(hash) ?? [], head, context));
    const done =
      (text !== undefined && (await context.snapshots.mendText(text))) || (hash === head.textHash && (await takeToday(head, context)));
    (done ? mended : lost).push(key);
  }
  if (mended.length > 0) await context.documents.touch(head);
  return { mended, lost };
}

/** The text of a document that a new reading is compared with: one that is damaged is read again first. Throws DamagedError where that cannot be. */
export async function wholeTextOf(head: Head, context: CollectContext, hash: string = head.textHash): Promise<string> {
  if (!(await isWhole(hash, context))) await mendDocument(head, context);
  return context.snapshots.loadText(hash);
}
