import type { Context } from '../model/ports.ts';
import { markAll, updateIndex } from './index.ts';

/**
 * Makes the search index anew from the documents and texts that are kept, whatever state the one before is in; returns how many documents
 * were taken in. Documents, revisions and evidence are not touched. Every document is marked first: a crash on the way loses none.
 */
export async function rebuild(context: Context): Promise<number> {
  await markAll(context);
  await context.search.discard();
  return updateIndex(context);
}
