import type { Label } from '../../model/document.ts';
import type { Documents } from '../../model/ports.ts';
import { labelKey, listOfLabels } from '../../model/table.ts';
import type { Table } from '../table.ts';
import { hash } from './hash.ts';

/** A fraction that tells one label from another. */
const markOf = (label: Label): number => Number.parseInt(hash(JSON.stringify(label)).slice(0, 6), 16) / 0x1000000;

type Labels = Pick<Documents, 'label' | 'putLabel' | 'labelled'> & { keep(documentId: string, label: Label): Promise<boolean> };

/** Labels of people, each an item of its own. `keep` writes one and tells nobody. */
export function openLabels(table: Table, touch: Documents['touch']): Labels {
  const keep = (documentId: string, label: Label): Promise<boolean> =>
    table.put({ ...labelKey(documentId), value: { documentId, label }, gsi1: { pk: listOfLabels, sk: documentId } }, 'none');
  return {
    keep,
    label: async (id) => ((await table.get(labelKey(id))) as { readonly label: Label } | undefined)?.label,
    async putLabel(head, label) {
      await keep(head.id, label);
      // Not the version of the head, which stays: an entry that the index is working off must not be taken for this one.
      await touch({ ...head, version: head.version + markOf(label) });
    },
    async labelled(after, limit) {
      const found = await table.queryIndex('gsi1', listOfLabels, { ...(after === undefined ? {} : { after }), limit });
      return found.map((item) => (item.value as { readonly documentId: string }).documentId);
    },
  };
}
