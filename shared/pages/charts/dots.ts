import { type Html, html } from '../words/escape.ts';
import { cent, type Label, placeLabels, px } from './scale.ts';

/** Dots on one line each: a figure then and now on a scale from nothing, and what happened when on a scale of days. */

/** Room on both sides of a line, so that dots and their labels stay within the frame. */
const side = 4;
const placeOf = (share: number): number => side + Math.min(1, Math.max(0, share)) * (100 - 2 * side);

export type ValueDot = { readonly value: number; readonly text: string; readonly now: boolean };
export type ValueLayout = {
  readonly dots: readonly (ValueDot & { readonly at: number })[];
  readonly above: readonly Label[];
  readonly below: readonly Label[];
};

const labelOf = (at: number, text: string): Label => ({ at, text, anchor: at < 25 ? 'start' : at > 75 ? 'end' : 'middle' });

/** Values on a line that begins at nothing: those of then with their labels above it, those of now below. */
export function layoutValues(values: readonly ValueDot[]): ValueLayout {
  const most = Math.max(0, ...values.map(({ value }) => value));
  const dots = values.map((each) => ({ ...each, at: placeOf(most <= 0 ? 0 : each.value / most) }));
  const labels = (now: boolean): readonly Label[] =>
    placeLabels(
      dots
        .filter((dot) => dot.now === now)
        .toReversed()
        .map(({ at, text }) => labelOf(at, text)),
    );
  return { dots, above: labels(false), below: labels(true) };
}

const words = (labels: readonly Label[], y: number): readonly Html[] =>
  labels.map(
    ({ at, text, anchor }) => html`<text x="${cent(at)}" y="${y}"${anchor !== 'start' && html` text-anchor="${anchor}"`}>${text}</text>`,
  );

/** 46 px high: hollow dots are then, the full one is now. */
export function drawValues({ dots, above, below }: ValueLayout): Html {
  const [first, last] = [dots.find(({ now }) => !now), dots.find(({ now }) => now)];
  const way = first && last && html`<line class="way" x1="${cent(first.at)}" x2="${cent(last.at)}" y1="23" y2="23"/>`;
  const drawn = dots.map(({ at, now }) => html`<circle class="${now ? 'hi' : 'open'}" cx="${cent(at)}" cy="23" r="5"/>`);
  return html`<line class="ax" x1="${cent(side)}" x2="${cent(100 - side)}" y1="23" y2="23"/><line
class="tick" x1="${cent(side)}" x2="${cent(side)}" y1="19" y2="27"/>${way}${drawn}${words(above, 12)}${words(below, 42)}`;
}

/** First and last day of a scale. */
export type Days = { readonly from: string; readonly to: string };

const moment = (day: string): number => Date.parse(`${day.slice(0, 10).padEnd(8, '-01').padEnd(10, '-01')}T12:00:00Z`);

/** Place of a day (also `2026` or `2026-03`) between the first and the last, in per cent. */
export function placeOfDay(day: string, { from, to }: Days): number {
  const [start, end] = [moment(from), moment(to)];
  return placeOf(
    end <= start ? 1 : (moment(day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day) - start) / (end - start),
  );
}

/** The years of a scale, as many as fit. */
export function yearLabels({ from, to }: Days): readonly Label[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + 1 + n);
  const step = [1, 2, 5, 10, 20].find((each) => years.length / each <= 6) ?? 50;
  const wanted = years
    .filter((year) => year % step === 0)
    .map((year): Label => ({ at: placeOfDay(`${year}-01-01`, { from, to }), text: String(year), anchor: 'middle' }));
  return placeLabels(wanted.length > 0 ? wanted : [{ at: placeOf(1), text: String(last), anchor: 'end' }]);
}

/** Lines at the beginnings of years, behind what stands on a scale of days. */
export const drawYears = (days: Days, height: number, labelled: boolean): Html =>
  html`${yearLabels(days).map(
    ({ at, text, anchor }) =>
      html`<line class="ax" x1="${cent(at)}" x2="${cent(at)}" y1="${labelled ? 16 : 0}" y2="${height}"/>${
        labelled && html`<text x="${cent(at)}" y="12"${anchor !== 'start' && html` text-anchor="${anchor}"`}>${text}</text>`
      }`,
  )}`;

/** A day on a line: full where we hold its text or where it is of a document, hollow where not; `small` for what came later. */
export type DayDot = { readonly day: string; readonly full: boolean; readonly small?: boolean };

/** Dots on a line of days, 20 px high, joined from the first to the last unless they are apart. */
export function drawDays(dots: readonly DayDot[], days: Days, { y = 10, joined = true } = {}): Html {
  const places = dots.map(({ day }) => placeOfDay(day, days));
  const way =
    joined &&
    places.length > 1 &&
    html`<line class="way" x1="${cent(Math.min(...places))}" x2="${cent(Math.max(...places))}" y1="${px(y)}" y2="${px(y)}"/>`;
  const drawn = dots.map(
    ({ full, small = false }, n) =>
      html`<circle class="${full ? 'hi' : 'open'}" cx="${cent(places[n] ?? 0)}" cy="${px(y)}" r="${small ? 3 : 5}"/>`,
  );
  return html`${way}${drawn}`;
}
