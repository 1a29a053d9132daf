import type { Head } from '../../model/document.ts';
import type { FiledAddress } from '../../model/document-store.ts';
import type { CollectContext } from '../../model/ports.ts';
import { limitQuotes } from '../../stages/identity/compare.ts';
import type { NewRevision } from './head-changes.ts';

/**
 * Writes a head with the revision that it came to, which is the event that is announced. False when another writer was first: then nothing is written. `visited`: the
 * address that is kept next, whose record goes with that of the head.
 */
export const writeHead = (
  head: Head,
  revision: NewRevision | undefined,
  context: CollectContext,
  visited?: FiledAddress,
): Promise<boolean> =>
  context.documents.putHead(
    head,
    revision && { ...revision, changes: limitQuotes(revision.changes), documentId: head.id, n: head.revisionCount },
    visited,
  );

/** Another writer was first this many times: something else is wrong. */
const mostTries = 6;

/** Reads, decides and writes again as long as another writer is first, which is when `attempt` gives undefined. */
export async function untilWritten<Result>(what: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let n = 0; n < mostTries; n += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new Error(`${what}: ${mostTries} writers were faster`);
}
