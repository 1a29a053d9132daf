import type { SQLInputValue } from 'node:sqlite';
import type { Keyed, Paged, SortKey } from '../../model/query.ts';

/** Pages of facts by key: one more than is shown is read, which tells whether there are more. */

type SqlRow = Readonly<Record<string, unknown>>;
type Sql = { readonly order: string; readonly values: readonly SQLInputValue[] };

/** `newest`: by day, the last first; else by `day`, the first first. Facts of one day by document and number. `name`: of the table. */
export function pageBy(name: string, day: string, newest: boolean, { limit, offset = 0, after }: Paged): Sql {
  const at = `${name}.${day}`;
  const behind = `AND (${at} ${newest ? '<' : '>'} ? OR (${at} = ? AND (${name}.id, ${name}.seq) > (?, ?)))`;
  return {
    order: `${after ? behind : ''} ORDER BY ${at}${newest ? ' DESC' : ''}, ${name}.id, ${name}.seq LIMIT ? OFFSET ?`,
    values: after ? [after[1], after[1], after[2], after[0], limit + 1, 0] : [limit + 1, offset],
  };
}

/** The rows that are shown of those read, with their keys. */
export function keyed(rows: readonly SqlRow[], day: string, { limit }: Paged): Keyed & { readonly rows: readonly SqlRow[] } {
  const shown = rows.slice(0, limit);
  const keys = shown.map((row): SortKey => [Number(row['seq']), String(row[day]), String(row['id'])]);
  return { rows: shown, keys, more: limit > 0 && rows.length > limit };
}
