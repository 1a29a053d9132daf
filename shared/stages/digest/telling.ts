import type { KeyFact } from '../../model/summary.ts';
import { group, orEmpty } from '../../model/values.ts';
import { numeralOf } from '../text/numerals.ts';

/** Which fact of an act tells most to somebody who reads no other one. */

const hollow = /\b(?:strengthen|improve|promote|enhance|regulate)\b/;

/** How little a sentence tells who reads no other one: a duty of nobody, one to heed the law, one among others, what nobody has to do. */
const dullness: readonly (readonly [words: RegExp, by: number])[] = [
  [/among other /, 2],
  [/^(?:As provided|In accordance)\b/, 1],
  [/^(?:Before|After|Through|On the basis|In the course)\b/, 2],
  [/\bcases that the article lists\b/, 4],
  [/ be kept for at least /, 1],
  [/\b(?:accept the application|formal review|review the objections)\b/, 3],
  [/^(?:Where|When|In cases|Except|If)\b|\b[Ii]t is (?:required|forbidden)\b/, 3],
  [/responsibilit|obligations|\blawfully(?: established)?\./, 3],
  [/(?:follow|comply with|observe)\b.{0,60}\b(?:provisions|laws|regulations|requirements|standards)/, 4],
  [hollow, 2],
  [/\bcoordinate\b|\blawful and legitimate\b/, 2],
  [/endanger national security|harm the lawful rights/, 2],
  [/ (?:is|are|be) (?:encouraged|guided|supported) (?:to|in) |^(?:They|It) (?:would )?appl(?:y|ies) to /, 3],
  [/^(?:They|It) (?:would )?calls? for /, 2],
  [/^(?:Target|Fines?): /, 1],
  [/^Support: (?:at most|up to) [\d,.]+ (?:[mb]illion )?yuan(?: a year)? for each (?:entity|project|enterprise)\.$/, 4],
  [/^Consequences named: /, 3],
  [/^(?:They|It) (?:would )?binds? /, 4],
  // On record of an act: of what kind it is, what came before and after it, since when it is in force.
  [/^(?:Administrative regulations|(?:Mandatory|Voluntary) standard|A (?:draft|Party document|standards system)|An outline)\b/, 4],
  [/^(?:In force|Final) since\b|^(?:Followed by|Successor of|The draft of|Version|Covers \d{4})/, 4],
];

export const dullnessOf = (says: string): number =>
  dullness.map(([words, by]) => (words.test(says) ? by : 0)).reduce((all, by) => all + by, 0);
export const tooDull = 4;
/** One duty or call among others: told of an act of which nothing better is known. */
export const isSpare = (says: string): boolean => /among other /.test(says) && dullnessOf(says) <= tooDull + 1 && !hollow.test(says);

const longest = 220;
/** What is read in one breath: of a list of aims the first ones, of nothing else a part. */
export function inOneBreath(english: string, most = longest): string {
  if (english.length <= most) return english;
  const end = /^(?:(?:By|Aim for) \d{4}|Target)\b/.test(english) ? english.lastIndexOf(';', most) : -1;
  return end < 0 ? '' : `${english.slice(0, end)}.`;
}

const numbersIn = (words: string): readonly string[] => words.match(/\d[\d.,]*(?<=\d)/g) ?? [];
/** Whether every number of `some`, which has any, stands in `all`. */
export function hasNumbersOf(all: string, some: string): boolean {
  const numbers = numbersIn(some);
  return numbers.length > 0 && numbers.every((each) => numbersIn(all).includes(each));
}

const support = /^Support: (?:at most|up to) ([\d,.]+) ([mb]illion )?yuan/;
const scale: Readonly<Record<string, number>> = { 'million ': 1e6, 'billion ': 1e9 };
const ceilingOf = (says: string): number => {
  const [, sum = '0', unit = ''] = support.exec(says) ?? [];
  return Number(sum.replaceAll(',', '')) * (scale[unit] ?? 1);
};
/** A ceiling of support is no act's where another one of it is higher. */
export const isTopped = (says: string, all: readonly string[]): boolean =>
  support.test(says) && all.some((other) => ceilingOf(other) > ceilingOf(says));
/** For whom or what a ceiling of support is. */
export const supportedBy = (says: string): string | undefined => (support.test(says) ? says.replace(support, '') : undefined);

/** What an act is made for stands before what belongs to it. */
const placeOf = (article = ''): number => numeralOf(group(/^第([^条]{1,9})条/.exec(article), 1)) || Number.POSITIVE_INFINITY;
const weightOf = ({ english, addressee }: KeyFact): number => dullnessOf(orEmpty(english)) + (addressee === 'local-governments' ? 1 : 0);

/** The one that tells most first; of equal ones the earlier article, else the order that they have. */
export const byTelling = <T extends KeyFact>(facts: readonly T[]): readonly T[] =>
  facts.toSorted((a, b) => weightOf(a) - weightOf(b) || Math.sign(placeOf(a.article) - placeOf(b.article)) || 0);
