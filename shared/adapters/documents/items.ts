import type { Head, Revision } from '../../model/document.ts';
import { changesOf, headKey, listOfDocuments, meantKey, revisionKey } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Item } from '../table.ts';
import type { NumberedRevision } from './news.ts';

/** The item of a head. */
export const headItem = (head: Head): Item & { readonly v: number } => ({
  ...headKey(head.id),
  value: head,
  v: head.version,
  gsi1: { pk: listOfDocuments, sk: head.id },
});

/** The item of a revision; a revision by the publisher is an event of its week. */
export function revisionItem(revision: Revision): Item {
  const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
  const event = revision.by === 'publisher' ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
  return { ...revisionKey(revision.documentId, revision.n), value: revision, ...event };
}

/** The number that an event wants in the list of news. */
export const meantItem = (event: NumberedRevision & { readonly position: number }): Item => ({
  ...meantKey(event.documentId, event.n),
  value: { ...event, changes: [] },
  v: event.position,
});
