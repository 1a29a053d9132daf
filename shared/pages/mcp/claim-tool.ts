import * as z from 'zod';
import { verdicts } from '../../model/claim.ts';
import { englishShape } from '../web/api-shapes.ts';
import { requireClaim } from '../web/require-claim.ts';
import { findDocument } from './find-document.ts';
import { refOf, said, things, tool } from './tool.ts';

export const claimTool = tool({
  name: 'check_claim',
  title: 'Does a document say so?',
  says:
    'Whether a document says what is claimed of it, in all or in one article. `verdict`: "says" (every word, figure, bound, day, negation and who is ' +
    'bound agree, and no condition was left out); ' +
    '"does not say" (a passage has all of it but one detail, `differs` tells in what: figure, bound, date, negation, modality, who; or another ' +
    'article says it); "unclear" (read the passages: other words, a condition, exception or context was left out, or nothing speaks of it); ' +
    '"article not there"; "text not held" (nothing is known of its words here: that is no denial). Passages are quotations of the source. Give one ' +
    'claim at a time, in the Chinese of the act where you can: of English claims every word has to be known, in a passage with the figure or day, or with nothing besides.',
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
      ...englishShape(english),
      number,
      url,
      status,
      effective: dates.effective,
      claim: says,
      ...(await requireClaim(document, { says, article }, answers)),
    };
  },
});
