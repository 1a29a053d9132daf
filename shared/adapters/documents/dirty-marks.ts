import type { Documents } from '../../model/document-store.ts';
import { dirtyKey } from '../../model/table.ts';
import type { Table } from '../table.ts';

/** Marks of documents that the index has not read yet. */
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
