import type { DatabaseSync } from 'node:sqlite';
import { type DocumentFigure, kindOfFigure } from '../model/facts.ts';
import type { CrossIndexFacts, IndexChange } from '../model/query.ts';
import { orEmpty } from '../model/values.ts';
import { facetsOf } from './filters.ts';
import { registerNames } from './schema.ts';

/** What a document is registered for; an irrelevant one that holds no act and no number tells nothing. */
export function factsOf({ register, remove }: IndexChange): CrossIndexFacts | undefined {
  if (!register || !remove) return register;
  const tells = (register.act && register.keys.length > 0) || register.sequence || register.cites.some(({ sequence }) => sequence);
  return tells ? register : undefined;
}

const insertion = (table: string, ...columns: readonly string[]): string =>
  `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

/** Settles which citations name no stored text: no act but its own document has one of their keys. */
function openSettling(database: DatabaseSync): (keys: readonly string[], id: string) => void {
  const naming = database.prepare(
    'SELECT c.id, c.seq, c.open FROM register_cite_key AS k JOIN register_cite AS c ON c.id = k.id AND c.seq = k.seq WHERE k.key = ?',
  );
  const own = database.prepare('SELECT id, seq, open FROM register_cite WHERE id = ?');
  const holder = database.prepare(
    `SELECT 1 FROM register_cite_key AS k JOIN register_key AS held ON held.key = k.key AND held.id <> k.id
    WHERE k.id = ? AND k.seq = ? LIMIT 1`,
  );
  const write = database.prepare('UPDATE register_cite SET open = ? WHERE id = ? AND seq = ?');
  return (keys, id) => {
    for (const cite of [...own.all(id), ...[...new Set(keys)].flatMap((key) => naming.all(key))]) {
      const at = [String(cite['id']), Number(cite['seq'])] as const;
      const open = holder.get(...at) ? 0 : 1;
      if (open !== cite['open']) write.run(open, ...at);
    }
  };
}

type DocumentRow = { readonly id: string; readonly day: string; readonly shown: boolean };

function openCiteWriter(database: DatabaseSync): (row: DocumentRow, facts: CrossIndexFacts) => void {
  const cite = database.prepare(
    insertion('register_cite', 'id', 'seq', 'relation', 'day', 'title', 'number', 'quote', 'url', 'key', 'open', 'shown'),
  );
  const citeKey = database.prepare(insertion('register_cite_key', 'key', 'id', 'seq'));
  const number = database.prepare(insertion('register_number', 'prefix', 'year', 'n', 'id', 'own'));
  return ({ id, day, shown }, { cites, sequence: own }) => {
    if (own) number.run(own.prefix, own.year ?? 0, own.n, id, 1);
    for (const [seq, { keys, relation, title, quote, url, sequence, ...rest }] of cites.entries()) {
      const [first] = keys;
      if (first === undefined) continue;
      if (sequence) number.run(sequence.prefix, sequence.year ?? 0, sequence.n, id, 0);
      if (!shown) continue;
      // A citation without title and number is no gap to be listed as missing: shown is 2, and `announcements` finds it.
      const named = title !== undefined || rest.number !== undefined;
      cite.run(id, seq, relation, day, title ?? null, rest.number ?? null, quote.toWellFormed(), url ?? null, first, 1, named ? 1 : 2);
      for (const key of keys) citeKey.run(key, id, seq);
    }
  };
}

const toBoundColumn = ({ bound, strict, every }: Pick<DocumentFigure, 'bound' | 'strict' | 'every'>): string =>
  [bound, ...(strict ? ['strict'] : []), ...(every ? [every] : [])].join(' ');

function openFigureWriter(database: DatabaseSync): (row: DocumentRow, facts: CrossIndexFacts) => void {
  const insert = database.prepare(
    insertion('register_figure', 'unit', 'day', 'id', 'seq', 'value', 'year', 'yearFrom', 'bound', 'strength', 'kind', 'scope', 'quote'),
  );
  const window = database.prepare(insertion('register_window', 'kind', 'until', 'id', 'seq', 'start', 'time', 'quote'));
  return ({ id, day, shown }, { figures, windows }) => {
    if (!shown) return;
    for (const [seq, figure] of figures.entries()) {
      const { unit, value, year, yearFrom, strength, scope, quote, ...limits } = figure;
      const more = [
        toBoundColumn(limits),
        orEmpty(strength),
        kindOfFigure(figure) ?? null,
        scope?.toWellFormed() ?? null,
        quote.toWellFormed(),
      ];
      insert.run(unit, day, id, seq, value, year ?? null, yearFrom ?? null, ...more);
    }
    for (const [seq, { kind, until, from, time, quote }] of windows.entries())
      window.run(kind, until, id, seq, from ?? null, time ?? null, quote.toWellFormed());
  };
}

export function openRegisterWriter(database: DatabaseSync): (change: IndexChange, facts: CrossIndexFacts | undefined) => void {
  const before = database.prepare('SELECT key FROM register_key WHERE id = ?');
  const deletions = registerNames.map((table) => database.prepare(`DELETE FROM ${table} WHERE id = ?`));
  const entry = database.prepare(insertion('register', 'id', 'title', 'english', 'issuers', 'number', 'day', 'act', 'draft', 'shown'));
  const key = database.prepare(insertion('register_key', 'key', 'id'));
  const facet = database.prepare(insertion('register_facet', 'kind', 'value', 'id'));
  const [settle, writeCites, writeFigures] = [openSettling(database), openCiteWriter(database), openFigureWriter(database)];
  const insert = (change: IndexChange, facts: CrossIndexFacts): void => {
    const { id, title, english, issuerNames, number, remove } = change;
    const row = { id, day: orEmpty(facts.day), shown: !remove };
    const flags = [facts.act, facts.draft, row.shown].map(Number);
    entry.run(id, title, english, JSON.stringify(issuerNames), number ?? null, row.day, ...flags);
    if (facts.act) for (const each of facts.keys) key.run(each, id);
    writeCites(row, facts);
    writeFigures(row, facts);
    if (!row.shown || facts.cites.length + facts.windows.length === 0) return;
    for (const [kind, value] of facetsOf(change))
      if (kind === 'theme' || kind === 'issuer' || (kind === 'entity' && value.startsWith('place:'))) facet.run(kind, value, id);
  };
  return (change, facts) => {
    const keys = before.all(change.id).map((row) => String(row['key']));
    for (const deletion of deletions) deletion.run(change.id);
    if (facts) insert(change, facts);
    settle([...keys, ...(facts?.act ? facts.keys : [])], change.id);
  };
}
