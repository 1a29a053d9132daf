import { scheduleByClock } from '../shared/pipeline/collect/schedule.ts';
import { traceOf } from '../shared/pipeline/context.ts';
import { entry } from './entry.ts';

/**
 * Every five minutes: which sources and pages are due? One line for each source that is asked, with the trace of all that follows from it.
 */
export const handler = entry('schedule', async (_event, { log, context }) => {
  const { round, claimed, revisits } = await scheduleByClock(context);
  for (const source of claimed) log.info('slot', { trace: traceOf(round, source), sourceId: source });
  log.info('scheduled', { round, sources: claimed.length, revisits });
});
