import type { Round } from '../../model/journal.ts';
import type { ScheduleContext } from '../../model/ports.ts';
import { hour, weekOf } from '../../model/time.ts';
import { withPace } from './budget.ts';

/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;
/** One at most is of each week. */
const mostPauses = 60;

/** The note of a round at `now`. When the clock was set back, the later time is kept with it. Pure. */
export function nextRound(before: Round | undefined, now: Date): Round {
  const at = now.toISOString();
  if (!before) return { firstAt: at, at };
  const pause = now.getTime() - Date.parse(before.at) > 2 * hour && weekOf(new Date(before.at)) !== weekOf(now);
  const back = Date.parse(before.at) - now.getTime() > margin;
  return {
    ...before,
    firstAt: [before.firstAt, at].toSorted()[0] ?? at,
    at,
    ...(pause ? { pauses: [{ from: before.at, to: at }, ...(before.pauses ?? [])].slice(0, mostPauses) } : {}),
    ...(back ? { ahead: { until: before.at, noticedAt: at } } : {}),
  };
}

/**
 * The note of the round that begins, with whether polling is slowed. It is written with what the round sends, and whether anything is silent is decided by it.
 */
export const beginRound = async (context: ScheduleContext): Promise<Round> =>
  withPace(nextRound(await context.journal.read('round'), context.now()), context);
