import { sendDue } from '../shared/pipeline/mail/due.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('digest');
const opened = openDeployed();

/** Every half hour: whose moment has come? Composes what is due, and queues one mail per reader. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  log.info('digest', await sendDue({ ...(await opened), line: lineOf(log) }));
};
