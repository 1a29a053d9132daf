import type { Head, Revision } from '../../model/document.ts';
import { changesOf, citedKey, headKey, listOfDocuments, meantKey, nameKey, revisionKey } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import { bareTitleKey, citationKeys } from '../../stages/identity/resolve.ts';
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

/** The keys by which a document is found, and those of the documents that it cites. */
export function nameItems(head: Pick<Head, 'id' | 'keys' | 'citations'>): readonly Item[] {
  const names = head.keys.map((key): Item => ({ ...nameKey(key, head.id), value: head.id }));
  const waits = head.citations.flatMap((citation) => {
    const bare = bareTitleKey(citation);
    const value = { documentId: head.id, relation: citation.relation, quote: citation.quote };
    const keys = [...citationKeys(citation), ...(bare === undefined ? [] : [bare])];
    return keys.map((key): Item => ({ ...citedKey(key, head.id, citation.relation), value }));
  });
  return [...names, ...waits];
}
