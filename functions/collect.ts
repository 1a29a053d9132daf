import type { Batch, BatchAnswer } from '../shared/model/ports.ts';
import { collectBatch } from '../shared/pipeline/collect-batch.ts';
import { parameterSecrets } from '../shared/store/aws/parameters.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('collect');
const opened = openDeployed({ proxySecrets: parameterSecrets(), machineTrouble: (trouble) => log.warn('no machine text', trouble) });

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order is kept. When this function
 * returns, another one may work on the same host: so it first waits out the pause after the last request.
 */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const context = await opened;
  const failed = (error: unknown, id: string): void => log.error('task failed', { id, error: error as Error });
  const timeLeft = call && (() => call.getRemainingTimeInMillis());
  const answer = await collectBatch(event, { ...context, line: lineOf(log) }, failed, timeLeft);
  await context.web.rest();
  return answer;
};
