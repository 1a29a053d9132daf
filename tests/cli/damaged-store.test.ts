import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
const cases: readonly (readonly [what: string, name: string, bytes: string, remedy: string])[] = [
  ['an empty pointer of the table', 'dynamodb/CURRENT', '', 'hongtou rebuild'],
  ['a pointer that was cut off', 'dynamodb/CURRENT', 'MANIFEST-000002', 'hongtou rebuild'],
  ['a pointer to a file that is not there', 'dynamodb/CURRENT', 'MANIFEST-999999\n', 'hongtou rebuild'],
  ['another file in place of the bucket', 'queues/fauxqs.db', noDatabase, 'a copy of the whole folder'],
  ['another file in place of the lock', 'owner.lock', noDatabase, 'Delete it'],
];

describe('a store that is damaged is named, with what to do, by every command and by doctor', () => {
  test.for(cases)('%s', async ([, name, bytes, remedy]) => {
    const { data, store } = damaged(name, bytes);
    const path = join(data, name.replace('/CURRENT', ''));
    const [exported, doctor] = [await command('export', ...store), await command('doctor', ...store)];
    expect([exported.status, exported.err.split('\n').length, doctor.status]).toEqual([1, 2, 1]);
    for (const said of [exported.err, doctor.out.replaceAll(/\s+/g, ' ')]) {
      expect(said).toContain(`${path} is damaged`);
      expect(said).toContain(remedy);
      expect(said).not.toMatch(/the disk is full|holds the folder/);
    }
  });

  test('as it says, the table is made again from the bucket', async () => {
    const { data, store } = damaged('dynamodb/CURRENT', 'nonsense\n');
    renameSync(join(data, 'dynamodb'), join(data, 'dynamodb.aside'));
    expect((await command('rebuild', ...store)).status).toBe(0);
    const after = await command('export', ...store);
    const undated = (text: string): string => text.replaceAll(/"lastSeenAt":"[^"]*",?/g, '');
    expect(undated(after.out) === undated(before)).toBe(true);
  });
});
