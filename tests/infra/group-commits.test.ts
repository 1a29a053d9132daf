import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { startObjectsAndQueues } from '../../infra/local/fauxqs.ts';
import { createBucket } from '../../infra/local/service-call.ts';

const token = 'secret of the tests';

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-groups-'));
  const emulator = await startObjectsAndQueues(folder, { token, port: 0 });
  await createBucket({ url: emulator.endpoint, token }, 'evidence');
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });
  const asked = (method: string, key: string, body: string | Buffer = '', headers = {}) =>
    emulator.answering({ method, url: `/evidence/${key}`, headers, body: Buffer.from(body) });
  const put = async (key: string, body: string | Buffer, headers = {}) => (await asked('PUT', key, body, headers)).status;
  const get = async (key: string) => {
    const { status, body } = await asked('GET', key);
    return [status, Buffer.from(body as Uint8Array).toString()] as const;
  };
  /** What another process, or the next start, finds. */
  const onDisk = () => {
    const database = new DatabaseSync(join(folder, 'queues', 'fauxqs.db'));
    const rows = database.prepare('SELECT key FROM s3_objects ORDER BY key').all();
    database.close();
    return rows.map(({ key }) => String(key));
  };
  return { folder, asked, put, get, onDisk };
}

test('what is answered is on the disk, and of writers of one key the later one waits for the first', async () => {
  const { put, get, onDisk } = await opened();
  const keys = Array.from({ length: 50 }, (_, n) => `search/${String(n).padStart(2, '0')}`);
  const answers = keys.map(async (key) => [await put(key, key), onDisk().includes(key)]);
  expect(await Promise.all(answers)).toEqual(keys.map(() => [200, true]));
  const racing = ['a', 'b', 'c'].map((body) => put('search/one', body, { 'if-none-match': '*' }));
  expect((await Promise.all(racing)).sort()).toEqual([200, 412, 412]);
  expect(await get('search/one')).toEqual([200, 'a']);
});

test('a write that the disk refuses is answered as such, is not read, and does not stop the next ones', async () => {
  const { folder, put, get, onDisk } = await opened();
  expect(await put('search/kept', 'kept')).toBe(200);
  const other = new DatabaseSync(join(folder, 'queues', 'fauxqs.db'));
  const broken = `CREATE TRIGGER broken BEFORE INSERT ON s3_objects WHEN NEW.key LIKE '%refused%' BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END`;
  other.exec(broken);
  const group = ['search/with', 'search/refused', 'search/after'];
  expect(await Promise.all(group.map((key) => put(key, 'x')))).toEqual([507, 507, 507]);
  expect(await Promise.all(group.map(async (key) => (await get(key))[0]))).toEqual([404, 404, 404]);
  expect(await put('search/next', 'next')).toBe(200);
  expect(onDisk()).toEqual(['search/kept', 'search/next']);
  other.exec('DROP TRIGGER broken');
  other.close();
  expect(await put('search/refused', 'now')).toBe(200);
  expect(await get('search/refused')).toEqual([200, 'now']);
});

test('what describes an object is read where it lies, in the order of the keys: nothing of it is held in memory', async () => {
  const { folder, put, asked } = await opened();
  await put('search/b', 'text', { 'x-amz-meta-said': 'before' });
  const beside = new DatabaseSync(join(folder, 'queues', 'fauxqs.db'));
  beside.exec(`INSERT INTO s3_objects SELECT bucket, 'search/a', body, content_type, content_length, etag, last_modified, '{"said":"now"}',
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM s3_objects`);
  beside.exec(`UPDATE s3_objects SET metadata = '{"said":"later"}' WHERE key = 'search/b'`);
  beside.close();
  const said = async (key: string) => (await asked('HEAD', key)).headers['x-amz-meta-said'];
  expect([await said('search/a'), await said('search/b')]).toEqual(['now', 'later']);
  const listing = String((await asked('GET', '?list-type=2&prefix=search/')).body);
  expect([...listing.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key)).toEqual(['search/a', 'search/b']);
});
