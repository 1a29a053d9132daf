import { handle } from 'hono/aws-lambda';
import type { AnswerContext } from '../shared/model/ports.ts';
import { createApp } from '../shared/pages/app.ts';
import { limitRate } from '../shared/pages/web/rate-limit.ts';
import { answersOf } from '../shared/pipeline/answers.ts';

/** The web entry: answers an event of a function URL; the same on a laptop and in Lambda. */
export const serveWith = async (context: AnswerContext, local: boolean, report: (error: unknown, request: string) => void) =>
  handle(createApp(answersOf(context, { secret: await context.secret('cursors'), local }), report, local ? limitRate() : undefined));
