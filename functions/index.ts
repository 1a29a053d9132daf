import { updateIndex } from '../shared/pipeline/read/index.ts';
import { entry } from './entry.ts';

export const handler = entry('index', async (_event, { log, context }) => {
  log.info('indexed', { documents: await updateIndex(context) });
});
