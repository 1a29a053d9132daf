import type { Batch, BatchAnswer } from '../shared/model/ports.ts';
import { deliverBatch } from '../shared/pipeline/deliver-batch.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { openDeployed } from './open.ts';
import { renderFor } from './render.ts';

const log = openLog('deliver');
const opened = openDeployed();

/** One mail to one reader, once. */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const context = { ...(await opened), line: lineOf(log) };
  const failed = (error: unknown, id: string): void => log.error('mail failed', { id, detail: String(error) });
  return deliverBatch(renderFor(context))(event, context, failed, call && (() => call.getRemainingTimeInMillis()));
};
