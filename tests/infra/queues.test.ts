import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { forgetOldIds } from '../../infra/local/fifo-batches.ts';
import type { LocalInstance } from '../../infra/local.ts';
import { SqsQueue } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { openDeadLetters } from '../../shared/adapters/dead-letters.ts';
import { openTable } from '../../shared/adapters/table.ts';
import { deadLetterUrls } from '../../shared/model/dead-message.ts';
import { readEnvironment } from '../../shared/model/environment.ts';
import type { Context } from '../../shared/model/ports.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { workBatch } from '../../shared/pipeline/batch.ts';
import { redrive } from '../../shared/pipeline/watch/redrive.ts';
import { long, reported } from '../faults/report.ts';
import { clientsOf } from './support/clients.ts';
import { folder, opened } from './support/folder.ts';

async function redriveTasks(instance: LocalInstance): Promise<number> {
  const { sqs, dynamodb } = clientsOf(instance);
  const environment = readEnvironment(instance.environment);
  const deadLetters = openDeadLetters(sqs, deadLetterUrls(environment), openTable(dynamodb, environment.RECORD_TABLE));
  return (await redrive('tasks', { deadLetters } as Context)).sent;
}

describe('a queue', () => {
  test('remembers the id of a message for five minutes and gives it up then', () => {
    forgetOldIds();
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    onTestFinished(() => void vi.useRealTimers());
    const queue = new SqsQueue('tasks.fifo', 'http://127.0.0.1/tasks.fifo', 'arn:tasks.fifo', { FifoQueue: 'true' });
    const { deduplicationCache: ids } = queue;
    for (let minute = 0; minute < 60; minute += 1) {
      vi.setSystemTime(minute * 60_000);
      queue.recordDeduplication(`id-${minute}`, 'message', '1');
      expect(queue.checkDeduplication(`id-${Math.max(0, minute - 4)}`)).toMatchObject({ isDuplicate: true });
      expect(ids.size).toBeLessThanOrEqual(5);
    }
  });

  test('is worked off in batches of the size in the template and in the order of each group, and ends empty', async () => {
    const instance = await opened(folder());
    const { task } = clientsOf(instance);
    for (let n = 0; n < 42; n += 1) await task(`${n}`, `host-${n % 7}`);
    const batches: (readonly { readonly group: string; readonly n: number }[])[] = [];
    await instance.drain(
      'tasks',
      async ({ Records }) => {
        batches.push(Records.map(({ body, attributes }) => ({ n: Number(body), group: orEmpty(attributes['MessageGroupId']) })));
        await new Promise((resolve) => setTimeout(resolve, 2));
      },
      { concurrency: 8 },
    );
    const seen = batches.flat();
    for (const group of Array.from({ length: 7 }, (_, n) => n)) {
      const inOrder = seen.filter((each) => each.group === `host-${group}`).map(({ n }) => n);
      expect(inOrder).toEqual(Array.from({ length: 6 }, (_, n) => n * 7 + group));
    }
    const sizes = batches.map(({ length }) => length);
    expect(Math.max(...sizes)).toBe(5);
  });

  test('sends a poisoned message to the dead letters after five tries, others once; redriven, it comes back once', async () => {
    const instance = await opened(folder());
    const { task } = clientsOf(instance);
    const good = Array.from({ length: 9 }, (_, n) => `good ${n}`);
    for (const body of [...good.slice(0, 4), 'poison', ...good.slice(4)]) await task(body, 'same host');
    const tries: Record<string, number> = {};
    const context = { deadLetters: { explain: async () => {} }, now: () => new Date() } as unknown as Context;
    const work = (poisoned: boolean) =>
      instance.drain(
        'tasks',
        (event) => {
          const one = async ({ body }: { readonly body: string }) => {
            tries[body] = (tries[body] ?? 0) + 1;
            if (body === 'poison' && poisoned) throw new Error('poison');
          };
          // What is given back comes when the queue says so.
          return workBatch(event, { hide: async () => {}, needs: 0, one, context }, () => {});
        },
        { concurrency: 1, visibility: 1 },
      );
    expect(await work(true)).toMatchObject({ done: 9 });
    expect(tries).toEqual({ ...Object.fromEntries(good.map((body) => [body, 1])), poison: 5 });
    const deliveriesOfGood = good.reduce((sum, body) => sum + (tries[body] ?? 0), 0);
    reported(17, { deliveriesOfGood, receivesOfPoison: tries['poison'] ?? 0 });
    reported(70, { mostReceives: tries['poison'] ?? 0 });
    expect(await redriveTasks(instance)).toBe(1);
    expect(await redriveTasks(instance)).toBe(0);
    expect(await work(false)).toEqual({ done: 1, failed: 0 });
    expect(tries['poison']).toBe(6);
  });

  test('of dead letters of a bug that was mended does each once, and what is still poisoned comes back with how often it was sent again', async () => {
    const instance = await opened(folder());
    const { task } = clientsOf(instance);
    const count = long ? 50 : 8;
    const stillBad = new Set(['3', '5']);
    for (let n = 0; n < count; n += 1) await task(`${n}`, `host-${n}`);
    const done = new Map<string, number>();
    const sentAgain = new Set<string>();
    const work = (broken: (body: string) => boolean) =>
      instance.drain(
        'tasks',
        async ({ Records }) => {
          const failed = Records.filter(({ body }) => broken(body));
          for (const { body, messageAttributes } of Records) {
            if (!broken(body)) done.set(body, (done.get(body) ?? 0) + 1);
            else if ('redrives' in messageAttributes) sentAgain.add(body);
          }
          return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
        },
        { concurrency: 8, visibility: 1 },
      );
    await work(() => true);
    expect([await redriveTasks(instance), done.size]).toEqual([count, 0]);
    await work((body) => stillBad.has(body));
    expect([sentAgain, await redriveTasks(instance)]).toEqual([stillBad, stillBad.size]);
    await work(() => false);
    expect(done.size).toBe(count);
    reported(64, { processed: done.size, doubled: [...done.values()].reduce((sum, times) => sum + times - 1, 0) });
  });

  test('is polled, and schedules called, until stopped', async () => {
    const instance = await opened(folder());
    const { task } = clientsOf(instance);
    const seen: string[] = [];
    const { stop } = instance.startPolling({
      schedule: async () => void (await task('due', 'a')),
      collect: async ({ Records }: { Records: readonly { body: string }[] }) => void seen.push(...Records.map(({ body }) => body)),
    });
    await expect.poll(() => seen, { timeout: 300_000 }).toEqual(['due']);
    await stop();
    await task('late', 'a');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toEqual(['due']);
  });
});
