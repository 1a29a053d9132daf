import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { deliverBatch } from '../shared/pipeline/batch.ts';
import { renderFor } from './render.ts';

const logger = new Logger({ serviceName: 'deliver' });
const context = openContext(readEnvironment(process.env));

/** One mail to one reader, once. */
export const handler = async (event: Batch): Promise<BatchAnswer> => {
  const open = await context;
  return deliverBatch(event, renderFor(open), open, (error, id) => logger.error('mail failed', { id, detail: String(error) }));
};
