import type { Revision } from '../../model/document.ts';
import type { Documents } from '../../model/ports.ts';
import { changesOf, revisionPrefix } from '../../model/table.ts';
import type { Table } from '../table.ts';
import { revisionItem } from './items.ts';

/** Revisions; one by the publisher is the event of its week. */
export function openRevisions(
  table: Table,
): Pick<Documents, 'revisions' | 'changes'> & { readonly putRevision: (revision: Revision) => Promise<void> } {
  return {
    // The head that was written with it has decided its number: whatever lies there was counted by no head.
    async putRevision(revision) {
      await table.put(revisionItem(revision), 'none');
    },
    async revisions(documentId) {
      const found = await table.query(`DOC#${documentId}`, { prefix: revisionPrefix });
      return found.map((item) => item.value as Revision);
    },
    async changes(week) {
      return (await table.queryIndex('gsi1', changesOf(week))).map((item) => item.value as Revision);
    },
  };
}
