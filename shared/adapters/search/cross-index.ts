import type { DatabaseSync } from 'node:sqlite';
import type { CrossIndexFacts } from '../../model/cross-index.ts';
import type { IndexChange } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** Tables for questions across documents: citations, figures, sequences of numbers, windows. */
export const registerSchema = `
  CREATE TABLE register (
    id TEXT PRIMARY KEY, mark TEXT NOT NULL, title TEXT NOT NULL, english TEXT NOT NULL, issuers TEXT NOT NULL, number TEXT, day TEXT NOT NULL,
    act INTEGER NOT NULL, draft INTEGER NOT NULL, shown INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_draft ON register (day) WHERE draft = 1;
  CREATE TABLE register_key (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX register_key_id ON register_key (id);
  CREATE TABLE register_cite (
    id TEXT NOT NULL, seq INTEGER NOT NULL, relation TEXT NOT NULL, day TEXT NOT NULL, title TEXT, number TEXT, quote TEXT NOT NULL, url TEXT,
    key TEXT NOT NULL, open INTEGER NOT NULL, shown INTEGER NOT NULL, PRIMARY KEY (id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_wanted ON register_cite (key, relation) WHERE open = 1 AND shown = 1;
  CREATE INDEX register_announced ON register_cite (key, day) WHERE shown = 2;
  CREATE INDEX register_announced_day ON register_cite (day) WHERE shown = 2;
  CREATE INDEX register_relation ON register_cite (relation, day) WHERE shown = 1;
  CREATE TABLE register_cite_key (key TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, id, seq)) STRICT, WITHOUT ROWID;
  CREATE INDEX register_cite_id ON register_cite_key (id, seq);
  CREATE TABLE register_number (
    prefix TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (prefix, year, n, own, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_number_n ON register_number (n, year) WHERE own = 1;
  CREATE INDEX register_number_id ON register_number (id);
  CREATE TABLE register_figure (
    unit TEXT NOT NULL, day TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, value REAL NOT NULL, year INTEGER, yearFrom TEXT, bound TEXT NOT NULL,
    strength TEXT NOT NULL, scope TEXT, quote TEXT NOT NULL, PRIMARY KEY (unit, day, id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_figure_id ON register_figure (id);
  CREATE TABLE register_window (
    kind TEXT NOT NULL, until TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, start TEXT, time TEXT, quote TEXT NOT NULL, PRIMARY KEY (kind, until, id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_window_id ON register_window (id);
`;

const tables = ['register', 'register_key', 'register_cite', 'register_cite_key', 'register_number', 'register_figure', 'register_window'];

/** Whether a citation names no stored text: no act but its own document has one of its keys. */
const recompute = `UPDATE register_cite SET open = NOT EXISTS (
  SELECT 1 FROM register_cite_key AS k JOIN register_key AS held ON held.key = k.key AND held.id <> k.id
  WHERE k.id = register_cite.id AND k.seq = register_cite.seq) WHERE `;

function refresh(database: DatabaseSync, keys: readonly string[], id: string): void {
  database.prepare(`${recompute} id = ?`).run(id);
  const touched = database.prepare(`${recompute} (id, seq) IN (SELECT id, seq FROM register_cite_key WHERE key = ?)`);
  for (const key of new Set(keys)) touched.run(key);
}

type DocumentRow = { readonly id: string; readonly day: string; readonly shown: number };

function insertCites(database: DatabaseSync, { id, day, shown }: DocumentRow, { cites }: CrossIndexFacts): void {
  const cite = database.prepare(
    'INSERT INTO register_cite (id, seq, relation, day, title, number, quote, url, key, open, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)',
  );
  const citeKey = database.prepare('INSERT OR IGNORE INTO register_cite_key (key, id, seq) VALUES (?, ?, ?)');
  const number = database.prepare('INSERT OR IGNORE INTO register_number (prefix, year, n, id, own) VALUES (?, ?, ?, ?, 0)');
  for (const [seq, { keys, relation, title, quote, url, sequence, ...rest }] of cites.entries()) {
    const [first] = keys;
    if (first === undefined) continue;
    // A citation without title and number is no gap to be listed as missing: shown is 2, and `announcements` finds it.
    const named = title !== undefined || rest.number !== undefined;
    cite.run(
      id,
      seq,
      relation,
      day,
      title ?? null,
      rest.number ?? null,
      quote.toWellFormed(),
      url ?? null,
      first,
      named ? shown : 2 * shown,
    );
    for (const key of keys) citeKey.run(key, id, seq);
    if (sequence) number.run(sequence.prefix, sequence.year ?? 0, sequence.n, id);
  }
}

function insertFacts(database: DatabaseSync, { id, day }: DocumentRow, { figures, windows, sequence }: CrossIndexFacts): void {
  const figure = database.prepare(
    'INSERT INTO register_figure (unit, day, id, seq, value, year, yearFrom, bound, strength, scope, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [seq, { unit, value, year, yearFrom, bound, strength, scope, quote }] of figures.entries())
    figure.run(
      unit,
      day,
      id,
      seq,
      value,
      year ?? null,
      yearFrom ?? null,
      bound,
      strength,
      scope?.toWellFormed() ?? null,
      quote.toWellFormed(),
    );
  const window = database.prepare('INSERT INTO register_window (kind, until, id, seq, start, time, quote) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const [seq, { kind, until, from, time, quote }] of windows.entries())
    window.run(kind, until, id, seq, from ?? null, time ?? null, quote.toWellFormed());
  if (sequence)
    database
      .prepare('INSERT OR IGNORE INTO register_number (prefix, year, n, id, own) VALUES (?, ?, ?, ?, 1)')
      .run(sequence.prefix, sequence.year ?? 0, sequence.n, id);
}

function insert(
  database: DatabaseSync,
  { id, title, english, issuerNames, number, remove }: IndexChange,
  entry: CrossIndexFacts,
  mark: string,
): void {
  const day = orEmpty(entry.day);
  const shown = remove ? 0 : 1;
  database
    .prepare(
      'INSERT INTO register (id, mark, title, english, issuers, number, day, act, draft, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(id, mark, title, english, JSON.stringify(issuerNames), number ?? null, day, entry.act ? 1 : 0, entry.draft ? 1 : 0, shown);
  const key = database.prepare('INSERT OR IGNORE INTO register_key (key, id) VALUES (?, ?)');
  if (entry.act) for (const each of entry.keys) key.run(each, id);
  const row = { id, day, shown };
  insertCites(database, row, entry);
  insertFacts(database, row, shown ? entry : { ...entry, figures: [], windows: [] });
}

/** Replaces the facts of one changed document; true when they differ. A change without facts removes the document. */
export function applyRegister(database: DatabaseSync, change: IndexChange): boolean {
  const { id, register, title, english, issuerNames, number, remove } = change;
  const held = database.prepare('SELECT mark FROM register WHERE id = ?').get(id)?.['mark'];
  const mark = register && sha256(JSON.stringify([register, title, english, issuerNames, number, remove])).slice(0, 24);
  if (held === mark) return false;
  const before = database
    .prepare('SELECT key FROM register_key WHERE id = ?')
    .all(id)
    .map((row) => String(row['key']));
  if (held !== undefined) for (const table of tables) database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  if (register && mark) insert(database, change, register, mark);
  refresh(database, [...before, ...(register?.act ? register.keys : [])], id);
  return true;
}
