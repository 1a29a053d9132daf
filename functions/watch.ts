import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { alarms } from '../shared/pipeline/watch.ts';

const logger = new Logger({ serviceName: 'watch' });
const context = openContext(readEnvironment(process.env));

/** Hourly: silence, refusals and failed deliveries, one log line each; the alarms of the stack count them. */
export const handler = async (): Promise<void> => {
  const found = await alarms(await context);
  for (const alarm of found) logger.warn('alarm', { alarm });
  logger.info('watched', { alarms: found.length });
};
