import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Hit, IndexChange } from '../model/query.ts';
import { orEmpty } from '../model/values.ts';
import { indexed, normalise } from '../stages/query/pieces.ts';
import { sha256 } from '../stages/text/hash.ts';
import { dayOfRow, facetsOf, firstSeenOf } from './filters.ts';
import { factsOf, openRegisterWriter } from './register.ts';
import { schema } from './schema.ts';

/** A file that nobody else uses until it is published: nothing needs a journal on disk. */
export function openForWriting(path: string, isNew: boolean): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;');
  if (isNew) database.exec(schema);
  return database;
}

export const unpack = (stored: unknown): string => (stored instanceof Uint8Array ? zstdDecompressSync(stored).toString() : '');

const toShown = ({ text: _text, remove: _remove, register: _register, ...shown }: IndexChange): Hit => shown;

const columns = [
  ...['rowid', 'id', 'day', 'authority', 'combination', 'type', 'level', 'status'],
  ...['signed', 'published', 'effective', 'expires', 'commentBy', 'firstSeen'],
];

function openRowWriter(database: DatabaseSync) {
  const stored = database.prepare('SELECT d.rowid AS row, s.item FROM document AS d JOIN shown AS s ON s.rowid = d.rowid WHERE d.id = ?');
  const free = database.prepare('SELECT ifnull(max(rowid), 0) + 1 AS free FROM document');
  const document = database.prepare(`INSERT INTO document (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const shown = database.prepare('INSERT INTO shown (rowid, title, english, item) VALUES (?, ?, ?, ?)');
  const body = database.prepare('INSERT INTO body (rowid, text) VALUES (?, ?)');
  const combine = database.prepare('INSERT OR IGNORE INTO combination (type, level, themes, issuerIds) VALUES (?, ?, ?, ?)');
  const combined = database.prepare('SELECT number FROM combination WHERE type = ? AND level = ? AND themes = ? AND issuerIds = ?');
  const facet = database.prepare('INSERT OR IGNORE INTO facet (kind, value, document) VALUES (?, ?, ?)');
  const words = database.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const heads = database.prepare('INSERT INTO heads (rowid, title, english, number, issuer) VALUES (?, ?, ?, ?, ?)');
  const unfacet = database.prepare('DELETE FROM facet WHERE kind = ? AND value = ? AND document = ?');
  const deletions = ['document', 'shown', 'body', 'words', 'heads'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
  );
  const combinationOf = ({ type, level, themes, issuerIds }: IndexChange): number => {
    const values = [type, orEmpty(level), JSON.stringify(themes), JSON.stringify(issuerIds)];
    combine.run(...values);
    return Number(combined.get(...values)?.['number']);
  };
  return {
    remove(id: string): void {
      const found = stored.get(id);
      if (!found) return;
      const row = Number(found['row']);
      for (const [kind, value] of facetsOf(JSON.parse(String(found['item'])))) unfacet.run(kind, value, row);
      for (const deletion of deletions) deletion.run(row);
    },
    insert(change: IndexChange): void {
      const { id, title, english, number, issuerNames, authority, type, status } = change;
      const { level, signed, published, effective, expires, commentBy } = change;
      const row = Number(free.get()?.['free']);
      document.run(
        ...[row, id, dayOfRow(change), authority, combinationOf(change), type, level ?? null, status],
        ...[signed, published, effective, expires, commentBy].map((day) => day ?? null),
        firstSeenOf(change),
      );
      const text = change.text.toWellFormed();
      shown.run(row, normalise(title), normalise(english), JSON.stringify(toShown(change)));
      body.run(row, zstdCompressSync(text));
      for (const [kind, value] of facetsOf(change)) facet.run(kind, value, row);
      words.run(row, indexed(text));
      heads.run(row, ...[title, english, orEmpty(number), issuerNames.join('\n')].map(indexed));
    },
  };
}

export function openChangeWriter(database: DatabaseSync): (change: IndexChange) => boolean {
  const rows = openRowWriter(database);
  const register = openRegisterWriter(database);
  const known = database.prepare('SELECT mark FROM entry WHERE id = ?');
  const forget = database.prepare('DELETE FROM entry WHERE id = ?');
  const remember = database.prepare('INSERT INTO entry (id, mark) VALUES (?, ?)');
  return (change) => {
    const { id, remove } = change;
    const facts = factsOf(change);
    const mark = remove && !facts ? undefined : sha256(JSON.stringify({ ...change, register: facts })).slice(0, 24);
    if (known.get(id)?.['mark'] === mark) return false;
    rows.remove(id);
    register(change, facts);
    forget.run(id);
    if (mark !== undefined) remember.run(id, mark);
    if (!remove) rows.insert(change);
    return true;
  };
}
