import { foldBy, foldTable } from '../../../registry/script.ts';

/** Marks that sites write in several ways without meaning anything by it. */
const marks: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '＂': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '〝': '"',
  '〞': '"',
  '｢': '"',
  '｣': '"',
  '‘': '"',
  '’': '"',
  '‚': '"',
  '＇': '"',
  "'": '"',
  '〔': '[',
  '［': '[',
  '【': '[',
  '〖': '[',
  '〕': ']',
  '］': ']',
  '】': ']',
  '〗': ']',
  '﹝': '[',
  '﹞': ']',
  '〈': '《',
  '〉': '》',
  '＜': '<',
  '＞': '>',
  '—': '-',
  '―': '-',
  '–': '-',
  '－': '-',
  '─': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '•': '·',
  '・': '·',
  '‧': '·',
  '●': '·',
  '⋅': '·',
  '．': '.',
  '﹒': '.',
  '∶': ':',
  '︰': ':',
  '﹕': ':',
};
const invisible = /[\s\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u00ad]/g;

/** Every unit as it is spelled: one table, since texts are long. */
const spelling = foldTable.slice();
for (const [mark, plain] of Object.entries(marks)) spelling[mark.charCodeAt(0)] = plain.charCodeAt(0);

/** One spelling: no blanks or invisible characters, half width, Simplified, lower case, one kind of quotation marks, brackets, dashes and dots. */
export function normaliseSpelling(text: string): string {
  const spelled = foldBy(spelling, text.replace(invisible, ''));
  if (!/--|…|\.\.\.|\|/.test(spelled)) return spelled;
  return spelled
    .replace(/-{2,40}/g, '-')
    .replace(/…{1,20}|\.{3,40}/g, '…')
    .replace(/[|]/g, '');
}

/** The same for comparing: also one kind of full stop. Hashes of wordings are stored, and keep theirs. */
export const comparedSpelling = (text: string): string => normaliseSpelling(text).replaceAll('。', '.');
