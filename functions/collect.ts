import { Logger } from '@aws-lambda-powertools/logger';
import { openDocuments } from '../shared/adapters/documents.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openReader } from '../shared/adapters/reader.ts';
import { openRobotsMemory } from '../shared/adapters/robots-memory.ts';
import { openMachineText, openQueues } from '../shared/adapters/services.ts';
import { openSnapshots } from '../shared/adapters/snapshots.ts';
import { openSources } from '../shared/adapters/sources.ts';
import { openWeb } from '../shared/adapters/web.ts';
import type { Batch, BatchAnswer, Invocation } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import type { CollectContext } from '../shared/model/ports.ts';
import { collectBatch } from '../shared/pipeline/batch.ts';

const logger = new Logger({ serviceName: 'collect' });
async function open(): Promise<CollectContext> {
  const ground = await openGround(readEnvironment(process.env));
  const { base, table, objects } = ground;
  const { settings, now } = base;
  return {
    ...base,
    web: openWeb(settings, now, { robots: openRobotsMemory(table) }),
    reader: openReader(),
    snapshots: openSnapshots(objects),
    documents: openDocuments(table, now),
    sources: openSources(table),
    tasks: openQueues(ground),
    machine: openMachineText(ground, (trouble) => logger.warn('no machine text', trouble)),
  };
}
const context = open();

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
