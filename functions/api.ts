import { defaultIsContentTypeBinary, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { beginCall, type Call, openLog } from './log.ts';
import { openDeployed } from './open.ts';
import { openApp } from './serve.ts';

const log = openLog('api');
const report = (error: unknown, request: string): void => log.error('request failed', { request, detail: String(error) });
/** A table keeps the byte order mark at its head, which text would lose on the way. */
const isContentTypeBinary = (type: string): boolean => type.startsWith('text/csv') || defaultIsContentTypeBinary(type);
const serve = openDeployed().then(async (context) => handle(await openApp(context, { local: false }, report), { isContentTypeBinary }));

export const handler = async (event: LambdaEvent, lambda: LambdaContext) => {
  beginCall(log, lambda as Partial<Call>);
  return (await serve)(event, lambda);
};
