import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('collect');
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const batches = import('../shared/pipeline/collect-batch.ts');
  const [ground, { openCollect }, { collectBatch }] = await Promise.all([opened, import('../shared/adapters/roots/collect.ts'), batches]);
  return { context: openCollect(ground, (trouble) => log.warn('no machine text', trouble)), collectBatch };
});

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order is kept. When this function returns, another one may
 * work on the same host: so it first waits out the pause after the last request.
 */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const { context, collectBatch } = await open();
  const failed = (error: unknown, id: string): void => log.error('task failed', { id, error: error as Error });
  const timeLeft = call && (() => call.getRemainingTimeInMillis());
  const answer = await collectBatch(event, { ...context, line: lineOf(log) }, failed, timeLeft);
  await context.web.rest();
  return answer;
};
