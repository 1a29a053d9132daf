import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';

/** What every page begins with. */
export const head = (title: HtmlPart, below?: HtmlPart): Html => html`<div class="head"><h1>${title}</h1>${below}</div>`;

export const small = (words: HtmlPart): Html => html`<span class="soft small">${words}</span>`;

export const smallPrint = (words: HtmlPart): Html => html`<p class="small soft">${words}</p>`;

/** A section under its heading, which is its name for screen readers; `n` says how much it holds. */
export const section = (id: string, title: HtmlPart, content: HtmlPart, n?: HtmlPart): Html =>
  html`<section class="sec" aria-labelledby="${id}"><h2 id="${id}">${title}${n !== undefined && html` <span class="n">${n}</span>`}</h2>
${content}</section>`;

/** A section of a column beside others, without a rule above it. */
export const block = (id: string, title: HtmlPart, content: HtmlPart): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;

/** A section of which its heading alone shows until somebody opens it. */
export const folded = (id: string, title: HtmlPart, content: HtmlPart, n?: HtmlPart): Html =>
  html`<section class="sec" aria-labelledby="${id}"><details class="rec"><summary><h2 id="${id}">${title}${n !== undefined && html` <span class="n">${n}</span>`}</h2></summary>
${content}</details></section>`;

export const fact = (label: HtmlPart, value: HtmlPart): HtmlPart =>
  value !== undefined && value !== false && html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

export const softLine = (words: HtmlPart): Html => html`<p class="soft">${words}</p>`;

export const quoted = (words: string): Html => html`<span class="small soft">${zh(`“${words}”`)}</span>`;

/** A column of a table: its head, what a row has there, and how that stands: `row` names its row, the others are attributes of the cell. */
type Column<T> = readonly [
  head: string,
  cell: (each: T) => HtmlPart,
  how?: { readonly row?: true; readonly class?: string; readonly lang?: string },
];

function cellOf<T>([head, cell, { row, class: kind, lang } = {}]: Column<T>, each: T): Html {
  const attributes = html`${kind !== undefined && html` class="${kind}"`}${lang !== undefined && html` lang="${lang}"`}`;
  return row ? html`<th scope="row"${attributes}>${cell(each)}</th>` : html`<td data-l="${head}"${attributes}>${cell(each)}</td>`;
}

type TableOptions = { readonly none?: string; readonly id?: string; readonly caption?: string; readonly kind?: string };

/** A table, on a narrow screen a list in which each cell says the head of its column; `none` stands for one without rows. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[], { none, id, caption, kind }: TableOptions = {}): Html {
  if (rows.length === 0 && none !== undefined) return softLine(none);
  const heads = columns.map(([head, , how]) => html`<th scope="col"${how?.class === 'r' && html` class="r"`}>${head}</th>`);
  return html`<table class="stack${kind !== undefined && ` ${kind}`}"${id !== undefined && html` id="${id}"`}>${
    caption !== undefined && html`<caption class="vh">${caption}</caption>`
  }<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((each) => html`<tr>${columns.map((column) => cellOf(column, each))}</tr>`)}</tbody></table>`;
}

export const list = (items: readonly HtmlPart[], none: string): Html =>
  items.length > 0 ? html`<ul class="list">${items}</ul>` : softLine(none);

export type Option = readonly [value: string, words: string];

export const options = (values: readonly Option[], chosen: string | number = ''): readonly Html[] =>
  values.map(([value, words]) => html`<option value="${value}"${value === String(chosen) && html` selected`}>${words}</option>`);

export const select = (name: string, label: string, values: readonly Option[], chosen?: string | number): Html =>
  html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options(values, chosen)}</select></p>`;

/** What may be chosen, and that all of it is. */
export const withAll = <T extends string>(values: readonly T[], nameOf: (value: T) => string, { say }: View): readonly Option[] => [
  ['', say('All')],
  ...values.map((value): Option => [value, nameOf(value)]),
];

/** The fields that narrow a page, and the button that does. */
export const filterForm = (path: string, fields: HtmlPart, view: View): Html =>
  html`<form action="${path}" class="inline">${languageField(view)}\n${fields}<button>${view.say('Show')}</button></form>`;

export const older = (address: string, { say }: View): Html => html`<p class="more"><a href="${address}">${say('Older')}</a></p>`;

export const dayFields = ({ from, to }: { readonly from?: string; readonly to?: string }, { say }: View): readonly Html[] =>
  (
    [
      ['from', say('From'), from],
      ['to', say('To'), to],
    ] as const
  ).map(
    ([name, label, value]) =>
      html`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}" placeholder="2026-01-31"
pattern="\\d{4}-\\d{2}-\\d{2}" inputmode="numeric" size="10" autocomplete="off"></p>\n`,
  );

export const pastNote = (asOf: string | undefined, { say, day }: View): HtmlPart =>
  asOf !== undefined && html`<p class="ribbon warn">${say('As held at the end of {asOf}, Beijing time.', { asOf: day(asOf) })}</p>`;
