import { Logger } from '@aws-lambda-powertools/logger';
import { openWatch } from '../shared/adapters/roots/watch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendAlarms } from '../shared/pipeline/watch/alarm-news.ts';
import { backUp } from '../shared/pipeline/watch/backup.ts';

const logger = new Logger({ serviceName: 'watch' });
const context = openWatch(readEnvironment(process.env));

/** Hourly: each open alarm is one log line; new and cleared alarms are one message to the topic of the stack. */
export const handler = async (): Promise<void> => {
  const standing = await sendAlarms(await context);
  for (const alarm of standing) logger.warn('alarm', { alarm });
  const items = await backUp(await context);
  logger.info('watched', { alarms: standing.length, ...(items > 0 ? { backedUp: items } : {}) });
};
