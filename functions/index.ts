import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';

const logger = new Logger({ serviceName: 'index' });
const context = openContext(readEnvironment(process.env));

/** The one writer of the search index. */
export const handler = async (): Promise<void> => {
  const documents = await updateIndex(await context);
  logger.info('indexed', { documents });
};
