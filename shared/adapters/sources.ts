import type { Sources } from '../model/ports.ts';
import type { SourceState } from '../model/run.ts';
import { sourceKey } from '../model/table.ts';
import type { Table } from './table.ts';

type Stored = { readonly state: SourceState; readonly v: number };

const fresh = (id: string, at: string): SourceState => ({ id, condition: 'skipped', since: at, listed: 0, failures: 0 });

/** State of each source: one item, conditional on its version. */
export function openSources(table: Table): Sources {
  const read = async (id: string) => (await table.get(sourceKey(id))) as Stored | undefined;
  const write = (id: string, state: SourceState, before: Stored | undefined): Promise<boolean> => {
    const v = (before?.v ?? 0) + 1;
    return table.put({ ...sourceKey(id), value: { state, v }, v }, before ? { v: before.v } : 'absent');
  };
  const change = async (id: string, at: string, to: (state: SourceState) => SourceState | undefined): Promise<boolean> => {
    for (let tries = 0; tries < 8; tries += 1) {
      const before = await read(id);
      const next = to(before?.state ?? fresh(id, at));
      if (next === undefined) return false;
      if (await write(id, next, before)) return true;
    }
    throw new Error(`state of source ${id}: eight writers were faster`);
  };
  return {
    state: async (id) => (await read(id))?.state,
    mark: (id, slot, at) => change(id, at, (state) => (state.slot === slot ? undefined : { ...state, slot })),
    update: async (id, at, to) => {
      await change(id, at, to);
    },
  };
}
