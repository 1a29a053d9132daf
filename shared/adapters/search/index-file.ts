import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { IndexChange } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { applyRegister, registerSchema } from './cross-index.ts';
import { bare, indexed, normalise } from './query-parser.ts';

/** Increased when older files cannot be read by this code: they are then rebuilt. */
export const format = 5;

// A combination is what the facets count, stored once for all documents that share it and named at the start of their rows.
// rowid = day of the document * 2^20 + a number within the day: newest first is the order of the index itself.
const schema = `
  PRAGMA page_size = 16384;
  CREATE TABLE document (
    rowid INTEGER PRIMARY KEY, combination INTEGER NOT NULL, effective TEXT, expires TEXT, id TEXT NOT NULL UNIQUE,
    mark TEXT NOT NULL, title TEXT NOT NULL, english TEXT NOT NULL, folded TEXT NOT NULL,
    number TEXT, issuerIds TEXT NOT NULL, issuerNames TEXT NOT NULL, level TEXT, authority REAL NOT NULL, type TEXT NOT NULL,
    themes TEXT NOT NULL, sourceIds TEXT NOT NULL, entityIds TEXT NOT NULL, coverage INTEGER NOT NULL, signed TEXT, published TEXT, commentFrom TEXT,
    commentBy TEXT, participate TEXT,
    status TEXT NOT NULL, firstSeenAt TEXT NOT NULL, firstSeen TEXT NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL
  ) STRICT;
  CREATE TABLE combination (
    number INTEGER PRIMARY KEY, type TEXT NOT NULL, level TEXT NOT NULL, themes TEXT NOT NULL, issuerIds TEXT NOT NULL, status TEXT NOT NULL,
    UNIQUE (type, level, themes, issuerIds, status)
  ) STRICT;
  CREATE TABLE facet (kind TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (kind, value, document)) STRICT, WITHOUT ROWID;
  CREATE TABLE body (rowid INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
  CREATE INDEX effective ON document (effective) WHERE effective IS NOT NULL;
  CREATE INDEX commentBy ON document (commentBy) WHERE commentBy IS NOT NULL;
  CREATE VIRTUAL TABLE words USING fts5(title, english, number, issuer, text, content='', contentless_delete=1, tokenize='porter unicode61');
  INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
`;

/** Opens a file for changes, or a new one. Nobody else uses it until it is published, so nothing needs a journal on disk. */
export function openForWriting(path: string, isNew: boolean): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;');
  if (isNew) database.exec(schema + registerSchema);
  return database;
}

export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec('PRAGMA mmap_size = 1073741824');
  return withHolds(database);
}

/** Checks what pairs of characters cannot prove: the bare text of a row must contain the bare needle. */
export function withHolds(database: DatabaseSync): DatabaseSync {
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
const sortDay = (change: IndexChange): string => change.published ?? change.signed ?? dayInBeijing(change.firstSeenAt);

/** Number of days since year 0 or so; an unreadable day is the oldest. */
const dayNumber = (day: string): number => Math.max(0, Math.floor((Date.parse(`${day}T00:00:00Z`) || 0) / 86_400_000) + 40_000);
const perDay = 2 ** 20;

const insertDocument = `INSERT INTO document (rowid, combination, effective, expires, id, mark, title, english, folded, number, issuerIds, issuerNames,
  level, authority, type, themes, sourceIds, entityIds, coverage, signed, published, commentFrom, commentBy, participate, status, firstSeenAt, firstSeen, day, url)
  VALUES (${Array.from({ length: 29 }, () => '?').join(', ')})`;

const changeHash = (change: IndexChange): string => sha256(JSON.stringify(change)).slice(0, 24);

/**
 * Applies changes in one transaction; returns how many made a difference. Other work gets a turn between two documents, since splitting a long text into words takes
 * a while.
 */
export async function applyChanges(database: DatabaseSync, changes: readonly IndexChange[]): Promise<number> {
  const known = database.prepare('SELECT rowid AS row, mark FROM document WHERE id = ?');
  let differences = 0;
  database.exec('BEGIN');
  for (const change of changes) {
    await turnOfOthers();
    const held = known.get(change.id);
    const mark = changeHash(change);
    const entered = applyRegister(database, change);
    if (change.remove ? !held : held?.['mark'] === mark) {
      differences += entered ? 1 : 0;
      continue;
    }
    if (held) removeRow(database, Number(held['row']));
    if (!change.remove) insertRow(database, change, mark);
    differences += 1;
  }
  database.exec('COMMIT');
  return differences;
}

function removeRow(database: DatabaseSync, row: number): void {
  const document =
    database.prepare('SELECT issuerIds, issuerNames, themes, sourceIds, entityIds FROM document WHERE rowid = ?').get(row) ?? {};
  const remove = database.prepare('DELETE FROM facet WHERE kind = ? AND value = ? AND document = ?');
  for (const [kind, column] of facetColumns) {
    for (const value of parseList(document[column])) remove.run(kind, value, row);
  }
  for (const table of ['document', 'body', 'words']) database.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(row);
}

const facetColumns = [
  ['theme', 'themes'],
  ['issuer', 'issuerIds'],
  ['issuer', 'issuerNames'],
  ['source', 'sourceIds'],
  ['entity', 'entityIds'],
] as const;

/** A column that holds a JSON list of strings. */
export const parseList = (column: unknown): string[] => (typeof column === 'string' ? (JSON.parse(column) as string[]) : []);

function insertRow(database: DatabaseSync, change: IndexChange, mark: string): void {
  const row = freeRow(database, dayNumber(sortDay(change)) * perDay);
  database.prepare(insertDocument).run(row, combinationOf(database, change), ...columnsOf(change, mark));
  const facet = database.prepare('INSERT OR IGNORE INTO facet (kind, value, document) VALUES (?, ?, ?)');
  for (const [kind, column] of facetColumns) {
    for (const value of change[column]) facet.run(kind, value, row);
  }
  const text = change.text.toWellFormed();
  database.prepare('INSERT INTO body (rowid, text) VALUES (?, ?)').run(row, zstdCompressSync(Buffer.from(text)));
  const words = [change.title, change.english, orEmpty(change.number), change.issuerNames.join('\n'), text].map(indexed);
  database.prepare('INSERT INTO words (rowid, title, english, number, issuer, text) VALUES (?, ?, ?, ?, ?, ?)').run(row, ...words);
}

function freeRow(database: DatabaseSync, first: number): number {
  const last = database.prepare('SELECT max(rowid) AS last FROM document WHERE rowid >= ? AND rowid < ?').get(first, first + perDay);
  return Math.max(first, Number(last?.['last'] ?? first - 1) + 1);
}

function combinationOf(database: DatabaseSync, { type, level, themes, issuerIds, status }: IndexChange): number {
  const values = [type, orEmpty(level), JSON.stringify(themes), JSON.stringify(issuerIds), status];
  database.prepare('INSERT OR IGNORE INTO combination (type, level, themes, issuerIds, status) VALUES (?, ?, ?, ?, ?)').run(...values);
  const where = 'type = ? AND level = ? AND themes = ? AND issuerIds = ? AND status = ?';
  return Number(database.prepare(`SELECT number FROM combination WHERE ${where}`).get(...values)?.['number']);
}

function columnsOf(change: IndexChange, mark: string): SQLInputValue[] {
  const { id, title, english, number, level, authority, type, signed, published, effective, expires, commentFrom, commentBy, status } =
    change;
  const lists = { issuerIds: JSON.stringify(change.issuerIds), issuerNames: JSON.stringify(change.issuerNames) };
  return [
    ...[effective ?? null, expires ?? null, id, mark, title, english, normalise(title), number ?? null],
    ...[
      lists.issuerIds,
      lists.issuerNames,
      level ?? null,
      authority,
      type,
      JSON.stringify(change.themes),
      JSON.stringify(change.sourceIds),
      JSON.stringify(change.entityIds),
      change.coverage,
    ],
    ...[signed ?? null, published ?? null, commentFrom ?? null, commentBy ?? null],
    ...[change.participate ? JSON.stringify(change.participate) : null, status],
    ...[change.firstSeenAt, dayInBeijing(change.firstSeenAt), sortDay(change), change.url],
  ];
}
