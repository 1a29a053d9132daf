import { sendDue } from '../shared/pipeline/mail/due.ts';
import { entry } from './entry.ts';

export const handler = entry('digest', async (_event, { log, context }) => {
  log.info('digest', await sendDue(context));
});
