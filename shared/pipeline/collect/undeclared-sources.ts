import { isDeepStrictEqual } from 'node:util';
import type { Alarm } from '../../model/alarm.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, ScheduleContext, WatchContext } from '../../model/ports.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import type { SourceStates } from './source-states.ts';

/** Ids of the sources that a stored configuration enables; undefined when today's program cannot read it. What reads it is loaded here: it is hardly ever needed. */
async function idsIn(configuration: unknown): Promise<readonly string[] | undefined> {
  const [{ readSettings }, { sources }] = await Promise.all([
    import('../../stages/watch/configuration.ts'),
    import('../../sources/index.ts'),
  ]);
  try {
    return readSettings(configuration, sources)
      .sources.filter(isEnabled)
      .map(({ id }) => id);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Sources that the store was last filled from and that are not enabled here: nothing is known about them. */
export async function undeclaredSources(context: Pick<Context, 'configuration' | 'journal' | 'settings'>): Promise<readonly string[]> {
  const kept = await context.journal.read('configuration');
  if (kept === undefined || isDeepStrictEqual(kept, context.configuration)) return [];
  const here = new Set(context.settings.sources.flatMap(({ id, was = [] }) => [id, ...was]));
  return ((await idsIn(kept)) ?? []).filter((id) => !here.has(id));
}

/** Stores the configuration of a round. */
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
  return [
    {
      subject: 'configuration',
      state: 'other',
      detail: `this store was filled with another configuration: ${foreign.length} of its sources are not in force here (${names})`,
      remedy:
        'name that configuration with --config; without --config, and without a hongtou.config.json here, ' +
        'the one kept with the store is used; a round with this one keeps this one',
    },
  ];
}
