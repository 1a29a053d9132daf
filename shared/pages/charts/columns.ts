import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { cent, type Label, placeLabels, px, roundSteps } from './scale.ts';

/** Columns of stacked bars: one column a month or week, one layer a level. Layers are told apart by their order and pattern, not by colour alone. */

/** Counts of one column, the lowest layer first. */
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
export type ColumnsLayout = {
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly lines: readonly { readonly y: number; readonly value: number }[];
  readonly labels: readonly Label[];
};

/** Share of the width that the numbers of the scale take, on the left. */
const margin = 9;
const [top, foot] = [8, 20];

/** Middle of a column, in per cent. */
const middleOf = (n: number, count: number): number => margin + ((n + 0.5) * (100 - margin)) / count;

/** Labels below: the beginnings of years, then the first and the last column, where they fit. */
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

/** Where bars, lines and labels stand. Nothing stands outside of the frame, and heights are as the values. */
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

/** The drawing; `id` is that of its picture. */
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
