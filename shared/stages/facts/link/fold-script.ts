import { simplify } from '../../text/fold.ts';

/** Several readers fold the same long text one after the other. */
let last = { text: '', folded: '' };

const wide = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/**
 * Text for matching patterns: Simplified characters, half-width letters and digits; Chinese punctuation, case and line ends stay.
 * Of the same length, so that offsets hold in both.
 */
export function foldScript(text: string): string {
  if (text === last.text) return last.folded;
  const folded = simplify(text).replace(wide, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
  if (text.length > 1000) last = { text, folded };
  return folded;
}

const hanMarks: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；' };

/** Chinese marks for the ASCII ones between Chinese words, and no blanks where Chinese needs none: for expressions that end at a clause. */
export const withHanPunctuation = (plain: string): string =>
  plain
    .replace(/(?<=[一-龥》）】：，])[ \u3000]{1,9}|[ \u3000]{1,9}(?=[一-龥《（【：，])/g, '')
    .replace(/(?<=[一-龥》）”◆◇)])[,:;]|[,:;](?=[一-龥《“◆◇])/g, (mark) => hanMarks[mark] ?? mark);
