import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { LandmarkNews, LaterAct, SourcedFigure } from '../../model/landmark.ts';
import { opt } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { checkPastDay, pastDay } from '../../questions/document.ts';
import { toldFigure, toldLandmark, type WithDoubts } from '../../questions/doubts.ts';
import { landmarkFilters, requireFigure, requireLandmark } from '../../questions/landmarks.ts';
import { filterWords } from '../../questions/lists.ts';
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
import type { RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { asWritten, documentPath, pastView, quantity, type View, withQuery, zh } from '../words/page-view.ts';
import { bodyName, checkedNote, renderTextName, shortTitle, titleSpan } from '../words/text-name.ts';
import { inverseNames, themeNames } from '../words/words.ts';
import { doubtList, doubtsPage } from './doubts.ts';
import { hitItem, themeTags, unreadBlock } from './hit-item.ts';
import {
  areaWords,
  daysOf,
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
import { pageRoute } from './page-frame.ts';
import { filterForm, head, type Option, pastNote, select, small, smallPrint, softLine, table, withAll } from './parts.ts';
import { newsOf } from './themes.ts';

function laterAct({ effect, issuers, day, ...act }: LaterAct, view: View): Html {
  const { say, word } = view;
  const about = [...issuers.map((issuer) => bodyName(issuer, view)), ...(day === undefined ? [] : [view.day(day)])];
  return html`<li><p>${word(inverseNames, effect)} ${renderTextName(act, view)}</p>
${smallPrint(joinParts(about, say(', ', '、')))}</li>`;
}

function landmarkNames({ en, zh: chinese }: Landmark, { language }: View): Html {
  if (chinese === '') return html`<h1 lang="en">${en}</h1>`;
  if (language === 'zh') return html`<h1>${chinese}</h1><p class="zh" lang="en">${en}</p>`;
  return html`<h1>${en}</h1><p class="zh">${zh(chinese)}</p>`;
}

/** A part of the page under its heading. */
const part = (title: string, content: HtmlPart, n?: number): Html =>
  html`<section class="sec"><h2>${title}${n !== undefined && html` <span class="n">${n}</span>`}</h2>${content}</section>`;

function landmarkBody(landmark: Landmark & WithDoubts, news: LandmarkNews, view: View): Html {
  const { say, to, word } = view;
  const { held, laterActs, newest, total } = news;
  const other = landmark.aliases.filter((alias) => alias !== landmark.zh && alias !== landmark.en);
  const later = newest.length > 0 ? newest.map((hit) => hitItem(hit, view)) : softLine(say('No collected document mentions it yet.'));
  const all = total > newest.length && [to('/documents', { entity: entityIdOf(landmark) })];
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · <a
href="${to(`/landmarks#${landmark.section}`)}">${word(sectionNames, landmark.section)}</a> · ${word(kindNames, landmark.kind)}</p>
${landmarkNames(landmark, view)}${markWords(landmark.mark, view)}${landmarkFacts(landmark, view)}
${smallPrint(html`${checkedNote(landmark, view)} · <a href="${to('/corrections')}">${say('Corrections')}</a>`)}</div>
${landmark.statement !== '' && html`<p class="lead" lang="en">${landmark.statement}</p>`}
${doubtList(landmark, view)}
${
  other.length > 0 &&
  smallPrint(
    html`${say('Also known as')} ${joinParts(
      other.map((name) => asWritten(name, view)),
      say('; '),
    )}`,
  )
}
<p class="tags">${themeTags(landmark.themes, view)}</p>
${held ? part(say('Full document'), hitItem(held, view)) : unreadBlock(landmark, news, view)}
${laterActs.length > 0 && part(say('Later acts'), html`<ul class="list">${laterActs.map((act) => laterAct(act, view))}</ul>`, laterActs.length)}
${part(
  say('Later developments'),
  html`${later}
${all && html`<p class="small more"><a href="${all[0]}">${say('All {total} documents that mention it', { total })}</a></p>`}`,
  total - (held ? 1 : 0),
)}`;
}

function figureBody(landmark: FigureLandmark & WithDoubts, stated: readonly SourcedFigure[], view: View): Html {
  const { say, to } = view;
  const rows = table(
    stated,
    [
      [say('Day'), ({ document: { day } }) => day !== undefined && view.day(day)],
      [
        say('Value'),
        (each) => html`${quantity(each, view)}${each.year !== undefined && ` (${each.year})`}<br>${small(areaWords(each, view))}`,
      ],
      [
        say('Document and quotation'),
        ({ document, quote }) =>
          html`<a href="${to(documentPath(document.id))}">${titleSpan(shortTitle(document, view))}</a><br>${zh(`“${quote}”`)}`,
      ],
    ],
    { none: say('No collected document states it yet.') },
  );
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · ${say('Indicator')}</p><h1 lang="en">${landmark.en}</h1>
<p class="lead">${say('As stated')}${say(': ')}${asWritten(landmark.stated, view)}${markWords(landmark.mark, view)}</p></div>
${landmark.note !== '' && softLine(asWritten(landmark.note, view))}${doubtList(landmark, view)}
${rows}`;
}

type LandmarkList = {
  readonly filters: LandmarkFilters;
  readonly found: readonly Landmark[];
  readonly news: News;
  readonly figures: FigureNews;
};

function filterFields({ theme, kind, news, days, q }: LandmarkFilters, view: View): Html {
  const { say, word } = view;
  const within = ['30', '90', '365'].map((n): Option => [n, say('the last {n} days', { n })]);
  const withNews: readonly Option[] = [
    ['', say('All')],
    ['yes', say('with documents')],
    ['no', say('no document yet')],
  ];
  const themes = withAll(themeIds, (id) => word(themeNames, id), view);
  const kinds = withAll(landmarkKinds, (each) => word(kindNames, each), view);
  return html`<p class="field"><label for="name">${say('Name or number')}</label><input id="name" name="q" type="search" maxlength="200" value="${q}"></p>
${select('theme', say('Theme'), themes, theme)}
${select('kind', say('Kind'), kinds, kind)}
${select('news', say('Documents'), withNews, news)}
${select('days', say('Named in'), [['', say('any')], ...within], days)}
`;
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
  const then = entries.length > 0 && thenAndSince(entries, news, { days: daysOf(landmarks, view.today), most: whole ? 8 : 40 }, view);
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${view.word(sectionNames, section)} <span
class="n">${view.say('{seen} of {entries} with documents', { seen, entries: entries.length })}</span></h2>
${then}${figureTable(numbers, figures, view)}</section>`;
}

function listBody(list: LandmarkList, view: View): Html {
  const { say, word } = view;
  const { found, filters, news } = list;
  const present = landmarkSections.filter((section) => found.some((each) => each.section === section));
  const jumps = present.map((section) => html`<a href="${`#${section}`}">${word(sectionNames, section)}</a>`);
  const data = withQuery('/api/v1/landmarks', { ...filters, days: filters.days?.toString() });
  const seen = found.filter((each) => hasNews(each, news)).length;
  const about = say(
    '{found} documents, institutions and companies in the backgrounder and beside it; collected documents mention {seen} of them. Unconfirmed items are marked.',
    { found: found.length, seen },
  );
  return html`<div class="head"><p class="kick">${say('The Development of AI Architecture in China (2026), kept up to date')}</p><h1>${say('Landmarks')}</h1>
<p class="lead">${about}</p>
<p class="line small">${jumps}</p></div>
${filterForm('/landmarks', filterFields(filters, view), view)}
${found.length === 0 && softLine(say('No landmark meets these filters.'))}
${landmarkRows(found, news.mentions, data, view)}
${trackNote(data, view)}
${present.map((section) => sectionBlock(section, list, view))}`;
}

async function landmarksPage(given: View, answers: Answers, request: RouteRequest) {
  const { asOf, ...filters } = readParameters(request.given, z.object({ ...landmarkFilters, ...pastDay }));
  checkPastDay(asOf, answers);
  const view = pastView(given, asOf);
  const [news, figures] = await Promise.all([
    newsOf(landmarks, answers, view.today, asOf),
    asOf === undefined ? answers.newestFigures(figureLandmarks.map(({ id }) => id)) : new Map(),
  ]);
  const found = findLandmarks(filters, news.mentions, view.today);
  const body = html`${pastNote(asOf, view)}${listBody({ filters, found, news, figures }, view)}`;
  return { title: view.say('Landmarks'), current, body, view };
}

const current = '/landmarks';
const nameIn = ({ en, zh: chinese }: Landmark, { say }: View): string => say(en, chinese || en);

async function landmarkPage(given: View, answers: Answers, request: RouteRequest) {
  const { asOf } = readParameters(request.given, z.object(pastDay));
  checkPastDay(asOf, answers);
  const view = pastView(given, asOf);
  const landmark = toldLandmark(requireLandmark(request.name('id')), await answers.doubts(asOf));
  const news = (await answers.landmark(landmark.id, 20, asOf)) ?? { total: 0, newest: [], laterActs: [] };
  const body = html`${pastNote(asOf, view)}${landmarkBody(landmark, news, view)}`;
  return { title: nameIn(landmark, view), current, body, feeds: filterWords({ entity: entityIdOf(landmark) }), view };
}

async function figurePage(view: View, answers: Answers, request: RouteRequest) {
  const landmark = toldFigure(requireFigure(request.name('id')), await answers.doubts());
  return { title: landmark.en, current, body: figureBody(landmark, (await answers.figures(landmark.id, 20)) ?? [], view) };
}

async function correctionsPage(view: View) {
  const { say, to } = view;
  const nameOf = ({ of, english }: Correction): HtmlPart => {
    const landmark = landmarkById(of);
    if (!landmark) return renderTextName({ title: of, ...opt({ english }) }, view);
    return html`<a href="${to(`/landmarks/${of}`)}">${nameIn(landmark, view)}</a>`;
  };
  const rows = table(await corrections(), [
    [say('Of', '事项'), nameOf, { row: true }],
    [say('Said'), ({ said }) => asWritten(said, view)],
    [say('Says now'), ({ says }) => (says === undefined ? say('nothing') : asWritten(says, view))],
    [say('Since', '自'), ({ since }) => since, { class: 'nb' }],
    [say('Because'), ({ why }) => html`<span class="any">${asWritten(why, view)}</span>`],
  ]);
  const title = say('Corrections');
  return { title, current, body: html`${head(title)}${rows}${smallPrint(dataLinks('/api/v1/corrections', view))}` };
}

export const landmarkRoutes = [
  pageRoute('/corrections', correctionsPage),
  pageRoute('/landmarks', landmarksPage),
  pageRoute('/landmarks/figures/:id', figurePage),
  pageRoute('/landmarks/:id', landmarkPage),
  pageRoute('/doubts', doubtsPage),
];
