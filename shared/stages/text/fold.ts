import { isHanCode } from '../../model/values.ts';
import { radicals } from '../../registry/radicals.ts';
import { everyUnit, foldBy, foldedUnits, foldTable } from '../../registry/script.ts';

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
