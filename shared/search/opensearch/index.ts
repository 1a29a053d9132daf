import type { Search } from '../../model/ports.ts';
import { match } from '../sqlite.ts';
import {
  announcements,
  citations,
  edges,
  figures,
  missingTexts,
  pairs,
  sequences,
  sharing,
  trees,
  windows,
  withKeys,
  withNumber,
} from './across.ts';
import { applyChanges } from './apply.ts';
import { type Connection, everyHit, openConnection } from './connection.ts';
import { answer, countProvinces, countTimeline, mentions, one } from './lists.ts';
import { type Indexes, indexesOf } from './rows.ts';

/** How far the first filling of the indexes came: behind which document, or to its end. */
type Progress = { readonly after?: string; readonly finished?: boolean };

const id = 'filled';
const longest = 7 * 60_000;

async function progressOf(connection: Connection, { register }: Indexes): Promise<Progress> {
  const [found] = await connection.byIds(register, [id]);
  return (found?._source ?? {}) as Progress;
}

async function fill(connection: Connection, indexes: Indexes, rows: Parameters<Search['renew']>[0]): Promise<boolean> {
  const until = performance.now() + longest;
  // A document of the register without a mark, which no question finds.
  const note = (progress: Progress) => connection.bulk([{ index: indexes.register, id, fields: progress }]);
  for await (const { changes, last } of rows((await progressOf(connection, indexes)).after)) {
    await applyChanges(connection, indexes, changes);
    await note({ after: last });
    if (performance.now() > until) return false;
  }
  await applyChanges(connection, indexes, []);
  await note({ finished: true });
  return true;
}

/** `prefix` begins the names of the indexes, one for each instance: lower case. */
export type OpenSearchPlace = { readonly endpoint: string; readonly prefix: string };

/**
 * The port of search on Amazon OpenSearch Service or Serverless (decision 45): the same answers as the embedded engine, from a domain that
 * many machines make up.
 */
export function openOpenSearch({ endpoint, prefix }: OpenSearchPlace): Search {
  const connection = openConnection(endpoint);
  const indexes = indexesOf(prefix);
  const register = { connection, indexes };
  return {
    async apply(changes) {
      if (typeof changes !== 'function') return applyChanges(connection, indexes, changes);
      for await (const portion of changes()) await applyChanges(connection, indexes, portion);
    },
    query: (query) => answer(connection, indexes.documents, query),
    match,
    isOutdated: async () => (await progressOf(connection, indexes)).finished !== true,
    async discard() {
      for (const index of Object.values(indexes)) await connection.remove(index);
    },
    renew: (rows) => fill(connection, indexes, rows),
    async check() {
      const ids: string[] = [];
      const everything = { query: { match_all: {} }, _source: false, sort: [{ id: 'asc' }] } as const;
      for await (const { _id } of everyHit(connection, indexes.documents, everything)) ids.push(_id);
      return { damaged: [], keys: [], ids };
    },
    one: (id, today) => one(connection, indexes.documents, id, today),
    mentions: (among) => mentions(connection, indexes.documents, among),
    timeline: (query) => countTimeline(connection, indexes.documents, query),
    provinces: (query) => countProvinces(connection, indexes.documents, query),
    figures: (query) => figures(register, query),
    missingTexts: (query) => missingTexts(register, query),
    announcements: (query) => announcements(register, query),
    sequences: (query) => sequences(register, query),
    withNumber: (query) => withNumber(register, query),
    withKeys: (keys) => withKeys(register, keys),
    sharing: (groups) => sharing(register, groups),
    edges: (query) => edges(register, query),
    citations: (query) => citations(register, query),
    windows: (query) => windows(register, query),
    trees: (query) => trees(register, query),
    pairs: (limit) => pairs(register, limit),
    pairsOf: (drafts) => pairs(register, drafts.length * 4, drafts),
  };
}
