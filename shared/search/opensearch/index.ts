import type { Search } from '../../model/ports.ts';
import { openQuestions } from '../questions.ts';
import { match } from '../sqlite.ts';
import { across } from './across.ts';
import { applyChanges } from './apply.ts';
import { type Connection, everyHit, indexNames, type OpenSearchPlace, openConnection } from './connection.ts';
import { lists, mentions, one } from './lists.ts';

type Progress = { readonly after?: string; readonly finished?: boolean };

const id = 'filled';
const longest = 7 * 60_000;

async function progressOf(connection: Connection): Promise<Progress> {
  const [found] = await connection.byIds('register', [id]);
  return (found?._source ?? {}) as Progress;
}

async function fill(connection: Connection, rows: Parameters<Search['renew']>[0]): Promise<boolean> {
  const until = performance.now() + longest;
  // A document of the register without a mark, which no question finds.
  const note = (progress: Progress) => connection.bulk([{ index: 'register', id, fields: progress }]);
  for await (const { changes, last } of rows((await progressOf(connection)).after)) {
    await applyChanges(connection, changes);
    await note({ after: last });
    if (performance.now() > until) return false;
  }
  await applyChanges(connection, []);
  await note({ finished: true });
  return true;
}

/**
 * The port of search on Amazon OpenSearch Service or Serverless (decision 45): the same answers as the embedded engine, from a domain that
 * many machines make up.
 */
export function openOpenSearch(place: OpenSearchPlace): Search {
  const connection = openConnection(place);
  return {
    async apply(changes) {
      if (typeof changes !== 'function') return applyChanges(connection, changes);
      for await (const portion of changes()) await applyChanges(connection, portion);
    },
    match,
    isOutdated: async () => (await progressOf(connection)).finished !== true,
    async discard() {
      for (const index of indexNames) await connection.remove(index);
    },
    renew: (rows) => fill(connection, rows),
    async check() {
      const ids: string[] = [];
      const everything = { query: { match_all: {} }, _source: false, sort: [{ id: 'asc' }] } as const;
      for await (const { _id } of everyHit(connection, 'documents', everything)) ids.push(_id);
      return { damaged: [], keys: [], ids };
    },
    one: (id, today) => one(connection, id, today),
    mentions: (among, seenBy) => mentions(connection, among, seenBy),
    ...openQuestions<Connection>({ ...across, ...lists }, async (work) => work(connection)),
  };
}
