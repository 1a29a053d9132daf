import { scheduleByClock } from '../shared/pipeline/collect/schedule.ts';
import { traceOf } from '../shared/pipeline/context.ts';
import { beginCall, type Call, openLog } from './log.ts';
import { openDeployed } from './open.ts';

const log = openLog('schedule');
const context = openDeployed();

/**
 * Every five minutes: which sources and pages are due? One line for each source that is asked, with the trace of all that follows from it.
 */
export const handler = async (_event: unknown, call?: Call): Promise<void> => {
  beginCall(log, call);
  const { round, claimed, revisits } = await scheduleByClock(await context);
  for (const source of claimed) log.info('slot', { trace: traceOf(round, source), sourceId: source });
  log.info('scheduled', { round, sources: claimed.length, revisits });
};
