/** Single edits that turn one word into the other; a swap of neighbours is one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

const longest = 60;

/** ` Did you mean "search"?` of the word that is most like what was written, or nothing where none is like it. */
export function didYouMean(written: string, words: readonly string[]): string {
  if (written.length > longest) return '';
  const near = words
    .map((word) => ({
      word,
      far: word.startsWith(written) && written.length > 2 ? 1 : distance(written.toLowerCase(), word.toLowerCase()),
    }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(Math.max(word.length, written.length) / 3)))
    .toSorted((a, b) => a.far - b.far);
  return near[0] ? ` Did you mean "${near[0].word}"?` : '';
}
