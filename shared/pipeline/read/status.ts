import type { Head, ShownDocument, StatusReason } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { decideStatus } from '../../stages/facts/lifecycle.ts';
import { isAct } from '../../stages/text/acts.ts';
import { type CitingDocument, otherStage } from './links.ts';

type StatusJudgement = { readonly status: ShownDocument['status']; readonly reason: StatusReason };
type Ending = { readonly at: string; readonly by: Pick<CitingDocument, 'id' | 'title' | 'quote'> };

/** The final text of a draft, when it is stored. */
async function finalOf(draft: Head, context: LookupContext): Promise<Ending | undefined> {
  for (const { to, quote } of await otherStage(draft, context)) {
    const final = to.id === undefined ? undefined : await context.documents.head(to.id);
    if (!final) continue;
    const at = (final.dates.signed ?? final.dates.published)?.value ?? final.firstSeenAt.slice(0, 10);
    return { at, by: { id: final.id, title: final.title, quote } };
  }
  return undefined;
}

/** The status of today, and why: from the issuer's text, its dates, and the acts of other issuers. Newspapers do not count. */
export async function judgeStatus(head: Head, cited: readonly CitingDocument[], context: LookupContext): Promise<StatusJudgement> {
  const ending = async (relation: Relation, title = /./): Promise<Ending | undefined> => {
    for (const other of cited.filter((each) => each.relation === relation && title.test(each.title))) {
      const source = await context.documents.head(other.id);
      if (source && isAct(source.type) && source.type !== 'draft') return { at: other.at ?? source.firstSeenAt.slice(0, 10), by: other };
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
  return { status, reason: by ? { ...reason, quote: by.quote, document: { id: by.id, title: by.title } } : reason };
}

/** The status without its reason. */
export const currentStatus = async (
  head: Head,
  cited: readonly CitingDocument[],
  context: LookupContext,
): Promise<ShownDocument['status']> => (await judgeStatus(head, cited, context)).status;
