import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import { openTokens } from '../shared/adapters/tokens.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, openLog } from './log.ts';

const log = openLog('api');
const report = (error: unknown, request: string): void => log.error('request failed', { request, detail: String(error) });
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const [ground, { openMailing }, { serveWith }] = await Promise.all([
    opened,
    import('../shared/adapters/contexts.ts'),
    import('./serve.ts'),
  ]);
  return serveWith({ ...openMailing(ground), tokens: openTokens(ground.table) }, false, report);
});

/** Pages, API and feeds on request. */
export const handler = async (event: LambdaEvent, lambda: LambdaContext) => {
  beginCall(log, lambda as Partial<Call>);
  return (await open())(event, lambda);
};
