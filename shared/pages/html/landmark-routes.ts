import type { Answers } from '../../model/answers.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { type Landmark, landmarkById, landmarks } from '../../registry/landmarks.ts';
import { documentShape } from '../web/api-shapes.ts';
import { readLimit } from '../web/filters.ts';
import { allowOnly, json, notFoundProblem, type Route, type RouteRequest, textual } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { figurePage, landmarkPage, landmarksPage } from './landmarks-page.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** Landmarks as pages and as JSON. */

const api = '/api/v1';

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, current: '/landmarks', health: await healthOf(answers) }, view), 'text/html');

const figureOf = (id: string): FigureLandmark => {
  const figure = figureLandmarks.find((each) => each.id === id);
  if (!figure) throw notFoundProblem('no figure of this name is followed');
  return figure;
};
const landmarkOf = (id: string): Landmark => {
  const landmark = landmarkById(id);
  if (!landmark) throw notFoundProblem('no landmark of this name');
  return landmark;
};

/** The newest sourced value of each figure. */
export const newestFigures = async (list: readonly FigureLandmark[], answers: Pick<Answers, 'figures'>) =>
  new Map(await Promise.all(list.map(async ({ id }) => [id, (await answers.figures(id, 1))?.[0]] as const)));

async function landmarksHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const body = landmarksPage(await answers.mentions(), await newestFigures(figureLandmarks, answers), view);
  return send({ title: view.say('Landmarks', '里程碑'), body }, view, answers);
}

async function landmarkHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const landmark = landmarkOf(asked.name('id'));
  const news = (await answers.landmark(landmark.id, 20)) ?? { total: 0, newest: [] };
  return send(
    { title: view.language === 'zh' ? landmark.zh || landmark.en : landmark.en, body: landmarkPage(landmark, news, view) },
    view,
    answers,
  );
}

async function figure(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const landmark = figureOf(asked.name('id'));
  return send({ title: landmark.en, body: figurePage(landmark, (await answers.figures(landmark.id, 20)) ?? [], view) }, view, answers);
}

async function landmarksJson(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const mentions = await answers.mentions();
  return json({ items: landmarks.map((each) => ({ ...each, documents: 0, ...mentions[each.id] })) });
}

async function landmarkJson(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'limit');
  const landmark = landmarkOf(asked.name('id'));
  const { held, total, newest } = (await answers.landmark(landmark.id, readLimit(asked.given, 20))) ?? { total: 0, newest: [] };
  return json({ ...landmark, documents: total, ...(held && { held: documentShape(held) }), newest: newest.map(documentShape) });
}

async function figures(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const newest = await newestFigures(figureLandmarks, answers);
  return json({ items: figureLandmarks.map((each) => ({ ...each, ...(newest.get(each.id) && { newest: newest.get(each.id) }) })) });
}

async function figureValues(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'limit');
  const landmark = figureOf(asked.name('id'));
  return json({ ...landmark, items: (await answers.figures(landmark.id, readLimit(asked.given, 20))) ?? [] });
}

export const landmarkRoutes: readonly Route[] = [
  { method: 'GET', path: '/landmarks', answer: landmarksHtml },
  { method: 'GET', path: '/landmarks/figures/:id', answer: figure },
  { method: 'GET', path: '/landmarks/:id', answer: landmarkHtml },
  { method: 'GET', path: `${api}/landmarks`, answer: landmarksJson },
  { method: 'GET', path: `${api}/landmarks/figures`, answer: figures },
  { method: 'GET', path: `${api}/landmarks/figures/:id`, answer: figureValues },
  { method: 'GET', path: `${api}/landmarks/:id`, answer: landmarkJson },
];
