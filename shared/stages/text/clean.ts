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
