import type { Article } from '../../model/article.ts';
import { hasHan, isHanCode } from '../../model/values.ts';
import { everyUnit, foldBy, foldedUnits, foldTable, radicals } from '../../registry/script.ts';

/**
 * The ways in which a text is folded for patterns. Each keeps the length, so that offsets hold in the original. What is longer or shorter than
 * what the author wrote (pinyin in brackets, letters set apart, broken lines) is the work of normaliseText.
 */

const oddSigns: Readonly<Record<string, string>> = {
  // Zero-width characters are injected on copies; a blank keeps the offsets.
  '\u3000\u00a0\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff': ' ',
  // A ratio sign stands for a colon in the PubDate of some sites.
  '\u2236\ufe55\ufe30': ':',
  '\ufe5d': '〔',
  '\ufe5e': '〕',
  '\u2215\u2044': '/',
};

const isHan = (code: number): boolean => isHanCode(code) || (code >= 0xf900 && code <= 0xfaff);

/** Traditional to Simplified, one unit. One step may lead from a regional variant to the common Traditional form only, so two are taken. */
export function simpleCode(code: number): number {
  if (!isHan(code)) return code;
  const once = foldTable[code] ?? code;
  return foldTable[once] ?? once;
}

/** Every unit as itself, but for Han characters, which are simplified. */
const simple = everyUnit();
for (const code of foldedUnits) simple[code] = simpleCode(code);

/** The same, with units of full width as plain ones where `narrows` says so. */
function tableOf(narrows: (plain: number) => boolean): Uint16Array {
  const table = Uint16Array.from(simple);
  for (let plain = 0x21; plain <= 0x7e; plain += 1) if (narrows(plain)) table[plain + 0xfee0] = plain;
  for (const [radical, plain] of radicals) table[radical.charCodeAt(0)] = simpleCode(plain.charCodeAt(0));
  return table;
}

/** Each unit as `foldScript` gives it. */
export const scriptTable: Uint16Array = tableOf((plain) => /[0-9A-Za-z]/.test(String.fromCharCode(plain)));
const signs = tableOf(() => true);
for (const [odd, plain] of Object.entries(oddSigns)) for (const sign of odd) signs[sign.charCodeAt(0)] = plain.charCodeAt(0);

/** Traditional to Simplified, for matching only; nothing but Han characters changes. */
export const simplify = (text: string): string => foldBy(simple, text);

/** Simplified characters, half-width letters, digits and signs, odd blanks and colons as plain ones; 〔〕 and the case stay. */
export const foldText = (text: string): string => foldBy(signs, text);

/** Several readers fold the same long text one after the other. */
let last = { text: '', folded: '' };

/** Simplified characters, half-width letters and digits; Chinese punctuation, case and line ends stay. */
export function foldScript(text: string): string {
  if (text === last.text) return last.folded;
  const folded = foldBy(scriptTable, text);
  if (text.length > 1000) last = { text, folded };
  return folded;
}

type Language = Article['language'];

/** Language of a text by its letters: kana make it Japanese; Han characters that simplification changes make it traditional. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 4000);
  const { han, kana, latin, foreign } = lettersOf(sample);
  if (kana > 2 && kana > (han + kana) * 0.08) return 'ja';
  if (foreign > han + latin || (han === 0 && latin === 0)) return 'other';
  if (han * 4 < latin) return 'en';
  // Other readers of the text fold the whole of it, too.
  return foldScript(text) !== text && changed(sample) > han * 0.06 ? 'zh-Hant' : 'zh-Hans';
}

/** How many letters of each kind a text has. */
function lettersOf(text: string): { han: number; kana: number; latin: number; foreign: number } {
  let [han, kana, latin, foreign] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code >= 0x4e00 && code < 0x9fff) han += 1;
    else if (code < 0x80) latin += (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? 1 : 0;
    else if ((code >= 0x3041 && code <= 0x309f) || (code >= 0x30a1 && code <= 0x30fa)) kana += 1;
    else if ((code >= 0x400 && code <= 0x4ff) || (code >= 0xac00 && code <= 0xd7af) || (code >= 0x600 && code <= 0x6ff)) foreign += 1;
    else if (code >= 0x2e80 && !(code >= 0xff00 && code < 0xfff0) && hasHan(String.fromCodePoint(code))) han += 1;
    if (code > 0xffff) at += 1;
  }
  return { han, kana, latin, foreign };
}

function changed(text: string): number {
  const plain = simplify(text);
  if (plain === text) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== plain.charCodeAt(at)) count += 1;
  return count;
}

const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g;
/** Text without control characters, but for tabs and ends of lines. */
export const withoutControls = (text: string): string => text.replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '');

const blanks = /[\s\u00a0\u3000\u2000-\u200a]+/g;

/** Whether a line may hold runs of blanks, other blanks, control or invisible characters; most are letters, figures and Han characters. */
export function isUntidy(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code > 0x20 && code < 0x7f) || (code > 0x3000 && code < 0xfeff)) continue;
    if (code === 0x20 ? text.charCodeAt(at + 1) === 0x20 : odd.test(text.charAt(at))) return true;
  }
  return false;
}

const odd = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|[^\S ]|\p{Cc}/u;

/** One line of text with runs of blanks as one blank and without invisible characters. */
export function collapseWhitespace(text: string): string {
  const trimmed = text.trim();
  if (!isUntidy(trimmed)) return trimmed;
  return text.replace(invisible, '').replace(blanks, ' ').trim();
}

/** Whether a text holds characters that no reader sees. */
export const hasInvisible = (text: string): boolean => /[\u200b\u2060\ufeff]/.test(text);

/** A key for comparing two spellings of a title: full-width folded, no blanks, quotation marks, brackets or dashes. */
export function comparisonKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\s“”"'‘’《》〈〉<>·・,，。:：;；()（）[\]【】〔〕\-—–_|]/g, '')
    .toLowerCase();
}

/** Joins pieces of one Chinese line that was broken: no blank between two Han characters. */
export function joinBroken(pieces: readonly string[]): string {
  return pieces.reduce((whole, piece) => {
    if (whole === '' || piece === '') return whole + piece;
    const latin = /[\w,.;:]$/.test(whole) && /^\w/.test(piece);
    return latin ? `${whole} ${piece}` : whole + piece;
  }, '');
}

/**
 * Letters that nobody sees and a machine reads: tags, selectors of variants, fillers, joiners, marks of direction. A page can carry whole sentences in them.
 * `Default_Ignorable_Code_Point` is what Unicode wants shown as nothing; a selector behind a picture (☎️) alone says how a letter looks.
 */
const unseen =
  /(?<!\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb\ufffe\uffff]/gu;

/** The same but for blanks of no width, hyphens and marks of direction, which editors leave behind and readers of pages know. */
const smuggling =
  /(?<!\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?![\ufe0e\ufe0f]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff])\p{Default_Ignorable_Code_Point}/gu;

/** Whether a text can hold any of them, by units: of the last kind the first halves. Most texts have none, and are looked at without Unicode's tables. */
const mayHide =
  /[\u17b4-\u180f]|[\ufe00-\ufe0f]|[\u034f\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud82f\ud834\udb40-\udb43]/;

/** Text without the letters that nobody sees. */
export const withoutUnseen = (text: string): string => (mayHide.test(text) ? text.replace(unseen, '') : text);

/** Text without those that only a machine would read; the readers of pages take out the others. */
export const withoutSmuggled = (text: string): string => (mayHide.test(text) ? text.replace(smuggling, '') : text);

/** The same of a whole page, and whether they said something. */
export const clearText = (text: string): { readonly text: string; readonly unseen?: true } =>
  mayHide.test(text) ? { text: text.replace(smuggling, ''), ...(isMessage(text) && { unseen: true }) } : { text };

/** One selector behind a Han character names a form of it, as in a name: no message. */
const honest = /(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])/gu;
/** As many blanks of no width in a row as a letter has bits. */
const bits = /[\u200b-\u200d\u2060-\u2064\ufeff]{8}/;
/** A selector that stands alone behind a letter is left over from a picture that was taken out; one that no picture has (of the last plane) is a letter. */
const message = /[\ufe00-\ufe0f]{2}|[\u034f\u115f\u1160\u3164\uffa0]|[\u{e0000}-\u{e0fff}]/u;

const isMessage = (text: string): boolean => bits.test(text) || message.test(text.replace(honest, ''));

/** Whether letters that nobody sees say something: more of them than editors and fonts leave behind. */
export const saysUnseen = (text: string): boolean => mayHide.test(text) && isMessage(text);

/**
 * Characters by which a text steers the screen that shows it instead of being read: control characters (tab and line ends stay; a carriage
 * return alone goes back over what was written), and those of C1, which are ESC sequences in one character. Marks that turn the direction are among the unseen ones.
 */
const steering = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text for a terminal or a file of text: what would steer is left out, and letters that nobody sees. */
export const toPrintable = (text: string): string => withoutUnseen(text).replace(steering, '');

const unescaped = /[\u007f-\u009f]/g;
const asEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON of a value: without letters that nobody sees, and with what would steer written as escapes. (JSON itself escapes only what lies below the blank.) */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  withoutUnseen(JSON.stringify(value, undefined, indent)).replace(unescaped, asEscape);

/** All that may be unseen or steer, by units: the last planes by both halves. */
const inexact =
  /[\u17b4-\u180f]|[\ufe00-\ufe0f]|[\u034f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud82f\ud834\udb40-\udb43]./g;

/** JSON of exactly this value, for what is compared by its hash or read in again: what nobody sees and what steers are escapes. */
export const toExactJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(inexact, (found) => Array.from(found.split(''), asEscape).join(''));

/** What makes a sentence worth quoting: a duty, money, a target, a day. The more of them, the better. */
const quoteSigns = [
  /应当|不得|必须|shall|must/,
  /支持|鼓励|奖励|补贴|support/,
  /[0-9０-９.]\s{0,3}(亿|万|元|%|％|EFLOPS|PUE|家|个)/,
  /到20\d\d年|by 20\d\d/,
  /自.{0,14}起施行/,
];
/** An English title is never a sentence made up; a quote is never cut in the middle of one. */
const longest = 160;
const shortest = 12;
const scanned = 20_000;

/** At most two sentences of the text, word for word, in their order: the ones that say most about duties, money and targets. */
export function quotesOf(text: string): readonly string[] {
  const sentences = text
    .slice(0, scanned)
    .split(/(?<=[。！？])|\n|(?<=[.!?])\s/)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= shortest && length <= longest);
  const scored = sentences.map((sentence, at) => ({ sentence, at, score: quoteSigns.filter((sign) => sign.test(sentence)).length }));
  const best = scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || a.at - b.at);
  const chosen = (best.length > 0 ? best : scored.slice(0, 1)).slice(0, 2);
  return chosen.toSorted((a, b) => a.at - b.at).map(({ sentence }) => sentence);
}
