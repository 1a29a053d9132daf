import type { Snapshot } from '../../model/article.ts';
import type { Copy, Head } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import { elapsed, hour } from '../../model/time.ts';
import { group, orEmpty } from '../../model/values.ts';
import { primaryCopyOf, rankCopies } from '../../stages/identity/copies.ts';
import { officialCopyAuthority } from '../../stages/identity/merge.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { withNextVisit } from './addresses.ts';
import { isGone, promoteCopy } from './changed.ts';
import { untilWritten, writeHead } from './head-changes.ts';
import { forgetMissing, noteMissing, whyHeld } from './listing-state.ts';
import type { KeptPage } from './page.ts';
import { rereadDocument } from './reading.ts';

/** A document is withdrawn after this many failed checks over this long (docs/contract.md 3.3). */
const missesNeeded = 3;
const spanNeeded = 2 * 24 * 3_600_000;

const longEnough = (misses: readonly string[]) =>
  misses.length >= missesNeeded && Date.parse(orEmpty(misses.at(-1))) - Date.parse(group(misses, 0)) >= spanNeeded;

/** The misses with this one: the first and the last few. A task that is repeated after a crash is no further check. */
function missesWith(known: Address, now: Date) {
  // A miss after `now` was recorded by a clock that ran ahead, and does not count.
  const before = known.answeredAt === undefined ? (known.misses ?? []).filter((at) => at <= now.toISOString()) : [];
  const again = elapsed(orEmpty(before.at(-1)), now) < hour;
  return again ? before : [...before.slice(0, 1), ...before.slice(1).slice(-8), now.toISOString()];
}

async function readCopyState(copy: Copy, head: Head, context: CollectContext) {
  if (isGone(copy)) return 'gone';
  const known = await context.documents.address(canonicalUrl(copy.url));
  const { misses = [], answeredAt } = known ?? {};
  if (!known || misses.length === 0 || answeredAt !== undefined) return 'stands';
  return longEnough(misses) && (await whyHeld(known, head, context)) === undefined ? 'gone' : 'doubted';
}

async function findOtherCopies(head: Head, away: Address, context: CollectContext) {
  const found: Record<'stands' | 'doubted' | 'gone', Copy[]> = { stands: [], doubted: [], gone: [] };
  const others = head.copies.filter(({ url }) => canonicalUrl(url) !== away.canonicalUrl).toSorted((a, b) => b.authority - a.authority);
  for (const copy of others) found[await readCopyState(copy, head, context)].push(copy);
  return found;
}

const authorityNeeded = ({ copies }: Head) => Math.min(Math.max(...copies.map(({ authority }) => authority)), officialCopyAuthority);

const markGone = (head: Head, urls: readonly string[], at: string) =>
  head.copies.map((copy) => (urls.includes(canonicalUrl(copy.url)) && !isGone(copy) ? { ...copy, goneAt: at } : copy));

async function promoteOther(head: Head, copies: readonly Copy[], left: Copy, context: CollectContext) {
  const carrier = primaryCopyOf(head);
  const stands = carrier !== undefined && copies.some(({ url, goneAt }) => url === carrier.url && goneAt === undefined);
  const { textHash } = left;
  const document = stands ? undefined : await rereadDocument(left.evidence, left, head.attachments, context);
  const reading = document && textHash !== undefined ? { document, copy: left, textHash } : undefined;
  const outcome = reading && (await promoteCopy({ ...head, copies }, reading, context));
  const kept = { ...head, copies: rankCopies(copies, carrier), version: head.version + 1 };
  return outcome ? writeHead(outcome.head, outcome.revision, context) : writeHead(kept, undefined, context);
}

function withdraw(head: Head, copies: readonly Copy[], snapshot: Snapshot, context: CollectContext) {
  const at = context.now().toISOString();
  const revision = { at, by: 'publisher', what: 'withdrawn', textHash: head.textHash, evidence: snapshot.key, changes: [] } as const;
  const next = {
    ...head,
    copies: rankCopies(copies, primaryCopyOf(head)),
    withdrawnAt: at,
    revisionCount: head.revisionCount + 1,
    version: head.version + 1,
  };
  return writeHead(next, revision, context);
}

const markGoneToo = (head: Head, known: Address, context: CollectContext) => {
  const copies = rankCopies(markGone(head, [known.canonicalUrl], context.now().toISOString()), primaryCopyOf(head));
  return writeHead({ ...head, copies, version: head.version + 1 }, undefined, context);
};

type Removal = Readonly<{ known: Address; snapshot: Snapshot; held: boolean }>;

/**
 * The page is gone for good: another one becomes the primary copy, or the document is withdrawn when no page that counts is left. As long
 * as a page that counts is doubted, its own next checks decide; where it is `held` back nothing is withdrawn. False when another writer was
 * first.
 */
async function withdrawOrPromote(head: Head, { known, snapshot, held }: Removal, context: CollectContext) {
  const at = context.now().toISOString();
  const needed = authorityNeeded(head);
  const others = await findOtherCopies(head, known, context);
  const [left] = others.stands;
  if (left && left.authority >= needed) return promoteOther(head, markGone(head, [known.canonicalUrl], at), left, context);
  if (held || others.doubted.some(({ authority }) => authority >= needed)) return true;
  const all = [known.canonicalUrl, ...others.gone.map(({ url }) => canonicalUrl(url))];
  return (await withdraw(head, markGone(head, all, at), snapshot, context)) && 'withdrawn';
}

/**
 * Another act stands at the address: the page of the act that stood there is gone. Another one becomes its primary copy where one that
 * counts is left; else nothing is said of the act, whose next page is taken as its own.
 */
export const recordReplaced = (known: Address, context: CollectContext): Promise<true> =>
  untilWritten(known.url, async () => {
    const head = await context.documents.head(known.documentId);
    const copy = head?.copies.find(({ url }) => canonicalUrl(url) === known.canonicalUrl);
    if (!head || !copy || isGone(copy)) return true;
    await context.documents.completeRevision(head);
    const [left] = head.withdrawnAt === undefined ? (await findOtherCopies(head, known, context)).stands : [];
    const copies = markGone(head, [known.canonicalUrl], context.now().toISOString());
    const counts = left && left.authority >= authorityNeeded(head);
    return (await (counts ? promoteOther(head, copies, left, context) : markGoneToo(head, known, context))) || undefined;
  });

/** Removes a page from its document as it is now; true when the document stays. */
const removePage = (removal: Removal, context: CollectContext) => {
  const { known } = removal;
  return untilWritten(known.url, async () => {
    const head = await context.documents.head(known.documentId);
    if (!head) return true;
    await context.documents.completeRevision(head);
    const copy = head.copies.find(({ url }) => canonicalUrl(url) === known.canonicalUrl);
    if (copy && isGone(copy)) return true;
    const write = head.withdrawnAt === undefined ? withdrawOrPromote(head, removal, context) : markGoneToo(head, known, context);
    return (await write) || undefined;
  });
};

const isSettled = (head: Head | undefined, known: Address) =>
  head?.copies.some((copy) => canonicalUrl(copy.url) === known.canonicalUrl && isGone(copy)) === true;

/**
 * Records that a page answered 404 or 410, and withdraws its document when the page was missed often enough, nothing holds that back
 * (missing-state.ts), and no page of the same authority is left. The count is stored before the other pages are checked: of two that vanish
 * at the same time one sees the other. Throws SourceError for a page that was listed and never read.
 */
export async function recordMissing({ known, head, page, snapshot }: KeptPage, context: CollectContext) {
  if (!known?.documentId) throw new SourceError('unrecognised', page.url, `the page answers ${page.status}`, { status: page.status });
  const { documentId } = known;
  const now = context.now();
  const misses = missesWith(known, now);
  const counted = longEnough(misses);
  const missingSince = (counted ? misses[0] : undefined) ?? now.toISOString();
  const missed = withNextVisit({ ...known, misses }, head, { missingSince }, context);
  await context.documents.saveAddress(missed);
  if (isSettled(head, known)) return { documentId };
  const why = counted ? await whyHeld(missed, head, context) : undefined;
  const withdrawn = counted && (await removePage({ known, snapshot, held: why !== undefined }, context)) === 'withdrawn';
  const isOpen = missed.dueAt !== undefined && !(counted && isSettled(await context.documents.head(documentId), known));
  await (isOpen ? noteMissing(missed, why === 'site', context) : forgetMissing(missed, context));
  return withdrawn ? { documentId, saved: 'withdrawn' as const } : { documentId };
}
