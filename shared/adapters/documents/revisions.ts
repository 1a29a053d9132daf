import type { Revision } from '../../model/document.ts';
import type { Documents } from '../../model/ports.ts';
import { changesOf, revisionKey, revisionPrefix } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Table } from '../table.ts';

/** Revisions; one by the publisher is the event of its week. */
export function openRevisions(table: Table): Pick<Documents, 'putRevision' | 'revisions' | 'changes'> {
  return {
    async putRevision(revision) {
      const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
      const event = revision.by === 'publisher' ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
      return table.put({ ...revisionKey(revision.documentId, revision.n), value: revision, ...event }, 'absent');
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
