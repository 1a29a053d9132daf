import { opt } from '../shared/model/values.ts';
import { backUp, watch } from '../shared/pipeline/watch/watch.ts';
import { entry } from './entry.ts';

/**
 * Hourly: each open alarm is one log line; new and cleared alarms are one message to the topic of the stack; the hour is one line.
 */
export const handler = entry('watch', async (_event, { log, context }) => {
  const { line, standing } = await watch(context);
  for (const alarm of standing) log.warn('alarm', { alarm });
  const items = await backUp(context);
  log.info('hour', { line, ...opt('backedUp', items || undefined) });
});
