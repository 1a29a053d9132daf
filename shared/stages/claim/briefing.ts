import { hasHan, orEmpty } from '../../model/values.ts';
import { nameWords } from '../text/english-title-key.ts';
import { foldText } from '../text/language.ts';
import { termsOf } from './english-terms.ts';

/** What somebody wrote about acts: its sentences, and the act that each names. */

/** Art. 5, No. 12, e.g., J. Li: no sentence ends here. */
const short =
  /(?:^|[\s("“])(?:arts?|nos?|paras?|pp?|secs?|ch|cl|vol|e\.g|i\.e|cf|vs|approx|mrs?|ms|dr|prof|jan|feb|aug|sept?|oct|nov|dec|u\.s|u\.k|[a-z\d])\.$/i;
const listMark = /^\s*(?:[-*•·–]|\(?[a-z\d]{1,2}[.)])\s+|^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)/;
const ends = /[。！？!?]{1,3}[”’"」』）)]{0,3}|\.[”’"')]{0,3}(?=\s|$)/g;
const pairs = [
  ['“', '”'],
  ['《', '》'],
  ['（', '）'],
  ['(', ')'],
  ['「', '」'],
  ['"', '"'],
] as const;

/** Quotes and brackets are whole. */
const isOpen = (part: string, rest: string): boolean =>
  pairs.some(([from, to]) => {
    const count = (mark: string): number => part.split(mark).length - 1;
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

const kinds =
  /^(?:measures|provisions|regulations?|rules|law|opinions?|guidelines|plan|notice|standard|decision|guidance|catalogue|code)$/i;
const before = /^(?:an?|the|these|this|those|its|under|by|in|of|to|and|with|per|that|how|both|draft|final|new|current)$/i;
const joint = /^(?:on|for|of|about|governing|concerning|regulating)$/i;
const small = /^(?:on|for|of|and|the|in|to|by|from|with|over|under|through|or)$/;
const helpers = 'that which who as also must shall should may can could will would is are was were be been has have had do does did not';
const verbs =
  'want require make say set bar forbid oblige allow let ask give call treat define cover apply permit prohibit ban order demand ' +
  'need expect state stipulate provide take took enter go came come tell put impose limit cap grant keep contain list name fine ' +
  'punish hold exempt encourage support introduce create establish entitle urge direct bind leave date began begin start run ' +
  'last expire extend';
const verb = new RegExp(`^(?:${helpers.replaceAll(' ', '|')}|(?:${verbs.replaceAll(' ', '|')})(?:e?s|ed|d)?|applies)$`, 'i');

const chineseName =
  /(?:《([^》]{3,120})》)|^([^，。《》、]{4,50}?(?:办法|条例|细则|规定|意见|通知|方案|(?<!办)法))(?=规定|要求|明确|自\d|对|将)/u;
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
  const words = [...sentence.matchAll(/[\w'’&/-]+/g)].map(({ 0: word, index }) => ({ word, index, end: index + word.length }));
  const apart = (at: number): boolean => /[,;:()]/.test(sentence.slice(words[at - 1]?.end, words[at]?.index));
  const at = words.findIndex(({ word }) => kinds.test(word));
  if (at < 0) return undefined;
  let [from, to] = [at, at];
  while (from > 0 && at - from < 8 && !before.test(orEmpty(words[from - 1]?.word)) && !apart(from)) from -= 1;
  if (joint.test(orEmpty(words[at + 1]?.word))) {
    const title = /^[A-Z]/.test(orEmpty(words[at]?.word));
    const ends = ({ word }: { readonly word: string }): boolean => (title && !/^[A-Z\d]/.test(word) ? !small.test(word) : verb.test(word));
    to += 1;
    while (to + 1 < words.length && to - at < 24 && !apart(to + 1) && words[to + 1] && !ends(words[to + 1] ?? { word: '' })) to += 1;
    while (to > at && small.test(orEmpty(words[to]?.word))) to -= 1;
  }
  if (from === to) return undefined;
  const [start, end] = [words[from]?.index ?? 0, words[to]?.end ?? 0];
  const rest = `${sentence.slice(0, start)}measures${sentence.slice(end)}`.replace(
    /^(?:under|according to|in|by|per) (?:the )?(?:draft )?measures,? ?/i,
    '',
  );
  return { name: sentence.slice(start, end), rest, sure: /[A-Z]/.test(sentence.slice(start + 1, end)) };
}

const aside =
  /\?["”’)]*$|^(?:we|i|in (?:my|our) (?:view|opinion)|analysts?|observers?|critics?|this (?:is|was|means|matters)|it (?:remains|is unclear))\b/i;
const telling =
  /\d|\b(?:must|may|shall|can(?:not)?|could|would|ha(?:s|ve) to|require[sd]?|oblige[sd]?|allow(?:s|ed)?|ban(?:s|ned)?|forbid(?:s|den)?|force|effect)\b/i;
const fewestTerms = 2;

/** Whether anything in a sentence could be laid beside the words of an act. */
export const hasClaim = (sentence: string): boolean =>
  hasHan(sentence)
    ? sentence.replace(/[^\p{Script=Han}\d]/gu, '').length > 3 && !/[？?]$|^(?:我们认为|值得关注|以下是)/.test(sentence)
    : !aside.test(sentence) &&
      (telling.test(sentence) || termsOf(sentence).filter(({ chinese }) => chinese.length > 0).length >= fewestTerms);

const chineseKinds: readonly (readonly [RegExp, RegExp])[] = [
  [/measures/i, /办法|措施/],
  [/provision|regulation|rule/i, /规定|条例|细则|规则|办法/],
  [/notice/i, /通知|公告/],
  [/opinion|guidance/i, /意见/],
  [/plan/i, /规划|计划|方案/],
  [/guideline/i, /指南|指引|导则|意见/],
  [/\blaw\b/i, /法/],
];
const kindsOf = (name: string): RegExp => chineseKinds.find(([english]) => english.test(name))?.[1] ?? /./;

const shell = /《([^》]{3,120})》/;
const idle = /中华人民共和国|[（(][^）)]{1,12}[）)]|关于|暂行|试行|管理|实施|若干|办法$|条例$|规定$|细则$|意见$|通知$|法$|的|国家|工作/g;
/** Words of a title that tell its kind, not its subject. */
const idleWords = new Set(
  (
    'administration interim draft trial comment measure provision regulation rule law opinion notice guideline plan measures ' +
    'provisions regulations rules opinions guidelines implementation certain several new final chinas its'
  ).split(' '),
);

const telltale = (name: string): ReadonlySet<string> => new Set(nameWords(name).filter((word) => !idleWords.has(word)));
const chineseIn = (name: string): readonly (readonly string[])[] =>
  termsOf(name).flatMap(({ chinese, words }) => (chinese.length + words.length > 0 ? [[...chinese, ...words.flat()]] : []));

/** Words by which an act of this name is found, in either language. */
export const wordsOfName = (name: string): readonly (readonly string[])[] => [
  ...[...telltale(name)].map((word) => [word]),
  ...chineseIn(name),
];

/** How much of what a title is about a name has, and of the name the title: 0 to 1. */
export function likeness(name: string, { title, english }: { readonly title: string; readonly english: string }): number {
  const core = foldText(shell.exec(title)?.[1] ?? title).replace(idle, '');
  const whole = foldText(title);
  const chinese = chineseIn(name);
  const marks = [...core].map(() => false);
  for (const word of chinese.flat())
    for (let at = core.indexOf(word); word !== '' && at >= 0; at = core.indexOf(word, at + 1)) marks.fill(true, at, at + word.length);
  const own = chinese.filter((all) => all.some((word) => whole.includes(word))).length / Math.max(1, chinese.length);
  const [mine, theirs] = [telltale(name), telltale(english.replace(/^.* (?:on Issuing|Comments on) /, ''))];
  const met = [...mine].filter((word) => theirs.has(word)).length;
  const inEnglish = theirs.size === 0 || hasHan(english) ? 0 : (met * 2) / (mine.size + theirs.size);
  const inChinese = own < leastOwn ? 0 : (own * (1 + marks.filter(Boolean).length / Math.max(1, core.length))) / 2;
  return Math.max(inChinese, inEnglish) * (kindsOf(name).test(title) ? 1 : 0.8);
}
/** Of the words of a name so many stand in the title. */
const leastOwn = 0.6;
