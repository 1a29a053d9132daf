import type { Edge } from '../../model/cross-index.ts';
import type { Hit, QueryResult, TimelineCount } from '../../model/query.ts';
import type { FeedFacts, SummaryLine } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType, ThemeId } from '../../model/vocabulary.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { landmarks } from '../../registry/landmarks.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { headlineOf, titleLanguage } from '../words/headline.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, shortTitle, softDay, type TextName } from '../words/text-name.ts';
import { inverseNames, themeNames, typeNames } from '../words/words.ts';
import { type FigureNews, figureTable } from './figure-table.ts';
import { followLine, issuersOf, statusMark } from './hit-item.ts';
import { daysOf, hasNews, type News, thenAndSince, trackNote } from './landmark-news.ts';
import { fromFirst, lastMonths, levelColumns } from './level-columns.ts';
import { issuerName } from './list-title.ts';

/** The state of a theme on one screen, and under it the backgrounder as it stands today: figures and landmarks, then and since. */

export type ThemeNews = {
  readonly newest: QueryResult;
  /** What the newest documents say, by their ids. */
  readonly facts: ReadonlyMap<string, FeedFacts>;
  /** Calls for comment that are open, the soonest end first. */
  readonly open: QueryResult;
  readonly months: readonly TimelineCount[];
  /** Acts of this theme that repeal or replace others, the newest first. */
  readonly ended: readonly Edge[];
  /** What kind of document those of `ended` are, by id. */
  readonly types: ReadonlyMap<string, DocumentType>;
  readonly figures: FigureNews;
  readonly news: News;
};

/** Figures and landmarks of a theme. */
export const figuresOf = (theme: ThemeId): typeof figureLandmarks => figureLandmarks.filter(({ themes }) => themes.includes(theme));
export const landmarksOf = (theme: ThemeId): typeof landmarks => landmarks.filter(({ themes }) => themes.includes(theme));

const titleLink = (hit: Hit, view: View): Html => {
  const { english, chinese } = headlineOf(hit);
  const title = view.language === 'zh' ? chinese : english;
  return html`<a href="${view.to(`/documents/${encodeURIComponent(hit.id)}`)}" lang="${titleLanguage(title)}">${title}</a>`;
};

/** One fact: rather what an act says than who issued it, which stands beside its title. */
const factOf = (facts: FeedFacts | undefined): SummaryLine | undefined =>
  facts?.summary.find(({ kind, says }) => kind === 'sentence' && !/ issued this | issued these /.test(says)) ?? facts?.summary[0];

/** A document in a few lines: when, what, by whom, and one fact of it with the words that prove it. */
function briefItem(hit: Hit, facts: FeedFacts | undefined, view: View): Html {
  const day = hit.published ?? hit.signed;
  const fact = factOf(facts);
  const says = fact?.kind === 'sentence' && view.language === 'en' && html`<span lang="en">${fact.says}</span> `;
  return html`<li><p class="kind">${day === undefined ? view.say('Date unknown') : html`<b>${dayShort(day, view.language)}</b>`} · ${joinParts(
    [statusMark(hit.status, view), view.word(typeNames, hit.type), issuersOf(hit, view)],
    ' · ',
  )}</p><h3>${titleLink(hit, view)}</h3>${fact && html`<p class="small">${says}<q class="soft" lang="zh-Hans">${plainLine(fact.quote, 70)}</q></p>`}</li>`;
}

function newestBlock(theme: ThemeId, { newest, facts }: ThemeNews, view: View): Html {
  const { say, to } = view;
  const items = newest.hits.map((hit) => briefItem(hit, facts.get(hit.id), view));
  const all = html`<p class="small more"><a href="${to('/documents', { theme })}">${say(`All ${newest.total} documents of this theme`, `该主题全部${newest.total}件文件`)}</a></p>`;
  return html`<section aria-labelledby="newest"><h2 id="newest">${say('Newest')}</h2>${
    items.length > 0 ? html`<ul class="briefs">${items}</ul>${all}` : html`<p class="soft">${say('Nothing.')}</p>`
  }</section>`;
}

function openBlock(theme: ThemeId, { open }: ThemeNews, view: View): Html {
  const { say, today, to } = view;
  const items = open.hits.map(
    (hit) =>
      html`<li>${titleLink(hit, view)} <span class="soft small nb">${hit.commentBy !== undefined && renderTimeLeft(hit.commentBy, today, say)}</span></li>`,
  );
  const more =
    open.total > open.hits.length &&
    html`<p class="small more"><a href="${to('/calendar', { theme, kind: 'comment' })}">${say(`All ${open.total}`, `全部${open.total}件`)}</a></p>`;
  return html`<section aria-labelledby="open"><h2 id="open">${say('Open for comment')} <span class="n">${open.total}</span></h2>${
    items.length > 0 ? html`<ul class="list small">${items}</ul>${more}` : html`<p class="soft small">${say('Nothing.')}</p>`
  }</section>`;
}

/** A text by one name alone, in the language of the page where there is one; a notice by the act that it issues. */
function shortName({ id, ...text }: TextName, types: ThemeNews['types'], view: View): Html {
  const type = id === undefined ? undefined : types.get(id);
  const title = shortTitle({ ...text, ...opt('type', type) }, view);
  return renderTextName({ ...opt('id', id), ...(title === '' ? text : { title }) }, view);
}

function endedBlock(theme: ThemeId, { ended, types }: ThemeNews, view: View): Html {
  const { say, to, word } = view;
  const items = ended.map(
    ({ from, to: target, relation }) =>
      html`<li>${shortName(target, types, view)} <b>${word(inverseNames, relation)}</b> ${shortName(from, types, view)}${softDay(from.day, view)}</li>`,
  );
  return html`<section aria-labelledby="ended"><h2 id="ended">${say('Repealed or replaced', '废止或替代')}</h2>${
    items.length > 0
      ? html`<ul class="list small">${items}</ul><p class="small more"><a
href="${to('/lineage', { theme })}">${say('All citations of this theme', '该主题全部引用关系')}</a></p>`
      : html`<p class="soft small">${say('Nothing.')}</p>`
  }</section>`;
}

/** Who issues most, and which themes its documents also have: each a link to them. */
function countBlock(
  title: string,
  counts: readonly (readonly [string, number])[],
  link: (value: string) => readonly [string, string],
): HtmlPart {
  if (counts.length === 0) return undefined;
  const items = counts.map(([value, n]) => {
    const [name, href] = link(value);
    return html`<li><a href="${href}">${name}</a><span class="fig">${n}</span></li>`;
  });
  return html`<section><h2>${title}</h2><ul class="facet">${items}</ul></section>`;
}

const mostIssuers = 6;

function aside(theme: ThemeId, news: ThemeNews, view: View): Html {
  const { say, to, word } = view;
  const { facets } = news.newest;
  const issuers = Object.entries(facets.issuer).slice(0, mostIssuers);
  const beside = Object.entries(facets.theme).filter(([each]) => each !== theme);
  return html`<aside class="side" aria-label="${say('About this theme', '主题概况')}">${openBlock(theme, news, view)}
${countBlock(say('Who issues most', '发文最多'), issuers, (issuer) => [issuerName(issuer, view), to('/documents', { theme, issuer })])}
${countBlock(say('Often together with', '常同时涉及'), beside.slice(0, 4), (each) => [word(themeNames, each), to(`/themes/${each}`)])}
<section><h2>${say('Follow')}</h2>${followLine(`theme=${theme}`, view)}</section></aside>`;
}

function figuresBlock(theme: ThemeId, { figures }: ThemeNews, view: View): HtmlPart {
  const list = figuresOf(theme);
  if (list.length === 0) return undefined;
  const { say } = view;
  return html`<section class="sec" aria-labelledby="figures"><h2 id="figures">${say('Figures: stated and latest')} <span class="n">${list.length}</span></h2>
<p class="small soft">${say('Values in the backgrounder beside the latest value in a collected document, with its sentence. Check that both measure the same thing.')}</p>
${figureTable(list, figures, view)}</section>`;
}

function landmarksBlock(theme: ThemeId, { news }: ThemeNews, view: View): HtmlPart {
  const list = landmarksOf(theme);
  if (list.length === 0) return undefined;
  const { say } = view;
  const seen = list.filter((each) => hasNews(each, news)).length;
  return html`<section class="sec" aria-labelledby="landmarks"><h2 id="landmarks">${say('The backgrounder, then and since', '背景文件：原载与其后')} <span
class="n">${say(`${seen} of ${list.length} with documents`, `${list.length}项中${seen}项有文件`)}</span></h2>
<p class="small soft">${say(
    'What “The Development of AI Architecture in China” (April 2026) names under this theme and what belongs beside it, with the newest document that mentions it.',
    '《The Development of AI Architecture in China》（2026年4月）在该主题下提及的内容，以及最新提及它的文件。',
  )}</p>
${thenAndSince(list, news, { days: daysOf(list, view.today) }, view)}
${trackNote({ csv: `/api/v1/landmarks?theme=${theme}&format=csv`, json: `/api/v1/landmarks?theme=${theme}` }, view)}</section>`;
}

/** The body of `/themes/{id}`. */
export function themePage(theme: ThemeId, news: ThemeNews, view: View): Html {
  const { say } = view;
  const [english, chinese] = themeNames[theme];
  const { total } = news.newest;
  const now = view.today.slice(0, 7);
  const fresh = news.months.filter(({ at }) => at === now).reduce((sum, { count }) => sum + count, 0);
  const jumps = [
    ['#newest', say('Newest')],
    ['#months', say('Documents a month', '每月文件')],
    ...(figuresOf(theme).length > 0 ? [['#figures', say('Figures')]] : []),
    ['#landmarks', say('Landmarks')],
  ].map(([href, words]) => html`<a href="${href}">${words}</a>`);
  const title = say('Documents a month, by level of issuer', '按发文层级统计的每月文件数');
  const months = levelColumns(
    { id: 'months', title, periods: fromFirst(lastMonths(view.today), news.months), counts: news.months, filters: { theme }, height: 170 },
    view,
  );
  return html`<div class="head"><p class="kick">${say(`Theme · ${total} ${total === 1 ? 'document' : 'documents'}, ${fresh} this month`, `主题 · ${total}件文件，本月${fresh}件`)} · <a
href="${view.to('/themes')}">${say('All themes', '全部主题')}</a></p>
<h1>${view.language === 'zh' ? chinese : english}</h1><p class="zh">${view.language === 'zh' ? html`<span lang="en">${english}</span>` : zh(chinese)}</p>
<p class="line small">${jumps}</p></div>
<div class="board"><div><section aria-labelledby="by-month"><h2 id="by-month">${title}</h2>${months}</section>${endedBlock(theme, news, view)}</div>
<div>${newestBlock(theme, news, view)}</div>${aside(theme, news, view)}</div>
${figuresBlock(theme, news, view)}
${landmarksBlock(theme, news, view)}`;
}
