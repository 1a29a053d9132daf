/** Characters that stand without blanks between them. */
const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef‘’“”…—·]/u;

/** Joins two pieces of one line, `gap` apart in heights of a letter: letters set apart by a whole place keep one blank. */
export function joinRuns(before: string, after: string, gap: number): string {
  if (/\s$/.test(before) || /^\s/.test(after)) return before + after;
  const [a, b] = [wide.test(before.slice(-1)), wide.test(after.slice(0, 1))];
  const blank = a && b ? gap > 0.7 : a || b ? gap > 0.5 : gap > 0.14;
  return blank ? `${before} ${after}` : before + after;
}

/** Joins the end of a line to the next line of the same paragraph. */
export function joinLines(before: string, after: string): string {
  if (wide.test(before.slice(-1)) || wide.test(after.slice(0, 1))) return before + after;
  // A word that was broken at the end of the line.
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after;
  return `${before} ${after}`;
}

const spaced = /(?<=[\p{Script=Han}，。；：、（）《》“”]) (?=[\p{Script=Han}，。；：、（）《》“”])/gu;

/** A piece without the blanks that page descriptions put between Chinese characters to fill a line. */
export const unspaced = (text: string): string => text.replace(spaced, '');
