import type { KeyFact } from '../../model/summary.ts';
import { group, orEmpty } from '../../model/values.ts';
import { numeralOf } from '../text/numerals.ts';
import rows from './dullness.json' with { type: 'json' };

/** Which fact of an act tells most to somebody who reads no other one. */

/** A verb of which nobody can say whether it was done. */
const hollow = /\b(?:strengthen(?:ing)?|(?:improv|promot|enhanc|regulat)(?:e|ing))\b/;

/**
 * How little a sentence tells who reads no other one: a duty of nobody, one to heed the law, one among others, what nobody has to do; of
 * what is on record of an act its kind, what came before and after it, since when it is in force.
 */
const dullness = rows.map(({ words, by }) => [new RegExp(words), by] as const);

export const dullnessOf = (says: string): number =>
  dullness.map(([words, by]) => (words.test(says) ? by : 0)).reduce((all, by) => all + by, 0);
export const tooDull = 4;
/** One duty or call among others: told of an act of which nothing better is known. */
export const isSpare = (says: string): boolean => /among other /.test(says) && dullnessOf(says) <= tooDull + 1 && !hollow.test(says);

const longest = 220;
/** What a long sentence says of the country in fewer words, outside of names. */
const wholeName = /\b(in|authorities of) (?:the territory of )?the People's Republic of China(?=[ ,.;])/g;
const amongOthers = ', among other subjects.';
/** What is read in one breath: of a list of aims the first ones, of nothing else a part. */
export function inOneBreath(given: string, most = longest): string {
  const english = given.length <= most ? given : given.replaceAll(wholeName, '$1 China');
  if (english.length <= most) return english;
  // Of the subjects of an act the first ones.
  const subjects = /^(?:It|They) (?:would )?covers? /.test(english) ? english.lastIndexOf(', ', most - amongOthers.length) : -1;
  if (subjects > 0) return `${english.slice(0, subjects)}${amongOthers}`;
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
