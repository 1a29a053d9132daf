import { isDeepStrictEqual } from 'node:util';
import { type Alarm, alarmOf } from '../../model/alarm.ts';
import { InputError, noneOn } from '../../model/errors.ts';
import type { Context, ScheduleContext, WatchContext } from '../../model/ports.ts';
import type { Round, SourceState } from '../../model/run.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { atPace } from '../../stages/watch/cadence.ts';
import {
  countStored,
  findSilentCollector,
  isEnabled,
  lastRoundAt,
  type SilentCollector,
  type WatchedSource,
} from '../../stages/watch/health.ts';

/** Every source in force with its state, and the last round: what alarms, digests and pages look at. */
export type SourceStates = Readonly<{
  watched: readonly WatchedSource[];
  round?: Round;
  roundAt?: string;
  silent: readonly SilentCollector[];
}>;

type StatesContext = Pick<Context, 'settings' | 'sources' | 'journal' | 'collectors' | 'now'>;

export async function sourceStates(context: StatesContext): Promise<SourceStates> {
  const { sources } = context.settings;
  const [round, states] = await Promise.all([context.journal.read('round'), context.sources.states(sources.map(({ id }) => id))]);
  // While polling is slowed no source is late that is asked as often as it may be.
  const watched = sources.map((source) => ({
    source: atPace(source, round?.slowed),
    state: states.get(source.id),
    ...opt({ sent: round?.slots?.[source.id] }),
  }));
  const roundAt = lastRoundAt(watched, round);
  const silent = await silentCollectors(watched, context);
  return { watched, silent, ...opt({ round, roundAt }) };
}

async function silentCollectors(watched: readonly WatchedSource[], { collectors, now }: StatesContext) {
  const found = collectors.names.map(async (name) => findSilentCollector(name, watched, await collectors.seen(name), now()));
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

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

/**
 * Ids of the sources that a stored configuration enables; undefined when today's program cannot read it. What reads it is loaded here: it
 * is hardly ever needed.
 */
async function idsIn(configuration: unknown) {
  const [{ readSettings }, { sources }] = await Promise.all([
    import('../../stages/watch/configuration.ts'),
    import('../../sources/index.ts'),
  ]);
  const read = async () => readSettings(configuration, sources).sources.filter(isEnabled);
  return (await read().catch(noneOn(InputError)))?.map(({ id }) => id);
}

export async function undeclaredSources(context: Pick<Context, 'configuration' | 'journal' | 'settings'>): Promise<readonly string[]> {
  const kept = await context.journal.read('configuration');
  if (kept === undefined || isDeepStrictEqual(kept, context.configuration)) return [];
  const here = new Set(context.settings.sources.flatMap(({ id, was = [] }) => [id, ...was]));
  return ((await idsIn(kept)) ?? []).filter((id) => !here.has(id));
}

export async function keepConfiguration(context: ScheduleContext): Promise<void> {
  const kept = await context.journal.read('configuration');
  if (!isDeepStrictEqual(kept, context.configuration)) await context.journal.write('configuration', context.configuration);
}

const mostListed = 6;

/** An alarm when the store is opened with another configuration than it was filled with. */
export async function undeclaredSourceAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const foreign = await undeclaredSources(context);
  if (foreign.length === 0) return [];
  const names = `${foreign.slice(0, mostListed).join(', ')}${foreign.length > mostListed ? ` and ${foreign.length - mostListed} more` : ''}`;
  return [alarmOf('configuration', 'other', { count: foreign.length, names })];
}
