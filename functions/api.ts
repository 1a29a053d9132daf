import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { openMailing } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openTokens } from '../shared/adapters/tokens.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, openLog } from './log.ts';
import { serveWith } from './serve.ts';

const log = openLog('api');
const report = (error: unknown, request: string): void => log.error('request failed', { request, detail: String(error) });
const web = openGround(readEnvironment(process.env)).then((ground) =>
  serveWith({ ...openMailing(ground), tokens: openTokens(ground.table) }, false, report),
);

/** Pages, API and feeds on request. */
export const handler = async (event: LambdaEvent, lambda: LambdaContext) => {
  beginCall(log, lambda as Partial<Call>);
  return (await web)(event, lambda);
};
