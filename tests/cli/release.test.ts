import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../shared/questions/release.ts';
import { type Bench, newFolder } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { canary, openRightsWorld } from '../support/rights-world.ts';

/** A data set by the real commands: three sources, of which one may be passed on, one quoted briefly, one named with its link. */

let bench: Bench;
let store: readonly string[];
let replay: string;
let dir: string;
const ask = async (...args: readonly string[]) => {
  const { status, out, err } = await command(...args, '--json', ...store);
  if (status !== 0) throw new Error(err);
  return JSON.parse(out);
};
beforeAll(async () => {
  ({ bench, store, replay } = await openRightsWorld());
  dir = join(newFolder(), 'releases');
  await ask('release', dir);
});
afterAll(() => rmSync(bench.folder, { recursive: true, force: true }));

const folderOf = (n: number): string => join(dir, readdirSync(dir).toSorted()[n - 1] ?? '');
const read = (name: string): string => readFileSync(join(folderOf(1), name), 'utf8');
const linesOf = (table: string) =>
  read(`${table}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

type Resource = {
  readonly name: string;
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: string }[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: string;
      readonly reference: { readonly resource: string; readonly fields: string };
    }[];
  };
};
const resources = (): readonly Resource[] => JSON.parse(read('datapackage.json')).resources;

/** The cells of a CSV, by RFC 4180. */
const cellsOf = (text: string): string[][] =>
  text
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''),
    );

/** The CSVs in SQLite, with the keys that the description gives them. */
function inSqlite(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  const all = resources();
  const sorted = all.toSorted((a, b) => Number(a.schema.foreignKeys !== undefined) - Number(b.schema.foreignKeys !== undefined));
  database.exec('PRAGMA foreign_keys = ON; BEGIN; PRAGMA defer_foreign_keys = ON');
  for (const { name, path, schema } of sorted) {
    const types = { integer: 'INTEGER', number: 'REAL' } as Record<string, string>;
    const columns = schema.fields.map((field) => `"${field.name}" ${types[field.type] ?? 'TEXT'}`);
    const foreign = (schema.foreignKeys ?? []).map(
      (key) => `FOREIGN KEY ("${key.fields}") REFERENCES "${key.reference.resource || name}" ("id")`,
    );
    database.exec(`CREATE TABLE "${name}" (${[...columns, `PRIMARY KEY (${schema.primaryKey.map((key) => `"${key}"`)})`, ...foreign]})`);
    const [head = [], ...rows] = cellsOf(read(path));
    expect(head).toEqual(schema.fields.map((field) => field.name));
    const insert = database.prepare(`INSERT INTO "${name}" VALUES (${head.map(() => '?')})`);
    for (const row of rows) insert.run(...row.map((cell) => (cell === '' ? null : cell)));
  }
  database.exec('COMMIT');
  return database;
}

test('opened by SQLite with its keys, each table has as many rows as the store, in both formats', async () => {
  const database = inSqlite();
  const held = new DatabaseSync(join(bench.data, 'hongtou.db'), { readOnly: true });
  const heads = held.prepare("SELECT count(*) AS n FROM item WHERE pk LIKE 'DOC#%' AND sk = 'HEAD'").get()?.['n'];
  held.close();
  const { out } = await command('export', '--format', 'jsonl', ...store);
  const documents = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const sum = (of: (document: (typeof documents)[number]) => number) => documents.reduce((all, document) => all + of(document), 0);
  let obligations = 0;
  for (const { id } of documents) obligations += (await ask('obligations', '--act', id)).items.length;
  const counts = {
    documents: heads,
    dates: sum(({ dates }) => Object.keys(dates).length),
    deadlines: sum(({ dates, windows = [] }) => windows.length + (dates.commentBy ? 1 : 0)),
    citations: sum(({ links }) => links.length),
    figures: sum(({ figures = [] }) => figures.length),
    obligations,
    corrections: sum(({ revisions }) => revisions.filter(({ by }: { by: string }) => by === 'reader').length),
    sources: 3,
  };
  expect(Object.values(counts).filter((n) => Number(n) > 0).length).toBeGreaterThan(6);
  for (const [table, n] of Object.entries(counts)) {
    expect(database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n'], table).toBe(n);
    expect(linesOf(table).length, table).toBe(n);
  }
});

test('what a source does not let be passed on is nowhere: facts and links without words, or 200 characters of words in all', () => {
  const whole = readdirSync(folderOf(1)).map(read).join('\n');
  expect(whole).toContain(canary('free'));
  expect(whole).not.toContain(canary('closed'));
  const documents = linesOf('documents');
  expect(documents.filter(({ rights }) => rights === 'link-only').length).toBe(3);
  expect(
    linesOf('dates').filter(({ document }) => documents.find(({ id }) => id === document).rights === 'link-only').length,
  ).toBeGreaterThan(2);
  for (const { id, rights } of documents) {
    const quotes = new Set(
      ['dates', 'deadlines', 'citations', 'figures', 'obligations']
        .flatMap(linesOf)
        .flatMap((row) => (row.document === id ? (row.quote ?? []) : [])),
    );
    if (rights === 'excerpt') expect([...quotes].join('').length).toBeLessThanOrEqual(200);
    if (rights === 'link-only') expect(quotes.size).toBe(0);
  }
});

test('the descriptions keep to the published rules of Data Package 1, Croissant 1.0 and DataCite 4', () => {
  const data = JSON.parse(read('datapackage.json'));
  expect(data.profile).toBe('tabular-data-package');
  expect(data.name).toMatch(/^[-a-z0-9._/]+$/);
  expect(new Date(data.created).toISOString()).toBe(data.created);
  for (const { path, hash, bytes, schema } of resources()) {
    const content = readFileSync(join(folderOf(1), path));
    expect([hash, bytes]).toEqual([`sha256:${sha(content)}`, content.length]);
    expect(schema.foreignKeys).not.toEqual([]);
    const names = schema.fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...schema.primaryKey, ...(schema.foreignKeys ?? []).map(({ fields }) => fields)]));
  }
  const croissant = JSON.parse(read('croissant.json'));
  for (const field of ['@context', '@type', 'conformsTo', 'description', 'license', 'name', 'url', 'creator', 'datePublished'])
    expect(croissant[field], field).toBeTruthy();
  const ids = new Set<string>(croissant.distribution.map((file: Record<string, string>) => file['@id']));
  const fields = croissant.recordSet.flatMap((set: { field: object[] }) => set.field);
  const known = new Set(fields.map((field: Record<string, string>) => field['@id']));
  for (const file of croissant.distribution) {
    expect(file.sha256).toBe(sha(readFileSync(join(folderOf(1), file.contentUrl))));
    expect(file.encodingFormat).toBeTruthy();
  }
  for (const field of fields) {
    expect(ids).toContain(field.source.fileObject['@id']);
    expect(field.dataType).toMatch(/^sc:/);
    if (field.references) expect(known).toContain(field.references.field['@id']);
  }
  for (const set of croissant.recordSet) for (const key of set.key) expect(known).toContain(key['@id']);
  const datacite = JSON.parse(read('datacite.json'));
  expect(datacite).toMatchObject({ publicationYear: 2026, types: { resourceTypeGeneral: 'Dataset' }, identifiers: [] });
  for (const field of ['creators', 'titles', 'publisher']) expect(datacite[field], field).toBeTruthy();
  for (const { fields: columns } of resources().map(({ schema }) => schema))
    for (const { name } of columns) expect(read('DICTIONARY.md')).toContain(`| \`${name}\` |`);
});

test('the same store gives the same bytes; the next release says what changed; a number is never used for other content', async () => {
  const other = join(newFolder(), 'again');
  const { folder, date } = await ask('release', other);
  expect(await ask('release', other)).toMatchObject({ number: 1, unchanged: true, folder });
  expect(date).toBe('2026-11-13');
  for (const name of readdirSync(folderOf(1)))
    expect(readFileSync(join(folder, name)).equals(readFileSync(join(folderOf(1), name))), name).toBe(true);
  for (const line of read('SHA256SUMS').trim().split('\n')) {
    const [sum, name = ''] = line.split('  ');
    expect(sha(readFileSync(join(folderOf(1), name)))).toBe(sum);
  }
  const data = join(newFolder(), 'data');
  cpSync(bench.data, data, { recursive: true });
  const [{ id }] = linesOf('documents');
  const at = ['--data', data, ...store.slice(2)];
  expect((await command('remove', id, '--why', 'it is none', ...at)).status).toBe(0);
  const second = await command('release', dir, '--json', ...at);
  expect(JSON.parse(second.out)).toMatchObject({ number: 2, since: 1, counts: { documents: 8 } });
  const changes = readFileSync(join(folderOf(2), 'CHANGES.md'), 'utf8');
  expect(changes).toContain(`- gone: ${id}`);
  expect(changes).toContain('0 new, 0 changed, 1 gone.');
  const third = await command('release', dir, '--number', '1', ...at);
  expect([third.status, third.err]).toEqual([2, expect.stringContaining('release 1 is there already')]);
  expect(readdirSync(dir).length).toBe(2);
  rmSync(folderOf(2), { recursive: true });
});

test('a new store is filled from a release: its documents say so, are found and shown, and are news to nobody, also when their pages are read', async () => {
  const data = join(newFolder(), 'data');
  const at = ['--data', data, ...store.slice(2)];
  const first = await command('init', '--from', folderOf(1), '--json', ...at);
  expect([first.err, JSON.parse(first.out)]).toEqual(['', { release: 1, date: '2026-11-13', documents: 9 }]);
  const found = JSON.parse((await command('search', '数据标注', '--json', ...at)).out);
  // Titles are found wherever they are from; words, where they could be passed on.
  expect([found.total, (await ask('search', '数据标注')).total]).toEqual([5, 6]);
  const [{ id }] = linesOf('documents').filter(({ rights, number }) => rights === 'full-text' && number);
  const show = async () => JSON.parse((await command('show', id, '--json', ...at)).out);
  const [own, taken] = [await ask('show', id), await show()];
  for (const field of ['id', 'title', 'english', 'number', 'issuers', 'type', 'dates', 'relevant', 'status', 'figures'] as const)
    expect(taken[field], field).toEqual(own[field]);
  expect(taken.warnings).toContainEqual({ field: 'text', reason: expect.stringContaining('taken over from release 1 of 2026-11-13') });
  const news = async () => JSON.parse((await command('digest', '--week', '2026-W46', '--format', 'json', ...at)).out).counts;
  expect(await news()).toMatchObject({ new: 0, changed: 0 });
  expect((await command('verify', ...at)).status).toBe(0);
  expect((await command('reprocess', ...at)).err).not.toMatch(/TypeError/);
  expect((await show()).title).toBe(own.title);
  await command('run', '--replay', replay, '--data', data, '--config', store[3] ?? '', '--now', '2026-12-25T09:00:00+08:00');
  const read = await show();
  expect(read.text).toBe(own.text);
  expect(JSON.stringify(read.warnings)).not.toContain('taken over');
  expect(read.revisions.map(({ by }: { by: string }) => by)).toEqual(['publisher', 'reader']);
  // What the reading of the page put right of what was taken over is a correction of ours.
  const corrected = JSON.parse((await command('release', join(newFolder(), 'after'), '--json', ...at)).out);
  expect(corrected.counts.corrections).toBeGreaterThan(0);
  const week = JSON.parse(
    (
      await command(
        'digest',
        '--week',
        '2026-W52',
        '--format',
        'json',
        '--data',
        data,
        '--config',
        store[3] ?? '',
        '--now',
        '2026-12-29T09:00:00+08:00',
      )
    ).out,
  );
  expect(week.counts).toMatchObject({ new: 0, changed: 0 });
  const again = await command('init', '--from', folderOf(1), ...at);
  expect([again.status, again.err]).toEqual([2, expect.stringContaining('holds documents already')]);
});

test.for(['documents.jsonl', 'DICTIONARY.md'])('%s that was changed is refused by name, and nothing is taken over', async (name) => {
  const copy = join(newFolder(), 'release');
  cpSync(folderOf(1), copy, { recursive: true });
  const lines = readFileSync(join(copy, name), 'utf8').split('\n');
  lines[1] = `${lines[1]}`.replace(/2026|#|$/, '2025');
  writeFileSync(join(copy, name), lines.join('\n'));
  const data = join(newFolder(), 'data');
  const { status, err } = await command('init', '--from', copy, '--data', data, ...store.slice(2));
  expect(status).not.toBe(0);
  for (const words of [name, 'it was changed', 'nothing was taken over']) expect(err).toContain(words);
});

test('a line that is none of a release, though its hash is right, is named, and no document is stored', async () => {
  const copy = join(newFolder(), 'release');
  cpSync(folderOf(1), copy, { recursive: true });
  const file = join(copy, 'documents.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[4] = `${lines[4]}`.replace(/"status":"[^"]*"/, '"status":"made up"');
  writeFileSync(file, lines.join('\n'));
  const sums = readFileSync(join(copy, 'SHA256SUMS'), 'utf8').replace(/[0-9a-f]{64}(?= {2}documents\.jsonl)/, sha(readFileSync(file)));
  writeFileSync(join(copy, 'SHA256SUMS'), sums);
  const at = ['--data', join(newFolder(), 'data'), ...store.slice(2)];
  const { status, err } = await command('init', '--from', copy, ...at);
  expect([status, err]).toEqual([1, expect.stringContaining('line 5: "held.status"')]);
  expect((await command('export', '--format', 'jsonl', ...at)).out).toBe('');
});

test("a day that a later act gave has none of its words: they are that act's, whose source may not let them be passed on", async () => {
  const { out } = await command('export', '--format', 'jsonl', ...store);
  const document = JSON.parse(out.split('\n')[0] ?? '');
  const changedBy = { id: 'later', title: '后来的通知' };
  const effective = { value: '2027-01-01', precision: 'day', from: 'body', quote: canary('closed'), changedBy };
  const rows = rowsOf({ ...document, dates: { effective } }, []);
  expect(Object.fromEntries(rows.slice(1))['dates']).toMatchObject([{ kind: 'effective', value: '2027-01-01', changedBy: 'later' }]);
  expect(JSON.stringify(rows)).not.toContain(canary('closed'));
});
