import { Logger } from '@aws-lambda-powertools/logger';
import { openSchedule } from '../shared/adapters/roots/schedule.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { scheduleByClock } from '../shared/pipeline/collect/schedule.ts';

const logger = new Logger({ serviceName: 'schedule' });
const context = openSchedule(readEnvironment(process.env));

/** Every five minutes: which sources and pages are due? */
export const handler = async (): Promise<void> => {
  const { claimed, revisits } = await scheduleByClock(await context);
  logger.info('scheduled', { claimed, revisits });
};
