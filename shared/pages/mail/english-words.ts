/** Lengths of English in a digest; Chinese runs, which stand beside the English, count as none. */

const englishWord = /[\p{Script=Latin}\d][\p{Script=Latin}\d'’.,%/-]*/gu;
const address = /https?:\/\/\S+/g;

/** English words and numbers of a text; addresses are none. */
export const countWords = (text: string): number => text.replace(address, ' ').match(englishWord)?.length ?? 0;

/** The first words of a text, so that it has at most `most`; what is left out is marked. */
export function firstWords(text: string, most: number): string {
  if (countWords(text) <= most) return text;
  const words = text.split(' ');
  let count = 0;
  const end = words.findIndex((word) => {
    count += countWords(word);
    return count > most;
  });
  return `${words
    .slice(0, Math.max(1, end))
    .join(' ')
    .replace(/[\s,;:([–-]{1,9}$/, '')} …`;
}
