import { feedback } from '../shared/pipeline/mail/subscribers.ts';
import { entry } from './entry.ts';

/** Bounces and complaints of SES: such an address gets no more mails. */
export const handler = entry('feedback', async (event, { log, context }) => {
  try {
    await feedback(JSON.stringify(event), context);
  } catch (error) {
    log.error('feedback failed', { detail: String(error) });
    throw error;
  }
});
