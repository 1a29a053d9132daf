import { openMailing } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openMailService, openOperations } from '../shared/adapters/services.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { deliverBatch } from '../shared/pipeline/batch.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { renderFor } from './render.ts';

const log = openLog('deliver');
const context = openGround(readEnvironment(process.env)).then((ground) => ({
  ...openMailing(ground),
  mailer: openMailService(),
  ...openOperations(ground),
}));

/** One mail to one reader, once. */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const open = { ...(await context), line: lineOf(log) };
  const failed = (error: unknown, id: string): void => log.error('mail failed', { id, detail: String(error) });
  return deliverBatch(renderFor(open))(event, open, failed, call && (() => call.getRemainingTimeInMillis()));
};
