import type { SourcedFigure } from '../../model/landmark.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { isLater } from '../../stages/facts/landmark-figures.ts';
import { dataLinks, drawValues, layoutValues, type ValueDot } from '../charts/charts.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { titleLanguage } from '../words/headline.ts';
import { type View, zh } from '../words/page-view.ts';
import { quantity } from '../words/quantity.ts';
import { shortTitle } from '../words/text-name.ts';
import { markWords } from './landmark-words.ts';

/** Figures that the backgrounder states, beside the newest ones of documents: a row each, with both on one line where both are numbers of one unit. */

/** Where a figure holds, which its sentence need not say. */
export function areaWords({ area }: SourcedFigure, { say, language }: View): string {
  if (area.of === 'country') return say('China');
  if (area.of === 'unstated') return say('area not stated');
  return (language === 'zh' ? area.name : area.english) ?? say('one place');
}

const dotOf = (
  figure: { readonly value: number; readonly unit: string; readonly year?: number; readonly bound?: string },
  now: boolean,
  view: View,
): ValueDot => {
  const { value, unit, year, bound = 'exactly' } = figure;
  return { value, now, text: `${quantity({ value, unit, bound } as SourcedFigure, view)}${year === undefined ? '' : ` (${year})`}` };
};

/** What was stated and what documents state since, on one line; nothing where there is nothing to set beside each other. */
export function dotsOf(landmark: FigureLandmark, stated: readonly SourcedFigure[], view: View): HtmlPart {
  const { en, unit, national, values = [] } = landmark;
  const later = (each: SourcedFigure): boolean => isLater(landmark, { ...each, ...each.document });
  const since = stated.filter((each) => each.unit === unit && each.value >= 0 && !(national && each.area.of === 'place') && later(each));
  if (since.length === 0 || values.length === 0) return undefined;
  const then = values.map(([value = 0, year]) => dotOf({ value, unit, ...(year !== undefined && { year }) }, false, view));
  const now = since.map((each) => dotOf(each, true, view));
  const list = (dots: readonly ValueDot[]): string => dots.map(({ text }) => text).join(view.say(', ', '、'));
  const label = view.say(`${en}: as stated ${list(then)}; latest ${list(now)}`, `${en}：原载${list(then)}，最新${list(now)}`);
  return html`<svg class="dots" role="img" aria-label="${label}" width="100%" height="46">${drawValues(layoutValues([...then, ...now.toReversed()]))}</svg>`;
}

function newestCell(newest: SourcedFigure, view: View): Html {
  const { id, day } = newest.document;
  const title = shortTitle(newest.document, view);
  const name = html`<span lang="${titleLanguage(title)}">${title}</span>`;
  return html`<b>${quantity(newest, view)}</b>${newest.year !== undefined && ` (${newest.year})`}${newest.area.of !== 'country' && ` · ${areaWords(newest, view)}`}<br>
<span class="small"><a href="${view.to(`/documents/${encodeURIComponent(id)}`)}">${name}</a>${day !== undefined && html` <span class="soft nb">${view.day(day)}</span>`}<br>
<span class="soft">${zh(`“${newest.quote}”`)}</span></span>`;
}

function row(landmark: FigureLandmark, newest: SourcedFigure, view: View): Html {
  const { say, to } = view;
  const note = landmark.note !== '' && html`<br><span class="small soft">${landmark.note}</span>`;
  return html`<tr><th scope="row"><a href="${to(`/landmarks/figures/${landmark.id}`)}">${landmark.en}</a>${note}${dotsOf(landmark, [newest], view)}</th>
<td data-l="${say('As stated')}">${landmark.stated}${markWords(landmark.mark, view)}</td>
<td data-l="${say('Latest')}">${newestCell(newest, view)}</td></tr>`;
}

const figureData = { csv: '/api/v1/landmarks/figures?format=csv', json: '/api/v1/landmarks/figures' };

export type FigureNews = ReadonlyMap<string, SourcedFigure>;

/** Figures as stated and as the newest documents have them, those with a newer one first; nothing when there are none. */
export function figureTable(list: readonly FigureLandmark[], newest: FigureNews, view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const { say } = view;
  const known = list.flatMap((each) => {
    const found = newest.get(each.id);
    return found ? [row(each, found, view)] : [];
  });
  const how = say(
    'Hollow dots: as stated; full dot: latest. Every line begins at nothing. ',
    '空心点为原载数值，实心点为最新数值；横线均自零起。',
  );
  const open = list.filter(({ id }) => newest.get(id) === undefined);
  const table = html`<table class="stack figures"><thead><tr><th scope="col">${say('Indicator')}</th><th scope="col">${say('As stated')}</th>
<th scope="col">${say('Latest in collected documents')}</th></tr></thead><tbody>${known}</tbody></table>`;
  const unstated = open.map(
    ({ id, en, stated, mark }) =>
      html`<li><a href="${view.to(`/landmarks/figures/${id}`)}">${en}</a>: ${stated}${markWords(mark, view)}</li>`,
  );
  const words = say(
    `No document states it yet: ${open.length} ${open.length === 1 ? 'figure' : 'figures'}`,
    `尚无文件载明：${open.length}项数值`,
  );
  const folded = html`<details class="unseen"><summary>${words}</summary><ul class="list small">${unstated}</ul></details>`;
  return html`${known.length > 0 && table}${open.length > 0 && folded}
<p class="small soft">${known.length > 0 && how}${dataLinks(figureData, view)}</p>`;
}
