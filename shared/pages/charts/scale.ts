/** Where things stand in a picture: shares of its width in per cent, so that it fits any screen, and pixels from its top. */

/** Narrowest width at which a picture must be legible: a screen of 320 px without its margins. */
export const narrowest = 280;

export const cent = (value: number): string => `${Number(value.toFixed(2))}%`;
export const px = (value: number): string => String(Number(value.toFixed(1)));

/** Width of a text of 12 px: Han characters fill their square. Rather too wide than too narrow. */
const textWidth = (text: string): number => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 12 : 7), 0);

/** A text below or beside a picture: from `at` on, round it, or up to it. */
export type Label = { readonly at: number; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' };

/** First and last pixel of a label on the narrowest screen. */
export function spanOf({ at, text, anchor }: Label): readonly [number, number] {
  const [width, point] = [textWidth(text), (at / 100) * narrowest];
  const start = anchor === 'start' ? point : anchor === 'end' ? point - width : point - width / 2;
  return [start, start + width];
}

const gap = 6;

/** The labels that fit beside each other and within the narrowest frame; the earlier one of the list wins. */
export function placeLabels(wanted: readonly Label[]): readonly Label[] {
  const placed: Label[] = [];
  for (const label of wanted) {
    const [from, to] = spanOf(label);
    const free = placed.every((other) => {
      const [start, end] = spanOf(other);
      return to + gap <= start || from >= end + gap;
    });
    if (free && from >= 0 && to <= narrowest) placed.push(label);
  }
  return placed.toSorted((a, b) => a.at - b.at);
}

/** Round values from nothing to at least `most`, in at most four steps: 0, 5, 10. Whole numbers; nothing at all ends at 1. */
export function roundSteps(most: number): readonly number[] {
  const top = Math.max(1, most);
  const decade = 10 ** Math.floor(Math.log10(top));
  const step =
    [0.1, 0.2, 0.25, 0.5, 1, 2, 5]
      .map((factor) => factor * decade)
      .find((each) => each >= 1 && Number.isInteger(each) && top / each <= 4) ?? Math.ceil(top / 4);
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, n) => n * step);
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/** Every month from one to another (`2026-11`), both included; none when they stand the other way round. */
export const monthsFrom = (first: string, last: string): readonly string[] =>
  Array.from({ length: Math.max(0, monthNumber(last) - monthNumber(first) + 1) }, (_, n) => monthOf(monthNumber(first) + n));

/** The month so many months before another. */
export const monthsBefore = (month: string, count: number): string => monthOf(monthNumber(month) - count);
