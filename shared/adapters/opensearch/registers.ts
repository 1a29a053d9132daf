import type {
  Branch,
  DocumentWithKey,
  DocumentWithNumber,
  IndexedCitation,
  MissingText,
  MissingTextResult,
  Sequence,
  SequenceQuery,
} from '../../model/cross-index.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { strongest } from '../search/missing-references.ts';
import { rowOf } from './apply.ts';
import { type Clause, everyHit, type SearchAnswer } from './connection.ts';
import type { RegisterRow } from './facts.ts';
import { all, not, term, terms } from './filters.ts';
import { factOf, nameOf, type Register, rowsOf, within } from './questions.ts';

type Bucket = Readonly<Record<string, unknown>> & { readonly key: string };

/** Exact up to so many different values. */
const distinct = (field: string): Clause => ({ cardinality: { field, precision_threshold: 40_000 } });
const bucketsOf = (answer: SearchAnswer, name: string): readonly Bucket[] =>
  (answer.aggregations?.[name]?.buckets ?? []) as readonly Bucket[];
const mostDocuments = [{ documents: 'desc' }, { _key: 'asc' }];
const greatest = (field: string): Clause => ({ terms: { field, size: 1, order: { _key: 'desc' } } });

/** Texts that are cited and not stored, the most cited first. */
export async function missingTexts(
  register: Register,
  { limit, offset = 0, relation }: { limit: number; offset?: number; relation?: string },
): Promise<MissingTextResult> {
  const { connection, indexes } = register;
  const only = relation === undefined ? [] : [term('relation', relation)];
  const open = [term('kind', 'citation'), term('open', true), term('shown', 1)];
  const aggs = {
    key: { terms: { field: 'key', size: offset + limit, order: mostDocuments }, aggs: { documents: distinct('document') } },
    total: distinct('key'),
  };
  const counted = await connection.search(indexes.facts, { query: all(...open, term('tellable', true), ...only), size: 0, aggs });
  const page = bucketsOf(counted, 'key').slice(offset);
  const items = await Promise.all(page.map((bucket) => missingText(register, open, bucket.key, within(bucket, 'documents').value)));
  return { total: counted.aggregations?.['total']?.value ?? 0, items };
}

async function missingText(register: Register, open: readonly Clause[], key: string, documents: number): Promise<MissingText> {
  const { connection, indexes } = register;
  const { hits } = await connection.search(indexes.facts, {
    query: all(...open, term('key', key)),
    sort: [{ day: 'desc' }, { document: 'asc' }, { seq: 'asc' }],
    size: 200,
  });
  const rows = hits.hits.map(factOf);
  const cited = rows.map(({ fact }) => fact as unknown as IndexedCitation);
  const first = (name: 'title' | 'number' | 'url') => cited.map((each) => each[name]).find((value) => value !== undefined);
  const facts = (['title', 'number', 'url'] as const).flatMap((name) => (first(name) === undefined ? [] : [[name, first(name)]]));
  const relations = strongest.flatMap((name) => {
    const count = cited.filter((each) => each.relation === name).length;
    return count > 0 ? [[name, count]] : [];
  });
  const names = await rowsOf(
    register,
    rows.slice(0, 5).map(({ document }) => document),
  );
  const citedBy = rows.slice(0, 5).flatMap(({ document, day, fact }) => {
    const row = names.get(document);
    const { relation, quote } = fact as { readonly relation: Relation; readonly quote: string };
    return row ? [{ ...nameOf(row), relation, quote, day }] : [];
  });
  return { ...Object.fromEntries(facts), documents, relations: Object.fromEntries(relations), citedBy };
}

/** Sequences of numbers, the newest years first, with the stored and the cited numbers of each. */
export async function sequences(register: Register, { prefix, year, limit }: SequenceQuery): Promise<Sequence[]> {
  const { connection, indexes } = register;
  const asked = [
    { exists: { field: 'series' } },
    ...(prefix === undefined ? [] : [term('prefix', prefix)]),
    ...(year === undefined ? [] : [term('year', year)]),
  ];
  const aggs = { series: { terms: { field: 'series', size: 10_000 }, aggs: { held: distinct('n') } } };
  const counted = bucketsOf(await connection.search(indexes.register, { query: all(...asked), size: 0, aggs }), 'series').map((bucket) => ({
    year: Number(bucket.key.slice(0, 5)),
    prefix: bucket.key.slice(6),
    held: within(bucket, 'held').value,
  }));
  const ordered = counted.toSorted((a, b) => b.year - a.year || b.held - a.held || (a.prefix < b.prefix ? -1 : 1)).slice(0, limit);
  return Promise.all(ordered.map((each) => sequenceOf(register, each)));
}

async function sequenceOf(
  { connection, indexes }: Register,
  { prefix, year }: { readonly prefix: string; readonly year: number },
): Promise<Sequence> {
  const series = all(term('prefix', prefix), term('year', year));
  const [own, cited] = await Promise.all([
    connection.search(indexes.register, { query: series, sort: [{ n: 'asc' }, { id: 'asc' }], size: 5_000 }),
    connection.search(indexes.facts, { query: series, sort: [{ n: 'asc' }, { document: 'asc' }, { seq: 'asc' }], size: 5_000 }),
  ]);
  const held = own.hits.hits.map(rowOf).map(({ id, title, number, day, sequence }) => ({
    ...{ n: sequence?.n ?? 0, id, title },
    ...(number === undefined ? {} : { number }),
    ...(day === '' ? {} : { day }),
  }));
  const named = cited.hits.hits
    .map(factOf)
    .map(({ document, fact }) => ({ n: (fact as unknown as IndexedCitation).sequence?.n ?? 0, by: document }));
  const once = [...new Map(named.map((each) => [`${each.n} ${each.by}`, each])).values()];
  return { prefix, ...(year === 0 ? {} : { year }), held, cited: once };
}

/** Stored documents of one number and year, whatever their series. */
export async function withNumber(
  { connection, indexes }: Register,
  { n, year, limit }: { n: number; year?: number; limit: number },
): Promise<DocumentWithNumber[]> {
  const query = all(term('n', n), ...(year === undefined ? [] : [term('year', year)]));
  const { hits } = await connection.search(indexes.register, {
    query,
    sort: [{ year: 'desc' }, { prefix: 'asc' }, { id: 'asc' }],
    size: limit,
  });
  return hits.hits
    .map(rowOf)
    .map(({ id, title, number, sequence }) => ({ id, title, prefix: sequence?.prefix ?? '', ...(number === undefined ? {} : { number }) }));
}

/** Stored acts that have one of these keys. */
export async function withKeys({ connection, indexes }: Register, keys: readonly string[]): Promise<DocumentWithKey[]> {
  const asked = new Set(keys);
  const found: DocumentWithKey[] = [];
  for (let at = 0; at < keys.length; at += 1_000) {
    const query = all(terms('keys', keys.slice(at, at + 1_000)));
    for await (const hit of everyHit(connection, indexes.register, { query, sort: [{ id: 'asc' }] })) {
      const { id, number, issuers, draft, keys: own } = rowOf(hit);
      const row = { id, issuerNames: issuers, draft, ...(number === undefined ? {} : { number }) };
      for (const key of own) if (asked.has(key)) found.push({ key, ...row });
    }
  }
  return [...new Map(found.map((each) => [`${each.key} ${each.id}`, each])).values()];
}

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
