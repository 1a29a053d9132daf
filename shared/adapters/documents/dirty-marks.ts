import type { Documents } from '../../model/document-store.ts';
import { dirtyKey } from '../../model/table.ts';
import type { Table } from '../table.ts';

/** What the index has yet to take in. */
export function openMarks(table: Table): Pick<Documents, 'touch' | 'dirty' | 'clearDirty'> {
  return {
    async touch({ id, version }) {
      await table.put({ ...dirtyKey(id), value: { documentId: id, version }, v: version }, 'none');
    },
    async dirty(limit) {
      return (await table.query('DIRTY', { limit })).map((item) => item.value as { documentId: string; version: number });
    },
    async clearDirty(entries) {
      for (const { documentId, version } of entries) await table.remove(dirtyKey(documentId), { v: version });
    },
  };
}
