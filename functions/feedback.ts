import { openDigests } from '../shared/adapters/digests.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openSecret } from '../shared/adapters/secret.ts';
import type { Batch, BatchAnswer } from '../shared/model/batch.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { feedbackBatch } from '../shared/pipeline/mail/feedback.ts';
import { beginCall, type Call, openLog } from './log.ts';

const log = openLog('feedback');
const context = openGround(readEnvironment(process.env)).then(({ base, table, objects }) => ({
  ...base,
  digests: openDigests(table, objects),
  secret: openSecret(table),
}));

/** Bounces and complaints of SES: such an address gets no more mails. */
export const handler = async (event: Batch, call?: Call): Promise<BatchAnswer> => {
  beginCall(log, call);
  return feedbackBatch(event, await context, (error, id) => log.error('feedback failed', { id, detail: String(error) }));
};
