import { Logger } from '@aws-lambda-powertools/logger';
import { openReading } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openQueues } from '../shared/adapters/services.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendDue } from '../shared/pipeline/mail/due.ts';

const logger = new Logger({ serviceName: 'digest' });
const context = openGround(readEnvironment(process.env)).then((ground) => ({ ...openReading(ground), tasks: openQueues(ground) }));

/** Every half hour: whose moment has come? Composes what is due, and queues one mail per reader. */
export const handler = async (): Promise<void> => {
  logger.info('digest', await sendDue(await context));
};
