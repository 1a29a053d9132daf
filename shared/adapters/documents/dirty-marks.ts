import type { Head } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import { dirtyKey } from '../../model/table.ts';
import type { Item, Table } from '../table.ts';

export const dirtyItem = ({ id, version }: Pick<Head, 'id' | 'version'>): Item => ({
  ...dirtyKey(id),
  value: { documentId: id, version },
  v: version,
});

/** Marks of documents that the index has not read yet. */
export function openMarks(table: Table): Pick<Documents, 'touch' | 'dirty' | 'clearDirty'> {
  return {
    async touch(head) {
      await table.put(dirtyItem(head), 'none');
    },
    async dirty(limit) {
      return (await table.query('DIRTY', { limit })).map((item) => item.value as { documentId: string; version: number });
    },
    async clearDirty(entries) {
      for (const { documentId, version } of entries) await table.remove(dirtyKey(documentId), { v: version });
    },
  };
}
