import { orEmpty } from '../../shared/model/values.ts';
import type { CheckedRow } from '../../shared/pipeline/collect/check-all.ts';

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const line = (cells: readonly string[]): string => {
  const [id = '', state = '', status = '', listed = '', newest = '', page = ''] = cells;
  return `${id.padEnd(28)} ${state.padEnd(12)} ${status.padStart(4)} ${listed.padStart(6)}  ${newest.padEnd(10)}  ${page}`.trimEnd();
};

function pageWords({ article }: CheckedRow): string {
  if (!article) return '';
  if (article.state !== 'ok') return `page ${article.state}`;
  return cut([article.number, article.title].filter(Boolean).join(' '), 60);
}

function rowText(row: CheckedRow): string {
  const { id, state, status, listed, newest, detail, change, way } = row;
  const first = line([id, state, status === undefined ? '-' : String(status), String(listed), orEmpty(newest), pageWords(row)]);
  const asked = way === undefined ? '' : `by ${way.egress}: `;
  const why = detail === undefined ? '' : `    ${asked}${cut(detail, 150)}\n`;
  return `${first}\n${why}${change === undefined ? '' : `    change: ${change.replace('ID', id)}\n`}`;
}

const sound: ReadonlySet<CheckedRow['state']> = new Set(['ok', 'quiet', 'skipped']);
/** When nobody of several answers, the reason is most likely here. */
const several = 3;

/** Why sources were not read, the commonest cause first: what one remedy helps against. */
function causesText(rows: readonly CheckedRow[]): string {
  const failed = rows.filter(({ state }) => !sound.has(state));
  if (failed.length === 0) return '';
  const causes = [...Map.groupBy(failed, ({ state, cause }) => (cause === undefined ? state : `${state}: ${cause}`))].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const lines = causes.map(([cause, { length }]) => `  ${String(length).padStart(4)} ${cause}`);
  const asked = rows.filter(({ state }) => state !== 'skipped');
  const isAlone = asked.length >= several && asked.every(({ state, way }) => state === 'unreachable' && !way?.failed);
  return `\nNot read, by cause:\n${lines.join('\n')}\n${isAlone ? 'Nobody answers: look first whether this machine is online.\n' : ''}`;
}

/** Prints `sources check --all`: a line a source, what to change under it, a sum, and the declarations that were drafted, ready to paste. */
export function checkTable(rows: readonly CheckedRow[]): string {
  const head = line(['id', 'state', 'http', 'listed', 'newest', 'one page as it was read']);
  const sum = [...Map.groupBy(rows, ({ state }) => state)].map(([state, held]) => `${held.length} ${state}`).join(', ');
  const read = rows.filter(({ article }) => article?.state === 'ok').length;
  const drafts = rows.flatMap(({ draft }) => draft ?? []);
  const table = `${head}\n${rows.map(rowText).join('')}\n${rows.length} sources: ${sum}; of ${read} a page was read.\n${causesText(rows)}`;
  if (drafts.length === 0) return table;
  const ids = drafts.map(({ was }) => orEmpty(was?.[0])).filter(Boolean);
  const off = ids.length > 0 ? `, and ${ids.map((id) => JSON.stringify(id)).join(', ')} into "sources.without"` : '';
  return `${table}\nMended declarations, for "sources.extra" of hongtou.config.json${off}:\n${JSON.stringify(drafts, null, 2)}\n`;
}
