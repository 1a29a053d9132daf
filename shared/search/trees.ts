import type { DatabaseSync } from 'node:sqlite';
import type { Branch } from '../model/query.ts';
import { orEmpty } from '../model/values.ts';

/** A tree that is wider or deeper than this is cut, and says so. */
export const widest = 12;
export const mostBranches = 200;

export type LineageNode = { readonly id?: string; readonly keys: readonly string[]; readonly facts: Omit<Branch, 'below' | 'more'> };

const textField = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
export const factsOf = (row: Readonly<Record<string, unknown>>): Omit<Branch, 'below' | 'more'> =>
  Object.fromEntries(
    ['id', 'title', 'english', 'number', 'day'].flatMap((name) => (textField(row[name]) ? [[name, textField(row[name])]] : [])),
  );

function storedNode(database: DatabaseSync, id: string): LineageNode | undefined {
  const row = database.prepare('SELECT id, title, english, number, day FROM register WHERE id = ?').get(id);
  if (!row) return undefined;
  const keys = database
    .prepare('SELECT key FROM register_key WHERE id = ?')
    .all(id)
    .map((each) => String(each['key']));
  return { id, keys, facts: factsOf(row) };
}

/** Documents that implement a text, by their day. From the keys on: few citations have one of them, many implement something. */
function children(database: DatabaseSync, { keys, id }: LineageNode): string[] {
  const marks = keys.map(() => '?').join(', ');
  if (keys.length === 0) return [];
  const rows = database
    .prepare(`SELECT c.id, c.day FROM register_cite AS c WHERE (c.id, c.seq) IN (SELECT k.id, k.seq FROM register_cite_key AS k WHERE k.key IN (${marks}))
       AND +c.relation = 'implements' AND +c.shown = 1 AND c.id <> ? ORDER BY c.day, c.id LIMIT 2000`)
    .all(...keys, orEmpty(id));
  return [...new Set(rows.map((row) => String(row['id'])))].slice(0, 500);
}

function buildBranch(database: DatabaseSync, node: LineageNode, depth: number, seen: Set<string>): Branch {
  const below: Branch[] = [];
  const all = depth <= 0 ? [] : children(database, node).filter((id) => !seen.has(id));
  for (const id of all.slice(0, widest)) {
    if (seen.has(id) || seen.size >= mostBranches) continue;
    seen.add(id);
    const child = storedNode(database, id);
    if (child) below.push(buildBranch(database, child, depth - 1, seen));
  }
  return { ...node.facts, below, ...(all.length > below.length ? { more: all.length - below.length } : {}) };
}

/** Documents that implement a text, as a tree; without `of`, the texts that most documents implement, stored or not. */
export function trees(database: DatabaseSync, { of, limit, depth = 3 }: { of?: string; limit: number; depth?: number }): Branch[] {
  if (of !== undefined) {
    const node = storedNode(database, of);
    return node ? [buildBranch(database, node, depth, new Set([of]))] : [];
  }
  const tops = database
    .prepare(
      `SELECT key, count(DISTINCT id) AS count FROM register_cite WHERE shown = 1 AND relation = 'implements' GROUP BY key ORDER BY 2 DESC, key LIMIT ?`,
    )
    .all(limit * 2);
  const unheld = database.prepare(
    "SELECT max(title) AS title, max(number) AS number FROM register_cite WHERE relation = 'implements' AND shown = 1 AND key = ?",
  );
  const found = new Map<string, Branch>();
  for (const top of tops) {
    if (found.size >= limit) break;
    const key = String(top['key']);
    const id = textField(database.prepare('SELECT id FROM register_key WHERE key = ? ORDER BY id LIMIT 1').get(key)?.['id']);
    const node = (id && storedNode(database, id)) || { keys: [key], facts: factsOf(unheld.get(key) ?? {}) };
    const name = id ?? key;
    if (!found.has(name)) found.set(name, buildBranch(database, node, depth, new Set([name])));
  }
  return [...found.values()];
}
