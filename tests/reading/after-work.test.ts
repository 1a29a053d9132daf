import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterWork, type Working } from '../../functions/reading-threads.ts';

/** A thread that spins, waits or is in work that nothing interrupts for some (of the last: at least so many) milliseconds, when it is told. */
const program = `
  import { pbkdf2Sync } from 'node:crypto';
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ how, ms }) => {
    const end = Date.now() + ms;
    if (how === 'spin') while (Date.now() < end);
    else if (how === 'wait') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    else pbkdf2Sync('words', 'salt', ms * 4_000, 64, 'sha512');
  });
  parentPort.postMessage('ready');
`;
const workers: Worker[] = [];
const working = (worker: Worker): Working => ({
  told: () => 0,
  ask: () => worker.cpuUsage().then(({ user, system }) => (user + system) / 1000),
});

beforeAll(async () => {
  for (let n = 0; n < 2; n += 1) {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
    workers.push(worker);
    await once(worker, 'message');
  }
});
afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

/** Whether a thread that gets a job counts as late within a time, when it may work for `givenMs` behind what it worked before. */
async function isLate(worker: Worker, job: object, { givenMs, withinMs }: { givenMs: number; withinMs: number }): Promise<boolean> {
  const before = await working(worker).ask();
  let late = false;
  const callOff = afterWork({ ...working(worker), told: () => before }, givenMs, () => {
    late = true;
  });
  worker.postMessage(job);
  for (let waited = 0; !late && waited < withinMs; waited += 20) await sleep(20);
  callOff();
  return late;
}

test('a thread is late by its own work, not by that of another thread', async () => {
  const [busy, quiet] = workers as [Worker, Worker];
  busy.postMessage({ how: 'spin', ms: 600 });
  expect(await isLate(quiet, { how: 'spin', ms: 1 }, { givenMs: 60, withinMs: 500 })).toBe(false);
  await sleep(200);
  expect(await isLate(busy, { how: 'spin', ms: 3_000 }, { givenMs: 60, withinMs: 3_000 })).toBe(true);
});

test('a thread that only waits is not late; one that cannot even say what it worked is, after some patience', async () => {
  const [, other] = workers as [Worker, Worker];
  expect(await isLate(other, { how: 'wait', ms: 500 }, { givenMs: 60, withinMs: 450 })).toBe(false);
  await sleep(200);
  const begun = performance.now();
  expect(await isLate(other, { how: 'compute', ms: 600 }, { givenMs: 60, withinMs: 1_500 })).toBe(true);
  expect(performance.now() - begun).toBeLessThan(1_500);
});
