import type { Round } from '../../model/journal.ts';
import type { Context } from '../../model/ports.ts';

/** Clocks of several machines differ by a little. */
const margin = 5 * 60_000;

/** The note of a round at `now` after the one before. Where the clock went back, the later time is kept beside it. Pure. */
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

/** Notes that a round was made: silence of a store is told from this. */
export async function noteRound(context: Context): Promise<Round> {
  const round = nextRound(await context.journal.read('round'), context.now());
  await context.journal.write('round', round);
  return round;
}
