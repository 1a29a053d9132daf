import type { CollectContext, Context } from '../../model/ports.ts';
import { type Counted, type RunNote, type RunReport, type SourceReport, sumCounted } from '../../model/run.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { opt, sum } from '../../model/values.ts';
import { joinBackfills } from './backfill.ts';

const troubled: ReadonlySet<SourceCondition> = new Set(['unreachable', 'refused', 'unrecognised', 'suspect', 'partial']);

const saved = (notes: readonly RunNote[], what: RunNote['saved']) => notes.filter((note) => note.saved === what).length;

/** Entries of the listings that were read, each address once; a list that answered 304 counts as before. */
const listedIn = (lists: readonly RunNote[]) =>
  new Set(lists.flatMap(({ addresses = [] }) => addresses)).size + sum(lists, ({ addresses, listed = 0 }) => (addresses ? 0 : listed));

/** How far a backfill came: the last note of each listing counts. */
const backfillOf = (notes: readonly RunNote[]) =>
  joinBackfills([...new Map(notes.flatMap(({ backfill, list }) => (backfill ? [[list, backfill] as const] : []))).values()]);

/**
 * What one source did in this run. A source that was not due, and whose pages had no failures, is `skipped`; one that another process has
 * read meanwhile (`read`) is as that found it.
 */
async function reportOf(source: Source, notes: readonly RunNote[], read: boolean, context: Context): Promise<SourceReport> {
  const lists = notes.filter(({ condition }) => condition !== undefined);
  const failed = notes.filter(({ failure }) => failure).length;
  const after = read || lists.length > 0 ? await context.sources.state(source.id) : undefined;
  const state = after?.condition ?? (lists.length > 0 ? 'ok' : failed > 0 ? 'partial' : 'skipped');
  const backfill = backfillOf(notes);
  const movedTo = Object.values(after?.lists ?? {}).find((list) => list.movedTo !== undefined)?.movedTo;
  return {
    id: source.id,
    state,
    listed: listedIn(lists),
    new: saved(notes, 'new'),
    changed: saved(notes, 'changed'),
    same: saved(notes, 'same'),
    failed,
    requests: sum(notes, ({ requests }) => requests),
    bytes: sum(notes, ({ bytes }) => bytes),
    ...opt({ trouble: after?.trouble, movedTo, backfill }),
    ...(lists.some(({ capped }) => capped) && { capped: true }),
  };
}

/** Of the sources whose lists a round awaited, those that another process which works on the same store has read. */
export async function readByOthers(awaited: readonly string[], notes: readonly RunNote[], context: Context): Promise<ReadonlySet<string>> {
  const own = new Set(notes.flatMap(({ sourceId, condition }) => (condition === undefined ? [] : sourceId)));
  const others = awaited.filter((id) => !own.has(id));
  if (others.length === 0) return new Set();
  const slots = (await context.journal.read('round'))?.slots ?? {};
  const states = await context.sources.states(others);
  return new Set(others.filter((id) => slots[id] === undefined || states.get(id)?.slot === slots[id]));
}

/** The report of a run (docs/contract.md 3.1) from what its tasks noted. `others`: the sources that another process has read for it. */
export async function runReport(
  startedAt: string,
  notes: readonly RunNote[],
  context: Context,
  others: ReadonlySet<string> = new Set(),
): Promise<RunReport> {
  const bySource = Map.groupBy(notes, ({ sourceId }) => sourceId);
  const sources = await Promise.all(
    context.settings.sources.map((source) => reportOf(source, bySource.get(source.id) ?? [], others.has(source.id), context)),
  );
  return {
    startedAt,
    finishedAt: context.now().toISOString(),
    sources,
    documents: {
      new: saved(notes, 'new'),
      changed: saved(notes, 'changed'),
      same: saved(notes, 'same'),
      withdrawn: saved(notes, 'withdrawn'),
    },
    failures: notes.flatMap(({ failure }) => (failure ? [failure] : [])),
  };
}

export const exitOf = (report: RunReport): 0 | 3 => (report.sources.some(({ state }) => troubled.has(state)) ? 3 : 0);

export function countTask({ kind }: Task, notes: readonly RunNote[]): Counted {
  const requests = sum(notes, (note) => note.requests);
  if (kind !== 'page' || requests === 0) return {};
  const saved = notes.find((note) => note.saved !== undefined)?.saved;
  return {
    pages: 1,
    requests,
    bytes: sum(notes, (note) => note.bytes),
    ...(saved && { [saved]: 1 }),
    ...(notes.some(({ failure }) => failure) && { failed: 1 }),
  };
}

/** Keeps sums for the line of the hour. That they cannot be kept undoes no work. */
export const keepSums = (counted: readonly Counted[], { counts, now }: Pick<CollectContext, 'counts' | 'now'>): Promise<void> =>
  counts.add(now(), sumCounted(counted)).catch(() => {});
