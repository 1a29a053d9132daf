import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { IndexChange } from '../../shared/model/query.ts';
import { indexed, normalise } from '../../shared/stages/query/pieces.ts';
import type { Bucket } from '../../shared/store/aws/objects.ts';

/** The tables of the one file that releases up to 0.6.0 published (format 5). */
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

const facetColumns = [
  ['theme', 'themes'],
  ['issuer', 'issuerIds'],
  ['source', 'sourceIds'],
  ['entity', 'entityIds'],
] as const;

function insert(database: DatabaseSync, row: number, change: IndexChange): void {
  const put = (table: string, values: Record<string, string | number | null>): void =>
    void database
      .prepare(
        `INSERT OR IGNORE INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(values));
  const { id, title, english, type, authority, status, coverage, firstSeenAt, url, published = '1970-01-01' } = change;
  const lists = Object.fromEntries(
    (['issuerIds', 'issuerNames', 'themes', 'sourceIds', 'entityIds'] as const).map((name) => [name, JSON.stringify(change[name])]),
  );
  const days = { firstSeenAt, firstSeen: firstSeenAt.slice(0, 10), day: published, published };
  const facts = { id, mark: '', title, english, folded: normalise(title), type, authority, status, coverage, url };
  put('combination', { number: row, type, level: String(row), themes: lists['themes'] ?? '', issuerIds: lists['issuerIds'] ?? '', status });
  put('document', { rowid: row, combination: row, ...facts, ...lists, ...days });
  for (const [kind, column] of facetColumns) for (const value of change[column]) put('facet', { kind, value, document: row });
  database.prepare('INSERT INTO body (rowid, text) VALUES (?, ?)').run(row, zstdCompressSync(Buffer.from(change.text)));
  const words = [title, english, '', change.issuerNames.join(' '), change.text].map(indexed);
  database.prepare('INSERT INTO words (rowid, title, english, number, issuer, text) VALUES (?, ?, ?, ?, ?, ?)').run(row, ...words);
  const own = { act: 1, draft: 0, shown: 1 };
  put('register', { id, mark: '', title, english, issuers: lists['issuerNames'] ?? '', day: published, ...own });
  for (const [seq, { value, unit, bound, strength, quote }] of (change.register?.figures ?? []).entries())
    put('register_figure', { unit, day: published, id, seq, value, bound, strength, quote });
  for (const [seq, { kind, until, quote }] of (change.register?.windows ?? []).entries())
    put('register_window', { kind, until, id, seq, quote });
}

/** Publishes an index of format 5 (or another number) as those releases did. */
export async function publishOneFile({ client, bucket }: Bucket, changes: readonly IndexChange[], format = 5): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'one-file-'));
  const path = join(folder, 'index.sqlite');
  const database = new DatabaseSync(path);
  database.exec(schema);
  for (const [at, change] of changes.entries()) insert(database, at + 1, change);
  database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `search/${sha256}.sqlite.zst`;
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zstdCompressSync(bytes) }));
  const pointer = JSON.stringify({ key, sha256, format, previous: [] });
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'search/current.json', Body: pointer }));
}
