import * as z from 'zod';
import { count, fieldChange, names, type Told, text } from './shape.ts';

/** Two documents or revisions, article by article (docs/contract.md 2), with the facts that differ. */

const compared = z.object({
  id: z.string(),
  title: z.string(),
  english: z.string().exactOptional(),
  number: z.string().exactOptional(),
  revision: count('Number of the revision that was asked for').exactOptional(),
  day: text('Day of signature, else of publication').exactOptional(),
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
const comparedArticle = z.object({ article: z.string(), text: z.string().exactOptional() });
const changedFact = z.object({ article: z.string(), before: statedFact.exactOptional(), after: statedFact.exactOptional() });
const subjectPair = z.object({
  id: z.string(),
  names,
  a: comparedArticle.array(),
  b: comparedArticle.array(),
  facts: z.object({ a: statedFact.array(), b: statedFact.array() }),
});

export const comparison = z.object({
  a: compared,
  b: compared,
  changes: actChange.array(),
  facts: changedFact.array().describe('Facts in which the articles differ'),
  subjects: subjectPair.array().describe('Where the wording hardly aligns: articles of one subject').exactOptional(),
  announced: fieldChange.array().describe('Of two revisions: what was recorded as changed between them').exactOptional(),
});

export type ActChange = Told<typeof actChange>;
export type ComparedDocument = Told<typeof compared>;
export type StatedFact = Told<typeof statedFact>;
export type ChangedFact = Told<typeof changedFact>;
export type ComparedArticle = Told<typeof comparedArticle>;
export type SubjectPair = Told<typeof subjectPair>;
export type ActComparison = Told<typeof comparison>;

/** How many articles of each kind. */
export const countChanges = (changes: readonly ActChange[]): Readonly<Record<ActChange['kind'], number>> => {
  const counts = { same: 0, changed: 0, moved: 0, added: 0, removed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
};
