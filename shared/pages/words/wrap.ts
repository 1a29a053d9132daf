import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** Lines of plain text by display width: a Han character takes two columns, a mark that is set over another none. */

/** A document number, or a Han letter with the marks that may not be parted from it, or a run of other letters, or blanks. */
const pieces = new RegExp(
  [
    /\p{Script=Han}{1,12}〔\d{4}〕[^\s号]{1,12}号/u,
    /[《（“‘「『〔【]{0,3}[\p{Script=Han}\u3000-\u303f\uff00-\uffef][，。、；：！？）》」』”’〕】…]{0,3}(?: ·)?/u,
    /[《（“‘「『〔【]{0,3}[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef《（“]+(?: ·)?/u,
    /\s+|./u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/**
 * Letters and signs that nothing joins with what stands beside them: nearly every text is of these alone, and those of the second kind take
 * two columns.
 */
const odd = /[^ -~·–—‘’“”…\u3001-\u3029\p{Script=Han}\uff01-\uff60]/u;
const double = /[\u3001-\u3029\p{Script=Han}\uff01-\uff60]/gu;

const unseen = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;
const [joiner, asPicture] = ['\u200d', '\ufe0f'];

/**
 * Letter by letter: what a joiner or a tone of skin makes one picture may be taken for wider than it is shown. (The library for it takes 20
 * ms to load.)
 */
function sumOfColumns(text: string): number {
  let [sum, last, joined] = [0, 0, false];
  for (const letter of stripVTControlCharacters(text).toWellFormed()) {
    if (letter === asPicture && last === 1) sum += 1;
    last = joined || unseen.test(letter) ? 0 : eastAsianWidth(letter.codePointAt(0) ?? 0);
    sum += last;
    joined = letter === joiner;
  }
  return sum;
}

export const columns = (text: string): number => (odd.test(text) ? sumOfColumns(text) : text.length + (text.match(double)?.length ?? 0));

/**
 * Breaks a text into lines of at most `width` columns; `first` and `rest` are put before the first and the other lines. What cannot be
 * broken stays whole.
 */
export function wrap(text: string, width: number, first = '', rest = first): string {
  const lines: string[] = [];
  let [line, used] = ['', 0];
  const room = (): number => width - columns(lines.length === 0 ? first : rest);
  for (const piece of text.match(pieces) ?? []) {
    if (line !== '' && used + columns(piece.trimEnd()) > room()) {
      lines.push(line.trimEnd());
      [line, used] = ['', 0];
    }
    const more = line === '' ? piece.trimStart() : piece;
    line += more;
    used += columns(more);
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  return lines.map((each, index) => `${index === 0 ? first : rest}${each}`).join('\n');
}

function cut(text: string, width: number): string {
  const letters = [...text];
  while (columns(letters.join('')) > width) letters.pop();
  return letters.join('').trimEnd();
}

/** A label in at most so many lines of `width` columns; what does not fit ends in an ellipsis. */
export function wrapLabel(text: string, width: number, most: number): readonly string[] {
  const lines = wrap(text.trim(), width).split('\n');
  return lines
    .slice(0, most)
    .map((line, i) => ((i === most - 1 && lines.length > most) || columns(line) > width ? `${cut(line, width - 1)}…` : line));
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - columns(text)));
