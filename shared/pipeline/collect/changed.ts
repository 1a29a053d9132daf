import { type Article, type Attachment, isCut, isTakenOver } from '../../model/article.ts';
import type { Classified, Copy, FieldChange, Head, Revision } from '../../model/document.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { compareThemes } from '../../stages/classify/classify.ts';
import type { Comparison } from '../../stages/identity/compare.ts';
import { isReissue, primaryCopyOf } from '../../stages/identity/copies.ts';
import { isIncomplete } from '../../stages/identity/identify.ts';
import { judgeChanges, officialCopyAuthority, type SiteLines, siteLineOf } from '../../stages/identity/merge.ts';
import { canonicalUrl, hostOf } from '../../stages/urls/address.ts';
import { work } from '../context.ts';
import { type DocumentReading, type Outcome, withCopies, withPrimaryCopy, withRevision } from './head-changes.ts';
import { textWithWorksOf } from './mend.ts';
import { loadFileText, readStoredFile, rereadArticle } from './reading.ts';

/**
 * What a page is to a stored document: `own`, the page of its publisher that the fields come from, or one in its place, whose changes are
 * news; `better`, a page that the fields come from now, whose differences are news to nobody; `copy`, any other.
 */
type PageRole = 'own' | 'better' | 'copy';

type CopyPair = Readonly<{
  head: Head;
  document: Classified;
  copy: Copy;
  primary: Copy | undefined;
  old: Copy | undefined;
  moved: Copy | undefined;
}>;

function pairCopies(head: Head, document: Classified, copy: Copy, known: Address | undefined) {
  const redirected = known?.documentId === head.id && known.canonicalUrl !== canonicalUrl(document.url);
  const moved = redirected ? head.copies.find(({ url }) => url === known.canonicalUrl) : undefined;
  const old = head.copies.find(({ url }) => url === copy.url);
  return { head, document, copy: { ...copy, firstSeenAt: old?.firstSeenAt ?? copy.firstSeenAt }, primary: primaryCopyOf(head), old, moved };
}

type Compared = CopyPair & { readonly primary: Copy };
type RoleRow = Readonly<{
  holds: (pair: Compared, context: CollectContext) => boolean | Promise<boolean>;
  role: PageRole;
}>;

export const isGone = ({ goneAt, movedTo }: Copy) => goneAt !== undefined || movedTo !== undefined;
const isOneSite = ({ copy, primary }: Compared) => hostOf(copy.url) === hostOf(primary.url);
const isEqual = (pair: Compared) => isOneSite(pair) && pair.copy.authority === pair.primary.authority;
const isOfficial = ({ copy }: Compared) => copy.authority >= officialCopyAuthority;

const roles: readonly RoleRow[] = [
  // It is the primary copy.
  { holds: ({ copy, primary }) => copy.url === primary.url, role: 'own' },
  // The primary copy redirects to it.
  { holds: ({ moved, primary }) => moved?.url === primary.url, role: 'own' },
  // It ranks higher, and was away. It is official again, so what it says now and did not say before is news.
  {
    holds: ({ copy, primary, old }) => copy.authority > primary.authority && old !== undefined,
    role: 'own',
  },
  // It ranks higher.
  { holds: ({ copy, primary }) => copy.authority > primary.authority, role: 'better' },
  // It replaces a page of its site that is gone.
  { holds: (pair) => isGone(pair.primary) && isEqual(pair), role: 'own' },
  // It is an official copy that was known when the primary copy went.
  {
    holds: (pair) => isGone(pair.primary) && pair.old !== undefined && isOfficial(pair),
    role: 'own',
  },
  // It is there, and the primary copy is gone.
  {
    holds: (pair) => isGone(pair.primary) && (isOneSite(pair) || isOfficial(pair)),
    role: 'better',
  },
  // A page of another site replaces a missing one only when enough checks say that it is gone.
  // It ranks lower, or is of another site.
  { holds: (pair) => isGone(pair.primary) || !isEqual(pair), role: 'copy' },
  // The primary copy was missing at its last visit.
  { holds: isPrimaryMissing, role: 'own' },
  // It was a copy before.
  { holds: ({ old }) => old !== undefined, role: 'copy' },
  // It corrects the primary copy.
  { holds: isCorrection, role: 'own' },
  // It says the same and was published earlier.
  { holds: isEarlier, role: 'better' },
];

async function findRole(pair: CopyPair, context: CollectContext) {
  const { primary } = pair;
  if (!primary) return 'own';
  for (const { holds, role } of roles) if (await holds({ ...pair, primary }, context)) return role;
  return 'copy';
}

async function isPrimaryMissing({ primary }: Compared, context: CollectContext) {
  const { misses = [], answeredAt = '' } = (await context.documents.address(canonicalUrl(primary.url))) ?? {};
  const last = misses.at(-1);
  return last !== undefined && last > answeredAt;
}

const correctionLikeness = { words: 0.9, figures: 0.5, length: 0.8 };

/** A second page of one site that says nearly the same corrects the first one; one that says the same, or only a part of it, is a copy. */
async function isCorrection({ head, document }: Compared, context: CollectContext) {
  if (!isReissue(head, document)) return false;
  const text = await textWithWorksOf(head, context);
  const { changes } = await work('compareReadings', [{ ...head, text }, document], document.url, context);
  if (!changes.some(({ field }) => field !== 'attachments' && field !== 'dates.published')) return false;
  return work('enoughAlike', [text, document.text, correctionLikeness], document.url, context);
}

/** Of two pages of one site that say the same the earlier one is the primary copy, whichever was read first. */
function isEarlier({ head, document, copy, primary }: Compared) {
  if (copy.wording === undefined || copy.wording !== primary.wording) return false;
  const [before, now] = [orEmpty(head.dates.published?.value), orEmpty(document.dates.published?.value)];
  return before === '' || now === '' || before === now ? copy.url < primary.url : now < before;
}

/**
 * Is it news? Whether a reading of a stored document, or of a file beside it, says what its publisher changed, what only today's reader
 * finds, or nothing new, is decided here and nowhere else.
 */

type Differences = Comparison & { readonly ours: boolean };
type Change = CopyPair & DocumentReading & Differences & Readonly<{ role: PageRole; copies: readonly Copy[]; at: string }>;

type NewsRow = { readonly holds: (change: Change) => boolean } & (
  | Readonly<{ by: Revision['by']; what: Revision['what']; changes: (change: Change) => readonly FieldChange[] }>
  | { readonly head: (change: Change) => Head }
);

const isOwn = ({ role }: Change) => role === 'own';
const isBetter = ({ role }: Change) => role === 'better';
const isWithdrawn = ({ head }: Change) => head.withdrawnAt !== undefined;
const countsEnough = ({ head, copy }: Change) =>
  copy.authority >= Math.min(officialCopyAuthority, Math.max(...head.copies.map(({ authority }) => authority)));
const isSameCopy = ({ old, copy, moved }: Change) =>
  old !== undefined &&
  old.wording === copy.wording &&
  JSON.stringify(old.says) === JSON.stringify(copy.says) &&
  old.goneAt === copy.goneAt &&
  old.movedTo === copy.movedTo &&
  old.authority === copy.authority &&
  (moved === undefined || moved.movedTo === copy.url);

/** What follows from a reading: the first row that holds. What its publisher says is news, what only the reader finds is not. */
const news: readonly NewsRow[] = [
  // The withdrawn document is on its page again.
  {
    holds: (change) => isOwn(change) && isWithdrawn(change),
    by: 'publisher',
    what: 'returned',
    changes: ({ changes, ours }) => (ours ? [] : changes),
  },
  // The withdrawn document is on another page that counts enough.
  {
    holds: (change) => isBetter(change) && isWithdrawn(change) && countsEnough(change),
    by: 'publisher',
    what: 'returned',
    changes: ({ additions }) => additions,
  },
  // The publisher changed it.
  {
    holds: ({ changes, ours }) => changes.length > 0 && !ours,
    by: 'publisher',
    what: 'changed',
    changes: ({ changes }) => changes,
  },
  // Today's reader, or a better page, says more of it.
  {
    holds: ({ changes, additions }) => changes.length + additions.length > 0,
    by: 'reader',
    what: 'reread',
    changes: ({ changes, additions }) => [...changes, ...additions],
  },
  // Its fields come from another page now.
  {
    holds: (change) => change.role !== 'copy' && change.primary?.url !== change.copy.url,
    head: (change) => withPrimaryCopy(change.head, change, change.copies),
  },
  // Its page counted as gone.
  {
    holds: ({ role, old }) => role === 'own' && old !== undefined && isGone(old),
    head: ({ head, document, copies }) => withCopies(head, document, copies),
  },
  // A copy is new, or says something else.
  {
    holds: (change) => change.role === 'copy' && !isSameCopy(change),
    head: ({ head, document, copies }) => withCopies(head, document, copies),
  },
];

function toOutcome(change: Change): Outcome | undefined {
  const row = news.find(({ holds }) => holds(change));
  if (!row) return undefined;
  if ('head' in row) return { saved: 'same', head: row.head(change) };
  const { head, document, copies, copy, textHash, at } = change;
  const revision = { at, textHash, evidence: copy.evidence, by: row.by, what: row.what, changes: row.changes(change) };
  return { saved: row.by === 'publisher' ? 'changed' : 'same', head: withRevision(head, document, copies, revision), revision };
}

/**
 * What a reading of a stored document makes of it; no outcome when nothing is to be written. `known` is the address that was asked for;
 * `lines`: what of the page is remembered with it.
 */
export async function applyReading(
  head: Head,
  reading: DocumentReading,
  known: Address | undefined,
  context: CollectContext,
): Promise<Readonly<{ outcome?: Outcome; lines?: SiteLines }>> {
  await context.documents.completeRevision(head);
  const pair = pairCopies(head, reading.document, reading.copy, known);
  const { copy, old, moved, primary } = pair;
  const others = head.copies.filter(({ url }) => url !== copy.url);
  const copies = [...others.map((each) => (each === moved ? { ...each, movedTo: copy.url } : each)), copy];
  const role = await findRole(pair, context);
  const differences = await differencesFor[role](head, reading, (old ?? primary)?.evidence, context);
  const change = { ...reading, ...pair, ...differences, role, copies, at: reading.copy.firstSeenAt };
  const judged = await judgeLines(change, known, context);
  return opt({ outcome: toOutcome(judged.change), lines: judged.lines });
}

/** So many pages of a host are looked at, those that were visited last. */
const mostNeighbours = 500;

async function judgeLines(
  change: Change,
  known: Address | undefined,
  context: CollectContext,
): Promise<Readonly<{ change: Change; lines?: SiteLines }>> {
  const { changes, head, document } = change;
  if (change.ours || isWithdrawn(change) || !changes.some((each) => siteLineOf(each) !== undefined)) return { change };
  const own = known?.documentId === head.id ? known : undefined;
  const now = context.now();
  const visited = await context.documents.visited(new URL(canonicalUrl(document.url)).host, '0', mostNeighbours);
  const others = visited.filter(({ documentId }) => documentId !== head.id);
  const { told, lines } = judgeChanges(changes, { known: own, others, now });
  return { change: { ...change, changes: told, additions: told.length > 0 ? change.additions : [] }, lines };
}

/** A stored page takes the place of the primary copy, which is gone: that is news to nobody. */
export async function promoteCopy(head: Head, reading: DocumentReading, context: CollectContext): Promise<Outcome | undefined> {
  const pair = pairCopies(head, reading.document, reading.copy, undefined);
  const differences = await compareBetter(head, reading, undefined, context);
  return toOutcome({ ...reading, ...pair, ...differences, role: 'better', copies: head.copies, at: context.now().toISOString() });
}

type Compare = (head: Head, reading: DocumentReading, evidence: string | undefined, context: CollectContext) => Promise<Differences>;
const withText = async (head: Head, context: CollectContext) => ({ ...head, text: await textWithWorksOf(head, context) });

const compareBetter: Compare = async (head, { document }, _evidence, context) => {
  const { changes, additions } = await work('compareReadings', [await withText(head, context), document], document.url, context);
  return { changes: [], additions: [...changes, ...additions], ours: false };
};

async function isRecordedChange({ id, textHash }: Head, { documents }: CollectContext) {
  const revisions = await documents.revisions(id);
  return revisions.some((each) => each.by === 'publisher' && each.what === 'changed' && each.textHash === textHash);
}

/** What did the publisher change? What today's reader also finds in the bytes that were read before, under `evidence`, was not changed. */
const compareOwn: Compare = async (head, { document, files = [] }, evidence, context) => {
  const plain = await work('compareReadings', [await withText(head, context), document], document.url, context);
  const { words, states } = await findFileChanges(head, files, context);
  const found = {
    changes: [...plain.changes, ...words, ...states],
    additions: [...plain.additions, ...compareThemes(head, document)],
  };
  if (found.changes.length === 0) return { ...found, ours: false };
  // A page of the text that was missing is there now, or its end, or all of it but quotes: news only where its loss was.
  const isWhole = isTakenOver(head) || (isIncomplete(head) && !isIncomplete(document)) || (isCut(head) && !isCut(document));
  if (isWhole) return (await isRecordedChange(head, context)) ? { ...found, additions: [], ours: false } : { ...found, ours: true };
  const asThen = async (article: Article) => ({ article, files: await filesAtRevision(head, files, context) });
  const again = evidence === undefined ? undefined : await rereadArticle(evidence, head, asThen, context);
  if (!again) return { ...found, ours: false };
  const reread = await work(
    'compareReadings',
    [{ ...again.whole, attachments: again.article.attachments }, document],
    document.url,
    context,
  );
  const real = [...reread.changes, ...words];
  return real.length > 0 ? { changes: real, additions: [], ours: false } : { ...found, ours: true };
};

const differencesFor: Readonly<Record<PageRole, Compare>> = {
  own: compareOwn,
  better: compareBetter,
  copy: async () => ({ changes: [], additions: [], ours: false }),
};

export const fileDiffers = (now: Attachment, before: Attachment | undefined): boolean =>
  now.state !== before?.state || now.textHash !== before?.textHash;

/**
 * Whether a file says what it said: the words differ in blanks and widths alone, or today's reader finds them in the bytes that were read
 * before too.
 */
export async function isSameFile(before: Attachment, stored: string, text: string, context: CollectContext): Promise<boolean> {
  if (await work('sameWords', [stored, text], before.url, context)) return true;
  const page = before.evidence === undefined ? undefined : await context.snapshots.load(before.evidence);
  return page !== undefined && work('sameWords', [(await readStoredFile(page, before, context)).text, text], before.url, context);
}

/**
 * What became known of the files since the document was stored, as changes of the field `attachments`: words that differ, and new states.
 */
async function findFileChanges(head: Head, files: readonly AttachedFile[], context: CollectContext) {
  const words: FieldChange[] = [];
  const states: FieldChange[] = [];
  const describe = (title: string, state = 'not asked for') => `${title}: ${state}`;
  for (const { attachment, text } of files) {
    const { url, title, state } = attachment;
    const before = head.attachments.find((each) => each.url === url);
    if (!before || !fileDiffers(attachment, before)) continue;
    const old = await loadFileText(before, context);
    if (old === undefined || text === undefined)
      states.push({ field: 'attachments', before: describe(title, before.state), after: describe(title, state) });
    else for (const change of await work('compareTexts', [old, text], url, context)) words.push({ ...change, field: 'attachments' });
  }
  return { words: words.slice(0, 20), states: states.slice(0, 20) };
}

const filesAtRevision = (head: Head, files: readonly AttachedFile[], context: CollectContext) =>
  Promise.all(
    files.map(async (file) => {
      const before = head.attachments.find(({ url }) => url === file.attachment.url);
      return before?.textHash === undefined ? file : { attachment: before, text: await loadFileText(before, context) };
    }),
  );
