import { setTimeout as pause } from 'node:timers/promises';
import { collectorQueue, type Settings } from '../model/configuration.ts';
import type { CollectorBeat, Collectors, Sources } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import { collectorKey, formerSourceKey, listOfSources, sourceKey } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { rememberCondition } from '../stages/watch/health.ts';
import type { TaskWay } from './store.ts';
import { asRead, keep, type Table, valuesOf } from './table.ts';

type StoredState = { readonly state: SourceState; readonly v: number };

type FoundState = StoredState & { readonly moved: boolean };

const mostTries = 40;

const longestPauseMs = 1_000;

const fresh = (id: string, at: string): SourceState => ({ id, condition: 'skipped', since: at, listed: 0, failures: 0 });

/**
 * Reads states. Under the keys of version 0.6 a process looks once, since nothing writes there any more: a source that is not read never
 * has a state.
 */
function openStates(table: Table) {
  const moved = new Set<string>();
  async function former(ids: readonly string[]): Promise<readonly StoredState[]> {
    const present = ids.filter((id) => !moved.has(id));
    const found = (await table.getMany(present.map(formerSourceKey))) as readonly (StoredState | undefined)[];
    for (const [n, id] of present.entries()) if (!found[n]) moved.add(id);
    return found.filter((each) => each !== undefined);
  }
  return {
    async one(id: string): Promise<FoundState | undefined> {
      const found = await table.get<StoredState>(sourceKey(id));
      if (found) return { ...found, moved: true };
      const [before] = await former([id]);
      return before && { ...before, moved: false };
    },
    async all(ids: readonly string[]): Promise<ReadonlyMap<string, SourceState>> {
      const stored = await valuesOf<StoredState>(table.query(listOfSources));
      const states = new Map(stored.map(({ state }) => [state.id, state]));
      for (const { state } of await former(ids.filter((id) => !states.has(id)))) states.set(state.id, state);
      return states;
    },
  };
}

/** State of each source: one item, conditional on its version. After a conflict it is read and written again, after a random pause. */
export function openSources(table: Table): Sources {
  const states = openStates(table);
  return {
    state: async (id) => (await states.one(id))?.state,
    states: states.all,
    async update(id, at, to) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const before = await states.one(id);
        const state = rememberCondition(before?.state, to(before?.state ?? fresh(id, at)));
        const v = (before?.v ?? 0) + 1;
        if (await table.put({ ...sourceKey(id), value: { state, v }, v }, asRead(before?.moved ? before : undefined))) return;
        await pause(Math.random() * Math.min(20 * 2 ** tries, longestPauseMs));
      }
      throw new Error(`state of source ${id}: other writers were faster ${mostTries} times`);
    },
  };
}

/**
 * `elsewhere`: tasks of collectors go to their queues, as they do in an account; a laptop is itself, and collects everything. `collector`:
 * the name of this process.
 */
type CollectorChoices = { readonly elsewhere: boolean; readonly collector?: string | undefined };

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
      seen: (name) => table.get<CollectorBeat>(collectorKey(name)),
      beat: (name, beat) => keep(table, { ...collectorKey(name), value: beat }),
    },
    way: {
      elsewhere: (sourceId) => ways.get(sourceId),
      ...opt('own', collector === undefined ? undefined : urlOf(collector)),
    },
  };
}
