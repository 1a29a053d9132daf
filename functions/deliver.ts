import { Logger } from '@aws-lambda-powertools/logger';
import { openMailing } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openDeadLetterQueues, openMailService } from '../shared/adapters/services.ts';
import type { Batch, BatchAnswer, Invocation } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { deliverBatch } from '../shared/pipeline/batch.ts';
import { renderFor } from './render.ts';

const logger = new Logger({ serviceName: 'deliver' });
const context = openGround(readEnvironment(process.env)).then((ground) => ({
  ...openMailing(ground),
  mailer: openMailService(),
  deadLetters: openDeadLetterQueues(ground),
}));

/** One mail to one reader, once. */
export const handler = async (event: Batch, call?: Invocation): Promise<BatchAnswer> => {
  const open = await context;
  const failed = (error: unknown, id: string): void => logger.error('mail failed', { id, detail: String(error) });
  return deliverBatch(renderFor(open))(event, open, failed, call && (() => call.getRemainingTimeInMillis()));
};
