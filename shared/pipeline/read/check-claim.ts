import type { ClaimCheck } from '../../model/claim.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { textWithWorks } from '../collect/reading.ts';
import { certainTextOf } from '../collect/set-aside.ts';
import { work } from '../context.ts';

/** What is claimed of a document, and of which article. */
export type AskedClaim = { readonly says: string; readonly article?: string | undefined };

/** Whether a held document says what is claimed of it, in its page or in the act attached to it; `undefined` when it is not stored. */
export async function checkClaimOf(id: string, { says, article }: AskedClaim, context: LookupContext): Promise<ClaimCheck | undefined> {
  const head = await context.documents.head(id);
  if (!head) return undefined;
  const text = await textWithWorks(head, await certainTextOf(head, context), context);
  const day = head.dates.published?.value ?? head.dates.signed?.value;
  return work('checkClaim', [{ says, text, title: head.title, ...opt('article', article), ...opt('day', day) }], head.url, context);
}
