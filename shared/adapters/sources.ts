import { setTimeout as pause } from 'node:timers/promises';
import type { Sources } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import { sourceKey } from '../model/table.ts';
import { rememberCondition } from '../stages/watch/past-state.ts';
import type { Table } from './table.ts';

type StoredState = { readonly state: SourceState; readonly v: number };
type StateChange = { readonly at: string; readonly to: (state: SourceState) => SourceState | undefined };
type PendingChange = StateChange & { readonly done: PromiseWithResolvers<boolean> };

const mostTries = 40;
const longestPauseMs = 1_000;

const fresh = (id: string, at: string): SourceState => ({ id, condition: 'skipped', since: at, listed: 0, failures: 0 });

/** The state after all steps in order, and which of them changed something. */
function apply(id: string, before: SourceState | undefined, steps: readonly StateChange[]) {
  let state = before;
  const changed = steps.map(({ at, to }) => {
    const next = to(state ?? fresh(id, at));
    state = next ?? state;
    return next !== undefined;
  });
  return { state, changed };
}

/**
 * State of each source: one item, conditional on its version. Changes that this process makes while a write of the same source is under way are written together
 * next; a conflict with another process is retried after a random pause.
 */
export function openSources(table: Table): Sources {
  const waiting = new Map<string, PendingChange[]>();
  const read = async (id: string) => (await table.get(sourceKey(id))) as StoredState | undefined;
  const write = (id: string, state: SourceState, before: StoredState | undefined): Promise<boolean> => {
    const v = (before?.v ?? 0) + 1;
    return table.put({ ...sourceKey(id), value: { state, v }, v }, before ? { v: before.v } : 'absent');
  };
  const writeTogether = async (id: string, steps: readonly StateChange[]): Promise<readonly boolean[]> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = await read(id);
      const { state, changed } = apply(id, before?.state, steps);
      if (!state || !changed.includes(true) || (await write(id, rememberCondition(before?.state, state), before))) return changed;
      await pause(Math.random() * Math.min(20 * 2 ** tries, longestPauseMs));
    }
    throw new Error(`state of source ${id}: other writers were faster ${mostTries} times`);
  };
  const workOff = async (id: string, queue: PendingChange[]): Promise<void> => {
    for (let batch = queue.splice(0); batch.length > 0; batch = queue.splice(0)) {
      try {
        const changed = await writeTogether(id, batch);
        for (const [n, { done }] of batch.entries()) done.resolve(changed[n] === true);
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    waiting.delete(id);
  };
  const change = (id: string, step: StateChange): Promise<boolean> => {
    const done = Promise.withResolvers<boolean>();
    const queue = waiting.get(id);
    if (queue) queue.push({ ...step, done });
    else {
      const first = [{ ...step, done }];
      waiting.set(id, first);
      void workOff(id, first);
    }
    return done.promise;
  };
  return {
    state: async (id) => (await read(id))?.state,
    mark: (id, slot, at) => change(id, { at, to: (state) => (state.slot === slot ? undefined : { ...state, slot }) }),
    update: async (id, at, to) => {
      await change(id, { at, to });
    },
  };
}
