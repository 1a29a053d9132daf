/** A word of the field that two other words cover from both sides is a piece of them: no 法规 in 办法规定, no 智能算力 in 人工智能算力券. */

/** Last end of the words that start at a place, and first start of those that end there. */
let endOf = new Int32Array(1 << 14);
let startOf = new Int32Array(1 << 14);

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

/** Forgets the words of the text before. */
export function clearWords(length: number): void {
  if (endOf.length <= length) {
    endOf = new Int32Array(length * 2 + 1);
    startOf = new Int32Array(length * 2 + 1);
  }
  endOf.fill(0, 0, length + 1);
  startOf.fill(length + 1, 0, length + 1);
}

/** Takes in a word of the text, of the field or not. */
export function noteWord(start: number, end: number): void {
  if (end > (endOf[start] ?? 0)) endOf[start] = end;
  if (start < (startOf[end] ?? 0)) startOf[end] = start;
}

/**
 * Whether words that meet inside the piece from `start` to `end` reach over it on a side where no word ends or begins: 办法|规定 over 法规, 人工智能|法律 over
 * 人工智能法. 人工智能产业|促进条例 is no such case: 产业促进 is made of whole words.
 */
function isCut(start: number, end: number, length: number): boolean {
  const openBefore = (startOf[start] ?? 0) > length;
  const openBehind = (endOf[end] ?? 0) === 0;
  if (!openBefore && !openBehind) return false;
  for (let at = start + 1; at < end; at += 1) {
    const from = startOf[at] ?? 0;
    const to = endOf[at] ?? 0;
    if (from <= start && to >= end && ((from < start && openBefore) || (to > end && openBehind))) {
      // A side that is reached over where a word ends or begins is whole; the other one decides.
      if ((from === start || openBefore) && (to === end || openBehind)) return true;
    }
  }
  return false;
}

/** Keeps of the triples (meaning, start, end) in `found` those that are whole words; names from `last` on always are. Returns the new size. */
export function keepWholeWords(found: Int32Array, size: number, text: string, last: number): number {
  let kept = 0;
  for (let i = 0; i < size; i += 3) {
    const [what = 0, start = 0, end = 0] = [found[i], found[i + 1], found[i + 2]];
    if (what < last && isHan(text.charCodeAt(start)) && isCut(start, end, text.length)) continue;
    found[kept] = what;
    found[kept + 1] = start;
    found[kept + 2] = end;
    kept += 3;
  }
  return kept;
}
