import { orEmpty } from '../../model/values.ts';
import { knownBodies } from '../../registry/bodies.ts';
import { dictionaryWords } from '../../registry/dictionary.ts';
import { glossary } from '../../registry/glossary.ts';
import { officialNames } from '../../registry/official-names.ts';
import { places } from '../../registry/places.ts';
import clauseWords from '../../registry/tables/clauses/words.json' with { type: 'json' };
import { foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import words from './english-words.json' with { type: 'json' };
import expressions from './expressions.json' with { type: 'json' };
import wordings from './wordings.json' with { type: 'json' };

const { doer, often } = expressionsOf(expressions.englishTerms);

/** English words of a claim, each as the Chinese words that it may stand for. */

/** Words that name nothing: articles, pronouns, words of duty, of bounds and of numbers, which are read elsewhere. */
const ignored = new Set(words.ignored);

/** Words of every day that carry nothing by which a claim could be false. */
const free = new Set(words.free);
const isFree = (english: string) => english.split(' ').every((word) => free.has(word) || ignored.has(word));

const irregular: ReadonlyMap<string, string> = new Map(Object.entries(words.irregular));

/** A word without its ending: labels, labelled, labelling → label; companies → company. */
function stem(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/'s$/, '')
    .replace(/is(?=(?:e[sd]?|ing|ations?)$)/, 'iz');
  const plain = irregular.get(lower) ?? lower;
  if (plain.length <= 3) return plain;
  const short = plain
    .replace(/ie[sd]$/, 'y')
    .replace(/(?:(?<=s|x|ch|sh)es|(?<!s)s)$/, '')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '');
  return short.replace(/([bdglmnprt])\1$/, '$1').replace(/(?<=[a-z]{3})e$/, '');
}

const stemsOf = (text: string) => (text.match(/[A-Za-z0-9]{1,40}/g) ?? []).map(stem);

type Index = ReadonlyMap<string, ReadonlySet<string>>;
/** `whole`: Chinese by stemmed English phrases. `parts`: by each word that stands in one of several. */
let index: { readonly whole: Index; readonly parts: Index; readonly proper: ReadonlySet<string> } | undefined;

const longestPart = 10;
const turns = new RegExp(`${wordings.turning.join('|')}|[不未无非免]`);

/** Made when the first English claim comes; the rows have what no table of words has. */
function makeIndex(): NonNullable<typeof index> {
  const [whole, parts] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const proper = new Set<string>();
  const put = (to: Map<string, Set<string>>, key: string, chinese: string): void => {
    to.set(key, (to.get(key) ?? new Set<string>()).add(chinese));
  };
  const add = (english: string, chinese: string, named = false): void => {
    const stems = stemsOf(english).filter((each) => !/^(?:the|be)$/.test(each));
    if (stems.length === 0 || chinese === '') return;
    put(whole, stems.join(' '), chinese);
    if (named) proper.add(stems.join(' '));
    // 停止提供 is no word for providing, and 提供便捷的撤回同意的方式 none for withdrawing.
    if (stems.length > 1 && !turns.test(chinese) && (chinese.length <= longestPart || doer.test(chinese) || !chinese.includes('的')))
      for (const each of stems) if (!isFree(each)) put(parts, each, chinese);
  };
  for (const [english = '', chinese = ''] of words.rows)
    for (const word of english.split(' ')) for (const zh of chinese.split(' ')) add(word.replaceAll('_', ' '), zh);
  const { actors, things, adjectives, verbs, deeds, adverbs } = clauseWords;
  for (const [zh = '', en = ''] of [...actors, ...things, ...adjectives, ...verbs, ...deeds, ...adverbs]) add(en, foldText(zh));
  for (const { zh, en } of glossary) add(en, zh);
  for (const { zh, en } of officialNames) add(en, zh, true);
  for (const { zh, en } of dictionaryWords()) for (const english of en) add(english, zh);
  for (const { name, short, full, others } of knownBodies)
    for (const english of [short, full]) for (const zh of [name, ...others]) add(english, zh, true);
  for (const { forms, english } of places) for (const form of forms) if (form.length > 1) add(english, form, true);
  return { whole, parts, proper };
}

const longestPhrase = 8;

/**
 * `words`: each word of a phrase by itself. `named`: a body, a place or an act, which no other word stands for. `acts`: somebody who does
 * something.
 */
export type Term = {
  readonly en: string;
  readonly chinese: readonly string[];
  readonly words: readonly (readonly string[])[];
  readonly free: boolean;
  readonly named: boolean;
  readonly acts: boolean;
};

export function termsOf(text: string): readonly Term[] {
  index ??= makeIndex();
  const { whole, parts, proper } = index;
  const all = text.match(/[A-Za-z][A-Za-z']{0,40}/g) ?? [];
  const lower = all.map((word) => word.toLowerCase());
  const known = (...of: readonly string[]) => [...(whole.get(of.map(stem).join(' ')) ?? [])];
  const isNamed = (word: string) => !ignored.has(word);
  const akinTo = (word: string) => [...known(word), ...(parts.get(stem(word)) ?? [])];
  const terms: Term[] = [];
  for (let at = 0; at < all.length; ) {
    // Within a name no word is idle: State Council, Ministry of Finance.
    const isPhrase = (of: readonly string[]) => of.some(isNamed) && known(...of).length > 0;
    let length = Math.min(longestPhrase, all.length - at);
    while (length > 1 && !isPhrase(lower.slice(at, at + length))) length -= 1;
    const own = lower.slice(at, at + length);
    const said = orEmpty(all[at]);
    // OTA, IPv6: the Chinese has the same letters.
    const chinese = length === 1 && /[A-Z].*[A-Z]/.test(said) ? [...known(...own), said, said.toLowerCase()] : known(...own);
    const each = own.filter(isNamed).map(akinTo);
    const isProper = proper.has(own.map(stem).join(' '));
    if (own.some(isNamed))
      terms.push({
        en: own.join(' '),
        chinese,
        words: isProper && length > 1 ? [] : each,
        free: own.every(isFree),
        named: isProper || (at > 0 && /^[A-Z]/.test(orEmpty(all[at]))),
        acts: chinese.some((word) => doer.test(word)),
      });
    at += length;
  }
  return terms;
}

/** 个人信息 is nobody. */
const own = /个人(?!信息|数据|隐私|权益)/;
const nearby = 12;

/** The words of a phrase stand near each other; of somebody who acts in its order: 登记收费 of a 部门 is no 登记部门. */
const isTogether = (text: string, [first = [], ...others]: readonly (readonly string[])[], ordered: boolean) =>
  first.some((word) => {
    const at = text.indexOf(word);
    return others.every((of) =>
      of.some((other) => {
        const far = text.indexOf(other, ordered ? at : Math.max(0, at - nearby)) - at;
        return far >= (ordered ? 0 : -nearby) && far <= nearby;
      }),
    );
  });

/** Whether a text has a word for it: of a phrase the whole, or each word of it. */
export function names(text: string, { chinese, words: each, acts }: Term, shortest = 1): boolean {
  const has = (word: string) => word.length >= shortest && text.includes(word) && (word !== '个人' || own.test(text));
  return (
    chinese.some(has) ||
    (each.length > 0 &&
      isTogether(
        text,
        each.map((of) => of.filter(has)),
        acts,
      ))
  );
}

/** The Chinese words that stand for terms in a text, longest first. */
export const meantIn = (text: string, terms: readonly Term[]): readonly string[] =>
  [...new Set(terms.flatMap(({ chinese, words: each }) => [...chinese, ...each.flat()]))]
    .filter((word) => text.includes(word))
    .toSorted((a, b) => b.length - a.length);

/** Characters in so many words that two words with one of them need not be akin. */
const common = new Set(
  '国家部门人者中大小不公内外前后上下有无未非务业性化法用行作出入进高低新主要可其他一二三四五以对于能安全息数据网电信机关理定开发',
);

/** Whether a text has a word akin to it, by a character that both have: 推销 for 销售. */
export const akin = (text: string, { en, chinese, named, acts, words: each }: Term): boolean =>
  !named &&
  !acts &&
  !often.test(en) &&
  each.length === 1 &&
  chinese.some((word) => word.length > 1 && [...word].some((character) => !common.has(character) && text.includes(character)));
