import type { Head } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import type { IndexMark } from '../../model/hour.ts';
import { formerMarkKey, indexMarkKey, listOfMarks, listOfTurns, turnKey } from '../../model/table.ts';
import type { Item, Table } from '../../store/table.ts';

export const dirtyItem = ({ id, version }: Pick<Head, 'id' | 'version'>): Item => ({
  ...indexMarkKey(id, version),
  value: { documentId: id, version } satisfies IndexMark,
});

/** Documents whose status turns at a time. */
const mostTurns = 500;

/** Marks of documents that the index has not read yet. */
export function openMarks(table: Table): Pick<Documents, 'touch' | 'touchOn' | 'touchDue' | 'dirty' | 'clearDirty'> {
  return {
    async touchOn(day, { id, version }) {
      await table.put({ ...turnKey(day, id), value: { documentId: id, version } satisfies IndexMark }, 'none');
    },
    async touchDue(day) {
      for (const { sk, value } of await table.query(listOfTurns, { limit: mostTurns })) {
        // In the order of their days.
        if (sk.slice(0, day.length) > day) return;
        const { documentId: id, version } = value as IndexMark;
        await table.put(dirtyItem({ id, version }), 'none');
        await table.removeMany([{ pk: listOfTurns, sk }]);
      }
    },
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
