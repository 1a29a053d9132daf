import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { landmarkFilters, requireFigure, requireLandmark } from '../../questions/landmarks.ts';
import { readParameters, textual } from '../../questions/question.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { findLandmarks } from '../../registry/landmarks/find.ts';
import { entityIdOf, landmarks } from '../../registry/landmarks.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { figurePage, landmarkPage } from './landmark-page.ts';
import { landmarksPage } from './landmarks-page.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';
import { newsOf } from './theme-routes.ts';

/** Landmarks as pages. */

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, current: '/landmarks', health: await healthOf(answers) }, view), 'text/html');

async function landmarksHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const filters = readParameters(asked.given, z.object(landmarkFilters));
  const [news, figures] = await Promise.all([
    newsOf(landmarks, answers, view.today),
    answers.newestFigures(figureLandmarks.map(({ id }) => id)),
  ]);
  const found = findLandmarks(filters, news.mentions, view.today);
  const body = landmarksPage({ filters, found, news, figures }, view);
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
  return send({ title: landmark.en, body: figurePage(landmark, (await answers.figures(landmark.id, 20)) ?? [], view) }, view, answers);
}

export const landmarkRoutes: readonly Route[] = [
  { method: 'GET', path: '/landmarks', answer: landmarksHtml },
  { method: 'GET', path: '/landmarks/figures/:id', answer: figure },
  { method: 'GET', path: '/landmarks/:id', answer: landmarkHtml },
];
