import type { Head } from '../../../model/document.ts';
import type { Context } from '../../../model/ports.ts';
import { dayOf } from '../../../model/time.ts';
import { reachedAt } from '../../../stages/identity/identify.ts';
import { paged } from '../../context.ts';
import { type Finding, finding } from './finding.ts';

/** Compares a row of the index with its head. */
async function checkHit(head: Head, context: Context): Promise<readonly Finding[]> {
  const hit = await context.search.one(head.id, dayOf(context.now()));
  if (!hit) return [finding('index', head.id, 'the search index lacks a relevant document', head.id)];
  const pairs = {
    title: [hit.title, head.title],
    english: [hit.english, head.english.title],
    number: [hit.number, head.number],
    type: [hit.type, head.type],
    firstSeenAt: [hit.firstSeenAt, head.firstSeenAt],
    // Rows of before have the canonical address where the page was read by http.
    url: [hit.url === head.canonicalUrl ? reachedAt(head) : hit.url, reachedAt(head)],
  };
  const differing = Object.entries(pairs).flatMap(([name, [here, there]]) => (here === there ? [] : [name]));
  return differing.length === 0 ? [] : [finding('index', head.id, `the search index has another ${differing.join(', ')}`, head.id)];
}

/** Compares the search index with the documents, except those that are marked for the next round of indexing. */
export async function checkIndex(ids: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const marked = new Set((await context.documents.dirty(100_000)).map(({ documentId }) => documentId));
  const unknown = new Set(ids);
  for await (const page of paged((after) => context.documents.allIds(after, 100))) {
    for (const head of await context.documents.heads(page)) {
      unknown.delete(head.id);
      if (marked.has(head.id)) continue;
      if (head.relevant) found.push(...(await checkHit(head, context)));
      else if (ids.has(head.id)) found.push(finding('index', head.id, 'the search index holds a document that is not relevant', head.id));
    }
  }
  return [...found, ...[...unknown].map((id) => finding('index', id, 'the search index holds a document that the table does not'))];
}
