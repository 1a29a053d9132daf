import type { Context } from '../model/ports.ts';
import type { RunNote, RunReport, SourceReport } from '../model/run.ts';
import type { Source, SourceCondition } from '../model/source.ts';

const troubled: ReadonlySet<SourceCondition> = new Set(['unreachable', 'refused', 'unrecognised', 'suspect', 'partial']);

const sum = (notes: readonly RunNote[], of: (note: RunNote) => number): number => notes.reduce((total, note) => total + of(note), 0);
const saved = (notes: readonly RunNote[], what: RunNote['saved']): number => notes.filter((note) => note.saved === what).length;

/** What one source did in this run. A source that was not due and whose pages were read well is `skipped`. */
async function reportOf(source: Source, notes: readonly RunNote[], context: Context): Promise<SourceReport> {
  const listing = notes.findLast(({ condition }) => condition !== undefined);
  const failed = notes.filter(({ failure }) => failure).length;
  const state = listing ? ((await context.sources.state(source.id))?.condition ?? 'ok') : failed > 0 ? 'partial' : 'skipped';
  return {
    id: source.id,
    state,
    listed: listing?.listed ?? 0,
    new: saved(notes, 'new'),
    changed: saved(notes, 'changed'),
    same: saved(notes, 'same'),
    failed,
    requests: sum(notes, ({ requests }) => requests),
    bytes: sum(notes, ({ bytes }) => bytes),
    ...(listing?.trouble ? { trouble: listing.trouble } : {}),
  };
}

/** The report of a run (contract.md 3.1) from what its tasks noted. */
export async function runReport(startedAt: string, notes: readonly RunNote[], context: Context): Promise<RunReport> {
  const bySource = Map.groupBy(notes, ({ sourceId }) => sourceId);
  const sources = await Promise.all(context.settings.sources.map((source) => reportOf(source, bySource.get(source.id) ?? [], context)));
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

/** Exit status of a run: 3 when a source or page of it is in trouble. */
export const exitOf = (report: RunReport): 0 | 3 => (report.sources.some(({ state }) => troubled.has(state)) ? 3 : 0);
