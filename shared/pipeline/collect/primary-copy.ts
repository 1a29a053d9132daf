import type { Classified, Copy, Head } from '../../model/document.ts';
import type { Address } from '../../model/document-store.ts';
import type { CollectContext } from '../../model/ports.ts';
import { orEmpty } from '../../model/values.ts';
import { isReissue, primaryCopyOf } from '../../stages/identity/copies.ts';
import { officialCopyAuthority } from '../../stages/identity/merge.ts';
import { canonicalUrl, hostOf } from '../../stages/urls/address.ts';

import { wholeTextOf } from './mend.ts';
import { work } from './work.ts';

/**
 * What a page is to a stored document: `own`, the page of its publisher that the fields come from, or one in its place, whose changes are news; `better`, a page
 * that the fields come from now, whose differences are news to nobody; `copy`, any other.
 */
export type PageRole = 'own' | 'better' | 'copy';

/** A stored document, and a reading of one of its pages. */
export type CopyPair = {
  readonly head: Head;
  readonly document: Classified;
  readonly copy: Copy;
  /** The copy that the fields come from, the same page as it was stored before, and the page that redirects to this one. */
  readonly primary: Copy | undefined;
  readonly old: Copy | undefined;
  readonly moved: Copy | undefined;
};

/** Brings a reading together with the copies of its document. `known` is the address that was asked for. */
export function pairCopies(head: Head, document: Classified, copy: Copy, known: Address | undefined): CopyPair {
  const redirected = known?.documentId === head.id && known.canonicalUrl !== canonicalUrl(document.url);
  const moved = redirected ? head.copies.find(({ url }) => url === known.canonicalUrl) : undefined;
  const old = head.copies.find(({ url }) => url === copy.url);
  return { head, document, copy: { ...copy, firstSeenAt: old?.firstSeenAt ?? copy.firstSeenAt }, primary: primaryCopyOf(head), old, moved };
}

type Compared = CopyPair & { readonly primary: Copy };
type RoleRow = {
  readonly reason: string;
  readonly holds: (pair: Compared, context: CollectContext) => boolean | Promise<boolean>;
  readonly role: PageRole;
};

const isGone = ({ goneAt, movedTo }: Copy): boolean => goneAt !== undefined || movedTo !== undefined;
const isOneSite = ({ copy, primary }: Compared): boolean => hostOf(copy.url) === hostOf(primary.url);
const isEqual = (pair: Compared): boolean => isOneSite(pair) && pair.copy.authority === pair.primary.authority;
const isOfficial = ({ copy }: Compared): boolean => copy.authority >= officialCopyAuthority;

/** What a page is to its document: the first row that holds. */
const roles: readonly RoleRow[] = [
  { reason: 'it is the primary copy', holds: ({ copy, primary }) => copy.url === primary.url, role: 'own' },
  { reason: 'the primary copy redirects to it', holds: ({ moved, primary }) => moved?.url === primary.url, role: 'own' },
  {
    // It is official again, so what it says now and did not say before is news.
    reason: 'it ranks higher, and was away',
    holds: ({ copy, primary, old }) => copy.authority > primary.authority && old !== undefined,
    role: 'own',
  },
  { reason: 'it ranks higher', holds: ({ copy, primary }) => copy.authority > primary.authority, role: 'better' },
  { reason: 'it replaces a page of its site that is gone', holds: (pair) => isGone(pair.primary) && isEqual(pair), role: 'own' },
  {
    reason: 'it is an official copy that was known when the primary copy went',
    holds: (pair) => isGone(pair.primary) && pair.old !== undefined && isOfficial(pair),
    role: 'own',
  },
  {
    reason: 'it is there, and the primary copy is gone',
    holds: (pair) => isGone(pair.primary) && (isOneSite(pair) || isOfficial(pair)),
    role: 'better',
  },
  // A page of another site replaces a missing one only when enough checks say that it is gone.
  { reason: 'it ranks lower, or is of another site', holds: (pair) => isGone(pair.primary) || !isEqual(pair), role: 'copy' },
  { reason: 'the primary copy was missing at its last visit', holds: isPrimaryMissing, role: 'own' },
  { reason: 'it was a copy before', holds: ({ old }) => old !== undefined, role: 'copy' },
  { reason: 'it corrects the primary copy', holds: isCorrection, role: 'own' },
  { reason: 'it says the same and was published earlier', holds: isEarlier, role: 'better' },
];

/** What the page of a reading is to its document. */
export async function findRole(pair: CopyPair, context: CollectContext): Promise<PageRole> {
  const { primary } = pair;
  if (!primary) return 'own';
  for (const { holds, role } of roles) if (await holds({ ...pair, primary }, context)) return role;
  return 'copy';
}

/** Whether the page was missing at its last visit. One that answers again notes it before its document is written: another page may ask between. */
async function isPrimaryMissing({ primary }: Compared, context: CollectContext): Promise<boolean> {
  const { misses = [], answeredAt = '' } = (await context.documents.address(canonicalUrl(primary.url))) ?? {};
  const last = misses.at(-1);
  return last !== undefined && last > answeredAt;
}

const correctionLikeness = { words: 0.9, figures: 0.5, length: 0.8 };

/** A second page of one site that says nearly the same corrects the first one; one that says the same, or only a part of it, is a copy. */
async function isCorrection({ head, document }: Compared, context: CollectContext): Promise<boolean> {
  if (!isReissue(head, document)) return false;
  const text = await wholeTextOf(head, context);
  const { changes } = await work('compareReadings', [{ ...head, text }, document], document.url, context);
  if (!changes.some(({ field }) => field !== 'attachments' && field !== 'dates.published')) return false;
  return work('enoughAlike', [text, document.text, correctionLikeness], document.url, context);
}

/** Of two pages of one site that say the same the earlier one is the primary copy, whichever was read first. */
function isEarlier({ head, document, copy, primary }: Compared): boolean {
  if (copy.wording === undefined || copy.wording !== primary.wording) return false;
  const [before, now] = [orEmpty(head.dates.published?.value), orEmpty(document.dates.published?.value)];
  return before === '' || now === '' || before === now ? copy.url < primary.url : now < before;
}
