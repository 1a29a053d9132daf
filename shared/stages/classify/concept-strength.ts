/** How often a concept stands where. `windows` counts the stretches of `windowLength` characters that hold it. */
export type ConceptCount = { title: number; lead: number; text: number; windows: number; window: number };

/** A text up to this length is a summary: one mention counts. Also the length of the opening of a longer one. */
export const lead = 400;
export const windowLength = 160;

export const emptyCount = (): ConceptCount => ({ title: 0, lead: 0, text: 0, windows: 0, window: -1 });

/** A summary up to this length has no room for what it is not about. */
const brief = 160;
/** A text a little longer than the opening has so few stretches that two chance mentions would be a large share of them. */
const fewest = 1200;

/** Share of the text's stretches below which a concept is passing, and above which it is what the text is about. */
const passing = 0.06;
const full = 0.36;

/**
 * Strength 0–1 of a concept: the title counts most. In a summary one mention counts, in a page of two or three paragraphs less; in a
 * long one what counts is the share of the text that speaks of it, then the opening, and less still when the title has told (`told`)
 * what the page is about; least for a concept that every plan has a chapter of (`common`: research, talent, power, duties), unless
 * the title names it.
 */
export function conceptStrength(count: ConceptCount, length: number, told: boolean, common = false): number {
  const title = count.title > 0 ? 0.75 : 0;
  if (length <= lead) {
    const passingly = length > brief && count.windows < 2;
    return Math.min(1, title + (count.text === 0 ? 0 : passingly ? 0.4 : 0.7));
  }
  const share = Math.max(0, count.windows - 1.0) / Math.ceil(Math.max(length, fewest) / windowLength);
  const spread = Math.max(0, Math.min(1, (share - passing) / (full - passing)));
  const body = 0.7 * Math.min(1, 0.3 * Math.min(1, count.lead / 2) + spread);
  return Math.min(1, title + body * (told ? (common && title === 0 ? 0.35 : 0.65) : 1));
}
