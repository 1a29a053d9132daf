import { type Html, html } from '../words/escape.ts';
import { px } from './scale.ts';

/** Small bars in a line of text or a table: what a source or a theme brought week by week, month by month. */

export type SparkBar = { readonly x: number; readonly width: number; readonly y: number; readonly height: number };

/** Bars within a frame; the highest fills it, and what is more than nothing is seen. */
export function layoutSpark(values: readonly number[], width: number, height: number): readonly SparkBar[] {
  const most = Math.max(0, ...values);
  const slot = width / Math.max(1, values.length);
  return values.flatMap((value, n): SparkBar[] => {
    const tall = value <= 0 ? 0 : Math.max(1.5, (height * value) / most);
    return value <= 0 ? [] : [{ x: n * slot + slot * 0.1, width: slot * 0.8, y: height - tall, height: tall }];
  });
}

/** The picture with its words for screen readers: the numbers themselves. */
export function spark(values: readonly number[], label: string, width = 128): Html {
  const height = 28;
  const bars = layoutSpark(values, width, height).map(
    (bar) => html`<rect class="b" x="${px(bar.x)}" y="${px(bar.y)}" width="${px(bar.width)}" height="${px(bar.height)}"/>`,
  );
  return html`<svg class="spark" role="img" aria-label="${label}" width="${width}" height="${height + 2}">${bars}<line
class="tick" x1="0" x2="${width}" y1="${height + 0.5}" y2="${height + 0.5}"/></svg>`;
}
