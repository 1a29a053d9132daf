import { group } from '../../model/values.ts';
import { wordLists, wordPairs } from '../../registry/title-words.ts';
import { oneOf } from '../text/words.ts';

/**
 * Singular and plural of the words that stand last in what a title is about. Chinese does not say; a title speaks of the kind
 * ("Data Centers", "Robots"), and before another noun English has the singular ("Data Center Standards").
 */
const pluralForms = Object.entries(wordPairs.plurals);
const plurals: ReadonlyMap<string, string> = new Map(pluralForms);
const singulars = new Map<string, string>(
  pluralForms.filter(([one]) => !['Standard', 'Service', 'Right'].includes(one)).map(([one, many]) => [many, one]),
);
/** Things of which a title means one: 体系 and 网络 are systems and networks as such. */
const defined = new RegExp(`${oneOf(wordLists['one-of-a-kind'])}$`);

/** Which of a series, and bodies that have the article. */
const ordinal = /^(?:\d{1,2}(?:st|nd|rd|th) |[A-Z][a-z]{2,6} (?:Batch|Quarter) of )/;
const bodies = /^(?:State Council|(?:National|State) [A-Z][\w, ]{3,60}(?:Commission|Administration)|Ministry of [A-Z][\w, ]{3,50}|Party)$/;

const last = /[\p{L}-]{1,60}$/u;

/** The same words with the last of them in the plural, when things of this kind are counted. */
export const toPlural = (en: string): string => en.replace(last, (word) => plurals.get(word) ?? word);
/** The same words with the last of them in the singular, as before another noun. */
export const toSingular = (en: string): string => en.replace(last, (word) => singulars.get(word) ?? word);
/** Whether a word names things that are counted. */
export const isCounted = (en: string): boolean => {
  const word = group(last.exec(en), 0);
  return plurals.has(word) || singulars.has(word);
};

/** What is done to something: the Development of X. */
const deeds = new RegExp(
  `^(?!(?:Further |[A-Z][a-z]+ly )?[A-Z]\\w+ing\\b(?! (?:of|and Early)))(?:(?!for )[\\w+-]+ (?:and )?){0,4}${oneOf(wordLists.deeds)} of `,
);

/** With the article that such a thing has: the AI Industry, the Computing Market. */
export const withArticle = (en: string): string =>
  !/^(?:the|an?|each|this) /i.test(en) &&
  ((defined.test(en) && !/[,:]| (?:the|of|for) /.test(en)) || ordinal.test(en) || bodies.test(en) || deeds.test(en))
    ? `the ${en}`
    : en;
