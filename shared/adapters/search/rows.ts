import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Hit, IndexChange } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { indexed, normalise } from '../../stages/query/pieces.ts';
import { temporaryWords } from './schema.ts';
import { prepare } from './statements.ts';

/** A text as it is, or packed: no text in UTF-8 begins with the bytes that begin what zstd has packed. */
export function unpack(stored: unknown): string {
  if (!(stored instanceof Uint8Array)) return '';
  const packed = stored[0] === 0x28 && stored[1] === 0xb5;
  return (packed ? zstdDecompressSync(stored) : Buffer.from(stored)).toString();
}

/** A column that holds a JSON list of strings. */
export const parseList = (column: unknown): string[] => (typeof column === 'string' ? (JSON.parse(column) as string[]) : []);

const dayInBeijing = (instant: string): string => {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? '1970-01-01' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
};
const sortDay = (change: IndexChange): string => change.published ?? change.signed ?? dayInBeijing(change.firstSeenAt);

/** The year whose file holds a document: of its day as lists sort it. */
export const yearOf = (change: IndexChange): number => Number(/^\d{4}/.exec(sortDay(change))?.[0] ?? 0);

const facetColumns = [
  ['theme', 'themes'],
  ['issuer', 'issuerIds'],
  ['issuer', 'issuerNames'],
  ['source', 'sourceIds'],
  ['entity', 'entityIds'],
] as const;

/** Values of a document that lists are narrowed by. */
export const facetsOf = (change: IndexChange): readonly (readonly [string, string])[] =>
  facetColumns.flatMap(([kind, column]) => change[column].map((value) => [kind, value] as const));

/** Deletes a document with all that was made of it. `words` as when it was inserted. */
export function removeRow(database: DatabaseSync, id: string, words: boolean): void {
  const found = prepare(
    database,
    'SELECT rowid AS row, issuerIds, issuerNames, themes, sourceIds, entityIds FROM main.document WHERE id = ?',
  ).get(id);
  if (!found) return;
  const row = Number(found['row']);
  const remove = prepare(database, 'DELETE FROM main.facet WHERE kind = ? AND value = ? AND document = ?');
  for (const [kind, column] of facetColumns) for (const value of parseList(found[column])) remove.run(kind, value, row);
  for (const table of ['document', 'body']) prepare(database, `DELETE FROM main.${table} WHERE rowid = ?`).run(row);
  for (const table of words ? ['words', 'heads'] : []) prepare(database, `DELETE FROM main.${table} WHERE rowid = ?`).run(row);
}

let room = Buffer.allocUnsafeSlow(65_536);

/** A text in UTF-8, packed. Buffers for each text, larger than what is kept, would wait for the collector by the thousand. */
function packed(text: string): Uint8Array {
  // A letter is three bytes at most.
  if (room.length < text.length * 3) room = Buffer.allocUnsafeSlow(text.length * 3);
  const bytes = room.subarray(0, room.write(text));
  return zstdCompressSync(bytes, { chunkSize: Math.max(1024, bytes.length >> 1) });
}

/** Adds a document: with its words and its text packed, or with its text alone, as the file of changes has it. */
export function insertRow(database: DatabaseSync, change: IndexChange, words: boolean): void {
  const row = Number(prepare(database, 'SELECT ifnull(max(rowid), 0) + 1 AS free FROM main.document').get()?.['free']);
  const columns = { rowid: row, combination: combinationOf(database, change), ...columnsOf(change) };
  const names = Object.keys(columns);
  prepare(database, `INSERT INTO main.document (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
    ...Object.values(columns),
  );
  const facet = prepare(database, 'INSERT OR IGNORE INTO main.facet (kind, value, document) VALUES (?, ?, ?)');
  for (const [kind, value] of facetsOf(change)) facet.run(kind, value, row);
  const text = change.text.toWellFormed();
  prepare(database, 'INSERT INTO main.body (rowid, text) VALUES (?, ?)').run(row, words ? packed(text) : Buffer.from(text));
  if (words) insertWords(database, row, change);
}

/** Makes a document searchable. */
function insertWords(database: DatabaseSync, row: number, { title, english, number, issuerNames, text }: IndexChange): void {
  const heads = [title, english, orEmpty(number), issuerNames.join('\n')].map(indexed);
  prepare(database, 'INSERT INTO words (rowid, text) VALUES (?, ?)').run(row, indexed(text.toWellFormed()));
  prepare(database, 'INSERT INTO heads (rowid, title, english, number, issuer) VALUES (?, ?, ?, ?, ?)').run(row, ...heads);
}

/** Makes the words of every document of a file of changes, in the memory of this connection. Other work gets a turn between two documents. */
export async function makeWords(database: DatabaseSync): Promise<void> {
  database.exec(temporaryWords);
  for (const { id, row } of prepare(database, 'SELECT id, rowid AS row FROM document').all()) {
    await turnOfOthers();
    const change = changeIn(database, String(id));
    if (change) insertWords(database, Number(row), change);
  }
}

function combinationOf(database: DatabaseSync, { type, level, themes, issuerIds, status }: IndexChange): number {
  const values = [type, orEmpty(level), JSON.stringify(themes), JSON.stringify(issuerIds), status];
  prepare(database, 'INSERT OR IGNORE INTO main.combination (type, level, themes, issuerIds, status) VALUES (?, ?, ?, ?, ?)').run(
    ...values,
  );
  const where = 'type = ? AND level = ? AND themes = ? AND issuerIds = ? AND status = ?';
  return Number(prepare(database, `SELECT number FROM main.combination WHERE ${where}`).get(...values)?.['number']);
}

function columnsOf(change: IndexChange): Record<string, SQLInputValue> {
  const { id, title, english, authority, type, status, coverage, firstSeenAt, url } = change;
  const folded = normalise(title);
  const lists = ['issuerIds', 'issuerNames', 'themes', 'sourceIds', 'entityIds'] as const;
  return {
    ...{ id, title, english, authority, type, status, coverage, firstSeenAt, url },
    ...Object.fromEntries(optional.map((name) => [name, change[name] ?? null])),
    ...Object.fromEntries(lists.map((name) => [name, JSON.stringify(change[name])])),
    day: sortDay(change),
    folded: folded === title ? null : folded,
    participate: change.participate ? JSON.stringify(change.participate) : null,
    firstSeen: dayInBeijing(firstSeenAt),
  };
}

const optional = ['number', 'level', 'signed', 'published', 'effective', 'expires', 'commentFrom', 'commentBy'] as const;

type DocumentRow = Readonly<Record<string, unknown>>;

/** A row as it was written, from an IndexChange, so its types are right. */
export function hitOf(row: DocumentRow, status = row['status']): Hit {
  return {
    id: row['id'],
    title: row['title'],
    english: row['english'],
    ...Object.fromEntries(optional.filter((name) => row[name] !== null).map((name) => [name, row[name]])),
    ...(typeof row['participate'] === 'string' ? { participate: JSON.parse(row['participate']) as Hit['participate'] } : {}),
    issuerIds: parseList(row['issuerIds']),
    issuerNames: parseList(row['issuerNames']),
    authority: row['authority'],
    type: row['type'],
    themes: parseList(row['themes']),
    sourceIds: parseList(row['sourceIds']),
    entityIds: parseList(row['entityIds']),
    coverage: row['coverage'],
    status,
    firstSeenAt: row['firstSeenAt'],
    url: row['url'],
  } as Hit;
}

/** The change that a document was written from, without its facts for the register; undefined when the file does not hold it. */
export function changeIn(database: DatabaseSync, id: string): IndexChange | undefined {
  const row = prepare(database, 'SELECT d.*, b.text AS packed FROM document AS d JOIN body AS b ON b.rowid = d.rowid WHERE d.id = ?').get(
    id,
  );
  return row && { ...hitOf(row), text: unpack(row['packed']) };
}
