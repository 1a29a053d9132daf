import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import type { Batch, BatchAnswer, Invocation } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { collectBatch } from '../shared/pipeline/batch.ts';

const logger = new Logger({ serviceName: 'collect' });
const context = openContext(readEnvironment(process.env), {
  machineTrouble: (trouble) => logger.warn('no machine text', trouble),
});

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order holds. A host's group is free for another
 * function when this one returns: the pause after the last request is waited out here, for nobody else knows of it.
 */
export const handler = async (event: Batch, call?: Invocation): Promise<BatchAnswer> => {
  const { web } = await context;
  const failed = (error: unknown, id: string): void => logger.error('task failed', { id, error: error as Error });
  const answer = await collectBatch(event, await context, failed, call && (() => call.getRemainingTimeInMillis()));
  await web.rest();
  return answer;
};
