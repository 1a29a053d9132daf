import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-13T09:00:00+08:00';
let bench: Bench;
let config: string;
let before: string;

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const pages = notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) }));
  const warc = writeWarcFile(join(bench.folder, 'good.warc.gz'), [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...pages,
  ]);
  await bench.run({ now, config, replay: [warc] });
  await bench.leave();
  before = (await command('export', '--data', bench.data, '--config', config, '--now', now)).out;
});
afterAll(() => rmSync(bench.folder, { recursive: true }));

/** A copy of the folder with a file that is not as it was written, and the words of a command there. */
const damaged = (name: string, bytes: string) => {
  const data = join(bench.folder, name.replace('/', '-'), String(bytes.length));
  cpSync(bench.data, data, { recursive: true });
  writeFileSync(join(data, name), bytes);
  return { data, store: ['--data', data, '--config', config, '--now', now] as const };
};

const noDatabase = 'no database, of some length '.repeat(100);

describe('a store that is damaged is named, with what to do, by every command and by doctor', () => {
  test.for([
    ['another file in place of the database', noDatabase],
    ['a database whose first page was overwritten', `SQLite format 3\0${noDatabase}`],
  ])('%s', async ([, bytes = '']) => {
    const { data, store } = damaged('hongtou.db', bytes);
    const [exported, doctor] = [await command('export', ...store), await command('doctor', ...store)];
    expect([exported.status, exported.err.split('\n').length, doctor.status]).toEqual([1, 2, 1]);
    for (const said of [exported.err, doctor.out.replaceAll(/\s+/g, ' ')]) {
      expect(said).toContain(`${join(data, 'hongtou.db')} is damaged`);
      expect(said).toContain('put the last backup in its place ("hongtou restore")');
      expect(said).not.toMatch(/the disk is full|holds the folder/);
    }
  });

  test('a database that was cut off', async () => {
    const data = join(bench.folder, 'cut');
    cpSync(bench.data, data, { recursive: true });
    truncateSync(join(data, 'hongtou.db'), 4096 * 12);
    const said = await command('doctor', '--data', data, '--config', config, '--now', now);
    expect([said.status, said.out.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining('hongtou.db is damaged')]);
  });

  test('a lost table is made again from the bucket', async () => {
    const data = join(bench.folder, 'lost');
    cpSync(bench.data, data, { recursive: true });
    const database = new DatabaseSync(join(data, 'hongtou.db'));
    database.exec('DELETE FROM item');
    database.close();
    const store = ['--data', data, '--config', config, '--now', now];
    const doctor = await command('doctor', ...store);
    expect([doctor.status, doctor.out.replaceAll(/\s+/g, ' ')]).toEqual([
      3,
      expect.stringContaining(
        'fail store: the table holds no document, and the bucket has records of some; "hongtou rebuild" makes it again',
      ),
    ]);
    expect((await command('rebuild', ...store)).status).toBe(0);
    expect((await command('doctor', ...store)).out).not.toContain('holds no document');
    const after = await command('export', ...store);
    const undated = (text: string): string => text.replaceAll(/"lastSeenAt":"[^"]*",?/g, '');
    expect(undated(after.out)).toBe(undated(before));
  });

  test('a document whose records and items are lost is named by verify and rebuild, by whatever speaks of it', async () => {
    const data = join(bench.folder, 'gone');
    cpSync(bench.data, data, { recursive: true });
    const database = new DatabaseSync(join(data, 'hongtou.db'));
    const id = String(JSON.parse(before.split('\n')[0] ?? '').id);
    database.exec(`DELETE FROM object WHERE key LIKE 'records/document/${id}/%'; DELETE FROM item WHERE pk = 'DOC#${id}'`);
    database.close();
    const store = ['--data', data, '--config', config, '--now', now];
    const [verified, rebuilt] = [await command('verify', ...store), await command('rebuild', ...store)];
    expect([verified.status, verified.out]).toEqual([1, expect.stringContaining(`lost: DOC#${id} HEAD: `)]);
    expect([rebuilt.status, rebuilt.out]).toEqual([
      3,
      expect.stringContaining(`DOC#${id} HEAD: the list of news names it, and it has no record`),
    ]);
  });

  test('an export that cannot be written to its end leaves the file that was there', async () => {
    const out = join(bench.folder, 'kept.jsonl');
    writeFileSync(out, 'the export before');
    expect(
      (await command('export', '国发〔2020〕999号', '--out', out, '--data', bench.data, '--config', config, '--now', now)).status,
    ).toBe(1);
    expect([readFileSync(out, 'utf8'), readdirSync(bench.folder).filter((name) => name.includes('.part'))]).toEqual([
      'the export before',
      [],
    ]);
  });
});
