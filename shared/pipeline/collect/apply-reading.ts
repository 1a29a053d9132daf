import type { Classified, Copy, FieldChange, Head, Saved } from '../../model/document.ts';
import type { Address, Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { compareThemes } from '../../stages/classify/compare-themes.ts';
import type { Comparison } from '../../stages/identity/compare.ts';
import { isReissue, primaryCopyOf } from '../../stages/identity/copies.ts';
import { isIncomplete } from '../../stages/identity/join-pages.ts';
import { officialCopyAuthority } from '../../stages/identity/merge.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { hostOf } from '../../stages/urls/location.ts';
import { filesAtRevision, findFileChanges } from './attachments.ts';
import { type NewRevision, withCopies, withPrimaryCopy, withRevision } from './head-changes.ts';
import { rereadArticle } from './reread.ts';
import { work } from './work.ts';

/** What a reading of a held document makes of it. */
export type Outcome = { readonly saved: Saved; readonly head: Head; readonly revision?: NewRevision };

const correctionLikeness = { words: 0.9, figures: 0.5, length: 0.8 };

/** Of two pages of one site that say the same the one that was put up first carries the document, whichever was read first. */
function isEarlierCopy(head: Head, carrier: Copy, document: Classified, copy: Copy): boolean {
  if (copy.wording === undefined || copy.wording !== carrier.wording) return false;
  const [theirs, ours] = [orEmpty(head.dates.published?.value), orEmpty(document.dates.published?.value)];
  return theirs === '' || ours === '' || theirs === ours ? copy.url < carrier.url : ours < theirs;
}

/** Why a page becomes the one that the fields come from. `publisher`: it is the publisher's own later word; `reader`: it is only the better page. */
type TakeoverReason = 'own' | 'publisher' | 'reader';

const isCopyGone = ({ goneAt, movedTo }: Copy): boolean => goneAt !== undefined || movedTo !== undefined;

/** Missed at its last visit. One that answers again says so before its document is written: another page may ask between. */
async function isCopyMissing(carrier: Copy, context: Context): Promise<boolean> {
  const { misses = [], answeredAt = '' } = (await context.documents.address(canonicalUrl(carrier.url))) ?? {};
  const last = misses.at(-1);
  return last !== undefined && last > answeredAt;
}

type CurrentState = {
  readonly head: Head;
  readonly carrier: Copy | undefined;
  readonly old: Copy | undefined;
  readonly moved: Copy | undefined;
};

/** A second page of one site that says nearly the same and not quite: the first one was mended. One that says the same, or only a part, is a copy. */
async function isCorrection(head: Head, document: Classified, context: Context): Promise<boolean> {
  const text = await context.snapshots.loadText(head.textHash);
  const { changes } = await work('compareReadings', [{ ...head, text }, document], document.url, context);
  if (!changes.some(({ field }) => field !== 'attachments' && field !== 'dates.published')) return false;
  return work('enoughAlike', [text, document.text, correctionLikeness], document.url, context);
}

async function reasonFor(
  { head, carrier, old, moved }: CurrentState,
  document: Classified,
  copy: Copy,
  context: Context,
): Promise<TakeoverReason | undefined> {
  if (!carrier || copy.url === carrier.url) return 'own';
  if (moved && moved.url === carrier.url) return 'publisher';
  // The better page was away, and what it says otherwise now than it did then is its publisher's word.
  if (copy.authority > carrier.authority) return old === undefined ? 'reader' : 'publisher';
  const near = hostOf(copy.url) === hostOf(carrier.url);
  const equal = near && copy.authority === carrier.authority;
  if (isCopyGone(carrier)) {
    if (equal || (old !== undefined && copy.authority >= officialCopyAuthority)) return 'publisher';
    return near || copy.authority >= officialCopyAuthority ? 'reader' : undefined;
  }
  // Another site's page takes over when enough checks have said that the first one is gone, and not after one.
  if (!equal) return undefined;
  if (await isCopyMissing(carrier, context)) return 'publisher';
  if (old !== undefined) return undefined;
  if (isReissue(head, document) && (await isCorrection(head, document, context))) return 'publisher';
  return isEarlierCopy(head, carrier, document, copy) ? 'reader' : undefined;
}

/** What did the publisher change? Differences that today's reader also finds in the old bytes are ours. */
async function findChanges(
  head: Head,
  evidence: string | undefined,
  { document, files = [] }: DocumentReading,
  context: Context,
): Promise<Comparison & { ours: boolean }> {
  const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
  const news = await findFileChanges(head, files, context);
  const plain = await work('compareReadings', [before, document], document.url, context);
  const found = {
    changes: [...plain.changes, ...news.words, ...news.states],
    additions: [...plain.additions, ...compareThemes(head, document)],
  };
  if (found.changes.length === 0) return { ...found, ours: false };
  // A page of the text that could not be had before is had now: that is no change of the publisher's.
  if (isIncomplete(head) && !isIncomplete(document)) return { ...found, ours: true };
  const again =
    evidence === undefined ? undefined : await rereadArticle(evidence, { url: head.url, ...opt('sourceId', head.sourceId) }, context);
  if (!again) return { ...found, ours: false };
  const then = await work(
    'withAttached',
    [again, await filesAtRevision(head, files, context), dayOf(context.now())],
    document.url,
    context,
  );
  const reread = await work('compareReadings', [{ ...then, attachments: again.attachments }, document], document.url, context);
  const real = [...reread.changes, ...news.words];
  return real.length > 0 ? { changes: real, additions: [], ours: false } : { ...found, ours: true };
}

const isSameCopy = (a: Copy, b: Copy): boolean =>
  a.wording === b.wording &&
  JSON.stringify(a.says) === JSON.stringify(b.says) &&
  a.goneAt === b.goneAt &&
  a.movedTo === b.movedTo &&
  a.authority === b.authority;

type DocumentReading = {
  readonly document: Classified;
  readonly copy: Copy;
  readonly textHash: string;
  readonly files?: readonly AttachedFile[];
};

/** The publisher's own page, or one that it put in its place. */
async function applyPublisherPage(
  held: CurrentState,
  reading: DocumentReading,
  copies: readonly Copy[],
  context: Context,
): Promise<Outcome | undefined> {
  const { document, copy, textHash } = reading;
  const { head, old, carrier } = held;
  const { changes, additions, ours } = await findChanges(head, (old ?? carrier)?.evidence, reading, context);
  const made = { at: copy.firstSeenAt, textHash, evidence: copy.evidence };
  const revision = (by: NewRevision['by'], what: NewRevision['what'], all: readonly FieldChange[]): NewRevision => ({
    ...made,
    by,
    what,
    changes: all,
  });
  if (head.withdrawnAt !== undefined || (changes.length > 0 && !ours)) {
    const fresh = revision('publisher', head.withdrawnAt === undefined ? 'changed' : 'returned', ours ? [] : changes);
    return { saved: 'changed', head: withRevision(head, document, copies, fresh), revision: fresh };
  }
  if (ours || additions.length > 0) {
    const reread = revision('reader', 'reread', ours ? [...changes, ...additions] : additions);
    return { saved: 'same', head: withRevision(head, document, copies, reread), revision: reread };
  }
  if (carrier?.url !== copy.url) return { saved: 'same', head: withPrimaryCopy(head, reading, copies) };
  return old?.goneAt === undefined && old?.movedTo === undefined ? undefined : { saved: 'same', head: withCopies(head, document, copies) };
}

/** A page carries a document on whose carrier is gone. `at` is now; the reading is of kept evidence, and news to nobody. */
export async function promoteCopy(
  head: Head,
  { document, copy, textHash }: DocumentReading,
  context: Context,
): Promise<Omit<Outcome, 'saved'>> {
  const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
  const found = await work('compareReadings', [before, document], document.url, context);
  const changes = [...found.changes, ...found.additions];
  if (changes.length === 0) return { head: withPrimaryCopy(head, { document, copy, textHash }, head.copies) };
  const made: NewRevision = { at: context.now().toISOString(), textHash, evidence: copy.evidence, by: 'reader', what: 'reread', changes };
  return { head: withRevision(head, document, head.copies, made), revision: made };
}

/** A page that carries the document better than the one that did, or in place of one that is gone. */
async function applyBetterCopy(head: Head, reading: DocumentReading, copies: readonly Copy[], context: Context): Promise<Outcome> {
  const { document, copy, textHash } = reading;
  const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
  const found = await work('compareReadings', [before, document], document.url, context);
  const changes = [...found.changes, ...found.additions];
  const highest = Math.max(...head.copies.map(({ authority }) => authority));
  const returned = head.withdrawnAt !== undefined && copy.authority >= Math.min(officialCopyAuthority, highest);
  if (!returned && changes.length === 0) return { saved: 'same', head: withPrimaryCopy(head, reading, copies) };
  const kind = returned ? ({ by: 'publisher', what: 'returned' } as const) : ({ by: 'reader', what: 'reread' } as const);
  const made: NewRevision = { at: copy.firstSeenAt, textHash, evidence: copy.evidence, ...kind, changes };
  return { saved: returned ? 'changed' : 'same', head: withRevision(head, document, copies, made), revision: made };
}

/** What a reading of a held document makes of it; `undefined` when nothing is to be written. `known` is the address that was asked. */
export async function applyReading(
  head: Head,
  reading: DocumentReading,
  known: Address | undefined,
  context: Context,
): Promise<Outcome | undefined> {
  const { document, copy } = reading;
  const redirected = known?.documentId === head.id && known.canonicalUrl !== canonicalUrl(document.url);
  const moved = redirected ? head.copies.find(({ url }) => url === known.canonicalUrl) : undefined;
  const old = head.copies.find(({ url }) => url === copy.url);
  const held = { head, carrier: primaryCopyOf(head), old, moved };
  const fresh = { ...copy, firstSeenAt: old?.firstSeenAt ?? copy.firstSeenAt };
  const copies = [
    ...head.copies.filter(({ url }) => url !== copy.url).map((each) => (each === moved ? { ...each, movedTo: copy.url } : each)),
    fresh,
  ];
  const reason = await reasonFor(held, document, copy, context);
  if (reason === 'own' || reason === 'publisher') return applyPublisherPage(held, reading, copies, context);
  if (reason === 'reader') return applyBetterCopy(head, reading, copies, context);
  const nothingNew = old !== undefined && isSameCopy(old, fresh) && (moved === undefined || moved.movedTo === copy.url);
  return nothingNew ? undefined : { saved: 'same', head: withCopies(head, document, copies) };
}
