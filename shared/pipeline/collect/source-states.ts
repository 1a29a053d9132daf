import type { Round } from '../../model/journal.ts';
import type { Context } from '../../model/ports.ts';
import type { SourceState } from '../../model/run.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { findSilentCollector, type SilentCollector } from '../../stages/watch/collectors.ts';
import { atPace } from '../../stages/watch/pace.ts';
import { lastRoundAt, type WatchedSource } from '../../stages/watch/silence.ts';
import { countStored } from '../../stages/watch/yield.ts';

/** Every source in force with its state, and the last round: what alarms, digests and pages look at. */
export type SourceStates = {
  readonly watched: readonly WatchedSource[];
  readonly round?: Round;
  readonly roundAt?: string;
  /** Machines that collect elsewhere and were not seen for long. */
  readonly silent: readonly SilentCollector[];
};

type StatesContext = Pick<Context, 'settings' | 'sources' | 'journal' | 'collectors' | 'now'>;

/** Reads the states of all sources and the note of the last round. */
export async function sourceStates(context: StatesContext): Promise<SourceStates> {
  const { sources } = context.settings;
  const [round, states] = await Promise.all([context.journal.read('round'), context.sources.states(sources.map(({ id }) => id))]);
  // While polling is slowed no source is late that is asked as often as it may be.
  const watched = sources.map(
    (source): WatchedSource => ({
      source: atPace(source, round?.slowed),
      state: states.get(source.id),
      ...opt('sent', round?.slots?.[source.id]),
    }),
  );
  const roundAt = lastRoundAt(watched, round);
  const silent = await silentCollectors(watched, context);
  return { watched, silent, ...(round ? { round } : {}), ...opt('roundAt', roundAt) };
}

async function silentCollectors(
  watched: readonly WatchedSource[],
  { collectors, now }: StatesContext,
): Promise<readonly SilentCollector[]> {
  const found = collectors.names.map(async (name) => findSilentCollector(name, watched, await collectors.seen(name), now()));
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

/** Counts pages of lists that were stored for the first time, by the ids of the sources: one write a source. */
export async function countFirstStored(ids: readonly string[], context: Pick<Context, 'sources' | 'now'>): Promise<void> {
  const now = context.now();
  const counted = (pages: number) => (state: SourceState) => {
    let next = state;
    for (let page = 0; page < pages; page += 1) next = countStored(next, dayOf(now));
    return next;
  };
  const bySource = Map.groupBy(ids, (id) => id);
  await Promise.all([...bySource].map(([id, pages]) => context.sources.update(id, now.toISOString(), counted(pages.length))));
}
