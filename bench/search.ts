import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IndexChange } from '../shared/model/query.ts';
import { aside, type Bench, type Cost, costOf, type Options, round, rssMb } from './measure.ts';
import { textOf } from './pages.ts';

const today = '2026-11-30';
const limit = 20;
const batch = 500;
/** Common and rare words of two and four characters, a phrase, two words, English, a number, a word that occurs nowhere. */
const queries = [
  '数据',
  '语料',
  '人工智能',
  '量子语料',
  '"公共资源"',
  '数据 安全',
  'notice on computing',
  '河政发〔2026〕117号',
  '从未出现',
];
const times = 20;

function changeOf(seed: number): IndexChange {
  const { title, text } = textOf(1500, seed);
  const day = new Date(Date.UTC(2016, 0, 1) + (seed % 3950) * 86_400_000).toISOString();
  return {
    id: seed.toString(16).padStart(16, '0'),
    title,
    english: `Notice on computing ${seed}`,
    text,
    number: `河政发〔2026〕${seed}号`,
    issuerIds: [`issuer-${seed % 60}`],
    issuerNames: [`河湾市第${seed % 60}局`],
    level: 'L5',
    authority: 45,
    type: 'notice',
    themes: ['regulation'],
    sourceIds: ['bench'],
    entityIds: [],
    coverage: 0,
    published: day.slice(0, 10),
    status: 'unknown',
    firstSeenAt: day,
    url: `https://www.hewan.example/${seed}.html`,
  };
}

/** A file of so many documents: `add` takes a batch of them. The time of inventing them does not count. */
async function build(docs: string, add: (changes: readonly IndexChange[]) => unknown): Promise<Cost> {
  let [cpuMs, ms] = [0, 0];
  for (let from = 0; from < Number(docs); from += batch) {
    const changes = Array.from({ length: Math.min(batch, Number(docs) - from) }, (_, at) => changeOf(from + at));
    const cost = await costOf(() => add(changes));
    [cpuMs, ms] = [cpuMs + cost.cpuMs, ms + cost.ms];
  }
  return { cpuMs, ms };
}

async function buildOurs(path: string, docs: string): Promise<object> {
  const { applyChanges, openForWriting } = await import('../shared/adapters/search/index-file.ts');
  const database = openForWriting(path, true);
  const cost = await build(docs, (changes) => applyChanges(database, changes));
  database.close();
  return { ...cost, bytes: statSync(path).size, rssMb: rssMb() };
}

/** The same pairs of characters in a plain table of SQLite's full text, newest first by its row number. */
async function buildPlain(path: string, docs: string): Promise<object> {
  const { indexed } = await import('../shared/adapters/search/query-parser.ts');
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; CREATE TABLE document (rowid INTEGER PRIMARY KEY, id TEXT, title TEXT);
    CREATE VIRTUAL TABLE words USING fts5(title, english, number, issuer, text, content='', tokenize='porter unicode61')`);
  const [row, words] = ['document VALUES (?, ?, ?)', 'words (rowid, title, english, number, issuer, text) VALUES (?, ?, ?, ?, ?, ?)'].map(
    (into) => database.prepare(`INSERT INTO ${into}`),
  );
  const cost = await build(docs, (changes) => {
    database.exec('BEGIN');
    for (const { id, title, english, number = '', issuerNames, published = '', text } of changes) {
      const at = (Date.parse(published) / 86_400_000) * 2 ** 20 + Number.parseInt(id, 16);
      row?.run(at, id, title);
      words?.run(at, indexed(title), indexed(english), indexed(number), indexed(issuerNames.join(' ')), indexed(text));
    }
    database.exec('COMMIT');
  });
  database.close();
  return { ...cost, bytes: statSync(path).size, rssMb: rssMb() };
}

type Answer = { readonly total: number; readonly ids: readonly string[] };

/** The first answer with the opening of the file, then each query again and again. */
async function ask(open: () => (query: string) => Answer): Promise<object> {
  let asked: ((query: string) => Answer) | undefined;
  const first = await costOf(() => {
    asked = open();
    asked('语料');
  });
  const warm: number[] = [];
  const answers: Answer[] = [];
  for (const query of queries) {
    answers.push(asked?.(query) ?? { total: 0, ids: [] });
    for (let time = 0; time < times; time += 1) warm.push((await costOf(() => asked?.(query))).ms);
  }
  const sorted = warm.toSorted((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { firstMs: round(first.ms), p50: at(0.5), p95: at(0.95), answers };
}

async function askOurs(path: string, sort: string): Promise<object> {
  const { openForReading } = await import('../shared/adapters/search/index-file.ts');
  const { answer } = await import('../shared/adapters/search/select.ts');
  return ask(() => {
    const database = openForReading(path);
    return (q) => {
      const { total, hits } = answer(database, { q, limit, today, sort: sort === 'newest' ? sort : 'relevance' });
      return { total, ids: hits.map(({ id }) => id) };
    };
  });
}

async function askPlain(path: string, sort: string): Promise<object> {
  const order = sort === 'newest' ? '' : 'bm25(words, 10, 6, 8, 4, 1),';
  const { expressionText, readWords } = await import('../shared/adapters/search/query-parser.ts');
  return ask(() => {
    const database = new DatabaseSync(path, { readOnly: true });
    const count = database.prepare('SELECT count(*) AS total FROM words WHERE words MATCH ?');
    const first = database.prepare(
      `SELECT id FROM words JOIN document ON document.rowid = words.rowid WHERE words MATCH ? ORDER BY ${order} words.rowid DESC LIMIT ?`,
    );
    return (query) => {
      const { match: expression } = readWords(query);
      const match = expression ? expressionText(expression) : '';
      return { total: Number(count.get(match)?.['total']), ids: first.all(match, limit).map(({ id }) => String(id)) };
    };
  });
}

type Built = Cost & { readonly bytes: number; readonly rssMb: number };
type Asked = { readonly firstMs: number; readonly p50: number; readonly p95: number; readonly answers: readonly Answer[] };

async function run({ docs = '20000' }: Options): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const found: Record<string, object> = {};
  const answers: string[][] = [];
  for (const [name, builder, asker] of [
    ['ours', 'buildOurs', 'askOurs'],
    ['plain', 'buildPlain', 'askPlain'],
  ] as const) {
    const path = join(folder, name);
    const built = await aside<Built>('search', builder, path, docs);
    const asked: Record<string, object> = {};
    for (const sort of ['newest', 'relevance']) {
      const { answers: given, ...figures } = await aside<Asked>('search', asker, path, sort);
      asked[sort] = figures;
      if (sort === 'newest') answers.push(given.map((answer) => JSON.stringify(answer)));
    }
    const perDocument = { cpuMs: round(built.cpuMs / Number(docs)), bytes: Math.round(built.bytes / Number(docs)) };
    found[name] = { buildSeconds: round(built.ms / 1000), perDocument, buildRssMb: built.rssMb, ...asked };
  }
  rmSync(folder, { recursive: true });
  const [ours = [], plain = []] = answers;
  const differ = queries.filter((_, at) => ours[at] !== plain[at]);
  return { documents: Number(docs), queries: queries.length, ...found, differ };
}

export const search: Bench = { sides: { buildOurs, buildPlain, askOurs, askPlain }, run };
