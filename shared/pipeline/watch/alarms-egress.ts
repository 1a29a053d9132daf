import type { Alarm } from '../../model/alarm.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { SourceStates } from '../collect/source-states.ts';

const plural = (ids: readonly string[]): string => `${ids.length} ${ids.length === 1 ? 'source' : 'sources'}: ${ids.join(', ')}`;

/** Collectors that are silent while tasks wait for them, and proxies that fail: each once, with its sources. */
export function egressAlarms({ watched, silent }: SourceStates): readonly Alarm[] {
  const collectors = silent.map(
    ({ name, since, waiting }): Alarm => ({
      subject: `collector ${name}`,
      state: 'silent',
      since,
      detail: `not seen while tasks wait for it, of ${plural(waiting)}`,
      remedy: `start it again on its machine: hongtou collect --stack NAME --egress ${name}; what waits is kept and worked off`,
    }),
  );
  const failing = Map.groupBy(
    watched.filter(({ state }) => state?.trouble?.proxy !== undefined),
    ({ state }) => orEmpty(state?.trouble?.proxy),
  );
  const proxies = [...failing].map(([name, held]): Alarm => {
    const [first] = held.flatMap(({ state }) => state?.since ?? []).toSorted();
    return {
      subject: `proxy ${name}`,
      state: 'failing',
      ...opt('since', first),
      detail: `${orEmpty(held[0]?.state?.trouble?.detail)}; ${plural(held.map(({ source }) => source.id))}`,
      remedy: 'nothing is wrong with the sources: mend the proxy, its credentials or its address in the configuration ("egress")',
    };
  });
  return [...collectors, ...proxies];
}
