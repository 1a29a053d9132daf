import { type Counted, hourOf } from '../../model/hour.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { RunNote } from '../../model/run.ts';
import type { Task } from '../../model/task.ts';

/** What a task came to: a page that was asked for counts once, whatever came of it. Lists are counted by their slots, since an unchanged one is to cost no write. */
export function countTask({ kind }: Task, notes: readonly RunNote[]): Counted {
  const requests = notes.reduce((sum, note) => sum + note.requests, 0);
  if (kind !== 'page' || requests === 0) return {};
  const saved = notes.find((note) => note.saved !== undefined)?.saved;
  return {
    pages: 1,
    requests,
    bytes: notes.reduce((sum, note) => sum + note.bytes, 0),
    ...(saved ? { [saved]: 1 } : {}),
    ...(notes.some(({ failure }) => failure) ? { failed: 1 } : {}),
  };
}

/** The sum of several counts. */
function sumCounted(all: readonly Counted[]): Counted {
  const sums: Record<string, number> = {};
  for (const each of all) for (const [name, count] of Object.entries(each)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** Keeps sums for the line of the hour. That they cannot be kept undoes no work. */
export const keepSums = (counted: readonly Counted[], { counts, now }: Pick<CollectContext, 'counts' | 'now'>): Promise<void> =>
  counts.add(hourOf(now()), sumCounted(counted)).catch(() => {});
