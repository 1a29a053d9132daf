import type { Head, PendingRevision } from '../../model/document.ts';
import { changesOf, headKey, listOfDocuments, meantKey, revisionKey } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Item } from '../../store/table.ts';
import type { NumberedRevision } from './news.ts';

/** The item of a head. */
export const headItem = (head: Head): Item & { readonly v: number } => ({
  ...headKey(head.id),
  value: head,
  v: head.version,
  gsi1: { pk: listOfDocuments, sk: head.id },
});

/** The item of a revision. An event that its head did not number is listed in its week here too: stores before form 3 have such. */
export function revisionItem({ meant, ...revision }: PendingRevision): Item {
  const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
  const isListed = revision.by === 'publisher' && meant === undefined;
  const event = isListed ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
  return { ...revisionKey(revision.documentId, revision.n), value: revision, ...event };
}

/** The number that an event wants in the list of news. */
export const meantItem = (event: NumberedRevision & { readonly position: number }): Item => ({
  ...meantKey(event.documentId, event.n),
  value: { ...event, changes: [] },
  v: event.position,
});

/** An event that has the number which its head says needs no note of it. */
export const isNoted = ({ meant, position }: NumberedRevision): boolean => meant !== position;
