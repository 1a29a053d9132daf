import type { IndexChange } from '../../model/query.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { all, term, terms } from './clauses.ts';
import { type BulkLine, type Connection, everyHit, type Found, indexNames } from './connection.ts';
import { documentFields } from './lists.ts';
import { ensureIndexes, factLines, type RegisterRow, registerFields, registerRow } from './rows.ts';

/** Changes of one request for what is stored: each may hold a long text. */
const portion = 200;
/** Values of one `terms` clause: OpenSearch takes 65,536. */
const mostTerms = 1_000;

function* chunks<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}

const markOf = (change: IndexChange): string => sha256(JSON.stringify(change)).slice(0, 24);
const marksOf = (found: readonly Found[], field: string): ReadonlyMap<string, unknown> =>
  new Map(found.map(({ _id, _source }) => [_id, _source?.[field]]));
export const rowOf = ({ _source }: Found): RegisterRow => _source?.['row'] as RegisterRow;

/** Applies changes; documents whose state is held already are not written again. */
export async function applyChanges(connection: Connection, changes: readonly IndexChange[]): Promise<void> {
  await ensureIndexes(connection);
  const last = [...new Map(changes.map((change) => [change.id, change])).values()];
  for (const part of chunks(last, portion)) await applyPart(connection, part);
}

/**
 * Documents and facts first, then which stored acts the citations name, then the word that both are done: a writer that dies between begins
 * the document anew. So an act that goes is taken off the register last, and its former keys stay in its row until then.
 */
async function applyPart(connection: Connection, changes: readonly IndexChange[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  const [documents, register] = await Promise.all([connection.byIds('documents', ids), connection.byIds('register', ids)]);
  const marks = marksOf(documents, 'mark');
  const resolved = marksOf(register, 'resolved');
  const rows = new Map(register.map((found) => [found._id, rowOf(found)]));
  const isNew = (change: IndexChange): boolean =>
    marks.get(change.id) !== (change.remove ? undefined : markOf(change)) ||
    resolved.get(change.id) !== (change.register ? markOf(change) : undefined);
  const changed = changes.filter(isNew);
  if (changed.length === 0) return;
  const lines = changed.flatMap((change) => linesOf(change, rows.get(change.id)));
  await connection.bulk(lines);
  await settleAll(connection, lines);
  const before = changed.flatMap(({ id }) => [...(rows.get(id)?.keys ?? []), ...(rows.get(id)?.formerKeys ?? [])]);
  const keys = [...before, ...changed.flatMap(({ register: facts }) => (facts?.act ? facts.keys : []))];
  const gone = new Set(changed.flatMap(({ id, register: facts }) => (facts ? [] : id)));
  await resolveCitations(connection, { keys: [...new Set(keys)], documents: changed.map(({ id }) => id), gone });
  const index = 'register';
  await connection.bulk(
    changed.map((change) => ({ index, id: change.id, ...(change.register ? { update: { resolved: markOf(change) } } : {}) })),
  );
  await connection.settle(index, { match_all: {} });
}

function linesOf(change: IndexChange, before: RegisterRow | undefined): readonly BulkLine[] {
  const { id, register } = change;
  const document = change.remove ? {} : { fields: documentFields(change, markOf(change)) };
  const facts = factLines(change, markOf(change), before?.facts ?? 0);
  const lines = [{ index: 'documents', id, ...document }, ...facts] satisfies readonly BulkLine[];
  if (!register) return lines;
  const count = facts.filter(({ fields }) => fields).length;
  const row = {
    ...registerRow(change, register, count),
    formerKeys: [...new Set([...(before?.formerKeys ?? []), ...(before?.keys ?? [])])],
  };
  return [...lines, { index: 'register', id, fields: registerFields(row, markOf(change)) }];
}

async function settleAll(connection: Connection, lines: readonly BulkLine[]): Promise<void> {
  for (const index of indexNames) {
    const last = lines.findLast((line) => line.index === index && line.fields);
    const mark = last?.fields?.['mark'];
    await connection.settle(index, last ? all({ ids: { values: [last.id] } }, term('mark', String(mark))) : { match_all: {} });
  }
}

type Touched = { readonly keys: readonly string[]; readonly documents: readonly string[]; readonly gone: ReadonlySet<string> };

/** Says of each citation that the changes may touch which stored act it names, if any: no act but its own document has one of its keys. */
async function resolveCitations(connection: Connection, { keys, documents, gone }: Touched): Promise<void> {
  const touched = new Map<string, { readonly document: unknown; readonly keys: readonly string[]; readonly to: unknown }>();
  const parts = [
    ...[...chunks(keys, mostTerms)].map((part) => terms('keys', part)),
    ...[...chunks(documents, mostTerms)].map((part) => terms('document', part)),
  ];
  for (const part of parts) {
    const query = all(term('kind', 'citation'), part);
    for await (const { _id, _source = {} } of everyHit(connection, 'facts', { query, sort: [{ document: 'asc' }, { seq: 'asc' }] }))
      touched.set(_id, { document: _source['document'], keys: (_source['keys'] ?? []) as string[], to: _source['to'] ?? null });
  }
  const bearers = await bearersOf(
    connection,
    [...touched.values()].flatMap((each) => each.keys),
  );
  const updates = [...touched].flatMap(([id, { document, keys: own, to }]): BulkLine[] => {
    const bearing = own.toSorted().flatMap((key) => (bearers.get(key) ?? []).map((row) => row.id));
    const stored = bearing.find((each) => each !== document && !gone.has(each)) ?? null;
    return stored === to ? [] : [{ index: 'facts', id, update: { to: stored, open: stored === null } }];
  });
  await connection.bulk(updates);
  if (updates.length > 0) await connection.settle('facts', { match_all: {} });
}

export async function bearersOf(connection: Connection, keys: readonly string[]): Promise<ReadonlyMap<string, readonly RegisterRow[]>> {
  const wanted = new Set(keys);
  const bearers = new Map<string, RegisterRow[]>();
  for (const part of chunks([...wanted], mostTerms)) {
    for await (const found of everyHit(connection, 'register', { query: all(terms('keys', part)), sort: [{ id: 'asc' }] })) {
      const row = rowOf(found);
      for (const key of row.keys) if (wanted.has(key)) bearers.set(key, [...(bearers.get(key) ?? []), row]);
    }
  }
  return bearers;
}
