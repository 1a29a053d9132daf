import type { Round } from '../../model/journal.ts';
import type { ScheduleContext } from '../../model/ports.ts';
import { withPace } from './budget.ts';

/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;

/** The note of a round at `now`. When the clock was set back, the later time is kept with it. Pure. */
export function nextRound(before: Round | undefined, now: Date): Round {
  const at = now.toISOString();
  if (!before) return { firstAt: at, at };
  const back = Date.parse(before.at) - now.getTime() > margin;
  return {
    ...before,
    firstAt: [before.firstAt, at].toSorted()[0] ?? at,
    at,
    ...(back ? { ahead: { until: before.at, noticedAt: at } } : {}),
  };
}

/**
 * The note of the round that begins, with whether polling is slowed. It is written with what the round sends, and whether anything is silent is decided by it.
 */
export const beginRound = async (context: ScheduleContext): Promise<Round> =>
  withPace(nextRound(await context.journal.read('round'), context.now()), context);
