import type { Search } from '../../model/search.ts';
import { openForWriting } from './connections.ts';
import { insertRow } from './rows.ts';
import { answer } from './select.ts';

/** Asks an index of these rows alone, in memory, so that a change is matched exactly as the list of documents would find it. */
export const match: Search['match'] = async (rows, queries) => {
  const database = openForWriting(':memory:', 'year');
  try {
    for (const row of new Map(rows.map((each) => [each.id, each])).values()) if (!row.remove) insertRow(database, row, true);
    return queries.map(
      (query) => new Set(answer([{ database, year: 0, heads: true }], { ...query, limit: rows.length }).hits.map(({ id }) => id)),
    );
  } finally {
    database.close();
  }
};
