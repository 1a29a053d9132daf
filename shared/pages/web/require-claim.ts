import type { Answers } from '../../model/answers.ts';
import type { ClaimCheck } from '../../model/claim.ts';
import type { ShownDocument } from '../../model/document.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { notFoundProblem } from './route.ts';

/** What is claimed, and of which article. */
export type Claim = { readonly says: string; readonly article?: string | undefined };
export type CheckedClaim = ClaimCheck & { readonly complete: boolean; readonly notHeld: readonly string[] };

/** Formats of files that may be the act itself; pictures are not. */
const ofText = /^(?:pdf|docx?|wps|ofd|rtf|xlsx?|zip|rar)$/i;

/** A claim about a held document. Where a file beside the page was not read, nothing is denied; passages are given only where rights allow the words. */
export async function requireClaim(document: ShownDocument, claim: Claim, answers: Answers): Promise<CheckedClaim> {
  const found = await answers.checkClaim(document.id, claim);
  if (!found) throw notFoundProblem('no document with this id, number or address');
  const sources = (await answers.sources()).map(({ source }) => source);
  const { complete, use } = allowedText(document, sources);
  const unread = document.attachments.filter(({ state, format }) => state !== 'read' && ofText.test(format));
  const notHeld = [
    ...unread.slice(0, 5).map(({ title }) => `Its file "${title.slice(0, 80)}" was not read.`),
    ...(complete ? [] : [`The words of its passages may not be shown (rights: ${use}).`]),
  ];
  return { ...softened(found, unread.length > 0), ...(complete ? {} : { passages: [] }), complete, notHeld };
}

function softened(found: ClaimCheck, unread: boolean): ClaimCheck {
  if (!unread || found.verdict === 'says' || found.verdict === 'unclear') return found;
  const why = `${found.why} A file beside the page was not read: it may say so.`;
  return { ...found, verdict: found.verdict === 'does not say' ? 'unclear' : 'text not held', why };
}
