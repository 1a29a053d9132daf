import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { beginCall, type Call, openLog } from './log.ts';
import { openDeployed } from './open.ts';
import { serveWith } from './serve.ts';

const log = openLog('api');
const report = (error: unknown, request: string): void => log.error('request failed', { request, detail: String(error) });
const serve = openDeployed().then((context) => serveWith(context, { local: false }, report));

export const handler = async (event: LambdaEvent, lambda: LambdaContext) => {
  beginCall(log, lambda as Partial<Call>);
  return (await serve)(event, lambda);
};
