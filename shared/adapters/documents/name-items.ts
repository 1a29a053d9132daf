import type { Head } from '../../model/document.ts';
import { citedKey, nameKey, probeKey } from '../../model/table.ts';
import { bareTitleKey, citationKeys } from '../../stages/identity/resolve.ts';
import type { Item } from '../../store/table.ts';

/** The keys by which a document is found, and those of the documents that it cites. */
export function nameItems(head: Pick<Head, 'id' | 'keys' | 'citations'>): readonly Item[] {
  const names = head.keys.map((key): Item => ({ ...nameKey(key, head.id), value: head.id }));
  const waits = head.citations.flatMap((citation) => {
    const bare = bareTitleKey(citation);
    const value = { documentId: head.id, relation: citation.relation, quote: citation.quote };
    const keys = [...citationKeys(citation), ...(bare === undefined ? [] : [bare])];
    return keys.map((key): Item => ({ ...citedKey(key, head.id, citation.relation), value }));
  });
  return [...names, ...probeItems(head), ...waits];
}

/** What says of each key that it has documents. A place in a series is no identity, and is not asked for that. */
export const probeItems = ({ keys }: Pick<Head, 'keys'>): readonly Item[] =>
  keys.filter((key) => !key.startsWith('s:')).map((key) => ({ ...probeKey(key), value: true }));
