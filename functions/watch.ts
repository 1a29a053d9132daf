import { metricsOfHour } from '../shared/model/run.ts';
import { orEmpty } from '../shared/model/values.ts';
import { backUp, watch } from '../shared/pipeline/watch/watch.ts';
import { beginCall, type Call, metricsOf, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('watch');
const context = openDeployed();

/**
 * Hourly: each open alarm is one log line; new and cleared alarms are one message to the topic of the stack; the hour is one line, with its
 * metrics.
 */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const open = await context;
  const { line, standing } = await watch(open);
  for (const alarm of standing) log.warn('alarm', { alarm });
  const items = await backUp(open);
  const metrics = metricsOfHour(line, open.settings.alarms?.dashboard === true);
  log.info('hour', { line, ...(items > 0 ? { backedUp: items } : {}), ...metricsOf(orEmpty(process.env['STACK_NAME']), metrics) });
};
