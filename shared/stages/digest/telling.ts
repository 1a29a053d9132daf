import type { KeyFact } from '../../model/summary.ts';
import { group, orEmpty } from '../../model/values.ts';
import { numeralOf } from '../text/numerals.ts';

/** Which fact of an act tells most to somebody who reads no other one. */

/** How little a sentence tells who reads no other one: a duty of nobody, one to heed the law, one among others, what nobody has to do. */
const dullness: readonly (readonly [words: RegExp, by: number])[] = [
  [/among other /, 2],
  [/^(?:As provided|In accordance)\b/, 1],
  [/^(?:Before|After|Through|On the basis)\b/, 2],
  [/\b(?:accept the application|formal review|review the objections)\b/, 3],
  [/^(?:Where|When|In cases|Except|If)\b|\b[Ii]t is (?:required|forbidden)\b/, 3],
  [/responsibilit|obligations|\blawfully(?: established)?\./, 3],
  [/(?:follow|comply with|observe)\b.{0,60}\b(?:provisions|laws|regulations|requirements|standards)/, 4],
  [/\b(?:strengthen|improve|promote|enhance|regulate)\b/, 2],
  [/\bcoordinate\b|\blawful and legitimate\b/, 2],
  [/endanger national security|harm the lawful rights/, 2],
  [/ (?:is|are|be) (?:encouraged|guided|supported) (?:to|in) |^(?:They|It) (?:would )?appl(?:y|ies) to /, 3],
  [/^(?:They|It) (?:would )?calls? for /, 2],
  [/^(?:Target|Fines?): /, 1],
  [/^Support: (?:at most|up to) [\d,.]+ (?:[mb]illion )?yuan(?: a year)? for each (?:entity|project|enterprise)\.$/, 4],
  [/^Consequences named: /, 3],
  [/^(?:They|It) (?:would )?binds? /, 4],
];

export const dullnessOf = (says: string): number =>
  dullness.map(([words, by]) => (words.test(says) ? by : 0)).reduce((all, by) => all + by, 0);
export const tooDull = 4;

/** What an act is made for stands before what belongs to it. */
const placeOf = (article = ''): number => numeralOf(group(/^第([^条]{1,9})条/.exec(article), 1)) || Number.POSITIVE_INFINITY;
const weightOf = ({ english, addressee }: KeyFact): number => dullnessOf(orEmpty(english)) + (addressee === 'local-governments' ? 1 : 0);

/** The one that tells most first; of equal ones the earlier article, else the order that they have. */
export const byTelling = <T extends KeyFact>(facts: readonly T[]): readonly T[] =>
  facts.toSorted((a, b) => weightOf(a) - weightOf(b) || Math.sign(placeOf(a.article) - placeOf(b.article)) || 0);
