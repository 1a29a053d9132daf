import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** Where things stand in a picture: shares of its width in per cent, so that it fits any screen, and pixels from its top. */

/** Narrowest width at which a picture must be legible: a screen of 320 px without its margins. */
export const narrowest = 280;

const cent = (value: number): string => `${Number(value.toFixed(2))}%`;
const px = (value: number): string => String(Number(value.toFixed(1)));

/** Width of a text of 12 px: Han characters fill their square. Rather too wide than too narrow. */
const textWidth = (text: string): number => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 12 : 7), 0);

export type Label = { readonly at: number; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' };

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

export const monthsBefore = (month: string, count: number): string => monthOf(monthNumber(month) - count);

/** Small bars in a line of text or a table: what a source or a theme brought week by week, month by month. */

type SparkBar = { readonly x: number; readonly width: number; readonly y: number; readonly height: number };

export function layoutSpark(values: readonly number[], width: number, height: number): readonly SparkBar[] {
  const most = Math.max(0, ...values);
  const slot = width / Math.max(1, values.length);
  return values.flatMap((value, n): SparkBar[] => {
    const tall = value <= 0 ? 0 : Math.max(1.5, (height * value) / most);
    return value <= 0 ? [] : [{ x: n * slot + slot * 0.1, width: slot * 0.8, y: height - tall, height: tall }];
  });
}

export function spark(values: readonly number[], label: string, width = 128): Html {
  const height = 28;
  const bars = layoutSpark(values, width, height).map(
    (bar) => html`<rect class="b" x="${px(bar.x)}" y="${px(bar.y)}" width="${px(bar.width)}" height="${px(bar.height)}"/>`,
  );
  return html`<svg class="spark" role="img" aria-label="${label}" width="${width}" height="${height + 2}">${bars}<line
class="tick" x1="0" x2="${width}" y1="${height + 0.5}" y2="${height + 0.5}"/></svg>`;
}

/**
 * Columns of stacked bars: one column a month or week, one layer a level. Layers are told apart by their order and pattern, not by colour
 * alone.
 */

export type Column = { readonly name: string; readonly values: readonly number[] };
type Bar = {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly layer: number;
  readonly value: number;
  readonly column: string;
};
type ColumnsLayout = {
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly lines: readonly { readonly y: number; readonly value: number }[];
  readonly labels: readonly Label[];
};

const margin = 9;
const [top, foot] = [8, 20];

const middleOf = (n: number, count: number): number => margin + ((n + 0.5) * (100 - margin)) / count;

function labelsOf(columns: readonly Column[], nameOf: (name: string) => string): readonly Label[] {
  const at = (n: number): number => middleOf(n, columns.length);
  const years = columns.flatMap(({ name }, n): Label[] =>
    /^\d{4}-01$/.test(name) ? [{ at: at(n), text: name.slice(0, 4), anchor: 'middle' }] : [],
  );
  const [first, last] = [columns[0], columns.at(-1)];
  const ends: Label[] = [
    ...(last ? [{ at: 100, text: nameOf(last.name), anchor: 'end' } as const] : []),
    ...(first && columns.length > 1 ? [{ at: margin, text: nameOf(first.name), anchor: 'start' } as const] : []),
  ];
  return placeLabels([...ends, ...years]);
}

export function layoutColumns(
  columns: readonly Column[],
  height: number,
  nameOf: (name: string) => string = (name) => name,
): ColumnsLayout {
  const steps = roundSteps(Math.max(0, ...columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0))));
  const most = steps.at(-1) ?? 1;
  const room = height - top - foot;
  const yOf = (value: number): number => top + room * (1 - value / most);
  const slot = (100 - margin) / Math.max(1, columns.length);
  const width = slot * (columns.length > 40 ? 0.92 : 0.78);
  const bars = columns.flatMap(({ name, values }, n) => {
    let below = 0;
    return values.flatMap((value, layer): Bar[] => {
      const bar = {
        column: name,
        layer,
        value,
        x: middleOf(n, columns.length) - width / 2,
        width,
        y: yOf(below + value),
        height: (room * value) / most,
      };
      below += value;
      return value > 0 ? [bar] : [];
    });
  });
  return { height, bars, lines: steps.map((value) => ({ value, y: yOf(value) })), labels: labelsOf(columns, nameOf) };
}

/** Patterns of layers 2 and 3; the others are filled by the style sheet. Their ids belong to the picture of this id. */
const patterns = (id: string): Html => html`<defs><pattern id="${id}-p1" width="5" height="5" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><rect class="p1g" width="5" height="5"/><rect class="p1" width="2.4" height="5"/></pattern><pattern id="${id}-p3" width="4" height="4"
patternUnits="userSpaceOnUse"><rect class="p3g" width="4" height="4"/><circle class="p3" cx="2" cy="2" r="1"/></pattern></defs>`;

const fillOf = (layer: number, id: string): HtmlPart => (layer === 1 || layer === 3) && html` fill="${`url(#${id}-p${layer})`}"`;

export function drawColumns({ height, bars, lines, labels }: ColumnsLayout, id: string): Html {
  const grid = lines.map(
    ({ y, value }) =>
      html`<line class="${value === 0 ? 'tick' : 'ax'}" x1="${cent(margin - 1)}" x2="100%" y1="${px(y)}" y2="${px(y)}"/><text x="${cent(margin - 2)}" y="${px(y + 4)}"
text-anchor="end">${value}</text>`,
  );
  const drawn = bars.map(
    ({ x, y, width, height: tall, layer }) =>
      html`<rect class="layer l${layer}"${fillOf(layer, id)} x="${cent(x)}" y="${px(y)}" width="${cent(width)}" height="${px(tall)}"/>`,
  );
  const names = labels.map(
    ({ at, text, anchor }) =>
      html`<text x="${cent(at)}" y="${height - 4}"${anchor !== 'start' && html` text-anchor="${anchor}"`}>${text}</text>`,
  );
  return html`${patterns(id)}${grid}${drawn}${names}`;
}

/** The swatch of a layer in the legend: within the picture that has the patterns, or beside it on the same page. */
export const swatch = (layer: number, id: string): Html =>
  html`<svg class="swatch" width="14" height="12" aria-hidden="true"><rect class="layer l${layer}"${fillOf(layer, id)} x="0.5" y="0.5" width="13" height="11"/></svg>`;

/** Room on both sides of a line, so that dots and their labels stay within the frame. */
const side = 4;
const placeOf = (share: number): number => side + Math.min(1, Math.max(0, share)) * (100 - 2 * side);

export type Days = { readonly from: string; readonly to: string };

const moment = (day: string): number => Date.parse(`${day.slice(0, 10).padEnd(8, '-01').padEnd(10, '-01')}T12:00:00Z`);

export function placeOfDay(day: string, { from, to }: Days): number {
  const [start, end] = [moment(from), moment(to)];
  return placeOf(
    end <= start ? 1 : (moment(day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day) - start) / (end - start),
  );
}

export function yearLabels({ from, to }: Days): readonly Label[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + 1 + n);
  const step = [1, 2, 5, 10, 20].find((each) => years.length / each <= 6) ?? 50;
  const wanted = years
    .filter((year) => year % step === 0)
    .map((year): Label => ({ at: placeOfDay(`${year}-01-01`, { from, to }), text: String(year), anchor: 'middle' }));
  return placeLabels(wanted.length > 0 ? wanted : [{ at: placeOf(1), text: String(last), anchor: 'end' }]);
}

export const drawYears = (days: Days, height: number, labelled: boolean): Html =>
  html`${yearLabels(days).map(
    ({ at, text, anchor }) =>
      html`<line class="ax" x1="${cent(at)}" x2="${cent(at)}" y1="${labelled ? 16 : 0}" y2="${height}"/>${
        labelled && html`<text x="${cent(at)}" y="12"${anchor !== 'start' && html` text-anchor="${anchor}"`}>${text}</text>`
      }`,
  )}`;

/** A day on a line: full where we hold its text or where it is of a document, hollow where not; `small` for what came later. */
type DayDot = { readonly day: string; readonly full: boolean; readonly small?: boolean };

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

/** What every picture has: its name and what it shows in words, the same numbers as a table, and where the numbers are. */
type Picture = {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly height: number;
  readonly drawing: Html;
  readonly legend?: HtmlPart;
  readonly note?: HtmlPart;
  readonly table?: Html;
  /** Address of the numbers as JSON. */
  readonly data: string;
};

/** Where a list is as data, by its address in the API. */
export const dataLinks = (address: string, { say }: View): Html =>
  html`${say('Data:')} <a href="${`${address}${address.includes('?') ? '&' : '?'}format=csv`}">CSV</a>, <a href="${address}">JSON</a>`;

export function picture({ id, title, says, height, drawing, legend, note, table, data }: Picture, view: View): Html {
  const words = html`<title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc>`;
  const numbers = table && html`<details class="numbers"><summary>${view.say('The same as a table')}</summary>${table}</details>`;
  return html`<figure class="chart" id="${id}"><svg role="img" aria-labelledby="${id}-title ${id}-says" width="100%" height="${height}">${words}${drawing}</svg>
<figcaption>${legend}<p class="small soft">${note !== undefined && html`${note} `}${dataLinks(data, view)}</p></figcaption>${numbers}</figure>`;
}
