import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { serveWith } from './serve.ts';

const web = openContext(readEnvironment(process.env)).then((context) => serveWith(context, false));

/** Pages, API and feeds on request. */
export const handler = async (event: LambdaEvent, lambda: LambdaContext) => (await web)(event, lambda);
