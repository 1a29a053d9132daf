import type { Search } from '../model/ports.ts';
import { applyChanges } from './opensearch/apply.ts';
import { everyHit, openConnection } from './opensearch/connection.ts';
import { answer, mentions, one } from './opensearch/documents.ts';
import { ensureIndexes, indexesOf } from './opensearch/indexes.ts';
import { announcements, edges, figures, pairs, windows } from './opensearch/questions.ts';
import { missingTexts, sequences, trees, withKeys, withNumber } from './opensearch/registers.ts';
import { match } from './search/match.ts';

export type OpenSearchPlace = {
  readonly endpoint: string /** Start of the names of the indexes, one for each instance: lower case. */;
  readonly prefix: string;
};

/** The port of search on Amazon OpenSearch Service or Serverless (decision 45): the same answers as the embedded engine, from a domain that many machines make up. */
export function openOpenSearch({ endpoint, prefix }: OpenSearchPlace): Search {
  const connection = openConnection(endpoint);
  const indexes = indexesOf(prefix);
  let ready: Promise<void> | undefined;
  /** Whoever asks first makes the indexes, so that an empty instance answers. */
  const opened = async () => {
    ready ??= ensureIndexes(connection, indexes);
    ready.catch(() => {
      ready = undefined;
    });
    await ready;
    return { connection, indexes };
  };
  return {
    async apply(changes) {
      if (changes.length > 0) await applyChanges(connection, (await opened()).indexes, changes);
    },
    query: async (query) => answer((await opened()).connection, indexes.documents, query),
    match,
    isOutdated: async () => false,
    async discard() {
      for (const index of Object.values(indexes)) await connection.remove(index);
      ready = undefined;
    },
    async check() {
      await opened();
      const ids: string[] = [];
      const everything = { query: { match_all: {} }, _source: false, sort: [{ id: 'asc' }] } as const;
      for await (const { _id } of everyHit(connection, indexes.documents, everything)) ids.push(_id);
      return { damaged: [], keys: [], ids };
    },
    one: async (id, today) => one((await opened()).connection, indexes.documents, id, today),
    mentions: async () => mentions((await opened()).connection, indexes.documents),
    figures: async (query) => figures(await opened(), query),
    missingTexts: async (query) => missingTexts(await opened(), query),
    announcements: async (query) => announcements(await opened(), query),
    sequences: async (query) => sequences(await opened(), query),
    withNumber: async (query) => withNumber(await opened(), query),
    withKeys: async (keys) => withKeys(await opened(), keys),
    edges: async (query) => edges(await opened(), query),
    windows: async (query) => windows(await opened(), query),
    trees: async (query) => trees(await opened(), query),
    pairs: async (limit) => pairs(await opened(), limit),
    pairsOf: async (drafts) => pairs(await opened(), drafts.length * 4, drafts),
  };
}
