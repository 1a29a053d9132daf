import { openCollect } from '../shared/adapters/roots/collect.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { collectBatch } from '../shared/pipeline/batch.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('collect');
const context = openCollect(readEnvironment(process.env), (trouble) => log.warn('no machine text', trouble));

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order is kept. When this function returns, another one may
 * work on the same host: so it first waits out the pause after the last request.
 */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const open = { ...(await context), line: lineOf(log) };
  const failed = (error: unknown, id: string): void => log.error('task failed', { id, error: error as Error });
  const answer = await collectBatch(event, open, failed, call && (() => call.getRemainingTimeInMillis()));
  await open.web.rest();
  return answer;
};
