import type { Head } from '../model/document.ts';
import type { Documents } from '../model/document-store.ts';
import { claimKey, headKey, labelKey, listOfDocuments } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { withLabel, withoutLabel } from '../stages/classify/label.ts';
import { openAsides } from './documents/asides.ts';
import { openMarks } from './documents/dirty-marks.ts';
import { headItem } from './documents/items.ts';
import { openLabels, type StoredLabel } from './documents/labels.ts';
import { openRevisions } from './documents/revisions.ts';
import { openVisits } from './documents/visits.ts';
import type { Table } from './table.ts';

/** Keys are written first, so that a head always has them. Who only reads documents does not load what makes keys. */
async function putNames(table: Table, head: Head): Promise<void> {
  const { nameItems } = await import('./documents/name-items.ts');
  for (const item of nameItems(head)) await table.put(item, 'absent');
}

/** Reads heads in the order of their ids. A person's themes replace the model's; heads and labels of many documents are asked for together. */
const openHeads =
  (table: Table) =>
  async (ids: readonly string[]): Promise<readonly (Head | undefined)[]> => {
    const unique = [...new Set(ids)];
    const found = await table.getMany(unique.flatMap((id) => [headKey(id), labelKey(id)]));
    const heads = new Map(
      unique.map((id, at) => {
        const [head, given] = [found[2 * at] as Head | undefined, (found[2 * at + 1] as StoredLabel | undefined)?.label];
        return [id, head && given ? withLabel({ ...head, label: given }) : head];
      }),
    );
    return ids.map((id) => heads.get(id));
  };

/** Documents in the one table. This adapter is the only writer, so a value that is read has the type that `putHead` and its like wrote. */
export function openDocuments(table: Table, now: () => Date): Documents {
  const marks = openMarks(table);
  const { keep, ...labels } = openLabels(table, marks.touch);
  const { putRevision, ...revisions } = openRevisions(table, now);
  const readHeads = openHeads(table);
  /** Writes the pending event to its own item, then removes it from the head; a newer head has done both already. */
  async function completeRevision(read: Head): Promise<void> {
    const { unsettled, ...head } = withoutLabel(read);
    if (!unsettled) return;
    await putRevision(unsettled);
    await table.put(headItem(head), { v: head.version });
  }
  return {
    ...marks,
    ...labels,
    ...openAsides(table),
    ...openVisits(table),
    ...revisions,
    head: async (id) => (await readHeads([id]))[0],
    heads: async (ids) => (await readHeads(ids)).filter((head) => head !== undefined),
    byKey: async (key, limit = 10) => (await table.query(`KEY#${key}`, { limit })).map((item) => item.sk),
    completeRevision,
    async claim(key, place, id) {
      const item = claimKey(key, place);
      return (await table.put({ ...item, value: id }, 'absent')) ? id : ((await table.get(item)) as string);
    },
    async putHead(read, revision) {
      const { unsettled, ...head } = withoutLabel(read);
      if (unsettled) await putRevision(unsettled);
      // An import brings its label.
      if (read.label && head.version === 1) await keep(head.id, read.label);
      await putNames(table, head);
      await marks.touch(head);
      const decided = revision ? { ...head, unsettled: revision } : head;
      if (!(await table.put(headItem(decided), head.version === 1 ? 'absent' : { v: head.version - 1 }))) return false;
      await completeRevision(decided);
      return true;
    },
    async citedBy(key) {
      const found = await table.query(`CITED#${key}`, { limit: 200 });
      return found.map((item) => item.value as { documentId: string; relation: string; quote: string });
    },
    async allIds(after, limit) {
      const found = await table.queryIndex('gsi1', listOfDocuments, { ...opt('after', after), limit });
      return found.map((item) => (item.value as Head).id);
    },
  };
}
