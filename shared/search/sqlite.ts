import type { DatabaseSync } from 'node:sqlite';
import type { Search } from '../model/ports.ts';
import type { Objects } from '../store/objects.ts';
import { across } from './across.ts';
import { answer, lists, mentions, one } from './lists.ts';
import { openQuestions } from './questions.ts';
import { checkPublished, openEmpty, openReader } from './reader.ts';
import { openChangeWriter } from './rows.ts';
import { apply, begin, isOutdated, renew } from './writer.ts';

/** A run of the function that indexes has nine minutes; what it has made anew is stored before they end. */
const longestMs = 240_000;

/** Asks an index of these rows alone, in memory, so that a change is matched exactly as the list of documents would find it. */
export const match: Search['match'] = async (rows, queries) => {
  const database = openEmpty();
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
    one: (id, today) => reader.ask((database) => one(database, id, today)),
    mentions: (among, seenBy) => reader.ask((database) => mentions(database, among, seenBy)),
    ...openQuestions<DatabaseSync>({ ...across, ...lists }, reader.ask),
  };
}
