import type { Warning } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { mayChange, type VouchedHead, type Vouching, vouchedBy } from '../../stages/identity/vouch.ts';
import { isAct } from '../../stages/text/acts.ts';
import { sitesKnown } from '../collect/publishers.ts';

/** Who stands behind a stored document, by the declarations in force: asked when it is shown, since a source may be declared later. */

type Sourced = Pick<Context, 'settings'>;

const vouchingOf = (head: VouchedHead, { settings }: Sourced): Vouching => vouchedBy(head, sitesKnown(settings.sources));

type Unseen = { readonly notSeenOnIssuersSite?: readonly string[] };

/** A head with the authority that its best page can vouch for; where that is not its issuer's, with the hosts on which it was seen. */
export function withStanding<Given extends Head>(head: Given, context: Sourced): Given & Unseen {
  const { seenOnlyOn } = vouchingOf(head, context);
  if (seenOnlyOn === undefined) return head;
  const best = Math.max(0, ...head.copies.map(({ authority }) => authority));
  return { ...head, authority: Math.min(head.authority, best), notSeenOnIssuersSite: seenOnlyOn };
}

/** Hits, those marked that are not vouched for by the page that their fields come from. */
export const markUnseen = (hits: readonly Hit[], context: Sourced): readonly Hit[] =>
  hits.map((hit) => {
    const issuers = hit.issuerNames.map((name) => ({ name }));
    const { seenOnlyOn } = vouchingOf({ ...hit, issuers, copies: [{ url: hit.url }] }, context);
    return seenOnlyOn === undefined ? hit : { ...hit, notSeenOnIssuersSite: seenOnlyOn };
  });

export const unseenWarning = (hosts: readonly string[]): Warning => ({
  field: 'issuers',
  reason: `not seen on the issuer's site; seen only on ${hosts.join(', ')}`,
});

/** Whether an act is one, and is vouched for. */
export const isVouched = (head: Head, context: Sourced): boolean => vouchingOf(head, context).vouched;

/**
 * What an act may do to another: change it, or nothing, for this reason. What is no act changes nothing and raises no doubt, and so does a draft, but for a further call
 * for comments on a draft.
 */
export function powerOver(by: Head, target: Head, context: Sourced): 'changes' | 'nothing' | { readonly doubt: string } {
  if (!isAct(by.type) || (by.type === 'draft' && target.type !== 'draft')) return 'nothing';
  const known = sitesKnown(context.settings.sources);
  const { vouched, seenOnlyOn = [] } = vouchedBy(by, known);
  if (!vouched)
    return {
      doubt: `seen only on ${seenOnlyOn.length > 0 ? seenOnlyOn.join(', ') : by.copies.map(({ url }) => new URL(url).host).join(', ')}`,
    };
  if (mayChange(by, target, known)) return 'changes';
  const issuers = by.issuers.map(({ name }) => name).join('、');
  return { doubt: `its issuer${issuers === '' ? '' : ` (${issuers})`} is neither this act’s nor above it` };
}
