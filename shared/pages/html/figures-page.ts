import type { FigureLine, FigureResult } from '../../model/cross-index.ts';
import type { DocumentFigure } from '../../model/facts.ts';
import { dayShort } from '../words/days.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { commitment, ofWhat, quantity, unitName } from '../words/quantity.ts';

/** Quantities of one unit across documents, the newest document first. */

const yearWords = ({ year, yearFrom }: DocumentFigure, { say }: View): string =>
  year === undefined ? '' : yearFrom === 'page' ? say(`${year}, by the page’s date`, `${year}（据页面日期）`) : String(year);

function row(line: FigureLine, view: View): Html {
  const { say, language } = view;
  const { document } = line;
  const name = language === 'en' && document.english ? html`<span lang="en">${document.english}</span>` : zh(document.title);
  return html`<tr><th scope="row" class="nb">${quantity(line, view)}</th>
<td data-l="${say('Indicator')}">${line.scope !== undefined && ofWhat(line.scope)}</td><td data-l="${say('Year')}">${yearWords(line, view)}</td>
<td data-l="${say('Commitment')}">${commitment(line, view.language)}</td>
<td data-l="${say('Stated in')}"><a href="${view.to(`/documents/${encodeURIComponent(document.id)}`)}">${name}</a>${
    document.day !== '' &&
    html` <span
class="soft small nb">${dayShort(document.day, language)}</span>`
  }<br><span class="small soft" lang="zh-Hans">“${plainLine(line.quote, 140)}”</span></td></tr>`;
}

/** The body of `/figures`. */
export function figuresPage({ unit, result, next }: { unit: string; result: FigureResult; next?: string }, view: View): Html {
  const { say, to } = view;
  const units = Object.entries(result.units).map(
    ([each, count]) =>
      html`<a href="${to('/figures', { unit: each })}"${each === unit && html` aria-current="page"`}>${unitName(each, view)} <span class="soft">${count}</span></a>`,
  );
  const head = html`<thead><tr><th scope="col">${say('Value')}</th><th scope="col">${say('Indicator')}</th><th scope="col">${say('Year')}</th>
<th scope="col">${say('Commitment')}</th><th scope="col">${say('Stated in')}</th></tr></thead>`;
  return html`<div class="head"><h1>${say('Figures and commitments')}</h1>
<p class="kick">${say('One unit across documents, newest first, each with its sentence. Figures of different scope are not comparable.')}</p>
<p class="line small">${units}</p></div>
<section aria-labelledby="unit"><h2 id="unit">${unitName(unit, view)} <span class="n">${result.total}</span></h2>
${
  result.items.length === 0
    ? html`<p class="soft">${say('No collected document states a figure in this unit.')}</p>`
    : html`<table class="stack">${head}<tbody>${result.items.map((line) => row(line, view))}</tbody></table>`
}
${next !== undefined && html`<p class="more"><a href="${to('/figures', { unit, cursor: next })}">${say('Older')}</a></p>`}</section>`;
}
