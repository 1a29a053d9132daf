import { DamagedError, NotReadyError } from '../../model/errors.ts';
import type { ReadContext } from '../../model/ports.ts';
import { orEmpty } from '../../model/values.ts';
import { setDamagedAside } from '../collect/set-aside.ts';
import { paged } from '../context.ts';
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
  const done = await takeIn(context).catch(async (error: unknown) => {
    if (!isDamage(error)) throw error;
    // It holds nothing that documents do not say.
    await setDamagedAside(error, { url: 'search', title: 'the search index' }, context);
    await context.search.discard();
    return takeIn(context);
  });
  await keepDigests(context, done > 0);
  return done;
}

const isDamage = (error: unknown): error is Error => error instanceof NotReadyError || error instanceof DamagedError;

async function takeIn(context: ReadContext): Promise<number> {
  const { documents, finished } = (await context.search.isOutdated()) ? await renewIndex(context) : { documents: 0, finished: true };
  return finished ? documents + (await indexDirty(context)) : documents;
}

/** What rows ask of the published index: of one that cannot be asked (an older version wrote it, or it is damaged) nothing, which `blind` is told. */
function askedLeniently(search: ReadContext['search'], blind: () => void): ReadContext['search'] {
  const or =
    <T>(none: T) =>
    (error: unknown): T => {
      if (!isDamage(error)) throw error;
      blind();
      return none;
    };
  const nothing = { total: 0, hits: [], keys: [], more: false, facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} } };
  return {
    ...search,
    query: (query) => search.query(query).catch(or(nothing)),
    announcements: (query) => search.announcements(query).catch(or([])),
  };
}

/** Makes the index anew: for some minutes, or to its end. What was made without the one before is made once more, by what it now says itself. */
export async function renewIndex(given: ReadContext): Promise<{ readonly documents: number; readonly finished: boolean }> {
  let [documents, isBlind] = [0, false];
  const search = askedLeniently(given.search, () => {
    isBlind = true;
  });
  const context = { ...given, search };
  const finished = await search.renew(async function* (after) {
    for await (const ids of paged((last) => context.documents.allIds(last ?? after, batch))) {
      const heads = await context.documents.heads(ids);
      for await (const changes of rowsOf(heads, portion, context)) {
        yield { changes, last: orEmpty(changes.at(-1)?.id) };
        context.crash('after-index');
        documents += changes.length;
      }
    }
  });
  if (!finished || !isBlind) return { documents, finished };
  await search.discard();
  return renewIndex(given);
}
