import { collectorQueue } from '../model/environment.ts';
import type { CollectorBeat, Collectors } from '../model/ports.ts';
import type { Settings } from '../model/settings.ts';
import { collectorKey } from '../model/table.ts';
import { opt } from '../model/values.ts';
import type { TaskWay } from './store.ts';
import type { Table } from './table.ts';

/** `elsewhere`: tasks of collectors go to their queues, as they do in an account; a laptop is itself, and collects everything. `collector`: the name of this process. */
type CollectorChoices = { readonly elsewhere: boolean; readonly collector?: string | undefined };

/** The collectors of the configuration, and the queues by which they are reached. Their signs of life are one item each, the last writer wins. */
export function openCollectors(
  table: Table,
  { queues, settings }: { readonly queues: Readonly<Record<string, string>>; readonly settings: Pick<Settings, 'sources' | 'egress'> },
  { elsewhere, collector }: CollectorChoices,
): { readonly collectors: Collectors; readonly way: TaskWay } {
  const urlOf = (name: string): string | undefined => collectorQueue({ collectors: queues }, name);
  const named = Object.entries(settings.egress).flatMap(([name, way]) => ('collector' in way && urlOf(name) !== undefined ? [name] : []));
  const names = elsewhere ? named : [];
  const ways = new Map(
    settings.sources.map(({ id, egress }) => [id, egress !== undefined && names.includes(egress) ? urlOf(egress) : undefined]),
  );
  return {
    collectors: {
      names,
      // A machine that collects does whatever it is sent: with settings of yesterday it would send a task back and forth.
      isOurs: ({ sourceId }) => collector !== undefined || ways.get(sourceId) === undefined,
      seen: async (name) => (await table.get(collectorKey(name))) as CollectorBeat | undefined,
      async beat(name, beat) {
        await table.put({ ...collectorKey(name), value: beat }, 'none');
      },
    },
    way: {
      elsewhere: (sourceId) => ways.get(sourceId),
      ...opt('own', collector === undefined ? undefined : urlOf(collector)),
    },
  };
}
