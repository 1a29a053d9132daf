import { knownBodies } from '../../registry/bodies.ts';
import { dictionaryWords } from '../../registry/dictionary.ts';
import { glossary } from '../../registry/glossary.ts';
import { foldText } from '../text/language.ts';
import { isCondition } from './concerns.ts';
import words from './english-words.json' with { type: 'json' };
import { isLightText } from './fit.ts';
import type { Segment } from './segments.ts';
import wordings from './wordings.json' with { type: 'json' };

/** English words of a claim, each as the Chinese words that it may stand for. */

/** Words that name nothing: articles, pronouns, words of duty, of bounds and of numbers, which are read elsewhere. */
const ignored = new Set(words.ignored);

/** Words of every day that carry nothing by which a claim could be false. */
const free = new Set(words.free);
export const isFree = (english: string): boolean => english.split(' ').every((word) => free.has(word) || ignored.has(word));

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

export type Term = { readonly en: string; readonly chinese: readonly string[]; readonly words: readonly (readonly string[])[] };

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
    if (words.some(isNamed))
      terms.push({ en: words.join(' '), chinese: chineseOf(stems.join(' ')), words: apart ? stems.map(chineseOf) : [] });
    at += length;
  }
  return terms;
}

/**
 * An English claim without a figure is said only where the Chinese has nothing besides: each word of the clauses that it speaks of stands
 * for one of the claim, and whoever acts stands where the one that acts does.
 */
type Clause = Segment['clauses'][number];

const emptyWords = new RegExp(`${wordings.empty.join('|')}|[、，,。；;：:（）()《》“”\\s的之了]`, 'g');
const frame =
  /^(?:任何人?|任何[单位组织和个人或者、]{2,12})?(?:应当?|不得|禁止|严禁|可以|有|从事|实施|在)*(?:下列|以下)[^，。；]{0,10}[：:]?$/;
const harmless = /^(?:为|为了|根据|依据|按照|依照)/;
const exception = /^(?:但|除)|除外|另有/;
const narrow = /[仅只除非未无不]/;
const modals = /应当|应该|必须|不得|可以|禁止|严禁|有权/;

const meantIn = (text: string, terms: readonly Term[]): readonly string[] =>
  [...new Set(terms.flatMap(({ chinese, words }) => [...chinese, ...words.flat()]))]
    .filter((word) => text.includes(word))
    .toSorted((a, b) => b.length - a.length);

const restOf = (text: string, terms: readonly Term[]): string =>
  meantIn(text, terms).reduce((left, word) => left.replaceAll(word, '，'), text);
const isEmpty = (text: string): boolean => isLightText(text.replace(emptyWords, ''));

/** What has to be done stands right behind the word of duty: 应当停止提供, 应当审核提供的 are no duty to provide. */
export const begins = /^[，在向对为由依按根从与自将把以]/;

/** A duty with more to it than is claimed is still a duty; whom it binds, and what is forbidden or allowed, has to be the same. */
function isAccounted(clause: Clause, terms: readonly Term[], duty: string | undefined): boolean {
  const text = foldText(clause.text);
  const left = restOf(text, terms);
  if (isEmpty(left.replace(modals, ''))) return true;
  const [modal] = modals.exec(left) ?? [];
  if (duty !== 'must' || modal === undefined) return false;
  const [before = '', ...after] = left.split(modal);
  const deed = after.join(modal);
  return isEmpty(before) && !narrow.test(deed) && begins.test(deed.replace(emptyWords, (word) => (word === '，' ? word : '')));
}

function isHarmless({ text, lead }: Clause, isLater: boolean): boolean {
  const plain = foldText(text).replace(/[，,：:；;。]$/, '');
  if (frame.test(plain)) return true;
  if (exception.test(plain)) return false;
  if (isLater) return !isCondition(plain);
  return lead !== true && harmless.test(plain) && !isCondition(plain);
}

const passive = /\b(?:be|is|are|was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|en|t|ld|ut|un|et|ade)\b/i;
const notFirst = /[由被向对给把将经]$/;
/** After "by" comes the one whom 由 names, after "be sold to" the one whom 向 does. */
const roles: readonly (readonly [english: RegExp, chinese: RegExp])[] = [
  [/ by (.{1,60})/i, /[由经被]$/],
  [new RegExp(`${passive.source}(?<!required|obliged|allowed|permitted|entitled) to (?!be\\b)(.{1,60})`, 'i'), /[向对给]$/],
];

const placeOf = (term: Term | undefined, text: string): number =>
  Math.min(...(term?.chinese ?? []).concat(term?.words[0] ?? []).flatMap((word) => (text.includes(word) ? [text.indexOf(word)] : [])));

/** Who acts stands first, unless the words say where else. */
export function inRoles({ piece, terms, duty }: Plain, text: string): boolean {
  const stands = (term: Term | undefined, fits: (lead: string) => boolean): boolean => {
    const place = placeOf(term, text);
    return Number.isFinite(place) && fits(text.slice(0, place));
  };
  const named = roles.flatMap(([english, chinese]) => {
    const whom = english.exec(piece)?.[1];
    return whom === undefined ? [] : [stands(termsOf(whom)[0], (lead) => chinese.test(lead))];
  });
  if (named.length > 0) return named.every(Boolean);
  // What is done to a thing, by nobody who is named, leaves no room for another who does it.
  if (duty !== undefined && passive.test(piece)) return true;
  return stands(terms[0], (lead) => isEmpty(lead) && !notFirst.test(lead));
}

const fewest = 3;

type Plain = { readonly piece: string; readonly terms: readonly Term[]; readonly duty: string | undefined };

export function saysPlainly(claim: Plain, clauses: readonly Clause[]): boolean {
  const { terms, duty } = claim;
  if (terms.length < fewest) return false;
  const meant = clauses.map(({ text }) => meantIn(foldText(text), terms).length > 0);
  const [first, last] = [meant.indexOf(true), meant.lastIndexOf(true)];
  const accounted = clauses.every((clause, at) => (meant[at] ? isAccounted(clause, terms, duty) : isHarmless(clause, at > last)));
  const text = clauses
    .slice(first)
    .map((clause) => foldText(clause.text))
    .join('');
  return accounted && inRoles(claim, text);
}
