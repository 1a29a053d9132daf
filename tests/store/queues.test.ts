import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Task } from '../../shared/model/task.ts';
import { openDatabase } from '../../shared/store/sqlite/database.ts';
import type { QueueHandler } from '../../shared/store/sqlite/queues.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { folder } from '../support/folder.ts';

/** What the queues of a data folder do at bad moments. */

const task = (id: string): Task => ({ kind: 'page', id, sourceId: 'sample', url: `http://${id}.example/` });

function opened() {
  const data = folder();
  const [store, database] = [openSqliteStore(data), openDatabase(data)];
  const tasks = store.tasks({ elsewhere: () => undefined });
  const abort = new AbortController();
  const work = (handler: QueueHandler) =>
    store.work('tasks', handler, { concurrency: 4, batchSize: 5, untilEmpty: false, signal: abort.signal, log: () => {} });
  const close = () => [database, store].forEach((each) => void each.close());
  return { database, tasks, work, close, stop: () => abort.abort() };
}

test('what is worked on is given to nobody else, though the time it was hidden for has passed: the machine slept', async () => {
  const { tasks, work, close, stop } = opened();
  await tasks.send([task('one')]);
  let calls = 0;
  await work(async ({ Records }) => {
    calls += 1;
    await tasks.hide(Records, 0);
    // The queue is looked at some times more.
    await sleep(400);
    stop();
    await sleep(200);
  });
  expect(calls).toBe(1);
  close();
});

test('a clock that is put back neither refuses a message nor hides one', async () => {
  const { database, tasks, work, close, stop } = opened();
  const nextYear = Date.now() + 365 * 86_400_000;
  await tasks.send([task('hidden')]);
  database.run('UPDATE message SET visible = ?', nextYear);
  database.run("INSERT INTO sent VALUES ('tasks', 'refused', ?)", nextYear);
  await tasks.send([task('refused')]);
  const seen: string[] = [];
  await work(async ({ Records }) => {
    seen.push(...Records.map(({ body }) => (JSON.parse(body) as Task).id));
    if (seen.length === 2) stop();
  });
  expect(seen).toEqual(['hidden', 'refused']);
  close();
});

test('a disk that fills while messages are under way ends the work with one error, and the process goes on', async () => {
  const { tasks, work, close } = opened();
  const left: unknown[] = [];
  const note = (error: unknown) => void left.push(error);
  process.on('unhandledRejection', note);
  await tasks.send([task('one'), task('two')]);
  const full = () => {
    throw new Error('database or disk is full');
  };
  const filling = work(() => {
    // While this one is under way the next cannot be taken.
    vi.spyOn(Date, 'now').mockImplementationOnce(full);
    return sleep(300).then(full);
  });
  await expect(filling).rejects.toThrow(/disk is full/);
  await sleep(400);
  expect(left).toEqual([]);
  process.off('unhandledRejection', note);
  vi.restoreAllMocks();
  close();
});
