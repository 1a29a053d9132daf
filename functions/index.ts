import { Logger } from '@aws-lambda-powertools/logger';
import { openReading } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';

const logger = new Logger({ serviceName: 'index' });
const context = openGround(readEnvironment(process.env)).then(openReading);

/** The one writer of the search index. */
export const handler = async (): Promise<void> => {
  const documents = await updateIndex(await context);
  logger.info('indexed', { documents });
};
