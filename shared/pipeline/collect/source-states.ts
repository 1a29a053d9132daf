import type { Round } from '../../model/journal.ts';
import type { Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { atPace } from '../../stages/watch/pace.ts';
import { lastRoundAt, type WatchedSource } from '../../stages/watch/silence.ts';
import { countStored } from '../../stages/watch/yield.ts';

/** Every source in force with its state, and the last round: what alarms, digests and pages look at. */
export type SourceStates = { readonly watched: readonly WatchedSource[]; readonly round?: Round; readonly roundAt?: string };

/** Reads the states of all sources and the note of the last round. */
export async function sourceStates(context: Pick<Context, 'settings' | 'sources' | 'journal'>): Promise<SourceStates> {
  const [round, ...found] = await Promise.all([
    context.journal.read('round'),
    ...context.settings.sources.map(async (source): Promise<WatchedSource> => ({ source, state: await context.sources.state(source.id) })),
  ]);
  // While polling is slowed no source is late that is asked as often as it may be.
  const watched = found.map(({ source, state }) => ({ source: atPace(source, round?.slowed), state }));
  const roundAt = lastRoundAt(watched, round);
  return { watched, ...(round ? { round } : {}), ...opt('roundAt', roundAt) };
}

/** Counts a page of a list that was stored for the first time. */
export async function countFirstStored({ id }: Source, context: Pick<Context, 'sources' | 'now'>): Promise<void> {
  const now = context.now();
  await context.sources.update(id, now.toISOString(), (state) => countStored(state, dayOf(now)));
}
