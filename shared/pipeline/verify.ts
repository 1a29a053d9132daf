import { createHash } from 'node:crypto';
import type { Head } from '../model/document.ts';
import type { Context } from '../model/ports.ts';
import { canonicalUrl } from '../stages/address.ts';
import { pagesBehind } from './whole.ts';

export type Finding = { readonly documentId: string; readonly what: string; readonly key: string };

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function checkEvidence(head: Head, key: string, context: Context): Promise<Finding | undefined> {
  const page = await context.snapshots.load(key);
  if (!page && !(await context.snapshots.loadList(key))) return { documentId: head.id, what: 'evidence is missing', key };
  if (page && !key.includes(sha256(page.bytes)))
    return { documentId: head.id, what: 'evidence does not have the hash it is named by', key };
  const all = await pagesBehind(key, context);
  return all.length > 0 ? undefined : { documentId: head.id, what: 'evidence of a page of its text is missing', key };
}

async function checkText(head: Head, hash: string, context: Context): Promise<Finding | undefined> {
  try {
    const text = await context.snapshots.loadText(hash);
    return hash.endsWith(sha256(text)) ? undefined : { documentId: head.id, what: 'text does not have the hash it is named by', key: hash };
  } catch {
    return { documentId: head.id, what: 'text is missing', key: hash };
  }
}

async function checkDocument(head: Head, context: Context): Promise<readonly Finding[]> {
  const revisions = await context.documents.revisions(head.id);
  const kept = [head, ...revisions, ...head.copies, ...head.attachments].map((each) => each.evidence);
  const evidence = new Set(kept.filter((key) => key !== undefined));
  const texts = new Set([head, ...revisions, ...head.attachments].map((each) => each.textHash).filter((hash) => hash !== undefined));
  const found: (Finding | undefined)[] = [];
  for (const key of evidence) found.push(await checkEvidence(head, key, context));
  for (const hash of texts) found.push(await checkText(head, hash, context));
  if (revisions.length !== head.revisionCount) {
    found.push({ documentId: head.id, what: `${head.revisionCount} revisions counted, ${revisions.length} held`, key: head.id });
  }
  for (const copy of head.copies) {
    const address = await context.documents.address(canonicalUrl(copy.url));
    if (!address) found.push({ documentId: head.id, what: 'a copy has no address item: it would never be looked at again', key: copy.url });
  }
  return found.filter((finding) => finding !== undefined);
}

/** Checks every hash, key and reference of the store. */
export async function verify(context: Context): Promise<{ documents: number; findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  let documents = 0;
  let after: string | undefined;
  for (;;) {
    const ids = await context.documents.allIds(after, 100);
    if (ids.length === 0) return { documents, findings };
    for (const head of await context.documents.heads(ids)) {
      documents += 1;
      findings.push(...(await checkDocument(head, context)));
    }
    after = ids.at(-1);
  }
}
