import { Logger } from '@aws-lambda-powertools/logger';
import { openDocuments } from '../shared/adapters/documents.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openQueues } from '../shared/adapters/services.ts';
import { openSources } from '../shared/adapters/sources.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import type { ScheduleContext } from '../shared/model/ports.ts';
import { scheduleByClock } from '../shared/pipeline/collect/schedule.ts';

const logger = new Logger({ serviceName: 'schedule' });
async function open(): Promise<ScheduleContext> {
  const ground = await openGround(readEnvironment(process.env));
  const { base, table } = ground;
  return { ...base, web: {}, documents: openDocuments(table, base.now), sources: openSources(table), tasks: openQueues(ground) };
}
const context = open();

/** Every five minutes: which sources and pages are due? */
export const handler = async (): Promise<void> => {
  const { claimed, revisits } = await scheduleByClock(await context);
  logger.info('scheduled', { claimed, revisits });
};
