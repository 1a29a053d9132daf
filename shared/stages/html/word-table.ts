/** Words that pages repeat, found in place: cutting each out of the page only to look it up would cost more than all the rest. */
export type WordTable<T> = readonly ({ readonly word: string; readonly value: T } | undefined)[];

const slots = 512;
const slot = (length: number, first: number, last: number): number => (length * 37 + first * 11 + last * 3) % slots;

/** Of words that share a slot the first stays; the others are not found, which is no harm. */
export function buildWordTable<T>(words: readonly string[], meaningOf: (word: string) => T): WordTable<T> {
  const table: ({ word: string; value: T } | undefined)[] = Array.from({ length: slots }, () => undefined);
  for (const word of words)
    table[slot(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1))] ??= { word, value: meaningOf(word) };
  return table;
}

/** What the table holds for the word that stands from one place of a text to another; undefined when it does not hold that word. */
export function lookUpWord<T>(table: WordTable<T>, text: string, start: number, end: number): T | undefined {
  const entry = table[slot(end - start, text.charCodeAt(start), text.charCodeAt(end - 1))];
  if (entry === undefined || entry.word.length !== end - start) return undefined;
  for (let at = 0; at < entry.word.length; at += 1) if (entry.word.charCodeAt(at) !== text.charCodeAt(start + at)) return undefined;
  return entry.value;
}
