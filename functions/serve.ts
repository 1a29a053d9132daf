import type { Serving } from '../shared/model/answers.ts';
import type { AnswerContext } from '../shared/model/ports.ts';
import { opt } from '../shared/model/values.ts';
import { createApp } from '../shared/pages/app.ts';
import { limitRate } from '../shared/pages/web/rate-limit.ts';
import { answersOf } from '../shared/pipeline/answers.ts';
import type { WebHandler } from './http.ts';

type Report = (error: unknown, request: string) => void;

export async function openApp(context: AnswerContext, serving: Pick<Serving, 'local'> & Partial<Serving>, report: Report) {
  const options = { ...serving, secret: await context.secret('cursors'), ...opt('version', process.env['HONGTOU_VERSION']) };
  return createApp(answersOf(context, options), report, serving.local || context.settings.public ? limitRate() : undefined);
}

/** The same application as Lambda has, told who asks as API Gateway does. */
export async function openLocalApp(context: AnswerContext, serving: Partial<Serving>, report: Report): Promise<WebHandler> {
  const app = await openApp(context, { ...serving, local: true }, report);
  return (request, sourceIp) => app.fetch(request, { requestContext: { http: { sourceIp } } });
}
