import type { Context } from '../../model/ports.ts';
import * as keys from '../../model/table.ts';

/** Periods of which a reader may have had a mail: each week that has a digest, its days, and their reminders. */
async function periods({ digests }: Context): Promise<readonly string[]> {
  const weeks = await digests.weeks(10_000);
  const days = [1, 2, 3, 4, 5, 6, 7];
  return weeks.flatMap((week) => [week, ...days.flatMap((day) => [`${week}-${day}`, `${week}-${day}-reminder`])]);
}

/** Whether the bucket has records, as it has since the second form of the data; without any nothing follows from their absence. */
async function hasRecords({ archive }: Context): Promise<boolean> {
  for await (const { kind } of archive.filed('records/schema/')) if (kind === 'schema') return true;
  return false;
}

/**
 * Takes readers out of the table of whom the bucket holds nothing: records are written before items, so they were erased after this table was copied. What is kept of
 * them (a salted hash for each mail) has records of its own. Returns how many.
 */
export async function dropErased(context: Context): Promise<number> {
  const { archive, digests } = context;
  if (!(await hasRecords(context))) return 0;
  let dropped = 0;
  let all: readonly string[] | undefined;
  for (const { id } of await digests.subscribers()) {
    let isKnown = false;
    for await (const { kind, item } of archive.filed(`readers/${id}/`)) isKnown ||= kind === 'profile' && item !== undefined;
    if (isKnown) continue;
    all ??= await periods(context);
    const left = [keys.markKey(id), ...Object.values(keys.unrecordedKeys(id)), ...all.map((period) => keys.ledgerKey(period, id))];
    for (const key of [...left, keys.subscriberKey(id)]) if (await archive.held(key)) await archive.drop(key);
    dropped += 1;
  }
  return dropped;
}
