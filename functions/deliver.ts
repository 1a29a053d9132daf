import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import { openMailService, openOperations } from '../shared/adapters/services.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('deliver');
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const pieces = [import('../shared/adapters/contexts.ts'), import('../shared/pipeline/deliver-batch.ts'), import('./render.ts')] as const;
  const [ground, { openMailing }, { deliverBatch }, { renderFor }] = await Promise.all([opened, ...pieces]);
  const context = { ...openMailing(ground), mailer: openMailService(), ...openOperations(ground), line: lineOf(log) };
  return { context, work: deliverBatch(renderFor(context)) };
});

/** One mail to one reader, once. */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  const { context, work } = await open();
  const failed = (error: unknown, id: string): void => log.error('mail failed', { id, detail: String(error) });
  return work(event, context, failed, call && (() => call.getRemainingTimeInMillis()));
};
