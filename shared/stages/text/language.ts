import type { Article } from '../../model/article.ts';
import { hasHan, isHanCode } from '../../model/values.ts';
import { everyUnit, foldBy, foldedUnits, foldTable, radicals } from '../../registry/script.ts';

/**
 * The ways in which a text is folded for patterns. Each keeps the length, so that offsets hold in the original. What is longer or shorter
 * than what the author wrote (pinyin in brackets, letters set apart, broken lines) is the work of normaliseText.
 */

const oddSigns: Readonly<Record<string, string>> = {
  '\u3000\u00a0\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff': ' ',
  // A ratio sign stands for a colon in the PubDate of some sites.
  '\u2236\ufe55\ufe30': ':',
  '\ufe5d': '〔',
  '\ufe5e': '〕',
  '\u2215\u2044': '/',
};

const isHan = (code: number) => isHanCode(code) || (code >= 0xf900 && code <= 0xfaff);

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

export const scriptTable: Uint16Array = tableOf((plain) => /[0-9A-Za-z]/.test(String.fromCharCode(plain)));

const signs = tableOf(() => true);

for (const [odd, plain] of Object.entries(oddSigns)) for (const sign of odd) signs[sign.charCodeAt(0)] = plain.charCodeAt(0);

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

function lettersOf(text: string) {
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

function changed(text: string) {
  const plain = simplify(text);
  if (plain === text) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== plain.charCodeAt(at)) count += 1;
  return count;
}

const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g;

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

export function joinBroken(pieces: readonly string[]): string {
  return pieces.reduce((whole, piece) => {
    if (whole === '' || piece === '') return whole + piece;
    const latin = /[\w,.;:]$/.test(whole) && /^\w/.test(piece);
    return latin ? `${whole} ${piece}` : whole + piece;
  }, '');
}
