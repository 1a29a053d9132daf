import type { Head } from '../model/document.ts';
import type { Snapshot } from '../model/page.ts';
import type { Address, Context } from '../model/ports.ts';
import { nextVisitAt } from '../stages/cadence.ts';
import { holds } from './listing.ts';

/** Withdrawn needs this many checks that missed, over this long (contract.md 3.3). */
const missesNeeded = 3;
const spanNeeded = 2 * 24 * 3_600_000;

const longEnough = (misses: readonly string[]): boolean =>
  misses.length >= missesNeeded && Date.parse(misses.at(-1) ?? '') - Date.parse(misses[0] ?? '') >= spanNeeded;

/** True when no page of the document's highest authority is left at an address that still answers. */
async function lastOfItsKind(head: Head, gone: Address, context: Context): Promise<boolean> {
  const highest = Math.max(...head.copies.map(({ authority }) => authority));
  for (const copy of head.copies.filter(({ authority }) => authority === highest)) {
    if (copy.url === gone.canonicalUrl) continue;
    const address = await context.documents.address(copy.url);
    if (address && !longEnough(address.misses ?? [])) return false;
  }
  return head.copies.some((copy) => copy.url === gone.canonicalUrl && copy.authority === highest);
}

async function withdraw(head: Head, snapshot: Snapshot, context: Context): Promise<void> {
  const at = context.now().toISOString();
  const n = head.revisionCount + 1;
  await context.documents.putRevision({
    documentId: head.id,
    n,
    at,
    by: 'publisher',
    what: 'withdrawn',
    textHash: head.textHash,
    evidence: snapshot.key,
    changes: [],
  });
  await context.documents.putHead({ ...head, withdrawnAt: at, revisionCount: n, version: head.version + 1 });
}

/** A page answered 404 or 410. Counts the miss; says `withdrawn` when the misses suffice and no list that claims to be complete still holds it. */
export async function miss(known: Address, snapshot: Snapshot, context: Context): Promise<'withdrawn' | undefined> {
  const now = context.now();
  const misses = [...(known.misses ?? []), now.toISOString()];
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const state = await context.sources.state(known.sourceId);
  const counted = longEnough(misses) && !holds(state, known.url);
  const withdrawn = head && !head.withdrawnAt && counted && (await lastOfItsKind(head, known, context));
  if (withdrawn) await withdraw(head, snapshot, context);
  await context.documents.saveAddress({
    ...known,
    misses: misses.slice(-10),
    checkedAt: now.toISOString(),
    dueAt: nextVisitAt(known.firstSeenAt, now, { missed: !counted }),
  });
  return withdrawn ? 'withdrawn' : undefined;
}
