import type { Answers } from '../../model/answers.ts';
import { description as describeApi } from '../api/api.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { viewOf } from '../words/page-view.ts';
import { apiPage } from './api-page.ts';
import { sendPage } from './page-frame.ts';

async function reference(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const description = view.say('The addresses of the API, their parameters, examples that run, and the shapes of their answers.');
  const body = apiPage(await describeApi(answers), view);
  return sendPage({ title: view.say('API reference'), description, current: '/api', body }, view, answers);
}

export const apiPageRoutes: readonly Route[] = [
  { method: 'GET', path: '/api', answer: reference },
  {
    method: 'GET',
    path: '/api/docs',
    answer: (request, answers) => new Response(null, { status: 302, headers: { location: viewOf(request, answers).to('/api') } }),
  },
];
