import type { Warning } from '../../model/article.ts';
import type { Head, ShownDocument, StatusReason } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { decideStatus } from '../../stages/facts/lifecycle.ts';
import { type CitingDocument, otherStage } from './links.ts';
import { isVouched, powerOver } from './vouching.ts';

/** `doubts`: what is said to have changed it by a document that cannot be believed in this, or may not do it. */
type StatusJudgement = { readonly status: ShownDocument['status']; readonly reason: StatusReason; readonly doubts: readonly Warning[] };
type Ending = { readonly at: string; readonly by: Pick<CitingDocument, 'id' | 'title' | 'quote'> };

/** The final text of a draft, when it is stored and vouched for. */
async function finalOf(draft: Head, context: LookupContext): Promise<Ending | undefined> {
  for (const { to, quote } of await otherStage(draft, context)) {
    const final = to.id === undefined ? undefined : await context.documents.head(to.id);
    if (!final || !isVouched(final, context)) continue;
    const at = (final.dates.signed ?? final.dates.published)?.value ?? final.firstSeenAt.slice(0, 10);
    return { at, by: { id: final.id, title: final.title, quote } };
  }
  return undefined;
}

const done: Partial<Readonly<Record<Relation, string>>> = { repeals: 'repealed', supersedes: 'replaced' };

function doubtOf({ title, relation, quote }: CitingDocument, why: string): Warning[] {
  const verb = done[relation];
  return verb === undefined ? [] : [{ field: 'status', reason: `said to be ${verb} by “${title}”; ${why}`, quote }];
}

/**
 * The status of today, and why: from the issuer's text, its dates, and the acts of bodies that may change it and are vouched for. Newspapers do not count; an act that
 * claims to end it and cannot be believed raises a doubt.
 */
export async function judgeStatus(head: Head, cited: readonly CitingDocument[], context: LookupContext): Promise<StatusJudgement> {
  const doubts: Warning[] = [];
  const ending = async (relation: Relation, title = /./): Promise<Ending | undefined> => {
    for (const other of cited.filter((each) => each.relation === relation && title.test(each.title))) {
      const source = await context.documents.head(other.id);
      const power = source ? powerOver(source, head, context) : 'nothing';
      if (source && power === 'changes') return { at: other.at ?? source.firstSeenAt.slice(0, 10), by: other };
      if (typeof power === 'object') doubts.push(...doubtOf(other, power.doubt));
    }
    return undefined;
  };
  const repealed = await ending('repeals');
  const superseded = (await ending('supersedes')) ?? (head.type === 'draft' ? await finalOf(head, context) : undefined);
  const awaiting = head.status === 'adopted-awaiting-approval';
  const approvedOn = awaiting ? (await ending('cites', /批准《/))?.at : undefined;
  const { type, title, number, issuers, validity, dates, warnings } = head;
  const { status, reason } = decideStatus({
    ...{ type, title, issuers, dates, warnings, awaiting },
    ...opt('approvedOn', approvedOn),
    ...opt('validity', validity),
    ...opt('number', number),
    ...(repealed === undefined ? {} : { repealedOn: repealed.at }),
    ...(superseded === undefined ? {} : { supersededOn: superseded.at }),
    today: dayOf(context.now()),
  });
  const by = { repealed, superseded }[status as 'repealed' | 'superseded']?.by;
  return { status, reason: by ? { ...reason, quote: by.quote, document: { id: by.id, title: by.title } } : reason, doubts };
}

/** The status without its reason. */
export const currentStatus = async (
  head: Head,
  cited: readonly CitingDocument[],
  context: LookupContext,
): Promise<ShownDocument['status']> => (await judgeStatus(head, cited, context)).status;
