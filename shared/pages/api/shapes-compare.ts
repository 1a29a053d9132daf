import * as z from 'zod';
import { count, fieldChange, names, text } from './shapes.ts';

/** The shape of a comparison of two acts. */

const compared = z.object({
  id: z.string(),
  title: z.string(),
  english: z.string().exactOptional(),
  number: z.string().exactOptional(),
  revision: count('Number of the revision that was asked for').exactOptional(),
});
const actChange = z.object({
  kind: z.enum(['same', 'changed', 'moved', 'added', 'removed']),
  article: text('Its place in the later text; in the earlier one when removed'),
  articleBefore: z.string().exactOptional(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});
const statedFact = z
  .object({
    kind: z.enum(['figure', 'day', 'scope', 'duty']),
    says: text('In English'),
    of: text('What is counted, in its own words').exactOptional(),
    quote: text('The words that state it'),
  })
  .meta({ id: 'StatedFact', description: 'A fact that an article states' });
const comparedArticles = z.object({ article: z.string(), text: z.string().exactOptional() }).array();
export const comparison = z
  .object({
    a: compared,
    b: compared,
    changes: actChange.array(),
    facts: z
      .object({ article: z.string(), before: statedFact.exactOptional(), after: statedFact.exactOptional() })
      .array()
      .describe('Facts in which the articles differ'),
    subjects: z
      .object({
        id: z.string(),
        names,
        a: comparedArticles,
        b: comparedArticles,
        facts: z.object({ a: statedFact.array(), b: statedFact.array() }),
      })
      .array()
      .describe('Where the wording hardly aligns: articles of one subject')
      .exactOptional(),
    announced: fieldChange.array().describe('Of two revisions: what was recorded as changed between them').exactOptional(),
    complete: z.boolean().describe('Whether rights allow the words'),
    leftOut: count('Of two texts too long for one answer: changes that are not in it').exactOptional(),
  })
  .meta({ id: 'Comparison', description: 'Two documents or revisions, article by article' });
