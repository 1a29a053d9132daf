import type { Batch } from '../shared/model/ports.ts';
import { collectBatch } from '../shared/pipeline/collect/collect.ts';
import { parameterSecrets } from '../shared/store/aws/parameters.ts';
import { entry } from './entry.ts';

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order is kept. When this function
 * returns, another one may work on the same host: so it first waits out the pause after the last request.
 */
export const handler = entry(
  'collect',
  async (event: Batch, { log, context, timeLeft }) => {
    const failed = (error: unknown, id: string): void => log.error('task failed', { id, error: error as Error });
    const answer = await collectBatch(event, context, failed, timeLeft);
    await context.web.rest();
    return answer;
  },
  (log) => ({ secrets: parameterSecrets(), machineTrouble: (trouble) => log.warn('no machine text', trouble) }),
);
