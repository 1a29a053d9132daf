import { orEmpty } from '../../shared/model/values.ts';
import type { CheckedRow } from '../../shared/pipeline/collect/check.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import { stateStyles } from '../../shared/questions/styles.ts';
import { fitted } from './layout.ts';
import { table } from './table.ts';

function pageWords({ article }: CheckedRow): string | undefined {
  if (!article) return undefined;
  return article.state === 'ok' ? [article.number, article.title].filter(Boolean).join(' ') : `page ${article.state}`;
}

const columns: readonly Column<CheckedRow>[] = [
  { head: 'id', cell: ({ id }) => id, yields: 2, least: 16 },
  { head: 'state', cell: ({ state }) => state, style: ({ state }) => stateStyles[state] },
  { head: 'http', cell: ({ status }) => status ?? '-', align: 'right' },
  { head: 'listed', cell: ({ listed }) => listed, align: 'right' },
  { head: 'newest', cell: ({ newest }) => newest, yields: 3, least: 'none' },
  { head: 'one page as it was read', cell: pageWords, yields: 1, least: 20 },
];

const underRow = ({ id, detail, change, way }: CheckedRow): string[] => [
  ...(detail === undefined ? [] : [`${way === undefined ? '' : `by ${way.egress}: `}${detail}`]),
  ...(change === undefined ? [] : [`change: ${change.replace('ID', id)}`]),
];

const sound: ReadonlySet<CheckedRow['state']> = new Set(['ok', 'quiet', 'skipped']);
/** When nobody of several answers, the reason is most likely here. */
const several = 3;

function causesText(rows: readonly CheckedRow[]): string {
  const failed = rows.filter(({ state }) => !sound.has(state));
  if (failed.length === 0) return '';
  const causes = [...Map.groupBy(failed, ({ state, cause }) => (cause === undefined ? state : `${state}: ${cause}`))].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const lines = causes.map(([cause, { length }]) => fitted(cause, `  ${String(length).padStart(4)} `, '       '));
  const visited = rows.filter(({ state }) => state !== 'skipped');
  const isAlone = visited.length >= several && visited.every(({ state, way }) => state === 'unreachable' && !way?.failed);
  return `\nNot read, by cause:\n${lines.join('\n')}\n${isAlone ? 'Nobody answers: look first whether this machine is online.\n' : ''}`;
}

export function checkTable(rows: readonly CheckedRow[]): string {
  const sum = [...Map.groupBy(rows, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`).join(', ');
  const read = rows.filter(({ article }) => article?.state === 'ok').length;
  const drafts = rows.flatMap(({ draft }) => draft ?? []);
  const summary = `${table(columns, rows, { under: underRow })}\n${countOf(rows.length, 'source')}: ${sum}; of ${read} a page was read.\n${causesText(rows)}`;
  if (drafts.length === 0) return summary;
  const ids = drafts.map(({ was }) => orEmpty(was?.[0])).filter(Boolean);
  const off = ids.length > 0 ? `, and ${ids.map((id) => JSON.stringify(id)).join(', ')} into "sources.without"` : '';
  return `${summary}\nMended declarations, for "sources.extra" of hongtou.config.json${off}:\n${JSON.stringify(drafts, null, 2)}\n`;
}
