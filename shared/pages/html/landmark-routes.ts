import type { Answers } from '../../model/answers.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { entityIdOf } from '../../registry/landmarks.ts';
import { newestFigures, requireFigure, requireLandmark } from '../web/require-landmark.ts';
import { type Route, type RouteRequest, textual } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { figurePage, landmarkPage, landmarksPage } from './landmarks-page.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** Landmarks as pages. */

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, current: '/landmarks', health: await healthOf(answers) }, view), 'text/html');

async function landmarksHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const body = landmarksPage(await answers.mentions(), await newestFigures(figureLandmarks, answers), view);
  return send({ title: view.say('Landmarks'), body }, view, answers);
}

async function landmarkHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const landmark = requireLandmark(asked.name('id'));
  const news = (await answers.landmark(landmark.id, 20)) ?? { total: 0, newest: [], laterActs: [] };
  return send(
    {
      title: view.language === 'zh' ? landmark.zh || landmark.en : landmark.en,
      body: landmarkPage(landmark, news, view),
      feeds: new URLSearchParams({ entity: entityIdOf(landmark) }).toString(),
    },
    view,
    answers,
  );
}

async function figure(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const landmark = requireFigure(asked.name('id'));
  return send(
    { title: landmark.en, body: figurePage(landmark, (await answers.figures(landmark.id, 20, 'anywhere')) ?? [], view) },
    view,
    answers,
  );
}

export const landmarkRoutes: readonly Route[] = [
  { method: 'GET', path: '/landmarks', answer: landmarksHtml },
  { method: 'GET', path: '/landmarks/figures/:id', answer: figure },
  { method: 'GET', path: '/landmarks/:id', answer: landmarkHtml },
];
