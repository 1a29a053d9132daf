import * as z from 'zod';
import { verdicts } from '../../model/claim.ts';
import { endpoint } from '../web/endpoint.ts';
import { words } from '../web/parameters.ts';
import { requireDocument } from '../web/require.ts';
import { requireClaim } from '../web/require-claim.ts';
import { text } from './shapes.ts';

/** Claims about a document in the API. */

const claimed = z.object({
  article: text('The article that it stands in').exactOptional(),
  quote: text('Its words'),
  differs: z.object({ what: text('In what'), claimed: text('As claimed'), stated: text('As stated') }).array(),
});
const claim = z
  .object({
    id: text('Id of the document'),
    title: text('Its title'),
    verdict: z.enum(verdicts),
    why: text('Why, in a sentence'),
    passages: claimed.array().describe('The nearest first; none where rights do not allow the words'),
    complete: z.boolean().describe('Whether rights allow the words'),
    notHeld: z.string().array().describe('What of the document is not held'),
  })
  .meta({ id: 'ClaimCheck', description: 'What became of a claim about a document' });

export const claimEndpoint = endpoint({
  path: 'documents/:id/claim',
  tag: 'Documents',
  says: 'Whether it says what is claimed of it: `says`, `does not say`, `unclear`, `article not there` or `text not held`, with the nearest passages and what differs',
  more:
    'Chinese claims are compared by words, figures, bounds, days, negation and who is bound; English ones by figures, days, duties and the words ' +
    'of the glossary. `says` is never given when one of these differs.',
  example: ({ document }) => ({ id: document, says: '本办法自2027年1月15日起施行', article: '5' }),
  takes: {
    says: z
      .string('what is claimed')
      .trim()
      .min(2)
      .max(1000, 'at most 1000 characters')
      .describe('The claim, a sentence or two in Chinese or English'),
    article: words(20, 'The article it is claimed of, as 第三条, 3 or 一、'),
  },
  gives: claim,
  async answer(asked, answers, { name }) {
    const document = await requireDocument(name('id'), answers);
    return { id: document.id, title: document.title, ...(await requireClaim(document, asked, answers)) };
  },
});
