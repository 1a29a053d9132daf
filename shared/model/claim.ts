import * as z from 'zod';
import { type TypeOf, text } from './shape.ts';

/** What became of a claim about a text. `unclear`: passages are there, and no rule is sure. */
export const verdicts = ['says', 'does not say', 'unclear', 'article not there', 'text not held'] as const;

export type ClaimVerdict = (typeof verdicts)[number];

const difference = z.object({
  what: z
    .enum(['figure', 'bound', 'date', 'negation', 'modality', 'who', 'words', 'condition', 'context', 'exception', 'article'])
    .describe('In what'),
  claimed: text('As claimed; empty where it has nothing'),
  stated: text('As stated; empty where it has nothing'),
});

const passage = z.object({
  article: text('The article that it stands in').exactOptional(),
  quote: text('Its words'),
  differs: difference.array(),
});

export const claimCheck = z.object({
  verdict: z.enum(verdicts),
  why: text('Why, in a sentence'),
  passages: passage.array().describe('The nearest first; none where rights do not allow the words'),
});

export type ClaimDifference = TypeOf<typeof difference>;

export type ClaimPassage = TypeOf<typeof passage>;

export type ClaimCheck = TypeOf<typeof claimCheck>;
