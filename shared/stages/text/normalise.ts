import { isHanCode } from '../../model/values.ts';
import { radicalSigns, radicals } from '../../registry/script.ts';
import expressions from './expressions.json' with { type: 'json' };
import { expressionsOf } from './words.ts';

const everyRadical = new RegExp(radicalSigns.source, 'g');

export const replaceRadicals = (text: string): string =>
  radicalSigns.test(text) ? text.replace(everyRadical, (sign) => radicals.get(sign) ?? sign) : text;

/** A text without what copying and printing put into it, and the way back to the text as it was given. */
export type NormalisedText = {
  readonly text: string;
  /** How many pieces were taken out that no author writes. */
  readonly noise: number;
  readonly at: (offset: number) => number;
  readonly quote: (start: number, end: number) => string;
};

const [blank, bracket, mark, dash, hidden, radical] = [1, 2, 3, 4, 5, 6] as const;

/** What a character may be part of, by its code: most are part of nothing. */
const roles = new Uint8Array(0x10000);

for (const [chars, role] of [
  [' \u00a0\u3000\n', blank],
  ['（(', bracket],
  ['，。；、：', mark],
  ['—–-', dash],
  ['\u200b\u200c\u200d\u2060\ufeff\u00ad', hidden],
  [[...radicals.keys()].join(''), radical],
] as const)
  for (const char of chars) roles[char.charCodeAt(0)] = role;

const isHan = (code: number) => isHanCode(code) || (code >= 0x2e80 && code <= 0x2fd5) || code === 0x3007;

/** Pinyin in brackets, as copy sites insert it: with a tone 落(luò)实, or without one between characters 落(luo)实. */
const withTone = /[（(][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,5}[)）]/y;

const syllable =
  '(?:[bpmf]|[dtnl]|[gkh]|[jqx]|[zcs]h?|[ryw])?(?:a(?:i|ng?|o)?|e(?:i|ng?|r)?|i(?:a(?:ng?|o)?|e|n|ng|ong|u)?|o(?:ng|u)?|u(?:a(?:i|ng?)?|e|i|n|o)?|ü(?:e|an|n)?)';

/** (ai), (app) and letters that stand for a quantity are words of the text. */
const withoutTone = new RegExp(
  `[（(](?!(?:ai|an|pi|mu|nu|xi|tan|lie|to|me|he|she|we|be|no|so|do|go|hi|ma|you)[)）])(?=[a-zü]{2})${syllable}[)）](?=[\\u3007-\\u9fff])`,
  'y',
);

/** The number of a printed page between two lines: — 12 —. */
const pageMark = /\s{0,3}[—–-]\s{1,2}\d{1,3}\s{1,2}[—–-]\s{0,3}(?=\p{Script=Han})/uy;

const opensLine = /\s{0,4}\n\s{0,4}(?=[，。、；：》）])/y;

const lineBreak = /\s{0,4}\n\s{0,4}(?=\S)/y;

const isPinyin = (code: number) => code >= 0x61 && code < 0x250;

function lengthOf(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** 应 急: a blank between two characters that both stand alone. */
function isBetweenLetters(text: string, at: number) {
  const role = roles[text.charCodeAt(at)];
  return (
    role === blank &&
    text[at] !== '\n' &&
    isHan(text.charCodeAt(at - 1)) &&
    isHan(text.charCodeAt(at + 1)) &&
    !/[\p{Script=Han}\w]/u.test(text.charAt(at - 2)) &&
    !isHan(text.charCodeAt(at + 2))
  );
}

/** 年 月 日 waits to be filled in, 大 中 小 are buttons; 局 长 罗 文 is an office and a name. */
const keptApart = /[年月] [月日]|[大中] [中小]/;

const nameBehind = /[长席任] \p{Script=Han} \p{Script=Han}$/u;

/** Letters set apart (应 急 管 理 部) are three or more; 姓 名 may be two columns. */
const isApart = (text: string, at: number) =>
  isBetweenLetters(text, at) &&
  (isBetweenLetters(text, at + 2) || isBetweenLetters(text, at - 2)) &&
  !keptApart.test(text.slice(at - 1, at + 2)) &&
  !nameBehind.test(text.slice(at - 1, at + 5));

function lengthOfRepeat(text: string, at: number) {
  let end = at;
  while (end < text.length && text[end] === text[at - 1]) end += 1;
  return end - at;
}

function strayAt(text: string, at: number, role: number) {
  if (role === radical) return 0;
  if (role === hidden) return 1;
  if (role === mark) return lengthOfRepeat(text, at);
  const afterHan = isHan(text.charCodeAt(at - 1));
  if (role === bracket)
    return afterHan && isPinyin(text.charCodeAt(at + 1)) ? lengthOf(withTone, text, at) || lengthOf(withoutTone, text, at) : 0;
  if (role === dash || !/[\n—–-]/.test(text.slice(at, at + 4)))
    return afterHan && role === dash ? lengthOf(pageMark, text, at) : Number(isApart(text, at));
  if (/[、，《（]/.test(text.charAt(at - 1))) return lengthOf(lineBreak, text, at);
  return (afterHan ? lengthOf(pageMark, text, at) : 0) || lengthOf(opensLine, text, at) || Number(isApart(text, at));
}

type Cut = { readonly at: number; readonly taken: number };

function cutsIn(text: string): { readonly kept: string; readonly cuts: readonly Cut[]; readonly noise: number } {
  const cuts: Cut[] = [];
  let [kept, from, taken, noise] = ['', 0, 0, 0];
  let printed = false;
  for (let at = 0; at < text.length; at += 1) {
    const role = roles[text.charCodeAt(at)];
    if (!role) continue;
    if (role === radical) printed = true;
    const length = strayAt(text, at, role);
    if (length === 0) continue;
    kept += text.slice(from, at);
    from = at + length;
    taken += length;
    cuts.push({ at: kept.length, taken });
    if (role === bracket || role === mark) noise += 1;
    at = from - 1;
  }
  const rest = kept + text.slice(from);
  return { kept: printed ? replaceRadicals(rest) : rest, cuts, noise };
}

/**
 * Makes one text of the forms in which copies and prints give it: characters for radicals, no pinyin in brackets, no doubled or invisible
 * marks, letters that were set apart and lines that were broken together again. Width and script stay: `fold` sees to them, in its place.
 */
export function normaliseText(original: string): NormalisedText {
  const { kept, cuts, noise } = cutsIn(original);
  const at = (offset: number): number => offset + (cuts.findLast((cut) => cut.at <= offset)?.taken ?? 0);
  const quote = (start: number, end: number) => (end > start ? original.slice(at(start), at(end - 1) + 1) : '');
  return { text: kept, noise, at, quote };
}

const hanMarks: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；' };

/** Chinese marks for the ASCII ones between Chinese words, and no blanks where Chinese needs none: for expressions that end at a clause. */
export const withHanPunctuation = (plain: string): string =>
  plain
    .replace(/(?<=[\p{Script=Han}》）】：，])[ \u3000]{1,9}|[ \u3000]{1,9}(?=[\p{Script=Han}《（【：，])/gu, '')
    .replace(/(?<=[\p{Script=Han}》）”◆◇)])[,:;]|[,:;](?=[\p{Script=Han}《“◆◇])/gu, (mark) => hanMarks[mark] ?? mark);

const { begins } = expressionsOf(expressions.wrappedLines);

/** Lines of a print, whose ends are those of the paper: sentences run over them. */

const shortest = 18;

const ends = /[。；：！？!?;:”）)》]$/;

const isBroken = (line: string) => line.length >= shortest && !ends.test(line);

const isSpaced = (lines: readonly string[]) =>
  lines.filter((line, at) => line.trim() !== '' && lines[at + 1]?.trim() === '').length * 4 >
  lines.filter((line) => line.trim() !== '').length * 3;

/** The text with the sentences of a print put together again; a text whose lines are paragraphs comes back as it is. */
export function joinWrapped(text: string): string {
  const all = text.split('\n');
  const lines = isSpaced(all) ? all.filter((line) => line.trim() !== '') : all;
  const long = lines.filter(({ length }) => length >= shortest);
  if (long.length < 6 || long.filter(isBroken).length * 2 < long.length) return text;
  let joined = '';
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]?.trim();
    joined += line.trimEnd();
    if (next === undefined) break;
    if (!isBroken(line.trim()) || next === '' || begins.test(next)) joined += '\n';
  }
  return joined;
}
