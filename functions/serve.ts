import { createHash } from 'node:crypto';
import { handle } from 'hono/aws-lambda';
import type { Context } from '../shared/model/ports.ts';
import { createApp } from '../shared/pages/app.ts';
import { answersOf } from '../shared/pipeline/answers.ts';

/** Signs cursors, the same in every container of an instance: the bucket's name is made at random. A cursor opens nothing that its reader may not see anyway. */
const secretOf = (environment: Readonly<Record<string, string | undefined>>): string =>
  createHash('sha256').update(`${environment['RECORD_TABLE']} ${environment['EVIDENCE_BUCKET']}`).digest('hex');

/** The web entry: an event of a function URL in, its answer out; the same on a laptop and in Lambda. */
export const serveWith = (context: Context, local: boolean, report: (error: unknown, request: string) => void) =>
  handle(createApp(answersOf(context, { secret: secretOf(process.env), local }), report));
