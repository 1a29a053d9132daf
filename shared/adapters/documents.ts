import type { Head } from '../model/document.ts';
import type { Documents } from '../model/document-store.ts';
import { listOfDocuments } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { withoutLabel } from '../stages/classify/label.ts';
import type { Item, Table } from '../store/table.ts';
import { openAsides } from './documents/asides.ts';
import { dirtyItem, openMarks } from './documents/dirty-marks.ts';
import { openHeads } from './documents/heads.ts';
import { headItem } from './documents/items.ts';
import { openLabels } from './documents/labels.ts';
import { openNames } from './documents/names.ts';
import { openRevisions } from './documents/revisions.ts';
import { addressItem, openVisits } from './documents/visits.ts';

/** Keys and the mark for the index are written before their head, so that it always has them. Who only reads documents does not load what makes keys. */
async function announcing(head: Head): Promise<readonly Item[]> {
  const { nameItems } = await import('./documents/name-items.ts');
  return [...nameItems(head), dirtyItem(head)];
}

/** `probed`: the store is of form 3. */
type StoreForm = { readonly probed?: boolean };

const openLists = (table: Table): Pick<Documents, 'citedBy' | 'allIds'> => ({
  async citedBy(key) {
    const found = await table.query(`CITED#${key}`, { limit: 200 });
    return found.map((item) => item.value as { documentId: string; relation: string; quote: string });
  },
  async allIds(after, limit) {
    const found = await table.queryIndex('gsi1', listOfDocuments, { ...opt('after', after), limit });
    return found.map((item) => (item.value as Head).id);
  },
});

/** Documents in the one table. This adapter is the only writer, so a value that is read has the type that `putHead` and its like wrote. */
export function openDocuments(table: Table, now: () => Date, { probed = false }: StoreForm = {}): Documents {
  const marks = openMarks(table);
  const { keep, ...labels } = openLabels(table, marks.touch);
  const { prepare, place, settle, ...revisions } = openRevisions(table, now);
  return {
    ...marks,
    ...labels,
    ...openAsides(table),
    ...openVisits(table),
    ...revisions,
    ...openHeads(table),
    ...openNames(table, probed),
    ...openLists(table),
    completeRevision: async ({ unsettled }) => void (unsettled && (await settle(unsettled))),
    async putHead(read, revision, visited) {
      const { unsettled, ...head } = withoutLabel(read);
      if (unsettled) await settle(unsettled);
      // An import brings its label.
      if (read.label && head.version === 1) await keep(head.id, read.label);
      await table.putMany(await announcing(head));
      const pending = revision && (await prepare(revision));
      const decided = headItem(pending ? { ...head, unsettled: pending } : head);
      const condition = head.version === 1 ? 'absent' : { v: head.version - 1 };
      const beside = visited && addressItem(visited.address, visited.record);
      const written = await table.put(decided, condition, beside);
      if (written && pending) await place(pending);
      return written;
    },
  };
}
