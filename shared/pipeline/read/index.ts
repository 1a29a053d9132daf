import type { ReadContext } from '../../model/ports.ts';
import { orEmpty } from '../../model/values.ts';
import { paged } from '../collect/paged.ts';
import { keepDigests } from './digest.ts';
import { indexDirty } from './index-dirty.ts';
import { rowsOf } from './index-rows.ts';

/** Documents that are read at a time, and characters that are indexed at a time. */
const [batch, portion] = [2000, 4_000_000];

/**
 * Indexes what changed and publishes the index, then composes the digests that pages read; returns how many documents changed. Writes nothing when nothing changed.
 * While the index is made anew, changes wait for its end: what is published answers meanwhile.
 */
export async function updateIndex(context: ReadContext): Promise<number> {
  const { documents, finished } = (await context.search.isOutdated()) ? await renewIndex(context) : { documents: 0, finished: true };
  const done = finished ? documents + (await indexDirty(context)) : documents;
  await keepDigests(context, done > 0);
  return done;
}

/** Makes the index anew: for some minutes, or to its end. */
export async function renewIndex(context: ReadContext): Promise<{ readonly documents: number; readonly finished: boolean }> {
  let documents = 0;
  const finished = await context.search.renew(async function* (after) {
    for await (const ids of paged((last) => context.documents.allIds(last ?? after, batch))) {
      const heads = await context.documents.heads(ids);
      for await (const changes of rowsOf(heads, portion, context)) {
        yield { changes, last: orEmpty(changes.at(-1)?.id) };
        context.crash('after-index');
        documents += changes.length;
      }
    }
  });
  return { documents, finished };
}
