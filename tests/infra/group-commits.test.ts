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
  const put = async (key: string, body: string | Buffer, headers = {}) =>
    (await emulator.answering({ method: 'PUT', url: `/evidence/${key}`, headers, body: Buffer.from(body) })).status;
  const get = async (key: string) => {
    const { status, body } = await emulator.answering({ method: 'GET', url: `/evidence/${key}`, headers: {}, body: Buffer.alloc(0) });
    return [status, Buffer.from(body as Uint8Array).toString()] as const;
  };
  /** What another process, or the next start, finds. */
  const onDisk = () => {
    const database = new DatabaseSync(join(folder, 'queues', 'fauxqs.db'));
    const rows = database.prepare('SELECT key FROM s3_objects ORDER BY key').all();
    database.close();
    return rows.map(({ key }) => String(key));
  };
  return { folder, put, get, onDisk };
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
  const statuses = await Promise.all([put('search/with', 'x'), put('search/refused', 'x')]);
  expect(statuses).toEqual([507, 507]);
  expect((await get('search/refused'))[0]).toBe(404);
  expect((await get('search/with'))[0]).toBe(404);
  expect(await put('search/next', 'next')).toBe(200);
  expect(onDisk()).toEqual(['search/kept', 'search/next']);
  other.exec('DROP TRIGGER broken');
  other.close();
  expect(await put('search/refused', 'now')).toBe(200);
  expect(await get('search/refused')).toEqual([200, 'now']);
});
