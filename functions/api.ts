import { Logger } from '@aws-lambda-powertools/logger';
import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { serveWith } from './serve.ts';

const logger = new Logger({ serviceName: 'api' });
const report = (error: unknown, request: string): void => logger.error('request failed', { request, detail: String(error) });
const web = openContext(readEnvironment(process.env)).then((context) => serveWith(context, false, report));

/** Pages, API and feeds on request. */
export const handler = async (event: LambdaEvent, lambda: LambdaContext) => (await web)(event, lambda);
