import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { type ClaimCheck, claimCheck, verdicts } from '../model/claim.ts';
import type { ShownDocument } from '../model/document.ts';
import { text } from '../model/shape.ts';
import { findDocument, noDocument, requireDocument, rightsOf } from './document.ts';
import { inPath, question, words } from './question.ts';
import { englishShape } from './shapes.ts';
import { refOf, said, things, tool } from './tool.ts';

type Claim = { readonly says: string; readonly article?: string | undefined };

/** Formats of files that may be the act itself; pictures are not. */
const ofText = /^(?:pdf|docx?|wps|ofd|rtf|xlsx?|zip|rar)$/i;

function softened(found: ClaimCheck, unread: boolean): ClaimCheck {
  if (!unread || found.verdict === 'says' || found.verdict === 'unclear') return found;
  const why = `${found.why} A file beside the page was not read: it may say so.`;
  return { ...found, verdict: found.verdict === 'does not say' ? 'unclear' : 'text not held', why };
}

/** Fields of the act are held against what is stored of it, the rest against its text. */
async function judged(document: ShownDocument, claim: Claim, answers: Answers): Promise<ClaimCheck | undefined> {
  const { storedFacts } = await import('../stages/claim/stored.ts');
  const stored = claim.article === undefined ? storedFacts(claim.says, document) : undefined;
  if (stored?.agrees && stored.rest === '')
    return { verdict: 'says', why: 'What is stored of it says so.', passages: [...stored.passages] };
  const found = await answers.checkClaim(document.id, { ...claim, says: (stored?.agrees && stored.rest) || claim.says });
  if (!found || !stored) return found;
  if (stored.agrees) return { ...found, passages: [...found.passages, ...stored.passages] };
  if (found.verdict === 'says' && !stored.denied) return found;
  const verdict = stored.denied && found.verdict !== 'says' ? 'does not say' : 'unclear';
  return { verdict, why: 'What is stored of it differs.', passages: [...stored.passages, ...found.passages] };
}

/**
 * A claim about a held document. Where a file beside the page was not read, nothing is denied; passages are given only where rights allow
 * the words.
 */
export async function checkClaim(document: ShownDocument, claim: Claim, answers: Answers) {
  const found = await judged(document, claim, answers);
  if (!found) throw noDocument(document.id);
  const { complete, use } = await rightsOf(document, answers);
  const unread = document.attachments.filter(({ state, format }) => state !== 'read' && ofText.test(format));
  const notHeld = [
    ...unread.slice(0, 5).map(({ title }) => `Its file "${title.slice(0, 80)}" was not read.`),
    ...(complete ? [] : [`The words of its passages may not be shown (rights: ${use}).`]),
  ];
  return { ...softened(found, unread.length > 0), ...(complete ? {} : { passages: [] }), complete, notHeld };
}

export const claim = question({
  path: 'documents/:id/claim',
  tag: 'Documents',
  words: [
    'Whether it says what is claimed of it: `says`, `does not say`, `unclear`, `article not there` or `text not held`, with the nearest passages and what differs',
    '该文件是否如所称述：结论、最接近的段落及差异',
  ],
  more:
    'Chinese claims are compared by words, figures, bounds, days, negation and who is bound; English ones by figures, days, duties and the words ' +
    'of the glossary. `says` is never given when one of these differs.',
  example: ({ document }) => ({ id: document, says: '本办法自2027年1月15日起施行', article: '5' }),
  takes: {
    id: inPath(),
    says: z
      .string('what is claimed')
      .trim()
      .min(2)
      .max(1000, 'at most 1000 characters')
      .describe('The claim, a sentence or two in Chinese or English'),
    article: words(20, 'The article it is claimed of, as 第三条, 3 or 一、'),
  },
  gives: z
    .object({
      id: text('Id of the document'),
      title: text('Its title'),
      ...claimCheck.shape,
      complete: z.boolean().describe('Whether rights allow the words'),
      notHeld: z.string().array().describe('What of the document is not held'),
    })
    .meta({ id: 'ClaimCheck', description: 'What became of a claim about a document' }),
  async answer({ id, ...asked }, answers) {
    const document = await requireDocument(id, answers);
    return { id: document.id, title: document.title, ...(await checkClaim(document, asked, answers)) };
  },
});

export const claimTool = tool({
  name: 'check_claim',
  takes: {
    ref: refOf('The document'),
    says: z.string().trim().min(2).max(1000).describe('The claim, a sentence in Chinese or English, without "Article 3 says that"'),
    article: said(20, 'The article it is claimed of, as 第三条, 3 or 一、'),
  },
  gives: {
    verdict: z.enum(verdicts),
    why: z.string(),
    passages: things,
    id: z.string().exactOptional(),
    title: z.string().exactOptional(),
    url: z.string().exactOptional(),
  },
  async answer({ ref, says, article }, answers) {
    const { document, missing } = await findDocument(ref, answers);
    if (document === undefined) return { verdict: 'text not held', why: missing.notHeld.join(' '), passages: [], ...missing };
    const { id, title, english, number, url, status, dates } = document;
    return {
      held: true,
      id,
      title,
      ...englishShape(english, document),
      number,
      url,
      status,
      effective: dates.effective,
      claim: says,
      ...(await checkClaim(document, { says, article }, answers)),
    };
  },
});
