import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Search } from '../shared/model/ports.ts';
import type { IndexPortion } from '../shared/model/query.ts';
import { openDatabase } from '../shared/store/sqlite/database.ts';
import { openSqliteStore } from '../shared/store/sqlite/store.ts';
import { idOf, inventedRow } from '../tests/support/invented-rows.ts';
import { aside, type Bench, type Cost, costOf, type Options, type Report, rssMb } from './measure.ts';
import { type Asked, askAll, asks } from './search-questions.ts';

const portion = 2000;
/** The index in the store of the folder. */
async function openIndex(folder: string, name: string): Promise<Search> {
  const { openSearch } = await import('../shared/search/sqlite.ts');
  return openSearch(openSqliteStore(join(folder, 'store')).objects, join(folder, name));
}

const sizeOf = (folder: string): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** The whole index made anew; the time of inventing does not count. */
async function build(folder: string, documents: string, characters: string): Promise<object> {
  const search = await openIndex(folder, 'building');
  let inventing: Cost = { cpuMs: 0, ms: 0 };
  async function* rows(after: string | undefined): AsyncGenerator<IndexPortion> {
    for (let from = after === undefined ? 0 : Number.parseInt(after, 16) + 1; from < Number(documents); from += portion) {
      let changes: IndexPortion['changes'] = [];
      const cost = await costOf(() => {
        changes = Array.from({ length: Math.min(portion, Number(documents) - from) }, (_, at) =>
          inventedRow(from + at, Number(characters)),
        );
      });
      inventing = { cpuMs: inventing.cpuMs + cost.cpuMs, ms: inventing.ms + cost.ms };
      yield { changes, last: idOf(from + changes.length - 1) };
    }
  }
  let runs = 0;
  const all = await costOf(async () => {
    for (let done = false; !done; runs += 1) done = await search.renew(rows);
  });
  return { cpuMs: all.cpuMs - inventing.cpuMs, ms: all.ms - inventing.ms, runs, rssMb: rssMb() };
}

/** Other versions of some documents, in a process of its own. */
async function change(folder: string, characters: string, ...[step, from, count]: readonly string[]): Promise<object> {
  const search = await openIndex(folder, 'changing');
  const rows = Array.from({ length: Number(count) }, (_, at) => inventedRow((Number(from) + at) * Number(step), Number(characters), 1));
  return { ...(await costOf(() => search.apply(rows))), rssMb: rssMb() };
}

/** What a step costs, and the bytes that it adds to the bucket. */
async function withBytes(folder: string, step: () => Promise<object>): Promise<object> {
  const database = openDatabase(join(folder, 'store'));
  const files = () => database.all("SELECT key, length(body) AS bytes FROM object WHERE key LIKE 'search/%zst'");
  const before = new Set(files().map(({ key }) => key));
  const figures = await step();
  const added = files().filter(({ key }) => !before.has(key));
  database.close();
  return { ...figures, bytes: added.reduce((sum, { bytes }) => sum + Number(bytes), 0), objects: added.length };
}

const ask = (folder: string): Promise<object> =>
  askAll(async () => {
    const search = await openIndex(folder, 'asking');
    return async (query) => {
      const { total, hits } = await search.query(query);
      return { total, ids: hits.map(({ id }) => id) };
    };
  }, asks);

async function run({ docs: documents = '20000', characters = '1500' }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const built = await withBytes(folder, () => aside('search', 'build', folder, documents, characters));
  const { answers: _answers, ...asked } = await aside<Asked>('search', 'ask', folder);
  const onDisk = sizeOf(join(folder, 'asking'));
  const step = String(Math.floor(Number(documents) / 501));
  const changed: Record<string, object> = {};
  for (const [name, from, count] of [
    ['one change', 0, 1],
    ['500 changes', 1, 500],
  ] as const)
    changed[name] = await withBytes(folder, () => aside('search', 'change', folder, characters, step, String(from), String(count)));
  rmSync(folder, { recursive: true });
  return {
    figures: [{ figure: 'bytes a document of the index', measured: Math.round(onDisk / Number(documents)), atMost: 9000 }],
    documents: Number(documents),
    characters: Number(characters),
    bytesADocument: Math.round(onDisk / Number(documents)),
    built,
    asked,
    changed,
  };
}

export const search: Bench = { sides: { build, change, ask }, run };
