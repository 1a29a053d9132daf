import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Edge, Hit, QueryResult, TimelineCount } from '../../model/query.ts';
import type { FeedFacts, SummaryLine } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import { type DocumentType, isTheme, type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { checkFilters, filters } from '../../questions/lists.ts';
import { notFoundProblem, readParameters } from '../../questions/question.ts';
import { entityIdOf, type Landmark, landmarks } from '../../registry/known.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { subThemes } from '../../registry/themes.ts';
import { byTelling } from '../../stages/digest/telling.ts';
import { keyFactsOf, summaryInBrief } from '../../stages/english/summary-parts.ts';
import { dataLinks, monthsBefore, monthsFrom, spark } from '../charts/charts.ts';
import { issuerName } from '../web/list-title.ts';
import type { RouteRequest } from '../web/route.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { documentPath, type View, zh } from '../words/page-view.ts';
import { headlineIn, renderTextName, shortTitle, softDay, type TextName, titleLanguage } from '../words/text-name.ts';
import { inverseNames, themeNames, typeNames } from '../words/words.ts';
import { describeList } from './document-side.ts';
import { followLine, issuersOf, statusMark, themeAddress } from './hit-item.ts';
import { daysOf, type FigureNews, figureTable, hasNews, type News, thenAndSince, trackNote } from './landmark-parts.ts';
import { fromFirst, lastMonths, levelColumns, timelineQuery } from './level-columns.ts';
import { pageRoute } from './page-frame.ts';
import { block, head, section, small, smallPrint, softLine, table } from './parts.ts';
import { placesPage } from './sources.ts';

type ThemeNews = {
  readonly newest: QueryResult;
  readonly facts: ReadonlyMap<string, FeedFacts>;
  readonly open: QueryResult;
  readonly months: readonly TimelineCount[];
  readonly ended: readonly Edge[];
  readonly types: ReadonlyMap<string, DocumentType>;
  readonly figures: FigureNews;
  readonly news: News;
};

const figuresOf = (theme: ThemeId): typeof figureLandmarks => figureLandmarks.filter(({ themes }) => themes.includes(theme));
const landmarksOf = (theme: ThemeId): typeof landmarks => landmarks.filter(({ themes }) => themes.includes(theme));

const titleLink = (hit: Hit, { say, to }: View): Html => {
  const title = headlineIn(hit, { say });
  return html`<a href="${to(documentPath(hit.id))}" lang="${titleLanguage(title)}">${title}</a>`;
};

/** Items of a block, and what leads to the others. */
const itemsOf = (items: readonly Html[], more: HtmlPart, { say }: View): Html =>
  items.length > 0
    ? html`<ul class="list small">${items}</ul>${more && html`<p class="small more">${more}</p>`}`
    : smallPrint(say('Nothing.'));

function factOf({ summary }: FeedFacts): SummaryLine | undefined {
  const [fact] = byTelling(keyFactsOf(summary).filter(({ english }) => english !== undefined));
  return summary.find(({ quote, says }) => says === fact?.english && quote === fact.quote) ?? summaryInBrief(summary, 1)[0];
}

function briefItem(hit: Hit, facts: FeedFacts | undefined, view: View): Html {
  const day = hit.published ?? hit.signed;
  const fact = facts && factOf(facts);
  const says = fact?.kind === 'sentence' && view.language === 'en' && html`<span lang="en">${fact.says}</span> `;
  return html`<li><p class="kind">${day === undefined ? view.say('Date unknown') : html`<b>${dayShort(day)}</b>`} · ${joinParts(
    [statusMark(hit, view), view.word(typeNames, hit.type), issuersOf(hit, view)],
    ' · ',
  )}</p><h3>${titleLink(hit, view)}</h3>${fact && html`<p class="small">${says}<q class="soft" lang="${titleLanguage(fact.quote)}">${plainLine(fact.quote, 70)}</q></p>`}</li>`;
}

function newestBlock(theme: ThemeId, { newest, facts }: ThemeNews, view: View): Html {
  const { say, to } = view;
  const items = newest.hits.map((hit) => briefItem(hit, facts.get(hit.id), view));
  const all = html`<p class="small more"><a href="${to('/documents', { theme })}">${say('All {total} documents of this theme', { total: newest.total })}</a></p>`;
  return block('newest', say('Newest'), items.length > 0 ? html`<ul class="briefs">${items}</ul>${all}` : softLine(say('Nothing.')));
}

function openBlock(theme: ThemeId, { open: { hits, total } }: ThemeNews, view: View): Html {
  const { say, today, to } = view;
  const items = hits.map(
    (hit) =>
      html`<li>${titleLink(hit, view)} <span class="soft small nb">${hit.commentBy !== undefined && renderTimeLeft(hit.commentBy, today, say)}</span></li>`,
  );
  const more = total > hits.length && html`<a href="${to('/calendar', { theme, kind: 'comment' })}">${say('All {total}', { total })}</a>`;
  return block('open', html`${say('Open for comment')} <span class="n">${total}</span>`, itemsOf(items, more, view));
}

function shortName({ id, ...text }: TextName, types: ThemeNews['types'], view: View): Html {
  const type = id === undefined ? undefined : types.get(id);
  const title = shortTitle({ ...text, ...opt('type', type) }, view);
  return renderTextName({ ...opt('id', id), ...(title === '' ? text : { title }) }, view);
}

function endedBlock(theme: ThemeId, { ended, types }: ThemeNews, view: View): Html {
  const { say, to, word } = view;
  const items = ended.map(
    ({ from, to: target, relation }) =>
      html`<li>${shortName(target, types, view)} <b>${word(inverseNames, relation)}</b> ${shortName(from, types, view)}${softDay(from.day)}</li>`,
  );
  const more = html`<a href="${to('/lineage', { theme })}">${say('All citations of this theme')}</a>`;
  return block('ended', say('Repealed or replaced'), itemsOf(items, more, view));
}

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

const finerOf = (theme: ThemeId) => subThemes.filter(({ parent }) => parent === theme);

function sidebar(theme: ThemeId, news: ThemeNews, view: View): Html {
  const { say, to, word } = view;
  const { facets } = news.newest;
  const issuers = Object.entries(facets.issuer).slice(0, mostIssuers);
  const beside = Object.entries(facets.theme).filter(([each]) => each !== theme && isTheme(each));
  const finer = finerOf(theme).flatMap(({ id }): [string, number][] => (facets.theme[id] ? [[id, facets.theme[id]]] : []));
  return html`<aside class="side" aria-label="${say('About this theme')}">${openBlock(theme, news, view)}
${countBlock(say('Sub-themes'), finer, (each) => [word(themeNames, each), to('/documents', { theme: each })])}
${countBlock(say('Who issues most'), issuers, (issuer) => [issuerName(issuer, view), to('/documents', { theme, issuer })])}
${countBlock(say('Often together with'), beside.slice(0, 4), (each) => [word(themeNames, each), themeAddress(each, to)])}
<section><h2>${say('Follow')}</h2>${followLine(`theme=${theme}`, view)}</section></aside>`;
}

function figuresBlock(theme: ThemeId, { figures }: ThemeNews, view: View): HtmlPart {
  const list = figuresOf(theme);
  if (list.length === 0) return undefined;
  const { say } = view;
  return section(
    'figures',
    say('Figures: stated and latest'),
    html`${smallPrint(say('Values in the backgrounder beside the latest value in a collected document, with its sentence. Check that both measure the same thing.'))}
${figureTable(list, figures, view)}`,
    list.length,
  );
}

function landmarksBlock(theme: ThemeId, { news }: ThemeNews, view: View): HtmlPart {
  const list = landmarksOf(theme);
  if (list.length === 0) return undefined;
  const { say } = view;
  const seen = list.filter((each) => hasNews(each, news)).length;
  const about = say(
    'What “The Development of AI Architecture in China” (April 2026) names under this theme and what belongs beside it, with the newest document that mentions it.',
  );
  return section(
    'landmarks',
    say('The backgrounder, then and since'),
    html`${smallPrint(about)}
${thenAndSince(list, news, { days: daysOf(list, view.today) }, view)}
${trackNote(`/api/v1/landmarks?theme=${theme}`, view)}`,
    say('{seen} of {list} with documents', { seen, list: list.length }),
  );
}

/** The name of a theme in the language that the page has not. */
const otherName = (theme: ThemeId, { language }: View): Html => {
  const [english, chinese] = themeNames[theme];
  return language === 'zh' ? html`<span lang="en">${english}</span>` : zh(chinese);
};

function themeBody(theme: ThemeId, news: ThemeNews, view: View): Html {
  const { say, to } = view;
  const [english, chinese] = themeNames[theme];
  const { total } = news.newest;
  const now = view.today.slice(0, 7);
  const fresh = news.months.filter(({ at }) => at === now).reduce((sum, { count }) => sum + count, 0);
  const jumps = [
    ['#newest', say('Newest')],
    ['#by-month', say('Documents a month')],
    ...(figuresOf(theme).length > 0 ? [['#figures', say('Figures')]] : []),
    ['#landmarks', say('Landmarks')],
  ].map(([href, words]) => html`<a href="${href}">${words}</a>`);
  const title = say('Documents a month, by level of issuer');
  const months = levelColumns(
    { id: 'months', title, periods: fromFirst(lastMonths(view.today), news.months), counts: news.months, filters: { theme }, height: 170 },
    view,
  );
  return html`<div class="head"><p class="kick">${say('Theme · {total} {total:document|documents}, {fresh} this month', { total, fresh })} · <a
href="${to('/themes')}">${say('All themes')}</a></p>
<h1>${say(english, chinese)}</h1><p class="zh">${otherName(theme, view)}</p>
<p class="line small">${jumps}</p></div>
<div class="board"><div>${block('by-month', title, months)}${endedBlock(theme, news, view)}</div>
<div>${newestBlock(theme, news, view)}</div>${sidebar(theme, news, view)}</div>
${figuresBlock(theme, news, view)}
${landmarksBlock(theme, news, view)}`;
}

type ThemeCounts = {
  readonly newest: QueryResult;
  readonly open: QueryResult['facets']['theme'];
  readonly months: readonly TimelineCount[];
};

const shownMonths = 24;

const firstMonth = (today: string): string => monthsBefore(today.slice(0, 7), shownMonths - 1);

function newestOf(theme: ThemeId, hits: readonly Hit[], view: View): Html {
  const hit = hits.find(({ themes }) => themes.includes(theme));
  if (!hit) return html`<span class="soft">${view.say('none among the newest')}</span>`;
  return html`${titleLink(hit, view)}${softDay(hit.published ?? hit.signed)}`;
}

function barsOf(theme: ThemeId, { months }: ThemeCounts, { today }: View): readonly number[] {
  const scale = monthsFrom(firstMonth(today), today.slice(0, 7));
  const own = new Map(months.filter(({ of }) => of === theme).map(({ at, count }) => [at, count]));
  return scale.map((month) => own.get(month) ?? 0);
}

function nameOf(theme: ThemeId, view: View): Html {
  const { to, word } = view;
  const finer = finerOf(theme).map(({ id }) => html`<a href="${to('/documents', { theme: id })}">${word(themeNames, id)}</a>`);
  return html`<a href="${to(`/themes/${theme}`)}">${word(themeNames, theme)}</a><br>${small(otherName(theme, view))}${
    finer.length > 0 && html`<br><span class="small">${joinParts(finer, ' · ')}</span>`
  }`;
}

function themesBody(counts: ThemeCounts, view: View): Html {
  const { say, to } = view;
  const { newest, open } = counts;
  const label = (values: readonly number[]): string =>
    say('Documents a month over {shownMonths} months: {values}', { shownMonths, values: values.join(' ') });
  const figure = { class: 'r' };
  const rows = table(
    themeIds.map((theme) => ({ theme, values: barsOf(theme, counts, view) })),
    [
      [say('Theme'), ({ theme }) => nameOf(theme, view), { row: true }],
      [say('Documents'), ({ theme }) => html`<a href="${to('/documents', { theme })}">${newest.facets.theme[theme] ?? 0}</a>`, figure],
      [say('{shownMonths} months', { shownMonths }), ({ values }) => spark(values, label(values), 112)],
      [say('This month'), ({ values }) => values.at(-1) ?? 0, figure],
      [say('Open for comment'), ({ theme }) => open[theme] ?? 0, figure],
      [say('Newest'), ({ theme }) => newestOf(theme, newest.hits, view)],
    ],
    { kind: 'themes' },
  );
  const data = `/api/v1/timeline?step=month&by=theme&from=${firstMonth(view.today)}-01`;
  const about = html`<p class="kick">${say('A document has one to four of them.')} <a href="${to('/places')}">${say('Provinces and themes')}</a></p>`;
  return html`${head(say('Themes'), about)}
${rows}
${smallPrint(html`${say('Small bars: each theme on its own scale.')} ${dataLinks(data, view)}`)}`;
}

/** Documents by their ids. */
async function byId(ids: readonly string[], answers: Answers, today: string): Promise<ReadonlyMap<string, Hit>> {
  const among = [...new Set(ids)];
  const { hits } = among.length === 0 ? { hits: [] } : await answers.documents({ among, limit: among.length, today });
  return new Map(hits.map((hit) => [hit.id, hit]));
}

export async function newsOf(list: readonly Landmark[], answers: Answers, today: string, asOf?: string): Promise<News> {
  const mentions = await answers.mentions(list.map(entityIdOf), asOf);
  const newest = Object.values(mentions).map(({ newestId }) => newestId);
  return { mentions, newest: await byId(newest, answers, today) };
}

const shownNewest = 5;
const shownOpen = 4;
const shownEnded = 4;
const lookedAt = 12;

/**
 * An edge that says that an act ended another, which that one's status bears out; of one that is not held, by an act that is vouched for.
 */
function isEnded({ from, to }: Edge, ends: ReadonlyMap<string, Hit>): boolean {
  const [by, ended] = [ends.get(from.id), to.id === undefined ? undefined : ends.get(to.id)];
  return ended ? ended.status === 'repealed' || ended.status === 'superseded' : by?.notSeenOnIssuersSite === undefined;
}

async function themePage(view: View, answers: Answers, request: RouteRequest) {
  const id = themeIds.find((each) => each === request.name('id'));
  if (id === undefined) throw notFoundProblem('no theme with this id');
  const { today } = view;
  const ended = (relation: 'repeals' | 'supersedes') => answers.register.edges({ relation, theme: id, limit: lookedAt });
  const [newest, open, months, figures, news, ...edges] = await Promise.all([
    answers.documents({ theme: id, sort: 'newest', today, limit: shownNewest }),
    answers.documents({ theme: id, status: 'draft', date: 'commentBy', sort: 'soonest', from: today, today, limit: shownOpen }),
    answers.timeline(timelineQuery(lastMonths(today), { theme: id }, today)),
    answers.newestFigures(figuresOf(id).map((each) => each.id)),
    newsOf(landmarksOf(id), answers, today),
    ended('repeals'),
    ended('supersedes'),
  ]);
  const all = edges.flatMap(({ items }) => items).toSorted((a, b) => (a.from.day < b.from.day ? 1 : -1));
  const between = all.flatMap(({ from, to }) => [from.id, to.id ?? []].flat());
  const [facts, ends] = await Promise.all([answers.feedFacts(newest.hits), byId(between, answers, today)]);
  const lastEnded = all.filter((edge) => isEnded(edge, ends)).slice(0, shownEnded);
  const types = new Map([...ends.values()].map(({ id, type }) => [id, type]));
  const body = themeBody(id, { newest, facts, open, months, ended: lastEnded, types, figures, news }, view);
  const feedTitle = view.word(themeNames, id);
  const title = `${feedTitle} · ${view.say('Themes')}`;
  return { title, description: describeList(newest, view), body, feeds: `theme=${id}`, feedTitle };
}

const mostNewest = 60;

async function themesPage(view: View, answers: Answers) {
  const { today } = view;
  const [newest, open, months] = await Promise.all([
    answers.documents({ sort: 'newest', today, limit: mostNewest }),
    answers.documents({ status: 'draft', date: 'commentBy', from: today, today, limit: 1 }),
    answers.timeline({ step: 'month', by: 'theme', from: `${firstMonth(today)}-01`, today }),
  ]);
  return { title: view.say('Themes'), body: themesBody({ newest, open: open.facets.theme, months }, view) };
}

const { level, type, from, to } = filters.shape;

async function places(view: View, answers: Answers, request: RouteRequest) {
  const given = await checkFilters(readParameters(request.given, z.object({ level, type, from, to })), answers);
  const [counts, sources] = await Promise.all([answers.provinces({ ...given, today: view.today }), answers.sources()]);
  return { title: view.say('Provinces and themes'), body: placesPage({ filters: given, counts, sources }, view) };
}

export const themeRoutes = [pageRoute('/themes', themesPage), pageRoute('/themes/:id', themePage), pageRoute('/places', places)];
