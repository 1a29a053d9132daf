import { updateIndex } from '../shared/pipeline/read/index.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('index');
const opened = openDeployed();

export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  log.info('indexed', { documents: await updateIndex({ ...(await opened), line: lineOf(log) }) });
};
