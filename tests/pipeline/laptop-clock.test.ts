import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startWork } from '../../functions/laptop.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { SqliteStore } from '../../shared/store/sqlite/store.ts';

test('what fails by the clock is told once a minute, and not each second', async () => {
  const store = { work: (_q: unknown, _h: unknown, { signal }: { signal: AbortSignal }) => sleep(60_000, 0, { signal }).catch(() => {}) };
  const context = { settings: { digest: { time: '08:30', timeZone: 'Asia/Shanghai' } }, mailer: {} };
  const said: string[] = [];
  const work = startWork(
    store as unknown as SqliteStore,
    context as unknown as Context,
    (level, _event, words) => void (level === 'error' && said.push(words)),
  );
  await sleep(2_500);
  await work.stop();
  // Five calls; twice when a minute begins meanwhile.
  expect([5, 10]).toContain(said.length);
});
