import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startWork } from '../../functions/laptop.ts';
import { scheduled } from '../../shared/model/configuration.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { SqliteStore } from '../../shared/store/sqlite/store.ts';

test('what fails by the clock is told once a minute, and not each second', async () => {
  const store = { work: (_q: unknown, _h: unknown, { signal }: { signal: AbortSignal }) => sleep(60_000, 0, { signal }).catch(() => {}) };
  const context = { settings: { digest: { time: '08:30', timeZone: 'Asia/Shanghai' } }, mailer: {} };
  const told: string[] = [];
  const work = startWork(
    store as unknown as SqliteStore,
    context as unknown as Context,
    (level, event) => void (level === 'error' && told.push(`${event} in minute ${Math.floor(Date.now() / 60_000)}`)),
  );
  await expect.poll(() => new Set(told.map((line) => line.split(' ')[0])).size, { timeout: 300_000 }).toBe(scheduled.length);
  await sleep(2_500);
  await work.stop();
  expect(told).toEqual([...new Set(told)]);
});
