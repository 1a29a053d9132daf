import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
