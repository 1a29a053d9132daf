import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { afterWork, type Working } from '../../functions/reading-threads.ts';
import { folder } from '../support/folder.ts';

/** A thread that spins, waits, or is in what nothing interrupts, when it is told, until it is told to end: by `over`, the last by a file. */
const program = `
  import { spawnSync } from 'node:child_process';
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ how, over, file }) => {
    if (how === 'spin') while (Atomics.load(over, 0) === 0);
    else if (how === 'wait') Atomics.wait(over, 0, 0);
    else spawnSync('sh', ['-c', 'while [ ! -e "$0" ]; do sleep 0.05; done', file]);
    parentPort.postMessage('done');
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

type Job = { readonly how: 'spin' | 'wait' | 'hold'; readonly over: Int32Array; readonly file: string };
const newJob = (how: Job['how']): Job => ({ how, over: new Int32Array(new SharedArrayBuffer(4)), file: join(folder(), 'over') });

function end({ over, file }: Job): void {
  Atomics.store(over, 0, 1);
  Atomics.notify(over, 0);
  writeFileSync(file, '');
}

/** Gives a thread a job that it may work on for `givenMs` behind what it worked before; resolves when it counts as late. */
async function lateAt(worker: Worker, job: Job, givenMs: number): Promise<'late'> {
  const before = await working(worker).ask();
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const callOff = afterWork({ ...working(worker), told: () => before }, givenMs, () => resolve('late'));
  onTestFinished(callOff);
  worker.postMessage(job);
  return promise;
}

/** Tells a thread that its job is over, and waits until it has heard it. */
async function ended(worker: Worker, job: Job): Promise<void> {
  const done = once(worker, 'message');
  end(job);
  await done;
}

test('a thread is late by its own work, not by that of another thread; one that only waits is not late', async () => {
  const [busy, quiet] = workers as [Worker, Worker];
  const [work, rest] = [newJob('spin'), newJob('wait')];
  expect(await lateAt(busy, work, 60)).toBe('late');
  expect(await Promise.race([lateAt(quiet, rest, 200), sleep(1_000, 'not late')])).toBe('not late');
  await Promise.all([ended(busy, work), ended(quiet, rest)]);
});

test('a thread that cannot even say what it worked is late, after some patience', async () => {
  const [, other] = workers as [Worker, Worker];
  const held = newJob('hold');
  expect(await lateAt(other, held, 60)).toBe('late');
  await ended(other, held);
});
