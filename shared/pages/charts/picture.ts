import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** What every picture has: its name and what it shows in words, the same numbers as a table, and where the numbers are. */
export type Picture = {
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in a sentence with its numbers. */
  readonly says: string;
  readonly height: number;
  readonly drawing: Html;
  readonly legend?: HtmlPart;
  readonly note?: HtmlPart;
  readonly table?: Html;
  /** Addresses of exactly these numbers. */
  readonly data: { readonly csv: string; readonly json: string };
};

/** Links to the numbers of a picture. */
export const dataLinks = ({ csv, json }: Picture['data'], { say }: View): Html =>
  html`${say('Data:', '数据：')} <a href="${csv}">CSV</a>, <a href="${json}">JSON</a>`;

export function picture({ id, title, says, height, drawing, legend, note, table, data }: Picture, view: View): Html {
  const words = html`<title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc>`;
  const numbers =
    table && html`<details class="numbers"><summary>${view.say('The same as a table', '同一数据的表格')}</summary>${table}</details>`;
  return html`<figure class="chart" id="${id}"><svg role="img" aria-labelledby="${id}-title ${id}-says" width="100%" height="${height}">${words}${drawing}</svg>
<figcaption>${legend}<p class="small soft">${note !== undefined && html`${note} `}${dataLinks(data, view)}</p></figcaption>${numbers}</figure>`;
}
