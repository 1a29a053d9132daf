import { handle } from 'hono/aws-lambda';
import type { Serving } from '../shared/model/answers.ts';
import type { AnswerContext } from '../shared/model/ports.ts';
import { opt } from '../shared/model/values.ts';
import { createApp } from '../shared/pages/app.ts';
import { limitRate } from '../shared/pages/web/rate-limit.ts';
import { answersOf } from '../shared/pipeline/answers.ts';

export async function serveWith(
  context: AnswerContext,
  serving: Pick<Serving, 'local'> & Partial<Serving>,
  report: (error: unknown, request: string) => void,
) {
  const options = { ...serving, secret: await context.secret('cursors'), ...opt('version', process.env['HONGTOU_VERSION']) };
  return handle(createApp(answersOf(context, options), report, serving.local || context.settings.public ? limitRate() : undefined));
}
