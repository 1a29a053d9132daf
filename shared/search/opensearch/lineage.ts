import type { Branch } from '../../model/cross-index.ts';
import { rowOf } from './apply.ts';
import type { Clause } from './clauses.ts';
import { all, not, term, terms } from './clauses.ts';
import type { RegisterRow } from './fact-rows.ts';
import { factOf, type Register, rowsOf, within } from './questions.ts';
import { bucketsOf, distinct, mostDocuments } from './registers.ts';

const greatest = (field: string): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } } });

/** A tree that is wider or deeper than this is cut, and says so. */
const widest = 12;
const mostBranches = 200;

type LineageNode = { readonly id?: string; readonly keys: readonly string[]; readonly facts: Omit<Branch, 'below' | 'more'> };

const nodeOf = ({ id, keys, title, english, number, day }: RegisterRow): LineageNode => ({
  ...{ id, keys },
  facts: Object.fromEntries(Object.entries({ id, title, english, number, day }).filter(([, value]) => value !== undefined && value !== '')),
});

/** Documents that implement a text, by their day. */
async function children({ connection, indexes }: Register, { keys, id }: LineageNode): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const implementing = [term('kind', 'citation'), term('relation', 'implements'), term('shown', 1), terms('keys', keys)];
  const query = all(...implementing, ...(id === undefined ? [] : [not(term('document', id))]));
  const { hits } = await connection.search(indexes.facts, {
    query,
    sort: [{ day: 'asc' }, { document: 'asc' }, { seq: 'asc' }],
    size: 500,
  });
  return [...new Set(hits.hits.map((found) => factOf(found).document))];
}

async function buildBranch(register: Register, node: LineageNode, depth: number, seen: Set<string>): Promise<Branch> {
  const below: Branch[] = [];
  const found = depth <= 0 ? [] : (await children(register, node)).filter((id) => !seen.has(id));
  const rows = await rowsOf(register, found.slice(0, widest));
  for (const id of found.slice(0, widest)) {
    const row = rows.get(id);
    if (!row || seen.has(id) || seen.size >= mostBranches) continue;
    seen.add(id);
    below.push(await buildBranch(register, nodeOf(row), depth - 1, seen));
  }
  return { ...node.facts, below, ...(found.length > below.length ? { more: found.length - below.length } : {}) };
}

/** Documents that implement a text, as a tree; without `of`, the texts that most documents implement, stored or not. */
export async function trees(
  register: Register,
  { of, limit, depth = 3 }: { of?: string; limit: number; depth?: number },
): Promise<Branch[]> {
  const { connection, indexes } = register;
  if (of !== undefined) {
    const row = (await rowsOf(register, [of])).get(of);
    return row ? [await buildBranch(register, nodeOf(row), depth, new Set([of]))] : [];
  }
  const aggs = {
    key: {
      terms: { field: 'key', size: limit * 2, order: mostDocuments },
      aggs: { documents: distinct('document'), title: greatest('title'), number: greatest('number') },
    },
  };
  const query = all(term('kind', 'citation'), term('relation', 'implements'), term('shown', 1));
  const found = new Map<string, Branch>();
  for (const top of bucketsOf(await connection.search(indexes.facts, { query, size: 0, aggs }), 'key')) {
    const { hits } = await connection.search(indexes.register, { query: all(term('keys', top.key)), sort: [{ id: 'asc' }], size: 1 });
    const [held] = hits.hits.map(rowOf);
    const name = (field: string): string | undefined => (within(top, field).buckets as readonly { readonly key: string }[])[0]?.key;
    const facts = Object.fromEntries((['title', 'number'] as const).flatMap((field) => (name(field) ? [[field, name(field)]] : [])));
    const node = held ? nodeOf(held) : { keys: [top.key], facts };
    const id = held?.id ?? top.key;
    if (!found.has(id) && found.size < limit) found.set(id, await buildBranch(register, node, depth, new Set([id])));
  }
  return [...found.values()];
}
