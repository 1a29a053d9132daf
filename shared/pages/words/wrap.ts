import stringWidth from 'string-width';

/** Lines of plain text by display width: a Han character takes two columns, a mark that is set over another none. */

/** A document number, or a Han letter with the marks that may not be parted from it, or a run of other letters, or blanks. */
const pieces = new RegExp(
  [
    /\p{Script=Han}{1,12}〔\d{4}〕[^\s号]{1,12}号/u,
    /[《（“‘「『〔【]{0,3}[\p{Script=Han}\u3000-\u303f\uff00-\uffef][，。、；：！？）》」』”’〕】…]{0,3}(?: ·)?/u,
    /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef《（“]+(?: ·)?/u,
    /\s+|./u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** Columns that a text takes in a terminal. */
export const columns = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : stringWidth(text));

/** Breaks a text into lines of at most `width` columns; `first` and `rest` are put before the first and the other lines. What cannot be broken stays whole. */
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

/** The longest beginning of a text that takes at most `width` columns. */
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

/** Fills a line to `width` columns. */
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - columns(text)));
