import { openReading } from '../shared/adapters/contexts.ts';
import { openGround } from '../shared/adapters/ground.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';

const log = openLog('index');
const context = openGround(readEnvironment(process.env)).then(openReading);

/** The one writer of the search index. */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const documents = await updateIndex({ ...(await context), line: lineOf(log) });
  log.info('indexed', { documents });
};
