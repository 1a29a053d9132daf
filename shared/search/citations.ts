import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CitationLine, CitationQuery, CitationResult, RegisteredDocument } from '../model/citations.ts';
import type { Relation } from '../model/vocabulary.ts';
import { parseList } from './across.ts';

/** Acts of one title that are told of a citation: with more, none is surely meant. */
const mostCandidates = 20;

type SqlRow = Readonly<Record<string, unknown>>;
const optionalText = (row: SqlRow, name: 'title' | 'number') => (typeof row[name] === 'string' ? { [name]: row[name] } : {});

const toRegistered = (row: SqlRow): RegisteredDocument => ({
  id: String(row['id']),
  title: String(row['title']),
  english: String(row['english']),
  day: String(row['day']),
  issuers: parseList(row['issuers']),
  act: row['act'] === 1,
  draft: row['draft'] === 1,
  ...optionalText(row, 'number'),
});

const values = (list: readonly string[]): string => JSON.stringify(list);
const among = '(SELECT value FROM json_each(?))';

/** The citations that are asked for, as a condition over `register_cite AS c`. */
function conditionOf({ by = [], of = [], keys = [], relations }: CitationQuery): {
  readonly where: string;
  readonly values: SQLInputValue[];
} {
  const ways: [string, SQLInputValue[]][] = [];
  if (by.length > 0) ways.push([`c.id IN ${among}`, [values(by)]]);
  const named = (which: string) => `(c.id, c.seq) IN (SELECT id, seq FROM register_cite_key WHERE key IN ${which})`;
  if (of.length > 0) ways.push([named(`(SELECT key FROM register_key WHERE id IN ${among})`), [values(of)]]);
  if (keys.length > 0) ways.push([named(among), [values(keys)]]);
  const only = relations === undefined ? '' : ` AND c.relation IN ${among}`;
  const where = `c.shown = 1 AND (${ways.map(([one]) => `(${one})`).join(' OR ') || '0'})${only}`;
  return { where, values: [...ways.flatMap(([, given]) => given), ...(relations === undefined ? [] : [values(relations)])] };
}

function openNames(database: DatabaseSync) {
  const one = database.prepare('SELECT id, title, english, issuers, number, day, act, draft FROM register WHERE id = ?');
  const meant = database.prepare(
    `SELECT k.key, held.id FROM register_cite_key AS k JOIN register_key AS held ON held.key = k.key AND held.id <> k.id
     WHERE k.id = ? AND k.seq = ? ORDER BY k.key, held.id LIMIT ${mostCandidates}`,
  );
  const documentOf = (id: string): RegisteredDocument =>
    toRegistered(one.get(id) ?? { id, title: '', english: '', day: '', issuers: '[]' });
  const candidatesOf = (id: string, seq: number): CitationLine['candidates'] =>
    meant.all(id, seq).map((each) => ({ ...documentOf(String(each['id'])), key: String(each['key']) }));
  return { documentOf, candidatesOf };
}

export function citations(database: DatabaseSync, query: CitationQuery): CitationResult {
  const { where, values } = conditionOf(query);
  const rows = database
    .prepare(
      `SELECT c.id, c.seq, c.relation, c.title, c.number, c.quote FROM register_cite AS c WHERE ${where} ORDER BY c.day, c.id, c.seq LIMIT ?`,
    )
    .all(...values, query.limit);
  const total =
    rows.length < query.limit
      ? rows.length
      : Number(database.prepare(`SELECT count(*) AS count FROM register_cite AS c WHERE ${where}`).get(...values)?.['count']);
  const { documentOf, candidatesOf } = openNames(database);
  const items = rows.map((row): CitationLine => {
    const [id, seq] = [String(row['id']), Number(row['seq'])];
    return {
      relation: row['relation'] as Relation,
      ...optionalText(row, 'title'),
      ...optionalText(row, 'number'),
      quote: String(row['quote']),
      from: documentOf(id),
      candidates: candidatesOf(id, seq),
    };
  });
  return { total, items };
}
