/** Increased when the file is written otherwise than before: the next round then makes the index anew from the store. */
export const format = 10;

/**
 * The one file of the index. A row of `document` has what lists are narrowed, counted and sorted by, and is short; what a list shows lies
 * beside it, with title and English title as phrases are looked for in them, and so does the text. A combination is what the facets count,
 * stored once for all documents that share it.
 */
const documentTables = `
  CREATE TABLE document (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, authority REAL NOT NULL, combination INTEGER NOT NULL, type TEXT NOT NULL, level TEXT,
    status TEXT NOT NULL, signed TEXT, published TEXT, effective TEXT, expires TEXT, commentBy TEXT, firstSeen TEXT NOT NULL
  ) STRICT;
  CREATE INDEX newest ON document (day DESC, id DESC);
  CREATE TABLE shown (rowid INTEGER PRIMARY KEY, title TEXT NOT NULL, english TEXT NOT NULL, item TEXT NOT NULL) STRICT;
  CREATE TABLE body (rowid INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
  CREATE TABLE combination (
    number INTEGER PRIMARY KEY, type TEXT NOT NULL, level TEXT NOT NULL, themes TEXT NOT NULL, issuerIds TEXT NOT NULL, UNIQUE (type, level, themes, issuerIds)
  ) STRICT;
  CREATE TABLE facet (kind TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (kind, value, document)) STRICT, WITHOUT ROWID;
`;

// Texts alone in one table, and what stands above them in a small one: where a word stands is then known without reading what all texts
// say.
const wordTables = `
  CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize='porter unicode61');
  INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
  CREATE VIRTUAL TABLE heads USING fts5(title, english, number, issuer, content='', contentless_delete=1, tokenize='porter unicode61');
  INSERT INTO heads (heads, rank) VALUES ('hashsize', 16777216);
`;

/**
 * Tables for questions across documents: citations, figures, sequences of numbers, windows; and the mark of what each document was written
 * from.
 */
const registerTables = `
  CREATE TABLE entry (id TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE register (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, english TEXT NOT NULL, issuers TEXT NOT NULL, number TEXT, day TEXT NOT NULL,
    act INTEGER NOT NULL, draft INTEGER NOT NULL, shown INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_draft ON register (day) WHERE draft = 1;
  CREATE TABLE register_facet (kind TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, value, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX register_facet_id ON register_facet (id);
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
  CREATE INDEX register_newest ON register_cite (day DESC, id, seq) WHERE shown = 1;
  CREATE TABLE register_cite_key (key TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, id, seq)) STRICT, WITHOUT ROWID;
  CREATE INDEX register_cite_id ON register_cite_key (id, seq);
  CREATE TABLE register_number (
    prefix TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (prefix, year, n, own, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_number_n ON register_number (n, year) WHERE own = 1;
  CREATE INDEX register_number_id ON register_number (id);
  CREATE TABLE register_figure (
    unit TEXT NOT NULL, day TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, value REAL NOT NULL, year INTEGER, yearFrom TEXT, bound TEXT NOT NULL,
    strength TEXT NOT NULL, kind TEXT, scope TEXT, quote TEXT NOT NULL, PRIMARY KEY (unit, day, id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_figure_id ON register_figure (id);
  CREATE TABLE register_window (
    kind TEXT NOT NULL, until TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, start TEXT, time TEXT, quote TEXT NOT NULL, PRIMARY KEY (kind, until, id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_window_id ON register_window (id);
`;

export const registerNames = [
  'register',
  'register_facet',
  'register_key',
  'register_cite',
  'register_cite_key',
  'register_number',
  'register_figure',
  'register_window',
] as const;

export const schema = `PRAGMA page_size = 16384; ${documentTables} ${wordTables} ${registerTables}`;
