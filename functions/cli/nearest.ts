import { editDistance } from '../../shared/model/values.ts';

const longest = 60;

/** ` Did you mean "search"?` of the word that is most like what was written, or nothing where none is like it. */
export function didYouMean(written: string, words: readonly string[]): string {
  if (written.length > longest) return '';
  const near = words
    .map((word) => ({
      word,
      far: word.startsWith(written) && written.length > 2 ? 1 : editDistance(written.toLowerCase(), word.toLowerCase()),
    }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(Math.max(word.length, written.length) / 3)))
    .toSorted((a, b) => a.far - b.far);
  return near[0] ? ` Did you mean "${near[0].word}"?` : '';
}
