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

/** False when another page of the document was faster to say it. */
async function withdraw(head: Head, snapshot: Snapshot, context: Context): Promise<boolean> {
  const at = context.now().toISOString();
  const n = head.revisionCount + 1;
  const what = { by: 'publisher', what: 'withdrawn', textHash: head.textHash, evidence: snapshot.key, changes: [] } as const;
  await context.documents.putRevision({ documentId: head.id, n, at, ...what });
  return context.documents.putHead({ ...head, withdrawnAt: at, revisionCount: n, version: head.version + 1 });
}

/** The misses with this one. A task that comes again, after a crash, is no further check. */
function missesWith(known: Address, now: Date): readonly string[] {
  const before = known.misses ?? [];
  const again = now.getTime() - Date.parse(before.at(-1) ?? '') < 3_600_000;
  return again ? before : [...before, now.toISOString()].slice(-10);
}

/**
 * A page answered 404 or 410. Counts the miss; says `withdrawn` when the misses suffice and no list that claims to be complete still holds it.
 * The count is stored before the other pages are looked at: of two that vanish at one time, one sees the other.
 */
export async function miss(known: Address, snapshot: Snapshot, context: Context): Promise<'withdrawn' | undefined> {
  const now = context.now();
  const misses = missesWith(known, now);
  const counted = longEnough(misses) && !holds(await context.sources.state(known.sourceId), known.url);
  await context.documents.saveAddress({
    ...known,
    misses,
    checkedAt: now.toISOString(),
    dueAt: nextVisitAt(known.firstSeenAt, now, { missed: !counted }),
  });
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  if (!counted || !head || head.withdrawnAt || !(await lastOfItsKind(head, known, context))) return undefined;
  return (await withdraw(head, snapshot, context)) ? 'withdrawn' : undefined;
}
