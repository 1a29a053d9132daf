import type { Search } from '../../model/search.ts';
import { applyChanges } from './apply.ts';
import type { Connection } from './connection.ts';
import type { Indexes } from './indexes.ts';

/** How far the first filling of the indexes came: behind which document, or to its end. */
type Progress = { readonly after?: string; readonly finished?: boolean };

const id = 'filled';
const longest = 7 * 60_000;

export async function progressOf(connection: Connection, { register }: Indexes): Promise<Progress> {
  const [found] = await connection.byIds(register, [id]);
  return (found?._source ?? {}) as Progress;
}

/** Fills the indexes from the rows of all documents, going on where an earlier call stopped, for some minutes or to the end. */
export async function fill(connection: Connection, indexes: Indexes, rows: Parameters<Search['renew']>[0]): Promise<boolean> {
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
