import { openReading } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { openQueues } from '../shared/adapters/services.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { sendDue } from '../shared/pipeline/mail/due.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('digest');
const context = openGround(readEnvironment(process.env)).then((ground) => ({ ...openReading(ground), tasks: openQueues(ground) }));

/** Every half hour: whose moment has come? Composes what is due, and queues one mail per reader. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  log.info('digest', await sendDue({ ...(await context), line: lineOf(log) }));
};
