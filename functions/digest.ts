import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendDue } from '../shared/pipeline/mail/due.ts';

const logger = new Logger({ serviceName: 'digest' });
const context = openContext(readEnvironment(process.env));

/** Every half hour: whose moment has come? Composes what is due, and queues one mail per reader. */
export const handler = async (): Promise<void> => {
  logger.info('digest', await sendDue(await context));
};
