import type { Copy, Head } from '../model/document.ts';
import type { Snapshot } from '../model/page.ts';
import type { Address, Context } from '../model/ports.ts';
import { canonicalUrl } from '../stages/address.ts';
import { nextVisitAt } from '../stages/cadence.ts';
import { carrierOf, ranked } from '../stages/copies.ts';
import { carriers } from '../stages/merge.ts';
import { holds } from './listing-state.ts';
import { understandAgain } from './reread.ts';
import { takeOver } from './take.ts';

/** Withdrawn needs this many checks that missed, over this long (contract.md 3.3). */
const missesNeeded = 3;
const spanNeeded = 2 * 24 * 3_600_000;

const longEnough = (misses: readonly string[]): boolean =>
  misses.length >= missesNeeded && Date.parse(misses.at(-1) ?? '') - Date.parse(misses[0] ?? '') >= spanNeeded;

/** The misses with this one: the first and the last few. A task that comes again, after a crash, is no further check. */
function missesWith(known: Address, now: Date): readonly string[] {
  const before = known.misses ?? [];
  const again = now.getTime() - Date.parse(before.at(-1) ?? '') < 3_600_000;
  return again ? before : [...before.slice(0, 1), ...before.slice(1).slice(-8), now.toISOString()];
}

/** Whether a page of the document may still be there: no check, or not checks enough, say that it is gone. */
async function mayStand(copy: Copy, context: Context): Promise<boolean> {
  if (copy.goneAt !== undefined || copy.movedTo !== undefined) return false;
  return !longEnough((await context.documents.address(canonicalUrl(copy.url)))?.misses ?? []);
}

/** The best other page that may still be there. */
async function bestLeft(head: Head, away: Address, context: Context): Promise<Copy | undefined> {
  const others = head.copies.filter(({ url }) => canonicalUrl(url) !== away.canonicalUrl).toSorted((a, b) => b.authority - a.authority);
  for (const copy of others) if (await mayStand(copy, context)) return copy;
  return undefined;
}

const marked = (head: Head, away: Address, at: string): readonly Copy[] =>
  head.copies.map((copy) => (canonicalUrl(copy.url) === away.canonicalUrl && copy.goneAt === undefined ? { ...copy, goneAt: at } : copy));

/** Another page carries the document on: its fields come from there. */
async function carryOn(head: Head, copies: readonly Copy[], left: Copy, context: Context): Promise<void> {
  const carrier = carrierOf(head);
  const stands = carrier !== undefined && copies.some(({ url, goneAt }) => url === carrier.url && goneAt === undefined);
  const document = stands ? undefined : await understandAgain(left.evidence, left, head.attachments, context);
  if (!document || left.textHash === undefined) {
    await context.documents.putHead({ ...head, copies: ranked(copies, carrier), version: head.version + 1 });
    return;
  }
  const { revision, head: next } = await takeOver({ ...head, copies }, { document, copy: left, textHash: left.textHash }, context);
  if (revision) await context.documents.putRevision({ ...revision, documentId: head.id, n: next.revisionCount });
  await context.documents.putHead(next);
}

/** False when another page of the document was faster to say it. */
async function withdraw(head: Head, copies: readonly Copy[], snapshot: Snapshot, context: Context): Promise<boolean> {
  const at = context.now().toISOString();
  const n = head.revisionCount + 1;
  const what = { by: 'publisher', what: 'withdrawn', textHash: head.textHash, evidence: snapshot.key, changes: [] } as const;
  await context.documents.putRevision({ documentId: head.id, n, at, ...what });
  return context.documents.putHead({
    ...head,
    copies: ranked(copies, carrierOf(head)),
    withdrawnAt: at,
    revisionCount: n,
    version: head.version + 1,
  });
}

/** The page is gone for good: another one carries the document on, or none that counts is left and it is withdrawn. */
async function gone(head: Head, known: Address, snapshot: Snapshot, context: Context): Promise<'withdrawn' | undefined> {
  const copies = marked(head, known, context.now().toISOString());
  const left = await bestLeft(head, known, context);
  const highest = Math.max(...head.copies.map(({ authority }) => authority));
  const stands = left !== undefined && left.authority >= Math.min(highest, carriers);
  if (stands) await carryOn(head, copies, left, context);
  else if (await withdraw(head, copies, snapshot, context)) return 'withdrawn';
  return undefined;
}

/**
 * A page answered 404 or 410. Counts the miss; says `withdrawn` when the misses suffice, no list that claims to be complete still holds it, and no
 * page of the document's rank is left. The count is stored before the other pages are looked at: of two that vanish at one time, one sees the other.
 */
export async function miss(known: Address, snapshot: Snapshot, context: Context): Promise<'withdrawn' | undefined> {
  const now = context.now();
  const misses = missesWith(known, now);
  const counted = longEnough(misses) && !holds(await context.sources.state(known.sourceId), known.url);
  const missingSince = counted ? misses[0] : now.toISOString();
  const dueAt = nextVisitAt(known.firstSeenAt, now, missingSince === undefined ? {} : { missingSince });
  await context.documents.saveAddress({ ...known, misses, checkedAt: now.toISOString(), dueAt });
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  const copy = head?.copies.find(({ url }) => canonicalUrl(url) === known.canonicalUrl);
  if (!counted || !head || head.withdrawnAt || copy?.goneAt !== undefined || copy?.movedTo !== undefined) return undefined;
  return gone(head, known, snapshot, context);
}
