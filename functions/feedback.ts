import { feedback } from '../shared/pipeline/mail/subscribers.ts';
import { entry } from './entry.ts';

export const handler = entry('feedback', async (event, { log, context }) => {
  try {
    await feedback(JSON.stringify(event), context);
  } catch (error) {
    log.error('feedback failed', { detail: String(error) });
    throw error;
  }
});
