import type { Hit, QueryResult, TimelineCount } from '../../model/query.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { dataLinks, monthsBefore, monthsFrom, spark } from '../charts/charts.ts';
import { type Html, html } from '../words/escape.ts';
import { headlineOf, titleLanguage } from '../words/headline.ts';
import { type View, zh } from '../words/page-view.ts';
import { softDay } from '../words/text-name.ts';
import { themeNames } from '../words/words.ts';

/** All themes: how many documents, month by month, and the newest of each. */

export type ThemeCounts = {
  /** The newest documents of all themes, with the counts of all. */
  readonly newest: QueryResult;
  readonly open: QueryResult['facets']['theme'];
  readonly months: readonly TimelineCount[];
};

const shownMonths = 24;

/** First month of the small bars. */
export const firstMonth = (today: string): string => monthsBefore(today.slice(0, 7), shownMonths - 1);

function newestOf(theme: ThemeId, hits: readonly Hit[], view: View): Html {
  const hit = hits.find(({ themes }) => themes.includes(theme));
  if (!hit) return html`<span class="soft">${view.say('none among the newest', '近期没有')}</span>`;
  const { english, chinese } = headlineOf(hit);
  const title = view.language === 'zh' ? chinese : english;
  const link = view.to(`/documents/${encodeURIComponent(hit.id)}`);
  return html`<a href="${link}" lang="${titleLanguage(title)}">${title}</a>${softDay(hit.published ?? hit.signed, view)}`;
}

function row(theme: ThemeId, { newest, open, months }: ThemeCounts, view: View): Html {
  const { say, to, today } = view;
  const [english, chinese] = themeNames[theme];
  const scale = monthsFrom(firstMonth(today), today.slice(0, 7));
  const own = new Map(months.filter(({ of }) => of === theme).map(({ at, count }) => [at, count]));
  const values = scale.map((month) => own.get(month) ?? 0);
  const label = say(
    `Documents a month over ${shownMonths} months: ${values.join(' ')}`,
    `${shownMonths}个月每月文件数：${values.join(' ')}`,
  );
  const under = view.language === 'zh' ? html`<span lang="en">${english}</span>` : zh(chinese);
  return html`<tr><th scope="row"><a href="${to(`/themes/${theme}`)}">${view.language === 'zh' ? chinese : english}</a><br><span class="soft small">${under}</span></th>
<td class="r" data-l="${say('Documents')}"><a href="${to('/documents', { theme })}">${newest.facets.theme[theme] ?? 0}</a></td>
<td data-l="${say('By month', '按月')}">${spark(values, label, 112)}</td><td class="r" data-l="${say('This month', '本月')}">${values.at(-1) ?? 0}</td>
<td class="r" data-l="${say('Open for comment')}">${open[theme] ?? 0}</td><td data-l="${say('Newest')}">${newestOf(theme, newest.hits, view)}</td></tr>`;
}

/** The body of `/themes`. */
export function themesPage(counts: ThemeCounts, view: View): Html {
  const { say, to } = view;
  const heads = [
    say('Documents'),
    say(`${shownMonths} months`, `近${shownMonths}个月`),
    say('This month', '本月'),
    say('Open for comment'),
    say('Newest'),
  ].map((words, n) => html`<th scope="col"${[0, 2, 3].includes(n) && html` class="r"`}>${words}</th>`);
  const data = `/api/v1/timeline?step=month&by=theme&from=${firstMonth(view.today)}-01`;
  return html`<div class="head"><h1>${say('Themes')}</h1>
<p class="kick">${say('A document has one to four of them.', '一件文件属于一至四个主题。')} <a href="${to('/places')}">${say('Provinces and themes', '各省与主题')}</a></p></div>
<table class="stack themes"><thead><tr><th scope="col">${say('Theme')}</th>${heads}</tr></thead><tbody>${themeIds.map((id) => row(id, counts, view))}</tbody></table>
<p class="small soft">${say('Small bars: each theme on its own scale.', '小柱图：各主题比例不同。')} ${dataLinks({ csv: `${data}&format=csv`, json: data }, view)}</p>`;
}
