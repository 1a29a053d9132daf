import { hasHan } from '../../model/values.ts';
import expressions from './expressions.json' with { type: 'json' };
import { expressionsOf } from './words.ts';

const {
  /** A notice that issues an act or puts it to the public: its body and name come before the act's own. */
  shell,
} = expressionsOf(expressions.englishTitleKey);

import table from './title-words.json' with { type: 'json' };
/** One spelling of the English titles of an act, which everybody translates a little otherwise. */

export const emptyWords: ReadonlySet<string> = new Set(table.empty);
const added: ReadonlySet<string> = new Set(table.added);

const same: ReadonlyMap<string, string> = new Map(
  table.same.flatMap(([one = '', ...others]) => others.map((other) => [other, one] as const)),
);

const singular = (word: string) => (/^[a-z]{3,40}[^suai]s$/.test(word) ? word.replace(/ies$/, 'y').replace(/s$/, '') : word);
const american = (word: string) => word.replace(/is(e|ed|ing|ation)$/, 'iz$1');
const compared = (word: string) => same.get(word) ?? american(same.get(singular(word)) ?? singular(word));

/** Of a key those words that every translator writes alike, for a search that leads to the titles to compare. */
export const distinctiveWords = (key: string): string => {
  const words = key.split(' ');
  const alike = words.filter((word) => ![...same.values()].includes(word) && !/iz(?:e|ed|ing|ation)$/.test(word));
  return (alike.length > 0 ? alike : words).join(' ');
};

const mostLetters = 400;
const fewest = 3;

export const nameWords = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/\bartificial[\s-]{1,3}intelligence\b/g, 'artificialintelligence')
    .replaceAll('+', ' plus ')
    .split(/[^a-z0-9]{1,40}/)
    .filter((word) => word !== '' && !emptyWords.has(word))
    .map(compared);

export const englishWords = (text: string): readonly string[] => nameWords(text).filter((word) => !added.has(word));

/**
 * The words of an English title that say what act it is, in one form and order: Management and Administration, AI and Artificial
 * Intelligence, of and for, plurals, and where the kind of act stands, make no difference. `undefined` for what is no English title, or too
 * short to be one act's.
 */
export function englishTitleKey(title: string): string | undefined {
  if (title.length > mostLetters || hasHan(title)) return undefined;
  const words = englishWords(title.normalize('NFKC').toLowerCase().replace(shell, ''));
  return words.length < fewest ? undefined : words.toSorted().join(' ');
}
