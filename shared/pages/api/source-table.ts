import type { Answers } from '../../model/answers.ts';
import { opt } from '../../model/values.ts';
import { lastWeeks, weeklyYield } from '../../stages/watch/yield.ts';
import { csvTable } from '../take/formats.ts';

/** Sources for a spreadsheet: who they are, their state, and the pages stored in each of the last twelve weeks. */
export function sourceTable(all: Awaited<ReturnType<Answers['sources']>>, today: string): string {
  const weeks = lastWeeks(today);
  const rows = all.map(({ source, state }) => ({
    id: source.id,
    english: source.names.en,
    chinese: source.names.zh,
    level: source.level,
    every: source.every,
    state: source.needs === undefined ? (state?.condition ?? 'unknown') : 'skipped',
    ...opt('newest', state?.newest),
    listed: state?.listed ?? 0,
    stored: state?.stored ?? 0,
    ...Object.fromEntries(weeklyYield(state, today).map((count, n) => [weeks[n], count])),
  }));
  return csvTable(['id', 'english', 'chinese', 'level', 'every', 'state', 'newest', 'listed', 'stored', ...weeks], rows);
}
