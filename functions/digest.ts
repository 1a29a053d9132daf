import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import { openQueues } from '../shared/adapters/services.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('digest');
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const work = import('../shared/pipeline/mail/due.ts');
  const [ground, { openReading }, { sendDue }] = await Promise.all([opened, import('../shared/adapters/contexts.ts'), work]);
  const context = { ...openReading(ground), tasks: openQueues(ground), line: lineOf(log) };
  return () => sendDue(context);
});

/** Every half hour: whose moment has come? Composes what is due, and queues one mail per reader. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const send = await open();
  log.info('digest', await send());
};
