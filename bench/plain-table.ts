import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inventedRow } from './invented-rows.ts';
import { costOf, rssMb } from './measure.ts';
import { askAll, asks, limit } from './search-questions.ts';

const portion = 2000;

/** The same pairs of characters in a plain table of SQLite's full text, newest first by its row number. */
export async function buildPlain(path: string, documents: string, characters: string): Promise<object> {
  const { indexed } = await import('../shared/stages/query/pieces.ts');
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; CREATE TABLE document (rowid INTEGER PRIMARY KEY, id TEXT, title TEXT);
    CREATE VIRTUAL TABLE words USING fts5(title, english, number, issuer, text, content='', tokenize='porter unicode61')`);
  const row = database.prepare('INSERT INTO document VALUES (?, ?, ?)');
  const into = database.prepare('INSERT INTO words (rowid, title, english, number, issuer, text) VALUES (?, ?, ?, ?, ?, ?)');
  let [cpuMs, ms] = [0, 0];
  for (let from = 0; from < Number(documents); from += portion) {
    const changes = Array.from({ length: Math.min(portion, Number(documents) - from) }, (_, at) =>
      inventedRow(from + at, Number(characters)),
    );
    const cost = await costOf(() => {
      database.exec('BEGIN');
      for (const { id, title, english, number = '', issuerNames, published = '', text } of changes) {
        const at = (Date.parse(published) / 86_400_000) * 2 ** 20 + Number.parseInt(id, 16);
        row.run(at, id, title);
        into.run(at, indexed(title), indexed(english), indexed(number), indexed(issuerNames.join(' ')), indexed(text));
      }
      database.exec('COMMIT');
    });
    [cpuMs, ms] = [cpuMs + cost.cpuMs, ms + cost.ms];
  }
  database.close();
  return { cpuMs, ms, bytes: statSync(path).size, rssMb: rssMb() };
}

export async function askPlain(path: string): Promise<object> {
  const { plainMatch } = await import('./plain-match.ts');
  return askAll(
    async () => {
      const database = new DatabaseSync(path, { readOnly: true });
      const count = database.prepare('SELECT count(*) AS total FROM words WHERE words MATCH ?');
      const [newest, best] = ['', 'bm25(words, 10, 6, 8, 4, 1),'].map((order) =>
        database.prepare(
          `SELECT id FROM words JOIN document ON document.rowid = words.rowid WHERE words MATCH ? ORDER BY ${order} words.rowid DESC LIMIT ?`,
        ),
      );
      return ({ q = '', sort }) => {
        const text = plainMatch(q);
        const ids = (sort === 'newest' ? newest : best)?.all(text, limit).map(({ id }) => String(id)) ?? [];
        return { total: Number(count.get(text)?.['total']), ids };
      };
    },
    { 'words, newest': asks['words, newest'] ?? [], 'words, relevance': asks['words, relevance'] ?? [] },
  );
}
