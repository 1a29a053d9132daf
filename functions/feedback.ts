import { openDigests } from '../shared/adapters/digests.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openSecret } from '../shared/adapters/secret.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { feedback } from '../shared/pipeline/mail/feedback.ts';
import { beginCall, type Call, openLog } from './log.ts';

const log = openLog('feedback');
const context = openGround(readEnvironment(process.env)).then(({ base, table, objects }) => ({
  ...base,
  digests: openDigests(table, objects),
  secret: openSecret(table),
}));

/** Bounces and complaints of SES: such an address gets no more mails. */
export const handler = async (event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  try {
    await feedback(JSON.stringify(event), await context);
  } catch (error) {
    log.error('feedback failed', { detail: String(error) });
    throw error;
  }
};
