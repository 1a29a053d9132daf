import type { Search } from '../../model/ports.ts';
import { applyChanges, openForWriting, withHolds } from './index-file.ts';
import { answer } from './select.ts';

/** Asks an index of these rows alone, in memory, so that a change is matched exactly as the list of documents would find it. */
export const match: Search['match'] = async (rows, queries) => {
  const database = withHolds(openForWriting(':memory:', true));
  try {
    await applyChanges(database, rows);
    return queries.map((query) => new Set(answer(database, { ...query, limit: rows.length }).hits.map(({ id }) => id)));
  } finally {
    database.close();
  }
};
