import type { Revision } from '../../model/document.ts';
import type { Documents } from '../../model/ports.ts';
import { changesOf, revisionKey, revisionPrefix } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Table } from '../table.ts';

/** Revisions; one by the publisher is the event of its week. */
export function openRevisions(
  table: Table,
): Pick<Documents, 'revisions' | 'changes'> & { readonly putRevision: (revision: Revision) => Promise<void> } {
  return {
    // The head that was written with it has decided its number: whatever lies there was counted by no head.
    async putRevision(revision) {
      const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
      const event = revision.by === 'publisher' ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
      await table.put({ ...revisionKey(revision.documentId, revision.n), value: revision, ...event }, 'none');
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
