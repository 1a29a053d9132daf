import { Hono, type HonoRequest, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import type { Answers } from '../model/answers.ts';
import { InputError, NotReadyError } from '../model/errors.ts';
import { orEmpty } from '../model/values.ts';
import { RequestProblem } from '../questions/question.ts';
import { apiRoutes } from './api/api.ts';
import { calendarRoutes } from './feeds/calendar.ts';
import { feedRoutes, opmlRoutes } from './feeds/feeds.ts';
import { apiPageRoutes } from './html/api-page.ts';
import { briefRoutes } from './html/brief.ts';
import { calendarPageRoutes } from './html/calendar.ts';
import { choicesRoutes } from './html/choices.ts';
import { compareRoutes } from './html/compare.ts';
import { digestRoutes } from './html/digest.ts';
import { digestEditRoutes } from './html/digest-edit.ts';
import { formRoutes, signinForm } from './html/forms.ts';
import { pageRoutes } from './html/html-routes.ts';
import { labelRoutes } from './html/label-form.ts';
import { landmarkRoutes } from './html/landmarks.ts';
import { lineageRoutes } from './html/lineage-routes.ts';
import { obligationRoutes } from './html/obligations.ts';
import { type Problem, privatePage, problemPage } from './html/page-frame.ts';
import { promiseRoutes } from './html/promises.ts';
import { themeRoutes } from './html/themes.ts';
import { trustRoutes } from './html/trust.ts';
import { unreadRoutes } from './html/unread-routes.ts';
import { authorised, safePath, sameSite, withHeaders, withTags } from './web/guard.ts';
import { healthRoutes } from './web/health.ts';
import { limits, tellLimit } from './web/rate-limit.ts';
import { problemResponse, type Route, readRequest } from './web/route.ts';
import { viewOf } from './words/page-view.ts';

export const routes: readonly Route[] = [
  ...digestRoutes,
  ...digestEditRoutes,
  ...pageRoutes,
  ...formRoutes,
  ...choicesRoutes,
  ...unreadRoutes,
  ...labelRoutes,
  ...apiRoutes,
  ...apiPageRoutes,
  ...landmarkRoutes,
  ...themeRoutes,
  ...trustRoutes,
  ...lineageRoutes,
  ...promiseRoutes,
  ...obligationRoutes,
  ...compareRoutes,
  ...briefRoutes,
  ...feedRoutes,
  ...opmlRoutes,
  ...calendarPageRoutes,
  ...calendarRoutes,
  ...healthRoutes,
];

/** Programs get problem+json: under /api, /feeds and for whoever does not ask for a page. */
const wantsPage = (path: string, accept: string): boolean =>
  !/^\/(?:api\/|feeds(?:\/|$))/.test(path) && !path.endsWith('.ics') && /text\/html/.test(accept);

/** What is not our failure has a status of its own. */
function problemOf(error: unknown): RequestProblem | undefined {
  if (error instanceof InputError) return new RequestProblem(400, error.message);
  if (error instanceof NotReadyError) return new RequestProblem(503, error.message);
  return error instanceof RequestProblem ? error : undefined;
}

async function failurePage(problem: Problem, { url, path }: HonoRequest, answers: Answers): Promise<Response> {
  const search = new URL(url).searchParams;
  // Other parameters may be what is wrong with it.
  const view = viewOf({ path, search, given: new Map([...search].filter(([name]) => name === 'lang')) }, answers);
  const { status } = problem;
  if (status === 401) return privatePage({ title: view.say('Sign in'), body: signinForm(view, safePath(path)) }, view, status);
  // A failing store must not fail again in the foot of the page; who may not see data gets none.
  const withData = (!answers.needsToken || answers.public) && status < 500 && status !== 403;
  return problemPage(problem, view, withData ? answers : undefined);
}

/**
 * The HTTP of Hongtou over `answers`: pages, API, feeds, calendar (docs/contract.md 4). `report` hears of every failure of ours with the
 * name of the request, which the answer carries too; nothing else of the failure leaves the process. `limit` turns away who asks too often,
 * where nothing before us does.
 */
export function createApp(
  answers: Answers,
  report: (error: unknown, request: string) => void = () => {},
  limit: MiddlewareHandler = (_, next) => next(),
): Hono {
  const app = new Hono();
  const open = new Set(routes.filter((route) => route.open).map(({ path }) => path));

  app.onError(async (error, context) => {
    const known = problemOf(error);
    const status = known?.status ?? 500;
    const request = `r-${crypto.randomUUID().slice(0, 8)}`;
    if (!known) report(error, request);
    const detail = known?.message ?? 'An internal error occurred. It is recorded under this request ID.';
    const { path } = context.req;
    const extra = { ...known?.extra, request };
    const answer = wantsPage(path, orEmpty(context.req.header('accept')))
      ? await failurePage({ status, detail, request }, context.req, answers)
      : problemResponse(status, detail, path, extra);
    if (status === 401) answer.headers.set('www-authenticate', 'Bearer realm="hongtou"');
    if (status === 429) {
      answer.headers.set('retry-after', '1');
      answer.headers.set('ratelimit', limits.left(0));
    }
    if (status === 503) answer.headers.set('retry-after', '600');
    if (status === 405 && typeof known?.extra['allow'] === 'string') answer.headers.set('allow', known.extra['allow']);
    return answer;
  });

  // Nothing stands before the function that would compress: /sources alone is 140 KB.
  app.use(compress(), withHeaders(answers), sameSite(answers), tellLimit, limit, authorised(answers, open), withTags);
  // Assistants come seldom, and their protocol is large.
  app.post('/mcp', async (context) =>
    (await import('./mcp/server.ts')).answerMcp(context.req.raw, answers, report, context.get('grant')?.reader),
  );
  for (const { method, path, answer } of routes) app.on(method, path, (context) => answer(readRequest(context, answers), answers));
  const taken = [...routes, { path: '/mcp', method: 'POST' }];
  for (const path of new Set(taken.map((route) => route.path))) {
    const methods = taken.filter((route) => route.path === path).map(({ method }) => method);
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    app.all(path, () => {
      throw new RequestProblem(405, `${path} takes ${allow}`, { allow });
    });
  }
  app.notFound(() => {
    throw new RequestProblem(404, 'no page at this address');
  });
  return app;
}
