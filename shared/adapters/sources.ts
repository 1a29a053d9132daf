import { setTimeout as pause } from 'node:timers/promises';
import type { Sources } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import { formerSourceKey, listOfSources, sourceKey } from '../model/table.ts';
import { rememberCondition } from '../stages/watch/past-state.ts';
import type { Table } from '../store/table.ts';

type StoredState = { readonly state: SourceState; readonly v: number };
/** `moved`: it stands under its present key, on which the next write is conditional. */
type FoundState = StoredState & { readonly moved: boolean };
type StateChange = { readonly at: string; readonly to: (state: SourceState) => SourceState };
type PendingChange = StateChange & { readonly done: PromiseWithResolvers<void> };

const mostTries = 40;
const longestPauseMs = 1_000;

const fresh = (id: string, at: string): SourceState => ({ id, condition: 'skipped', since: at, listed: 0, failures: 0 });

/** The state after all steps in order. */
const apply = (id: string, before: SourceState | undefined, steps: readonly StateChange[]): SourceState | undefined =>
  steps.reduce<SourceState | undefined>((state, { at, to }) => to(state ?? fresh(id, at)), before);

/** Reads states. Under the keys of version 0.6 a process looks once, since nothing writes there any more. */
function openStates(table: Table) {
  const moved = new Set<string>();
  async function former(ids: readonly string[]): Promise<readonly StoredState[]> {
    const asked = ids.filter((id) => !moved.has(id));
    const found = (await table.getMany(asked.map(formerSourceKey))) as readonly (StoredState | undefined)[];
    for (const [n, id] of asked.entries()) if (!found[n]) moved.add(id);
    return found.filter((each) => each !== undefined);
  }
  return {
    async one(id: string): Promise<FoundState | undefined> {
      const found = (await table.get(sourceKey(id))) as StoredState | undefined;
      if (found) return { ...found, moved: true };
      const [before] = await former([id]);
      return before && { ...before, moved: false };
    },
    async all(ids: readonly string[]): Promise<ReadonlyMap<string, SourceState>> {
      const stored = (await table.query(listOfSources)).map(({ value }) => value as StoredState);
      const states = new Map(stored.map(({ state }) => [state.id, state]));
      for (const { state } of await former(ids.filter((id) => !states.has(id)))) states.set(state.id, state);
      return states;
    },
  };
}

/**
 * State of each source: one item, conditional on its version. Changes that this process makes while a write of the same source is under way are written together
 * next; a conflict with another process is retried after a random pause.
 */
export function openSources(table: Table): Sources {
  const states = openStates(table);
  const waiting = new Map<string, PendingChange[]>();
  /** What was read or written last of a source: when it is too old the write is refused, and it is read again. */
  const held = new Map<string, FoundState>();
  const write = (id: string, state: SourceState, before: FoundState | undefined): Promise<boolean> => {
    const v = (before?.v ?? 0) + 1;
    return table.put({ ...sourceKey(id), value: { state, v }, v }, before?.moved ? { v: before.v } : 'absent');
  };
  const writeTogether = async (id: string, steps: readonly StateChange[]): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = held.get(id) ?? (await states.one(id));
      held.delete(id);
      const state = apply(id, before?.state, steps);
      const next = state && rememberCondition(before?.state, state);
      if (!next) return;
      if (await write(id, next, before)) return void held.set(id, { state: next, v: (before?.v ?? 0) + 1, moved: true });
      if (tries > 0) await pause(Math.random() * Math.min(20 * 2 ** tries, longestPauseMs));
    }
    throw new Error(`state of source ${id}: other writers were faster ${mostTries} times`);
  };
  const workOff = async (id: string, queue: PendingChange[]): Promise<void> => {
    for (let batch = queue.splice(0); batch.length > 0; batch = queue.splice(0)) {
      try {
        await writeTogether(id, batch);
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    waiting.delete(id);
  };
  return {
    async state(id) {
      const found = await states.one(id);
      if (found) held.set(id, found);
      return found?.state;
    },
    states: states.all,
    update(id, at, to) {
      const done = Promise.withResolvers<void>();
      const queue = waiting.get(id);
      const change = { at, to, done };
      if (queue) queue.push(change);
      else {
        const first = [change];
        waiting.set(id, first);
        void workOff(id, first);
      }
      return done.promise;
    },
  };
}
