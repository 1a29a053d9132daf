import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendToAll } from '../shared/pipeline/deliver.ts';
import { ensurePublished, lastWeek } from '../shared/pipeline/digest.ts';

const logger = new Logger({ serviceName: 'digest' });
const context = openContext(readEnvironment(process.env));

/** Once a week: the last finished week, composed once and asked for once a reader. */
export const handler = async (): Promise<void> => {
  const open = await context;
  const week = lastWeek(open.now());
  await ensurePublished(week, open);
  const readers = await sendToAll(week, open);
  logger.info('digest', { week, readers });
};
