import type { QueryResult } from '../../model/query.ts';
import type { ThemeId } from '../../model/vocabulary.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { isVerified, landmarks } from '../../registry/landmarks.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { landmarkDates } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { themeNames } from '../words/words.ts';
import { facetTitles } from './documents-page.ts';
import { followLine, hitItem } from './hit-item.ts';
import { type FigureNews, figureTable } from './landmarks-page.ts';

/** The counts of one facet, each a link to its documents. */
function counts([name, title, names]: (typeof facetTitles)[number], { facets }: QueryResult, theme: ThemeId, view: View): HtmlPart {
  const rows = Object.entries(facets[name])
    .filter(([, n]) => n > 0)
    .toSorted(([, n], [, m]) => m - n);
  if (rows.length === 0) return undefined;
  const items = rows.map(
    ([value, n]) =>
      html`<li><a href="${view.to('/documents', { theme, [name]: value })}">${view.word(names, value)}</a><span class="fig">${n}</span></li>`,
  );
  return html`<section><h2>${view.say(...title)}</h2><ul class="facet">${items}</ul></section>`;
}

/** Known acts of the field: dated, and seen in at least one text. A number known only by hearsay is not shown. */
function landmarkBlock(theme: ThemeId, view: View): HtmlPart {
  const { say } = view;
  const rows = landmarks
    .filter(({ themes, mark }) => themes.includes(theme) && isVerified(mark))
    .map((each) => ({
      ...each,
      day: each.dates.effective ?? each.dates.published ?? each.dates.signed ?? each.dates.adopted ?? each.dates.draft,
    }))
    .filter((each): each is typeof each & { day: string } => each.day !== undefined)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
  if (rows.length === 0) return undefined;
  const items = rows.map(({ id, zh: chinese, en, number, numberMark, dates, statement }) => {
    const days = Object.entries(dates).map(([kind, value]) => `${view.word(landmarkDates, kind)} ${view.day(value)}`);
    const sure = number !== undefined && isVerified(numberMark ?? '?');
    return html`<li><p><a href="${view.to(`/landmarks/${id}`)}">${en}</a> ${zh(chinese)}${sure && html` ${zh(number)}`}</p>
<p class="small soft">${days.join('; ')}. ${statement}</p></li>`;
  });
  return html`<section class="sec" aria-labelledby="landmarks"><h2 id="landmarks">${say('Landmarks')} <span class="n">${rows.length}</span></h2>
<p class="small soft">${say('Key documents of this theme, verified against their texts.')}</p><ul class="list">${items}</ul></section>`;
}

/** Figures of this theme that are followed. */
export const figuresOf = (theme: ThemeId): typeof figureLandmarks => figureLandmarks.filter(({ themes }) => themes.includes(theme));

/** Then and now: the figures that the backgrounder states, beside the newest sourced ones. */
function figureBlock(theme: ThemeId, news: FigureNews, view: View): HtmlPart {
  const list = figuresOf(theme);
  if (list.length === 0) return undefined;
  const { say } = view;
  return html`<section class="sec" aria-labelledby="figures"><h2 id="figures">${say('Figures: stated and latest')} <span class="n">${list.length}</span></h2>
<p class="small soft">${say('Values in the backgrounder beside the latest value in a collected document, with its sentence. Check that both measure the same thing.')}</p>
${figureTable(list, news, view)}</section>`;
}

export type ThemeNews = { readonly newest: QueryResult; readonly drafts: QueryResult; readonly figures: FigureNews };

/** The body of `/themes/{id}`: open drafts first, then the newest documents, figures then and now, landmarks, with counts. */
export function themePage(theme: ThemeId, { newest, drafts, figures }: ThemeNews, view: View): Html {
  const { say, to } = view;
  const [english, chinese] = themeNames[theme];
  const open = drafts.hits.filter(({ commentBy }) => commentBy !== undefined && commentBy >= view.today);
  const list = (hits: QueryResult['hits']): HtmlPart =>
    hits.length > 0 ? hits.map((hit) => hitItem(hit, view)) : html`<p class="soft">${say('Nothing.')}</p>`;
  return html`<div class="head"><p class="kick">${say(`Theme · ${newest.total} ${newest.total === 1 ? 'document' : 'documents'}`, `主题 · ${newest.total}件文件`)}</p>
<h1>${view.language === 'zh' ? chinese : english}</h1><p class="zh">${view.language === 'zh' ? html`<span lang="en">${english}</span>` : zh(chinese)}</p>
<p class="line small"><a href="#open">${say('Open for comment')}</a><a href="#newest">${say('Newest')}</a>${
    figuresOf(theme).length > 0 &&
    html`<a
href="#figures">${say('Figures')}</a>`
  }<a href="#landmarks">${say('Landmarks')}</a><a href="${`/feeds/documents.atom?theme=${theme}`}">${say('Feed')}</a></p></div>
<div class="cols"><div>
<section aria-labelledby="open"><h2 id="open">${say('Open for comment')} <span class="n">${open.length}</span></h2>${list(open)}</section>
<section class="sec" aria-labelledby="newest"><h2 id="newest">${say('Newest')}</h2>${list(newest.hits)}
<p class="small more"><a href="${to('/documents', { theme })}">${say(`All ${newest.total} documents of this theme`, `该主题全部${newest.total}件文件`)}</a></p></section>
${figureBlock(theme, figures, view)}
${landmarkBlock(theme, view)}
</div><aside class="side" aria-label="${say('Counts')}">
<section><h2>${say('Follow')}</h2>${followLine(`theme=${theme}`, view)}</section>
${facetTitles.filter(([name]) => name !== 'theme' && name !== 'issuer').map((each) => counts(each, newest, theme, view))}
</aside></div>`;
}
