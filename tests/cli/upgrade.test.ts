import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { takeLock } from '../../shared/store/sqlite/presence.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { command } from '../support/command.ts';
import { folder } from '../support/folder.ts';

/** An upgrade at bad moments; what it brings over: tests/upgrades. */

test('one that was killed between its two renames is ended by the next; no command makes a new store meanwhile', async () => {
  const data = join(folder(), 'data');
  openSqliteStore(data).close();
  renameSync(data, `${data}.upgrading`);
  mkdirSync(`${data}.before-0.14`);
  const search = await command('search', '数据', '--data', data);
  expect([search.status, search.err]).toEqual([1, expect.stringContaining(`hongtou upgrade --data ${data}`)]);
  expect(existsSync(data)).toBe(false);
  expect((await command('upgrade', '--data', data)).status).toBe(0);
  expect(existsSync(join(data, 'hongtou.db'))).toBe(true);
});

test('a folder that a process of before still uses is refused, and nothing is made of it', async () => {
  const data = folder();
  mkdirSync(join(data, 'queues'));
  writeFileSync(join(data, 'queues/fauxqs.db'), '');
  writeFileSync(join(data, 'owner.lock'), '');
  const held = takeLock(join(data, 'owner.lock'));
  const { status, err } = await command('upgrade', '--data', data);
  expect([status, err]).toEqual([
    2,
    expect.stringMatching(/another process uses .*: "hongtou start" of the earlier version, or an upgrade/),
  ]);
  expect(existsSync(`${data}.upgrading`)).toBe(false);
  held?.release();
});

test('an object whose file is lost is named, and everything else is brought over', async () => {
  const data = join(folder(), 'data');
  mkdirSync(join(data, 'queues'), { recursive: true });
  const bucket = new DatabaseSync(join(data, 'queues/fauxqs.db'));
  bucket.exec(`CREATE TABLE sqs_messages (queue_name, message_group_id, message_id, body, sent_timestamp);
    CREATE TABLE s3_objects (bucket, key, body, content_length, content_encoding, content_type, metadata, last_modified, etag);`);
  const insert = bucket.prepare(
    "INSERT INTO s3_objects VALUES ('evidence', ?, ?, ?, NULL, 'text/plain', ?, '2026-11-01T00:00:00Z', '\"ab\"')",
  );
  insert.run('evidence/sha256/a/large', Buffer.alloc(0), 9_000_000, '{}');
  insert.run('evidence/sha256/b/small', Buffer.from('kept'), 4, '{}');
  insert.run('evidence/sha256/c/odd', Buffer.from('kept'), 4, '{"cut');
  bucket.close();
  const { status, out, err } = await command('upgrade', '--data', data);
  expect([status, out]).toEqual([3, expect.stringContaining('0 documents, 1 objects were brought over')]);
  expect(err).toMatch(/not copied: evidence\/sha256\/a\/large: ENOENT: .*objects\/evidence\/evidence\/sha256\/a\/large~ab'/);
  expect(err).toMatch(/not copied: evidence\/sha256\/c\/odd: /);
  expect(err).toContain('"hongtou verify" names what needs them');
  const store = openSqliteStore(data);
  expect(Buffer.from((await store.objects.get('evidence/sha256/b/small'))?.bytes ?? []).toString()).toBe('kept');
  store.close();
});
