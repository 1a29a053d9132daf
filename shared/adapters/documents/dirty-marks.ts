import type { Head } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import type { IndexMark } from '../../model/hour.ts';
import { formerMarkKey, indexMarkKey, listOfMarks } from '../../model/table.ts';
import type { Item, Table } from '../../store/table.ts';

export const dirtyItem = ({ id, version }: Pick<Head, 'id' | 'version'>): Item => ({
  ...indexMarkKey(id, version),
  value: { documentId: id, version } satisfies IndexMark,
});

/** Marks of documents that the index has not read yet. */
export function openMarks(table: Table): Pick<Documents, 'touch' | 'dirty' | 'clearDirty'> {
  return {
    async touch(head) {
      await table.put(dirtyItem(head), 'none');
    },
    async dirty(limit) {
      const marks = await table.query(listOfMarks, { limit });
      return marks.map(({ sk, value }) => {
        const mark = value as IndexMark;
        return sk === mark.documentId ? { ...mark, former: true } : mark;
      });
    },
    async clearDirty(entries) {
      await table.removeMany(entries.filter(({ former }) => !former).map(({ documentId, version }) => indexMarkKey(documentId, version)));
      for (const { documentId, version } of entries.filter(({ former }) => former))
        await table.remove(formerMarkKey(documentId), { v: version });
    },
  };
}
