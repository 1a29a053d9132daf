import type { Article } from '../../model/article.ts';
import { hasHan } from '../../model/values.ts';
import { foldScript, simplify } from './fold.ts';

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
