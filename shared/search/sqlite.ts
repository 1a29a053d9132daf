import type { DatabaseSync } from 'node:sqlite';
import type { Search } from '../model/ports.ts';
import type { Objects } from '../store/objects.ts';
import {
  announcements,
  citations,
  edges,
  figures,
  missingTexts,
  pairs,
  pairsOf,
  sequences,
  sharing,
  trees,
  windows,
  withKeys,
  withNumber,
} from './across.ts';
import { addFunctions, answer, countProvinces, countTimeline, emptyResult, mentions, one } from './lists.ts';
import { checkPublished, openReader } from './reader.ts';
import { openChangeWriter, openForWriting } from './rows.ts';
import { apply, begin, isOutdated, renew } from './writer.ts';

/** A run of the function that indexes has nine minutes; what it has made anew is stored before they end. */
const longestMs = 240_000;

/** Asks an index of these rows alone, in memory, so that a change is matched exactly as the list of documents would find it. */
export const match: Search['match'] = async (rows, queries) => {
  const database = addFunctions(openForWriting(':memory:', true));
  try {
    const write = openChangeWriter(database);
    for (const row of rows) write(row);
    return queries.map((query) => new Set(answer(database, { ...query, limit: rows.length }).hits.map(({ id }) => id)));
  } finally {
    database.close();
  }
};

/**
 * Full text, filters and questions across documents in one SQLite file of the bucket; readers follow its pointer with a copy in `cacheDir`
 * and never wait for a writer.
 */
export function openSearch(objects: Objects, cacheDir: string, { renewMs = longestMs } = {}): Search {
  const place = { objects, cacheDir };
  const reader = openReader(place);
  const ask =
    <Q, A>(question: (database: DatabaseSync, query: Q) => A, none: A) =>
    (query: Q): Promise<A> =>
      reader.ask((database) => question(database, query), none);
  const none = { total: 0, items: [], keys: [], more: false };
  return {
    async apply(changes) {
      await apply(place, changes);
      reader.look();
    },
    match,
    isOutdated: () => isOutdated(place),
    discard: () => begin(place),
    async renew(rows) {
      const done = await renew(place, rows, renewMs);
      reader.look();
      return done;
    },
    check: () => checkPublished(place, reader),
    one: (id, today) => reader.ask((database) => one(database, id, today), undefined),
    mentions: (among, seenBy) => reader.ask((database) => mentions(database, among, seenBy), {}),
    query: ask(answer, emptyResult),
    timeline: ask(countTimeline, []),
    provinces: ask(countProvinces, []),
    figures: ask(figures, { ...none, units: {} }),
    announcements: ask(announcements, []),
    missingTexts: ask(missingTexts, { total: 0, items: [] }),
    sequences: ask(sequences, []),
    withNumber: ask(withNumber, []),
    withKeys: ask(withKeys, []),
    sharing: ask(sharing, []),
    edges: ask(edges, { ...none, relations: {} }),
    citations: ask(citations, { total: 0, items: [] }),
    windows: ask(windows, none),
    trees: ask(trees, []),
    pairs: ask(pairs, []),
    pairsOf: ask(pairsOf, []),
  };
}
