import type { DatabaseSync } from 'node:sqlite';
import type { CrossIndexFacts } from '../../model/cross-index.ts';
import type { DocumentFigure } from '../../model/facts.ts';
import type { IndexChange } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { facetsOf } from './rows.ts';
import { registerNames } from './schema.ts';
import { prepare } from './statements.ts';

/** The rows of a document in the file of changes count from now on, those in the register of before no longer. */
const supersede = (database: DatabaseSync, id: string): void =>
  void prepare(database, 'INSERT OR IGNORE INTO main.changed_register (id) VALUES (?)').run(id);

/** Copies what the register of before says of a document, so that it can be changed. */
function adopt(database: DatabaseSync, id: string): void {
  if (prepare(database, 'SELECT 1 FROM main.changed_register WHERE id = ?').get(id)) return;
  for (const table of registerNames) prepare(database, `INSERT INTO main.${table} SELECT * FROM base.${table} WHERE id = ?`).run(id);
  supersede(database, id);
}

type CitePlace = { readonly id: string; readonly seq: number };

/** Settles which citations name no stored text: no act but its own document has one of its keys. */
function settle(database: DatabaseSync, keys: readonly string[], id: string): void {
  const named = prepare(
    database,
    'SELECT c.id, c.seq, c.open FROM register_cite_key AS k JOIN register_cite AS c ON c.id = k.id AND c.seq = k.seq WHERE k.key = ?',
  );
  const own = prepare(database, 'SELECT id, seq, open FROM register_cite WHERE id = ?').all(id);
  const holder = prepare(
    database,
    `SELECT 1 FROM register_cite_key AS k JOIN register_key AS held ON held.key = k.key AND held.id <> k.id
    WHERE k.id = ? AND k.seq = ? LIMIT 1`,
  );
  const write = prepare(database, 'UPDATE main.register_cite SET open = ? WHERE id = ? AND seq = ?');
  for (const cite of [...own, ...[...new Set(keys)].flatMap((key) => named.all(key))]) {
    const at: CitePlace = { id: String(cite['id']), seq: Number(cite['seq']) };
    const open = holder.get(at.id, at.seq) ? 0 : 1;
    if (open === cite['open']) continue;
    adopt(database, at.id);
    write.run(open, at.id, at.seq);
  }
}

type DocumentRow = { readonly id: string; readonly day: string; readonly shown: boolean };

function insertCites(database: DatabaseSync, { id, day, shown }: DocumentRow, { cites }: CrossIndexFacts): void {
  const cite = prepare(
    database,
    'INSERT INTO main.register_cite (id, seq, relation, day, title, number, quote, url, key, open, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)',
  );
  const citeKey = prepare(database, 'INSERT OR IGNORE INTO main.register_cite_key (key, id, seq) VALUES (?, ?, ?)');
  const number = prepare(database, 'INSERT OR IGNORE INTO main.register_number (prefix, year, n, id, own) VALUES (?, ?, ?, ?, 0)');
  for (const [seq, { keys, relation, title, quote, url, sequence, ...rest }] of cites.entries()) {
    const [first] = keys;
    if (first === undefined) continue;
    if (sequence) number.run(sequence.prefix, sequence.year ?? 0, sequence.n, id);
    if (!shown) continue;
    // A citation without title and number is no gap to be listed as missing: shown is 2, and `announcements` finds it.
    const named = title !== undefined || rest.number !== undefined;
    const values = [title ?? null, rest.number ?? null, quote.toWellFormed(), url ?? null, first, named ? 1 : 2];
    cite.run(id, seq, relation, day, ...values);
    for (const key of keys) citeKey.run(key, id, seq);
  }
}

/** Words behind the bound in its column: whether the number is left out, and whether it comes each year. No file of before has them. */
const toBoundColumn = ({ bound, strict, every }: Pick<DocumentFigure, 'bound' | 'strict' | 'every'>): string =>
  [bound, ...(strict ? ['strict'] : []), ...(every ? [every] : [])].join(' ');

function insertFacts(database: DatabaseSync, { id, day, shown }: DocumentRow, { figures, windows, sequence }: CrossIndexFacts): void {
  const figure = prepare(
    database,
    'INSERT INTO main.register_figure (unit, day, id, seq, value, year, yearFrom, bound, strength, scope, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const window = prepare(
    database,
    'INSERT INTO main.register_window (kind, until, id, seq, start, time, quote) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  if (sequence)
    prepare(database, 'INSERT OR IGNORE INTO main.register_number (prefix, year, n, id, own) VALUES (?, ?, ?, ?, 1)').run(
      sequence.prefix,
      sequence.year ?? 0,
      sequence.n,
      id,
    );
  if (!shown) return;
  for (const [seq, { unit, value, year, yearFrom, strength, scope, quote, ...limits }] of figures.entries()) {
    const more = [toBoundColumn(limits), strength, scope?.toWellFormed() ?? null, quote.toWellFormed()];
    figure.run(unit, day, id, seq, value, year ?? null, yearFrom ?? null, ...more);
  }
  for (const [seq, { kind, until, from, time, quote }] of windows.entries())
    window.run(kind, until, id, seq, from ?? null, time ?? null, quote.toWellFormed());
}

/** Theme, issuer and place narrow citations and windows as they narrow documents. */
function insertFacets(database: DatabaseSync, change: IndexChange): void {
  const facet = prepare(database, 'INSERT OR IGNORE INTO main.register_facet (kind, value, id) VALUES (?, ?, ?)');
  for (const [kind, value] of facetsOf(change))
    if (kind === 'theme' || kind === 'issuer' || (kind === 'entity' && value.startsWith('place:'))) facet.run(kind, value, change.id);
}

function insert(database: DatabaseSync, change: IndexChange, entry: CrossIndexFacts, mark: string): void {
  const { id, title, english, issuerNames, number } = change;
  const day = orEmpty(entry.day);
  const row = { id, day, shown: !change.remove };
  prepare(
    database,
    'INSERT INTO main.register (id, mark, title, english, issuers, number, day, act, draft, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    id,
    mark,
    title,
    english,
    JSON.stringify(issuerNames),
    number ?? null,
    day,
    Number(entry.act),
    Number(entry.draft),
    Number(row.shown),
  );
  const key = prepare(database, 'INSERT OR IGNORE INTO main.register_key (key, id) VALUES (?, ?)');
  if (entry.act) for (const each of entry.keys) key.run(each, id);
  insertCites(database, row, entry);
  insertFacts(database, row, entry);
  if (row.shown && entry.cites.length + entry.windows.length > 0) insertFacets(database, change);
}

/** What a document is registered for; an irrelevant one that holds no act and no number tells nothing. */
function factsOf({ register, remove }: IndexChange): CrossIndexFacts | undefined {
  if (!register || !remove) return register;
  const tells = (register.act && register.keys.length > 0) || register.sequence || register.cites.some(({ sequence }) => sequence);
  return tells ? register : undefined;
}

/** Replaces the facts of one changed document in the file of changes; true when they differ. A change without facts removes the document. */
export function applyRegister(database: DatabaseSync, change: IndexChange): boolean {
  const { id, title, english, issuerNames, number, remove } = change;
  const facts = factsOf(change);
  const held = prepare(database, 'SELECT mark FROM register WHERE id = ?').get(id)?.['mark'];
  const mark = facts && sha256(JSON.stringify([facts, title, english, issuerNames, number, remove, facetsOf(change)])).slice(0, 24);
  if (held === mark) return false;
  const before = prepare(database, 'SELECT key FROM register_key WHERE id = ?').all(id);
  for (const table of registerNames) prepare(database, `DELETE FROM main.${table} WHERE id = ?`).run(id);
  supersede(database, id);
  if (facts && mark) insert(database, change, facts, mark);
  settle(database, [...before.map((row) => String(row['key'])), ...(facts?.act ? facts.keys : [])], id);
  return true;
}
