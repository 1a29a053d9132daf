import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { IndexChange } from '../../model/query.ts';
import { bare, indexed, normalise } from './tokens.ts';

/** Raised when a file made before cannot be read by this code: it is made anew then. */
export const format = 1;

// rowid = day of the document * 2^20 + a number within the day: newest first is the order of the index itself.
const schema = `
  PRAGMA page_size = 4096;
  CREATE TABLE document (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mark TEXT NOT NULL, title TEXT NOT NULL, english TEXT NOT NULL, folded TEXT NOT NULL,
    number TEXT, issuerIds TEXT NOT NULL, issuerNames TEXT NOT NULL, level TEXT, authority REAL NOT NULL, type TEXT NOT NULL,
    themes TEXT NOT NULL, sourceIds TEXT NOT NULL, signed TEXT, published TEXT, effective TEXT, expires TEXT, commentBy TEXT,
    status TEXT NOT NULL, firstSeenAt TEXT NOT NULL, firstSeen TEXT NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL
  ) STRICT;
  CREATE TABLE facet (kind TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (kind, value, document)) STRICT, WITHOUT ROWID;
  CREATE TABLE body (rowid INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
  CREATE INDEX effective ON document (effective) WHERE effective IS NOT NULL;
  CREATE INDEX commentBy ON document (commentBy) WHERE commentBy IS NOT NULL;
  CREATE VIRTUAL TABLE words USING fts5(title, english, number, issuer, text, content='', contentless_delete=1, tokenize='porter unicode61');
`;

/** Opens a file for changes, or a new one. A writer's file is its own until it is published, so nothing needs a journal on disk. */
export function openForWriting(path: string, isNew: boolean): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;');
  if (isNew) database.exec(schema);
  return database;
}

export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  // Verification of what pairs of characters cannot prove: the bare text of a row must hold the bare needle.
  database.function('holds', { deterministic: true }, (packed, title, needle) =>
    bare(`${unpack(packed)}\n${String(title)}`).includes(String(needle)) ? 1 : 0,
  );
  return database;
}

export const unpack = (packed: unknown): string => (packed instanceof Uint8Array ? zstdDecompressSync(packed).toString() : '');

const dayInBeijing = (instant: string): string => {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? '1970-01-01' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
};
const dayOf = (change: IndexChange): string => change.published ?? change.signed ?? dayInBeijing(change.firstSeenAt);

/** Number of days since year 0 or so; an unreadable day is the oldest. */
const dayNumber = (day: string): number => Math.max(0, Math.floor((Date.parse(`${day}T00:00:00Z`) || 0) / 86_400_000) + 40_000);
const perDay = 2 ** 20;

const insertDocument = `INSERT INTO document (rowid, id, mark, title, english, folded, number, issuerIds, issuerNames, level, authority, type, themes,
  sourceIds, signed, published, effective, expires, commentBy, status, firstSeenAt, firstSeen, day, url)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const markOf = (change: IndexChange): string => createHash('sha256').update(JSON.stringify(change)).digest('hex').slice(0, 24);

/** Applies changes in one transaction; returns how many made a difference. */
export function applyChanges(database: DatabaseSync, changes: readonly IndexChange[]): number {
  const known = database.prepare('SELECT rowid AS row, mark FROM document WHERE id = ?');
  let differences = 0;
  database.exec('BEGIN');
  for (const change of changes) {
    const held = known.get(change.id);
    const mark = markOf(change);
    if (change.remove ? !held : held?.['mark'] === mark) continue;
    if (held) removeRow(database, Number(held['row']));
    if (!change.remove) insertRow(database, change, mark);
    differences += 1;
  }
  database.exec('COMMIT');
  return differences;
}

function removeRow(database: DatabaseSync, row: number): void {
  const document = database.prepare('SELECT issuerIds, issuerNames, themes, sourceIds FROM document WHERE rowid = ?').get(row) ?? {};
  const remove = database.prepare('DELETE FROM facet WHERE kind = ? AND value = ? AND document = ?');
  for (const [kind, column] of facetColumns) {
    for (const value of listOf(document[column])) remove.run(kind, value, row);
  }
  for (const table of ['document', 'body', 'words']) database.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(row);
}

const facetColumns = [
  ['theme', 'themes'],
  ['issuer', 'issuerIds'],
  ['issuer', 'issuerNames'],
  ['source', 'sourceIds'],
] as const;

/** A column that holds a JSON list of strings. */
export const listOf = (column: unknown): string[] => (typeof column === 'string' ? (JSON.parse(column) as string[]) : []);

function insertRow(database: DatabaseSync, change: IndexChange, mark: string): void {
  const row = freeRow(database, dayNumber(dayOf(change)) * perDay);
  database.prepare(insertDocument).run(...columnsOf(change, mark, row));
  const facet = database.prepare('INSERT OR IGNORE INTO facet (kind, value, document) VALUES (?, ?, ?)');
  for (const [kind, column] of facetColumns) {
    for (const value of change[column]) facet.run(kind, value, row);
  }
  const text = change.text.toWellFormed();
  database.prepare('INSERT INTO body (rowid, text) VALUES (?, ?)').run(row, zstdCompressSync(Buffer.from(text)));
  const words = [change.title, change.english, change.number ?? '', change.issuerNames.join('\n'), text].map(indexed);
  database.prepare('INSERT INTO words (rowid, title, english, number, issuer, text) VALUES (?, ?, ?, ?, ?, ?)').run(row, ...words);
}

function freeRow(database: DatabaseSync, first: number): number {
  const last = database.prepare('SELECT max(rowid) AS last FROM document WHERE rowid >= ? AND rowid < ?').get(first, first + perDay);
  return Math.max(first, Number(last?.['last'] ?? first - 1) + 1);
}

function columnsOf(change: IndexChange, mark: string, row: number): SQLInputValue[] {
  const { id, title, english, number, level, authority, type, signed, published, effective, expires, commentBy, status } = change;
  const lists = { issuerIds: JSON.stringify(change.issuerIds), issuerNames: JSON.stringify(change.issuerNames) };
  return [
    ...[row, id, mark, title, english, normalise(title), number ?? null, lists.issuerIds, lists.issuerNames, level ?? null],
    ...[authority, type, JSON.stringify(change.themes), JSON.stringify(change.sourceIds)],
    ...[signed ?? null, published ?? null, effective ?? null, expires ?? null, commentBy ?? null, status],
    ...[change.firstSeenAt, dayInBeijing(change.firstSeenAt), dayOf(change), change.url],
  ];
}
