const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

/**
 * Where the words of one text begin and end. A word of the field that two other words cover from both sides is a piece of them: no 法规 in 办法规定, no
 * 智能算力 in 人工智能算力券.
 */
export class WordEdges {
  readonly #text: string;
  /** Last end of the words that start at a place, and first start of those that end there; 0 and a place behind the text where there is none. */
  readonly #endOf: Int32Array;
  readonly #startOf: Int32Array;

  constructor(text: string) {
    this.#text = text;
    this.#endOf = new Int32Array(text.length + 1);
    this.#startOf = new Int32Array(text.length + 1).fill(text.length + 1);
  }

  /** Takes in a word of the text, of the field or not. */
  add(start: number, end: number): void {
    if (end > (this.#endOf[start] ?? 0)) this.#endOf[start] = end;
    if (start < (this.#startOf[end] ?? 0)) this.#startOf[end] = start;
  }

  /** Whether a word is one where it stands. Only Chinese runs words together. */
  isWhole(start: number, end: number): boolean {
    return !isHan(this.#text.charCodeAt(start)) || !this.#isCut(start, end);
  }

  /**
   * Whether words that meet inside the piece from `start` to `end` reach over it on a side where no word ends or begins: 办法|规定 over 法规, 人工智能|法律 over
   * 人工智能法. 人工智能产业|促进条例 is no such case: 产业促进 is made of whole words.
   */
  #isCut(start: number, end: number): boolean {
    const openBefore = (this.#startOf[start] ?? 0) > this.#text.length;
    const openBehind = (this.#endOf[end] ?? 0) === 0;
    if (!openBefore && !openBehind) return false;
    for (let at = start + 1; at < end; at += 1) {
      const from = this.#startOf[at] ?? 0;
      const to = this.#endOf[at] ?? 0;
      if (from > start || to < end) continue;
      const reachesOver = (from < start && openBefore) || (to > end && openBehind);
      // A side that is reached over where a word ends or begins is whole; the other one decides.
      if (reachesOver && (from === start || openBefore) && (to === end || openBehind)) return true;
    }
    return false;
  }
}
