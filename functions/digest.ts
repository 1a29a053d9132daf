import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendLastWeek } from '../shared/pipeline/mail/deliver.ts';

const logger = new Logger({ serviceName: 'digest' });
const context = openContext(readEnvironment(process.env));

/** Once a week: composes the last finished week, and queues one mail per reader. */
export const handler = async (): Promise<void> => {
  logger.info('digest', await sendLastWeek(await context));
};
