import { feedback } from '../shared/pipeline/mail/subscribers.ts';
import { beginCall, type Call, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('feedback');
const opened = openDeployed();

/** Bounces and complaints of SES: such an address gets no more mails. */
export const handler = async (event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  try {
    await feedback(JSON.stringify(event), await opened);
  } catch (error) {
    log.error('feedback failed', { detail: String(error) });
    throw error;
  }
};
