import { hasHan, orEmpty } from '../../model/values.ts';
import { places } from '../../registry/places.ts';
import { nameWords } from '../text/english-title-key.ts';
import { foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { meantIn, names, termsOf } from './english-terms.ts';
import expressions from './expressions.json' with { type: 'json' };
import words from './naming-words.json' with { type: 'json' };

const {
  /** Art. 5, No. 12, e.g., J. Li: no sentence ends here. */
  short,
  listMark,
  ends,
  before,
  /** What stands before an act that is named in small letters; a plan that somebody must have is none. */
  leading,
  joint,
  small,
  abbreviated,
  opening,
  aside,
  telling,
  idle,
} = expressionsOf(expressions.naming);

/** What somebody wrote about acts: its sentences, and the act that each names. */

const pairs = [
  ['“', '”'],
  ['《', '》'],
  ['（', '）'],
  ['(', ')'],
  ['「', '」'],
  ['"', '"'],
] as const;

/** Quotes and brackets are whole. */
const isOpen = (part: string, rest: string) =>
  pairs.some(([from, to]) => {
    const count = (mark: string) => part.split(mark).length - 1;
    return (from === to ? count(from) % 2 > 0 : count(from) > count(to)) && rest.includes(to);
  });

function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    const last = blocks.at(-1);
    const plain = line.replace(listMark, '').trim();
    if (open && last !== undefined && !listMark.test(line))
      blocks[blocks.length - 1] = `${last}${hasHan(last.slice(-1)) ? '' : ' '}${plain}`;
    else if (plain !== '') blocks.push(plain);
    open = plain !== '';
  }
  return blocks;
}

export const sentencesOf = (text: string): readonly string[] =>
  blocksOf(text).flatMap((block) => {
    const found: string[] = [];
    let from = 0;
    for (const { 0: mark, index } of block.matchAll(ends)) {
      const to = index + mark.length;
      const goesOn = mark.startsWith('.') && (short.test(block.slice(from, index + 1)) || /^\s+[a-z]/.test(block.slice(to)));
      if (goesOn || isOpen(block.slice(from, to), block.slice(to))) continue;
      found.push(block.slice(from, to).trim());
      from = to;
    }
    return [...found, block.slice(from).trim()].filter((each) => /[\p{L}\d]/u.test(each));
  });

/** `name`: as written. `rest`: what is said of it. */
export type NamedAct = { readonly name: string; readonly rest: string; readonly sure: boolean };

const kinds = new RegExp(`^(?:${words.kinds.join('|')})$`, 'i');
const isVerb = (word: string) => /^[a-z]/.test(word) && verb.test(word);
const verb = new RegExp(`^(?:${words.helpers.join('|')}|(?:${words.verbs.join('|')})(?:e?s|ed|d)?|applies)$`, 'i');

const chineseKind = '(?:办法|条例|细则|规定|意见|通知|方案|规范|指南|指引|(?<!办)法)';
const chineseName = new RegExp(
  `(?:《([^》]{2,120})》)|^([^，。《》、]{2,50}?${chineseKind})(?=规定|要求|明确|提出|禁止|鼓励|允许|适用|第?[自\\d一二三四五六七八九十]|对|将)`,
  'u',
);
const chineseLead = /^[^，。]{0,14}$/;

function chineseAct(sentence: string): NamedAct | undefined {
  const found = chineseName.exec(sentence);
  if (!found || !chineseLead.test(sentence.slice(0, found.index))) return undefined;
  const rest = sentence
    .slice(found.index + found[0].length)
    .replace(/^(?:（[^）]{1,12}）)?(?:中|还|也|均)?(?:规定|要求|明确|提出|指出)?[，,：:]?/, '');
  return { name: sentence.slice(0, found.index) + found[0], rest, sure: found[1] !== undefined };
}

/** The act that a sentence names first, by a noun for acts and what says which one. */
export function actIn(sentence: string): NamedAct | undefined {
  if (hasHan(sentence)) return chineseAct(sentence);
  const all = [...sentence.matchAll(/[\w'’&/+-]+/g)].map(({ 0: word, index }) => ({ word, index, end: index + word.length }));
  const wordAt = (at: number) => orEmpty(all[at]?.word);
  const apart = (at: number) => /[,;:()]/.test(sentence.slice(all[at - 1]?.end, all[at]?.index));
  const named = (start: number, end: number, sure: boolean): NamedAct => ({
    name: sentence.slice(start, end),
    rest: `${sentence.slice(0, start)}measures${sentence.slice(end)}`.replace(opening, ''),
    sure,
  });
  const at = all.findIndex(({ word }) => kinds.test(word));
  const stops = (place: number) => (before.test(wordAt(place)) && !isInside(wordAt, place + 1, at)) || isVerb(wordAt(place));
  let [from, to] = [at, at];
  while (from > 0 && at - from < 10 && !stops(from - 1) && !apart(from)) from -= 1;
  if (joint.test(wordAt(at + 1))) {
    const title = /^[A-Z]/.test(wordAt(at));
    const ends = (word: string) => (title && !/^[A-Z\d]/.test(word) ? !small.test(word) : verb.test(word));
    to += 1;
    while (to + 1 < all.length && to - at < 24 && !apart(to + 1) && !ends(wordAt(to + 1))) to += 1;
    while (to > at && small.test(wordAt(to))) to -= 1;
  }
  const [start, end] = [all[from]?.index ?? 0, all[to]?.end ?? 0];
  const isTitle = /[A-Z][a-z]/.test(sentence.slice(start + 1, end));
  if (at >= 0 && from < to && (isTitle || leading.test(sentence.slice(0, start)))) return named(start, end, isTitle);
  const [, short] = abbreviated.exec(sentence) ?? [];
  return short === undefined ? undefined : named(sentence.indexOf(short), sentence.indexOf(short) + short.length, false);
}

/** The CAC and MPS measures: "and" joins two bodies, and what comes before is of the name too. */
const isInside = (wordAt: (at: number) => string, from: number, at: number) =>
  /^and$/i.test(wordAt(from - 1)) && from < at && /^[A-Z]{2,}/.test(wordAt(from)) && /^[A-Z]{2,}/.test(wordAt(from - 2));

const englishArticles = [
  /^(?:(?:under|in|by|according to) )?articles? (\d{1,3})(?:,? (?:of|in) (?:the )?(?:draft )?measures)?,? /i,
  /,? ?\(?(?:under |in )?article (\d{1,3})(?: of (?:the )?measures)?\)?\.?$/i,
];
const chineseArticles = [
  /^(?:根据|按照|依照)?(?:其|该法|该办法|办法)?第([一二三四五六七八九十百\d]{1,6})条(?:中?(?:规定|明确|要求))?[，,：:]?/,
];

/** The article that a sentence is about, and what is said of it. */
export function articleIn(says: string): { readonly article?: string; readonly says: string } {
  const found = (hasHan(says) ? chineseArticles : englishArticles).map((each) => each.exec(says)).find((each) => each !== null);
  const article = found?.[1];
  if (!found || article === undefined) return { says };
  const rest = says.replace(found[0], '');
  return { article, says: /^[a-z]/.test(rest) && found.index === 0 && !/,\s*$/.test(found[0]) ? `The measures ${rest}` : rest };
}

const fewestTerms = 2;

/** Whether anything in a sentence could be laid beside the words of an act. */
export const hasClaim = (sentence: string): boolean =>
  hasHan(sentence)
    ? sentence.replace(/[^\p{Script=Han}\d]/gu, '').length > 3 && !/[？?]$|^(?:我们认为|值得关注|以下是)/.test(sentence)
    : !aside.test(sentence) &&
      (telling.test(sentence) || termsOf(sentence).filter(({ chinese }) => chinese.length > 0).length >= fewestTerms);

const shell = /《([^》]{3,120})》/;
/** Words of a title that tell its kind, not its subject. */
const idleWords = new Set([...words.kinds.flatMap(nameWords), ...words.idle]);
const years = /\b(?:19|20)\d\d\b/g;

/** Of a name what says which act it is, and where or by whom it was made; in Chinese each character of it. */
const partsOf = (name: string) => {
  const terms = termsOf(name.toLowerCase().replaceAll('’', "'").replace(years, ' '));
  const subject = terms.filter(({ en, named, free }) => !named && !free && !nameWords(en).every((word) => idleWords.has(word)));
  return { subject, makers: terms.filter(({ en, named }) => named && !/^china/.test(en)) };
};

/** Words by which an act of this name is found, in either language. */
export function wordsOfName(name: string): readonly (readonly string[])[] {
  if (hasHan(name)) return [...coreOf(name)].map((character) => [character]);
  return partsOf(name).subject.map(({ en, chinese, words: each }) => [...nameWords(en), ...chinese, ...each.flat()]);
}

const coreOf = (title: string) =>
  foldText(shell.exec(title)?.[1] ?? title.replace(/^.{0,40}?关于(?:印发|发布)|的通知$/g, '')).replace(idle, '');
const placeNames = new Set(places.map(({ english }) => english.toLowerCase()));
const kindAtEnd = new RegExp(`${chineseKind}(?=[（(][^）)]{1,12}[）)]$|$)`, 'u');
const kindOf = (title: string) => kindAtEnd.exec(shell.exec(title)?.[1] ?? title)?.[0];

/** 个保法 in 个人信息保护法. */
const isWithin = (short: string, long: string) =>
  [...long].reduce((left, character) => (left[0] === character ? left.slice(1) : left), short) === '';

/** How much of what a name says a title has, and of the title the name: 0 to 1, over 0.5 where it has all. */
export function likeness(name: string, { title, english }: { readonly title: string; readonly english: string }): number {
  const core = coreOf(title);
  if (hasHan(name)) {
    const own = coreOf(name);
    return own.length > 1 && isWithin(own, core) && kindOf(name) === kindOf(title) ? (1 + own.length / core.length) / 2 : 0;
  }
  const { subject, makers } = partsOf(name);
  const whole = foldText(title);
  const theirs = new Set(nameWords(english.replace(/^.* (?:on Issuing|Comments on) /, '')).filter((word) => !idleWords.has(word)));
  const met = subject.filter((term) => names(`${core}管理`, term) || nameWords(term.en).every((word) => theirs.has(word)));
  const own = met.length / Math.max(1, subject.length);
  const left = meantIn(core, subject).reduce((rest, word) => rest.replaceAll(word, ''), core).length;
  const mine = new Set(met.flatMap(({ en }) => nameWords(en)));
  const share = Math.max(
    1 - left / Math.max(1, core.length),
    [...theirs].filter((word) => mine.has(word)).length / Math.max(1, theirs.size),
  );
  // What names no place is of none.
  const local = makers.length === 0 && /^\p{Script=Han}{2,8}?(?:省|市(?!场)|自治区|特区|州)/u.test(title);
  const strange = makers.filter((term) => !names(whole, term));
  const elsewhere = strange.some(({ en }) => placeNames.has(en.replace(/'s$/, '')));
  return own < leastOwn
    ? 0
    : ((own * (1 + share)) / 2) *
        (isOfKind(name, title) ? 1 : 0.8) *
        (elsewhere ? 0.4 : strange.length > 0 ? 0.9 : 1) *
        (local ? (/\bnational|china/i.test(name) ? 0.6 : 0.85) : 1);
}
/** Of the words of a name so many stand in the title. */
const leastOwn = 0.6;

const kindsInChinese = words.chineseKinds.map(([english = '', chinese = '']) => ({
  named: new RegExp(`\\b${english}`, 'i'),
  titled: chinese.split(' '),
}));
const isOfKind = (name: string, title: string) =>
  kindsInChinese.find(({ named }) => named.test(name))?.titled.some((kind) => title.includes(kind)) ?? true;
