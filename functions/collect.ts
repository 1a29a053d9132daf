import { Logger } from '@aws-lambda-powertools/logger';
import { openCollect } from '../shared/adapters/roots/collect.ts';
import type { Batch, BatchAnswer, Invocation } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { collectBatch } from '../shared/pipeline/batch.ts';

const logger = new Logger({ serviceName: 'collect' });
const context = openCollect(readEnvironment(process.env), (trouble) => logger.warn('no machine text', trouble));

/**
 * Tasks from the FIFO queue. After a failure every later message of its group is given back too, so that order is kept. When this function returns, another one may
 * work on the same host: so it first waits out the pause after the last request.
 */
export const handler = async (event: Batch, call?: Invocation): Promise<BatchAnswer> => {
  const { web } = await context;
  const failed = (error: unknown, id: string): void => logger.error('task failed', { id, error: error as Error });
  const answer = await collectBatch(event, await context, failed, call && (() => call.getRemainingTimeInMillis()));
  await web.rest();
  return answer;
};
