import { orEmpty } from '../../model/values.ts';
import { type GlossaryTerm, glossary, typeWords, wordLists } from '../../registry/glossary.ts';
import { companies, products } from '../../registry/institutions.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/known.ts';
import { findOfficialName, lawNames, nameKey } from '../../registry/official-names.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { Trie } from '../../registry/trie.ts';
import { border, foldedTerms } from '../text/match.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { piece, type Rendered, type TitleText } from './title-text.ts';

const { secured } = expressionsOf(expressions.safety);

/** The 安全 of machines, food or works, which may hurt people, is safety; that of data, networks and states is security. */
const machines = new RegExp(oneOf(wordLists.machines));
/** English of a word with 安全 in a text, after what it follows there. Both are folded. */
export const renderSafety = (zh: string, en: string, text: string, before: string): string =>
  zh.startsWith('安全') && machines.test(text) && !secured.test(before) ? en.replace('Security', 'Safety') : en;

const bareKey = (folded: string) => folded.replace(/[“”"「」『』\s]/g, '');

const toTitleCase = (en: string) =>
  en.replace(/(?<=[\s-])(?!(?:of|the|and|for|on|in|to|by|with|from|a|an|or)\b)[a-z]/g, (letter) => letter.toUpperCase());

type KnownWord = GlossaryTerm & { readonly proper?: 'place' | 'name' };
const named: KnownWord[] = [];
const add = (zh: string, en: string, part: GlossaryTerm['part'], proper?: 'place' | 'name') =>
  void named.push({ zh, en, part, ...(proper ? { proper } : {}) });
for (const { zh, en } of landmarks) if (zh.length > 3) add(zh, toTitleCase(en), 'noun', 'name');
for (const { zh, en } of lawNames) add(zh, en, 'noun', 'name');
for (const place of places) for (const form of place.forms) add(form, place.english, 'noun', 'place');
/** Regions that are no units of government, yet names of places. */
const regions = new Set(wordLists.regions);
for (const { zh, en, part } of [...glossary, ...typeWords]) add(zh, en, part, regions.has(zh) ? 'place' : undefined);
/** What follows bears its own name as it is written. */
const ownNames = named.length;
for (const { aliases, english } of companies)
  for (const alias of aliases) if (/^\p{Script=Han}{2}/u.test(alias)) add(alias, english, 'noun', 'name');
// A product has an English name of its own: 昇腾 is Ascend, and not Huawei.
for (const { names } of products) {
  const english = names.find((name) => /^[A-Za-z]/.test(name));
  if (english) for (const name of names) if (/^\p{Script=Han}{2}/u.test(name)) add(name, english, 'noun', 'name');
}

export const words = new Trie<KnownWord>();
// All are folded together: a call for each costs more than what it does.
const keys = bareKey(fold(named.map(({ zh }) => zh).join(border))).split(border);
const { words: forms, terms } = foldedTerms(keys);
for (const [n, form] of forms.entries()) {
  const at = terms[n] ?? 0;
  const word = named[at];
  if (word) words.set(form.includes(' ') ? form.replaceAll(' ', '') : form, at < ownNames ? { ...word, zh: orEmpty(keys[at]) } : word);
}

const landmarkNames = new Map(
  landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [nameKey(fold(zh)), toTitleCase(en)] as const),
);

/** Words of an owner go before those of the program, in the thread that is told them. */
export function addWords(own: readonly WordPair[]): void {
  for (const { zh, en: written } of own) {
    const key = bareKey(fold(zh));
    // A name is spelt as it is written.
    const en = /[A-Z]/.test(written) ? written : toTitleCase(` ${written}`).trim();
    words.set(key, { zh: key, en, part: 'noun', proper: 'name' }, true);
    landmarkNames.set(nameKey(fold(zh)), en);
  }
}

/** An act or a landmark by its whole Chinese name. What the whole product calls a landmark goes before what others call it. */
export function renderKnownName(name: TitleText): Rendered | undefined {
  const landmark = landmarkNames.get(nameKey(name.folded));
  const official = findOfficialName(name.folded);
  const en = landmark ?? official?.en;
  if (en === undefined) return undefined;
  return official?.seen && official.en === en
    ? { en, pieces: [piece(name, en, 'official')], by: 'official' }
    : { en, pieces: [piece(name, en)] };
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export type WordPair = { readonly zh: string; readonly en: string };

/** The glossary as a translation service takes it, without the words of an owner. */
const termPairs = (): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>(landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [zh, en]));
  for (const { zh, en } of [...typeWords, ...glossary]) if (en !== '' && zh.length > 1) pairs.set(zh, en);
  return pairs;
};

/** CSV with the two languages in its first line. */
export const terminologyCsv = (): string => ['zh,en', ...[...termPairs()].map(([zh, en]) => `${cell(zh)},${cell(en)}`)].join('\n');

const mostPairs = 12;
/** Words that stand in a sentence with their English: an owner's, then bodies, acts and words of the glossary, the longest first. */
export function pairsIn(chinese: string, own: readonly WordPair[] = []): readonly WordPair[] {
  const bodies = findIssuers(chinese).map(({ name, entry }) => ({ zh: name, en: entry.english }));
  const known = [...lawNames, ...bodies, ...[...termPairs()].map(([zh, en]) => ({ zh, en }))].toSorted((a, b) => b.zh.length - a.zh.length);
  let rest = chinese;
  const found: WordPair[] = [];
  for (const pair of [...own.toSorted((a, b) => b.zh.length - a.zh.length), ...known]) {
    if (found.length >= mostPairs) break;
    if (!rest.includes(pair.zh)) continue;
    rest = rest.replaceAll(pair.zh, '\n');
    found.push({ zh: pair.zh, en: pair.en });
  }
  return found;
}
