import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { LandmarkNews, LaterAct, SourcedFigure } from '../../model/landmark.ts';
import { opt } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { checkPastDay, pastDay } from '../../questions/document.ts';
import { toldFigure, toldLandmark, type WithDoubts } from '../../questions/doubts.ts';
import { landmarkFilters, requireFigure, requireLandmark } from '../../questions/landmarks.ts';
import { readParameters } from '../../questions/question.ts';
import {
  type Correction,
  corrections,
  entityIdOf,
  type Landmark,
  landmarkById,
  landmarkSections,
  landmarks,
} from '../../registry/known.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { findLandmarks, type LandmarkFilters, landmarkKinds } from '../../registry/landmarks/find.ts';
import { dataLinks } from '../charts/charts.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { languageField, markHan, pastView, quantity, type View, viewOf, zh } from '../words/page-view.ts';
import { checkedWords, renderTextName, shortTitle } from '../words/text-name.ts';
import { inverseNames, themeNames } from '../words/words.ts';
import { doubtList, doubtsHtml } from './doubts.ts';
import { hitItem, unreadBlock } from './hit-item.ts';
import {
  areaWords,
  daysOf,
  dotsOf,
  type FigureNews,
  figureTable,
  hasNews,
  kindNames,
  landmarkFacts,
  landmarkRows,
  markWords,
  type News,
  sectionNames,
  thenAndSince,
  trackNote,
} from './landmark-parts.ts';
import { type PageContent, sendPage } from './page-frame.ts';
import { type Option, pastNote, select, softLine, table } from './parts.ts';
import { newsOf } from './themes.ts';

function laterAct({ effect, issuers, day, ...act }: LaterAct, view: View): Html {
  const names = issuers.map(({ name, english }) => (view.language === 'en' && english !== undefined ? english : zh(name)));
  return html`<li><p>${view.word(inverseNames, effect)} ${renderTextName(act, view)}</p>
<p class="small soft">${joinParts([...names, ...(day === undefined ? [] : [view.day(day)])], view.say(', ', '、'))}</p></li>`;
}

const laterActsBlock = (acts: LandmarkNews['laterActs'], view: View): Html => html`<section class="sec"><h2>${view.say('Later acts')} <span
class="n">${acts.length}</span></h2><ul class="list">${acts.map((act) => laterAct(act, view))}</ul></section>`;

function landmarkNames({ en, zh: chinese }: Landmark, { language }: View): Html {
  if (chinese === '') return html`<h1 lang="en">${en}</h1>`;
  if (language === 'zh') return html`<h1>${chinese}</h1><p class="zh" lang="en">${en}</p>`;
  return html`<h1>${en}</h1><p class="zh">${zh(chinese)}</p>`;
}

function landmarkPage(landmark: Landmark & WithDoubts, news: LandmarkNews, view: View): Html {
  const { say, to, word } = view;
  const { held, laterActs, newest, total } = news;
  const other = landmark.aliases.filter((alias) => alias !== landmark.zh && alias !== landmark.en);
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · <a
href="${to(`/landmarks#${landmark.section}`)}">${word(sectionNames, landmark.section)}</a> · ${word(kindNames, landmark.kind)}</p>
${landmarkNames(landmark, view)}${markWords(landmark.mark, view)}${landmarkFacts(landmark, view)}
<p class="small soft">${checkedWords(landmark, view.today, view.language)} · <a href="${to('/corrections')}">${say('Corrections')}</a></p></div>
${landmark.statement !== '' && html`<p class="lead" lang="en">${landmark.statement}</p>`}
${doubtList(landmark, view)}
${other.length > 0 && html`<p class="small soft">${say('Also known as')} ${other.join('; ')}</p>`}
<p class="tags">${landmark.themes.map((theme) => html`<a href="${to(`/themes/${theme}`)}">${word(themeNames, theme)}</a>`)}</p>
${held ? html`<section class="sec"><h2>${say('Full document')}</h2>${hitItem(held, view)}</section>` : unreadBlock(landmark, news, view)}
${laterActs.length > 0 && laterActsBlock(laterActs, view)}
<section class="sec"><h2>${say('Later developments')} <span
class="n">${total - (held ? 1 : 0)}</span></h2>${
    newest.length > 0 ? newest.map((hit) => hitItem(hit, view)) : softLine(say('No collected document mentions it yet.'))
  }
${
  total > newest.length &&
  html`<p class="small more"><a
href="${to('/documents', { entity: entityIdOf(landmark) })}">${say('All {total} documents that mention it', { total })}</a></p>`
}</section>`;
}

function figurePage(landmark: FigureLandmark & WithDoubts, stated: readonly SourcedFigure[], view: View): Html {
  const { say, to } = view;
  const rows = stated.map(
    (each) =>
      html`<tr><td>${each.document.day !== undefined && view.day(each.document.day)}</td>
<td>${quantity(each, view)}${each.year !== undefined && ` (${each.year})`}<br><span class="small soft">${areaWords(each, view)}</span></td>
<td><a href="${to(`/documents/${each.document.id}`)}">${shortTitle(each.document, view)}</a><br>${zh(`“${each.quote}”`)}</td></tr>`,
  );
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · ${say('Indicator')}</p><h1>${landmark.en}</h1>
<p class="lead">${say('As stated')}: ${landmark.stated}${markWords(landmark.mark, view)}</p></div>
${landmark.note !== '' && softLine(landmark.note)}${doubtList(landmark, view)}
${dotsOf(landmark, stated, view)}
${
  rows.length > 0
    ? html`<table class="stack"><thead><tr><th scope="col">${say('Day')}</th><th scope="col">${say('Value')}</th>
<th scope="col">${say('Document and quotation')}</th></tr></thead><tbody>${rows}</tbody></table>`
    : softLine(say('No collected document states it yet.'))
}`;
}

type LandmarkList = {
  readonly filters: LandmarkFilters;
  readonly found: readonly Landmark[];
  readonly news: News;
  readonly figures: FigureNews;
};

function filterForm({ theme, kind, news, days, q }: LandmarkFilters, view: View): Html {
  const { say, word } = view;
  const all: Option = ['', say('All')];
  const within = [30, 90, 365].map((n): Option => [String(n), say('the last {n} days', { n })]);
  return html`<form action="/landmarks" class="inline">${languageField(view)}
<p class="field"><label for="name">${say('Name or number')}</label><input id="name" name="q" type="search" maxlength="200" value="${q}"></p>
${select('theme', say('Theme'), [all, ...themeIds.map((id): Option => [id, word(themeNames, id)])], theme)}
${select('kind', say('Kind'), [all, ...landmarkKinds.map((each): Option => [each, word(kindNames, each)])], kind)}
${select('news', say('Documents'), [all, ['yes', say('with documents')], ['no', say('no document yet')]], news)}
${select('days', say('Named in'), [['', say('any')], ...within], days)}
<button>${say('Show')}</button></form>`;
}

function sectionBlock(section: Landmark['section'], { found, news, figures, filters }: LandmarkList, view: View): HtmlPart {
  const entries = found.filter((each) => each.section === section);
  const { theme, kind, news: only, days, q } = filters;
  const whole = [kind, only, days, q].every((each) => each === undefined);
  const numbers = whole
    ? figureLandmarks.filter((each) => each.section === section && (theme === undefined || each.themes.some((one) => one === theme)))
    : [];
  if (entries.length + numbers.length === 0) return undefined;
  const seen = entries.filter((each) => hasNews(each, news)).length;
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${view.word(sectionNames, section)} <span
class="n">${view.say('{seen} of {entries} with documents', { seen, entries: entries.length })}</span></h2>
${entries.length > 0 && thenAndSince(entries, news, { days: daysOf(landmarks, view.today), most: whole ? 8 : 40 }, view)}${figureTable(numbers, figures, view)}</section>`;
}

function landmarksPage(list: LandmarkList, view: View): Html {
  const { say, word } = view;
  const { found, filters, news } = list;
  const present = landmarkSections.filter((section) => found.some((each) => each.section === section));
  const jumps = present.map((section) => html`<a href="${`#${section}`}">${word(sectionNames, section)}</a>`);
  const given = new URLSearchParams(Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]));
  const at = (format: string): string => `/api/v1/landmarks?${new URLSearchParams([...given, ['format', format]])}`;
  const data = { csv: at('csv'), json: at('json') };
  const seen = found.filter((each) => hasNews(each, news)).length;
  const about = say(
    '{found} documents, institutions and companies in the backgrounder and beside it; collected documents mention {seen} of them. Unconfirmed items are marked.',
    { found: found.length, seen },
  );
  return html`<div class="head"><p class="kick">${say('The Development of AI Architecture in China (2026), kept up to date')}</p><h1>${say('Landmarks')}</h1>
<p class="lead">${about}</p>
<p class="line small">${jumps}</p></div>
${filterForm(filters, view)}
${found.length === 0 && softLine(say('No landmark meets these filters.'))}
${landmarkRows(found, news.mentions, data, view)}
${trackNote(data, view)}
${present.map((section) => sectionBlock(section, list, view))}`;
}

const send = (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  sendPage({ ...sheet, current: '/landmarks' }, view, answers);

async function landmarksHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const { asOf, ...filters } = readParameters(request.given, z.object({ ...landmarkFilters, ...pastDay }));
  checkPastDay(asOf, answers);
  const view = pastView(viewOf(request, answers), asOf);
  const [news, figures] = await Promise.all([
    newsOf(landmarks, answers, view.today, asOf),
    asOf === undefined ? answers.newestFigures(figureLandmarks.map(({ id }) => id)) : new Map(),
  ]);
  const found = findLandmarks(filters, news.mentions, view.today);
  const body = html`${pastNote(asOf, view)}${landmarksPage({ filters, found, news, figures }, view)}`;
  return send({ title: view.say('Landmarks'), body }, view, answers);
}

async function landmarkHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const { asOf } = readParameters(request.given, z.object(pastDay));
  checkPastDay(asOf, answers);
  const view = pastView(viewOf(request, answers), asOf);
  const landmark = toldLandmark(requireLandmark(request.name('id')), await answers.doubts(asOf));
  const news = (await answers.landmark(landmark.id, 20, asOf)) ?? { total: 0, newest: [], laterActs: [] };
  return send(
    {
      title: view.language === 'zh' ? landmark.zh || landmark.en : landmark.en,
      body: html`${pastNote(asOf, view)}${landmarkPage(landmark, news, view)}`,
      feeds: new URLSearchParams({ entity: entityIdOf(landmark) }).toString(),
    },
    view,
    answers,
  );
}

async function figure(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const landmark = toldFigure(requireFigure(request.name('id')), await answers.doubts());
  return send({ title: landmark.en, body: figurePage(landmark, (await answers.figures(landmark.id, 20)) ?? [], view) }, view, answers);
}

async function correctionsHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { say, to } = view;
  const nameOf = ({ of, english }: Correction): HtmlPart => {
    const landmark = landmarkById(of);
    if (!landmark) return renderTextName({ title: of, ...opt({ english }) }, view);
    return html`<a href="${to(`/landmarks/${of}`)}">${view.language === 'zh' ? landmark.zh || landmark.en : landmark.en}</a>`;
  };
  const rows = table(await corrections(), [
    [say('Of', '事项'), nameOf, { row: true }],
    [say('Said'), ({ said }) => markHan(said)],
    [say('Says now'), ({ says }) => (says === undefined ? say('nothing') : markHan(says))],
    [say('Since', '自'), ({ since }) => since, { class: 'nb' }],
    [say('Because'), ({ why }) => html`<span class="any">${markHan(why)}</span>`],
  ]);
  const title = say('Corrections');
  const data = html`<p class="small soft">${dataLinks({ csv: '/api/v1/corrections?format=csv', json: '/api/v1/corrections' }, view)}</p>`;
  return send({ title, body: html`<div class="head"><h1>${title}</h1></div>${rows}${data}` }, view, answers);
}

export const landmarkRoutes: readonly Route[] = [
  { method: 'GET', path: '/corrections', answer: correctionsHtml },
  { method: 'GET', path: '/landmarks', answer: landmarksHtml },
  { method: 'GET', path: '/landmarks/figures/:id', answer: figure },
  { method: 'GET', path: '/landmarks/:id', answer: landmarkHtml },
  { method: 'GET', path: '/doubts', answer: doubtsHtml },
];
