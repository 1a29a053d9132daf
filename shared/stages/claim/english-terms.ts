import { knownBodies } from '../../registry/bodies.ts';
import { dictionaryWords } from '../../registry/dictionary.ts';
import { glossary } from '../../registry/glossary.ts';
import words from './english-words.json' with { type: 'json' };

/** English words of a claim, each as the Chinese words that it may stand for. */

/** Words that name nothing: articles, pronouns, words of duty, of bounds and of numbers, which are read elsewhere. */
const ignored = new Set(words.ignored);

const irregular: ReadonlyMap<string, string> = new Map(Object.entries(words.irregular));

/** A word without its ending: labels, labelled, labelling → label; companies → company. */
function stem(word: string): string {
  const lower = word.toLowerCase().replace(/'s$/, '');
  const plain = irregular.get(lower) ?? lower;
  if (plain.length <= 3) return plain;
  const short = plain
    .replace(/ies$/, 'y')
    .replace(/(?:(?<=s|x|ch|sh)es|(?<!s)s)$/, '')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '');
  return short.replace(/([bdglmnprt])\1$/, '$1').replace(/(?<=[a-z]{3})e$/, '');
}

const phraseOf = (text: string): string => (text.match(/[A-Za-z0-9]{1,40}/g) ?? []).map(stem).join(' ');

/** Chinese by stemmed English phrases, made when the first English claim comes; the rows have what neither glossary nor dictionary has. */
function makeIndex(): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  const add = (english: string, chinese: string): void => {
    const phrase = phraseOf(english);
    if (phrase === '' || chinese === '') return;
    const known = index.get(phrase) ?? new Set<string>();
    index.set(phrase, known.add(chinese));
  };
  for (const [english = '', chinese = ''] of words.rows)
    for (const word of english.split(' ')) for (const zh of chinese.split(' ')) add(word.replaceAll('_', ' '), zh);
  for (const { zh, en } of glossary) add(en, zh);
  for (const { zh, en } of dictionaryWords()) for (const english of en) add(english, zh);
  for (const { name, short, full, others } of knownBodies)
    for (const english of [short, full]) for (const zh of [name, ...others]) add(english, zh);
  return index;
}

let index: ReadonlyMap<string, ReadonlySet<string>> | undefined;

const longestPhrase = 6;

/** A word or phrase with the Chinese that it may stand for, and where it is a phrase of words that mean something each with that of its words. */
export type Term = { readonly chinese: readonly string[]; readonly words: readonly (readonly string[])[] };

/** The words of an English text; no Chinese for a word that nobody knows. */
export function termsOf(text: string): readonly Term[] {
  index ??= makeIndex();
  const known = index;
  const all = (text.match(/[A-Za-z][A-Za-z']{0,40}/g) ?? []).map((word) => word.toLowerCase());
  const chineseOf = (phrase: string): readonly string[] => [...(known.get(phrase) ?? [])];
  const isNamed = (word: string): boolean => !ignored.has(word);
  const terms: Term[] = [];
  for (let at = 0; at < all.length; ) {
    // Within a name no word is idle: State Council, Ministry of Finance.
    const isPhrase = (words: readonly string[]): boolean => words.some(isNamed) && known.has(words.map(stem).join(' '));
    let length = Math.min(longestPhrase, all.length - at);
    while (length > 1 && !isPhrase(all.slice(at, at + length))) length -= 1;
    const words = all.slice(at, at + length);
    const stems = words.map(stem);
    const apart = length > 1 && words.every(isNamed);
    if (words.some(isNamed)) terms.push({ chinese: chineseOf(stems.join(' ')), words: apart ? stems.map(chineseOf) : [] });
    at += length;
  }
  return terms;
}
