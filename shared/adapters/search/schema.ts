/** Increased when files are written otherwise than before. Files of a format in `olderViews` answer until they are replaced. */
export const format = 7;

/** The first format whose titles, numbers and issuers have a table of words of their own. */
export const firstWithHeads = 7;

/** Formats of before, with what their files lack made of what they have. */
export const olderViews: Readonly<Record<number, string>> = {
  6: '',
  // One file of all years.
  5: `
    CREATE TEMP VIEW entry AS SELECT id, '' AS mark, 0 AS year FROM document;
    CREATE TEMP VIEW register_facet AS SELECT f.kind, f.value, d.id FROM facet AS f JOIN document AS d ON d.rowid = f.document;
  `,
};

// Numbers of rows have no gaps, so that the distance between two of them is one byte. A combination is what the facets count, stored once for all documents that share it.
const documentTables = `
  CREATE TABLE document (
    rowid INTEGER PRIMARY KEY, combination INTEGER NOT NULL, effective TEXT, expires TEXT, day TEXT NOT NULL, id TEXT NOT NULL UNIQUE, authority REAL NOT NULL,
    type TEXT NOT NULL, level TEXT, status TEXT NOT NULL, signed TEXT, published TEXT, commentFrom TEXT, commentBy TEXT, firstSeen TEXT NOT NULL,
    firstSeenAt TEXT NOT NULL, coverage INTEGER NOT NULL, number TEXT, title TEXT NOT NULL, folded TEXT, english TEXT NOT NULL, issuerIds TEXT NOT NULL,
    issuerNames TEXT NOT NULL, themes TEXT NOT NULL, sourceIds TEXT NOT NULL, entityIds TEXT NOT NULL, participate TEXT, url TEXT NOT NULL
  ) STRICT;
  CREATE INDEX newest ON document (day DESC, id DESC);
  CREATE INDEX counted ON document (combination, effective, expires, day);
  CREATE INDEX effective ON document (effective) WHERE effective IS NOT NULL;
  CREATE INDEX commentBy ON document (commentBy) WHERE commentBy IS NOT NULL;
  CREATE TABLE combination (
    number INTEGER PRIMARY KEY, type TEXT NOT NULL, level TEXT NOT NULL, themes TEXT NOT NULL, issuerIds TEXT NOT NULL, status TEXT NOT NULL,
    UNIQUE (type, level, themes, issuerIds, status)
  ) STRICT;
  CREATE TABLE facet (kind TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (kind, value, document)) STRICT, WITHOUT ROWID;
  CREATE TABLE body (rowid INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
`;

// Texts alone in one table, and what stands above them in a small one: where a word stands is then known without reading what all texts say.
const wordsIn = (schema: 'main' | 'temp'): string => `
  CREATE VIRTUAL TABLE ${schema}.words USING fts5(text, content='', contentless_delete=1, tokenize='porter unicode61');
  INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
  CREATE VIRTUAL TABLE ${schema}.heads USING fts5(title, english, number, issuer, content='', contentless_delete=1, tokenize='porter unicode61');
  INSERT INTO heads (heads, rank) VALUES ('hashsize', 16777216);
`;
/** The words of the file of changes are not published: they would be two thirds of it. Who reads it makes them. */
export const temporaryWords = wordsIn('temp');

/** Citations in the order of the page of them. */
const newestIndex = 'CREATE INDEX register_newest ON register_cite (day DESC, id, seq) WHERE shown = 1;';
/** For a register that was begun before it was: without it the register answers, too, and slower. */
export const laterIndexes = newestIndex.replace(/CREATE INDEX/, 'CREATE INDEX IF NOT EXISTS');

/** Tables for questions across documents: citations, figures, sequences of numbers, windows; and an entry for each document that a year file holds. */
const registerTables = `
  CREATE TABLE entry (id TEXT PRIMARY KEY, mark TEXT NOT NULL, year INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE register (
    id TEXT PRIMARY KEY, mark TEXT NOT NULL, title TEXT NOT NULL, english TEXT NOT NULL, issuers TEXT NOT NULL, number TEXT, day TEXT NOT NULL,
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
  ${newestIndex}
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

/** Tables of the register proper, each with the id of its document. */
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

/** Documents whose rows in other files no longer count: their entry and their place in a year file, or what the register says of them. */
const changedTables = `
  CREATE TABLE changed_entry (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE changed_register (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** What the three kinds of file hold. Small pages in the file of changes, and texts as they are: it is published whole, and packed as one it is smaller. */
export const schemas = {
  year: `PRAGMA page_size = 16384; ${documentTables} ${wordsIn('main')}`,
  register: `PRAGMA page_size = 16384; ${registerTables}`,
  changes: `PRAGMA page_size = 4096; ${documentTables} ${registerTables} ${changedTables}`,
};

const viewOf = (table: string, changed: string): string =>
  `CREATE TEMP VIEW ${table} AS SELECT * FROM main.${table} UNION ALL SELECT * FROM base.${table} WHERE id NOT IN (SELECT id FROM main.${changed});`;

// What is counted: few columns, so that whole rows need not be read where an index has them.
const edgesIn = (schema: 'main' | 'base'): string => `SELECT id, relation, key FROM ${schema}.register_cite WHERE shown = 1`;
export const edgeView = `CREATE TEMP VIEW register_edge AS ${edgesIn('main')};`;
const edgeViewOverBase = `CREATE TEMP VIEW register_edge AS ${edgesIn('main')}
  UNION ALL ${edgesIn('base')} AND id NOT IN (SELECT id FROM main.changed_register);`;

/** With the file of changes as `main` and the register as `base`: names of tables mean what both say together. */
export const viewsOverBase = [
  viewOf('entry', 'changed_entry'),
  ...registerNames.map((table) => viewOf(table, 'changed_register')),
  edgeViewOverBase,
].join('\n');
