import type {
  DocumentWithKey,
  DocumentWithNumber,
  IndexedCitation,
  MissingText,
  MissingTextQuery,
  MissingTextResult,
  Sequence,
  SequenceQuery,
} from '../../model/cross-index.ts';
import { orEmpty } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { strongest } from '../missing.ts';
import { rowOf } from './apply.ts';
import type { Clause } from './clauses.ts';
import { all, term, terms } from './clauses.ts';
import { everyHit, type SearchAnswer } from './connection.ts';
import { factOf, nameOf, type Register, rowsOf, within } from './questions.ts';

export type Bucket = Readonly<Record<string, unknown>> & { readonly key: string };

/** Exact up to so many different values. */
export const distinct = (field: string): Clause => ({ cardinality: { field, precision_threshold: 40_000 } });
export const bucketsOf = (answer: SearchAnswer, name: string): readonly Bucket[] =>
  (answer.aggregations?.[name]?.buckets ?? []) as readonly Bucket[];
export const mostDocuments = [{ documents: 'desc' }, { _key: 'asc' }];

/** Texts that are cited and not stored, the most cited first. */
export async function missingTexts(
  register: Register,
  { limit, offset = 0, relation, theme }: MissingTextQuery,
): Promise<MissingTextResult> {
  const { connection, indexes } = register;
  const only = [...(relation === undefined ? [] : [term('relation', relation)]), ...(theme === undefined ? [] : [term('theme', theme)])];
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
  return hits.hits.map(rowOf).map(({ id, title, number, sequence }) => ({
    id,
    title,
    prefix: orEmpty(sequence?.prefix),
    ...(number === undefined ? {} : { number }),
  }));
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
