import type { Label, TakenBack } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import { labelKey, listOfLabels } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { hash } from '../../store/hash.ts';
import type { Table } from '../../store/table.ts';

export type StoredLabel = { readonly documentId: string; readonly label?: Label; readonly takenBack?: TakenBack };

/** A fraction that tells one label, or its removal, from another. */
const markOf = (given: Omit<StoredLabel, 'documentId'>): number => Number.parseInt(hash(JSON.stringify(given)).slice(0, 6), 16) / 0x1000000;

type Labels = Pick<Documents, 'label' | 'putLabel' | 'labelled' | 'takeBackLabel' | 'takenBack'> & {
  keep(documentId: string, label: Label): Promise<boolean>;
};

/** Labels of people, each an item of its own. `keep` writes one without marking its document for the index. */
export function openLabels(table: Table, touch: Documents['touch']): Labels {
  const given = async (id: string) => (await table.get(labelKey(id))) as StoredLabel | undefined;
  const keep = (documentId: string, label: Label): Promise<boolean> =>
    table.put(
      { ...labelKey(documentId), value: { documentId, label } satisfies StoredLabel, gsi1: { pk: listOfLabels, sk: documentId } },
      'none',
    );
  // Not the version of the head, which stays: the index must tell this mark from an older one that it is working off.
  const tell = (head: { readonly id: string; readonly version: number }, what: Omit<StoredLabel, 'documentId'>): Promise<void> =>
    touch({ ...head, version: head.version + markOf(what) });
  return {
    keep,
    label: async (id) => (await given(id))?.label,
    takenBack: async (id) => (await given(id))?.takenBack,
    async putLabel(head, label) {
      await keep(head.id, label);
      await tell(head, { label });
    },
    async takeBackLabel(head, takenBack) {
      // Without a place in the list of labels: a label that was taken back is no training data.
      await table.put({ ...labelKey(head.id), value: { documentId: head.id, takenBack } satisfies StoredLabel }, 'none');
      await tell(head, { takenBack });
    },
    async labelled(after, limit) {
      const found = await table.queryIndex('gsi1', listOfLabels, { ...opt('after', after), limit });
      return found.map((item) => (item.value as StoredLabel).documentId);
    },
  };
}
