import type { Head, Revision } from '../../model/document.ts';
import { changesOf, citedKey, headKey, listOfDocuments, meantKey, nameKey, revisionKey } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import { bareTitleKey, citationKeys } from '../../stages/identity/resolve.ts';
import type { Item } from '../table.ts';
import type { NumberedRevision } from './news.ts';

/** A head as it lies in the table. */
export const headItem = (head: Head): Item & { readonly v: number } => ({
  ...headKey(head.id),
  value: head,
  v: head.version,
  gsi1: { pk: listOfDocuments, sk: head.id },
});

/** A revision in its place; one by the publisher is the event of its week. */
export function revisionItem(revision: Revision): Item {
  const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
  const event = revision.by === 'publisher' ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
  return { ...revisionKey(revision.documentId, revision.n), value: revision, ...event };
}

/** Which number of the list of news an event means to have. */
export const meantItem = (event: NumberedRevision & { readonly position: number }): Item => ({
  ...meantKey(event.documentId, event.n),
  value: { ...event, changes: [] },
  v: event.position,
});

/** What a document can be found by, and what it waits for. */
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
