import type { CitationLine, CitationQuery, CitationResult, RegisteredDocument } from '../../model/citations.ts';
import type { IndexedCitation } from '../../model/cross-index.ts';
import { opt } from '../../model/values.ts';
import { rowOf } from './apply.ts';
import type { Clause } from './clauses.ts';
import { all, any, term, terms } from './clauses.ts';
import { everyHit } from './connection.ts';
import type { RegisterRow } from './fact-rows.ts';
import { factOf, type Register, rowsOf } from './questions.ts';

/** Acts of one title that are told of a citation: with more, none is surely meant. */
const mostCandidates = 20;
/** Values of one `terms` clause. */
const atOnce = 1_000;

const toRegistered = ({ id, title, english, day, issuers, number, draft, keys }: RegisterRow): RegisteredDocument => ({
  ...{ id, title, english, day, issuers, draft, act: keys.length > 0 },
  ...opt('number', number),
});

/** The documents that bear each of these keys. */
async function bearersOf({ connection, indexes }: Register, keys: readonly string[]): Promise<ReadonlyMap<string, readonly RegisterRow[]>> {
  const found = new Map<string, RegisterRow[]>();
  const asked = new Set(keys);
  const list = [...asked];
  for (let at = 0; at < list.length; at += atOnce) {
    const query = all(terms('keys', list.slice(at, at + atOnce)));
    for await (const hit of everyHit(connection, indexes.register, { query, sort: [{ id: 'asc' }] })) {
      const row = rowOf(hit);
      for (const key of row.keys) if (asked.has(key)) found.set(key, [...(found.get(key) ?? []), row]);
    }
  }
  return found;
}

async function conditionsOf(register: Register, { by = [], of = [], keys = [] }: CitationQuery): Promise<readonly Clause[]> {
  const own = [...(await rowsOf(register, of)).values()].flatMap((row) => row.keys);
  return [
    ...(by.length > 0 ? [terms('document', by)] : []),
    ...(own.length > 0 ? [terms('keys', own)] : []),
    ...(keys.length > 0 ? [terms('keys', keys)] : []),
  ];
}

/** Citations by documents, of them, or of a text that has one of the keys; oldest first. */
export async function citations(register: Register, query: CitationQuery): Promise<CitationResult> {
  const { connection, indexes } = register;
  const ways = await conditionsOf(register, query);
  if (ways.length === 0) return { total: 0, items: [] };
  const only = query.relations === undefined ? [] : [terms('relation', query.relations)];
  const { hits } = await connection.search(indexes.facts, {
    query: all(term('kind', 'citation'), term('shown', 1), any(...ways), ...only),
    sort: [{ day: 'asc' }, { document: 'asc' }, { seq: 'asc' }],
    size: query.limit,
    track_total_hits: true,
  });
  const rows = hits.hits.map(factOf);
  const names = await rowsOf(
    register,
    rows.map(({ document }) => document),
  );
  const cited = rows.map(({ document, fact }) => ({ document, ...(fact as unknown as IndexedCitation) }));
  const bearers = await bearersOf(
    register,
    cited.flatMap(({ keys }) => keys),
  );
  const items = cited.flatMap(({ document, keys, relation, title, number, quote }): CitationLine[] => {
    const from = names.get(document);
    const held = keys
      .toSorted()
      .flatMap((key) => (bearers.get(key) ?? []).filter(({ id }) => id !== document).map((row) => ({ ...toRegistered(row), key })));
    const line = { relation, ...opt('title', title), ...opt('number', number), quote, candidates: held.slice(0, mostCandidates) };
    return from ? [{ ...line, from: toRegistered(from) }] : [];
  });
  return { total: hits.total.value, items };
}
