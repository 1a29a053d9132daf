import { openGround } from '../shared/adapters/ground.ts';
import { once } from '../shared/adapters/later.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('index');
const opened = openGround(readEnvironment(process.env));
// What is large is loaded by the first call.
const open = once(async () => {
  const work = import('../shared/pipeline/read/index.ts');
  const [ground, { openReading }, { updateIndex }] = await Promise.all([opened, import('../shared/adapters/contexts.ts'), work]);
  const context = { ...openReading(ground), line: lineOf(log) };
  return () => updateIndex(context);
});

/** The one writer of the search index. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const update = await open();
  log.info('indexed', { documents: await update() });
};
