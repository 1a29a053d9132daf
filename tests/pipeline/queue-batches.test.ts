import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Batch } from '../../shared/model/ports.ts';
import { workBatch } from '../../shared/pipeline/batch.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { openBench } from '../support/bench.ts';

type Call = readonly string[];

/** Sends messages that are no tasks, so that each fails, and gives the first calls of the handler: what each was handed. */
async function calls(
  groups: Readonly<Record<string, readonly string[]>>,
  count: number,
  timeLeft?: () => number,
): Promise<readonly Call[]> {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  for (const [group, bodies] of Object.entries(groups)) for (const body of bodies) await bench.plant('tasks', { body, group });
  const seen: Call[] = [];
  const stop = new AbortController();
  await bench.within({}, async (context) => {
    const handler = async (event: Batch) => {
      seen.push(event.Records.map(({ body }) => body));
      if (seen.length === count) stop.abort();
      // Work that asks nobody is done before the queue can hand out the next group.
      await setImmediate();
      return collectBatch(event, context, () => {}, timeLeft);
    };
    await bench.drain('tasks', handler, { concurrency: 5, signal: stop.signal });
  });
  return seen;
}

test('what failed comes back at once, before the later messages of its group', async () => {
  const [first, ...later] = await calls({ a: ['"a1"', '"a2"'], b: ['"b1"'] }, 3);
  expect(first).toContain('"a1"');
  expect(later.flat().find((body) => body.startsWith('"a'))).toBe('"a1"');
});

test('with no time left nothing is begun, and everything is given back at once', async () => {
  const seen = (await calls({ a: ['"a1"'], b: ['"b1"'] }, 4, () => 1_000)).flat();
  for (const body of ['"a1"', '"b1"']) expect(seen.filter((each) => each === body).length).toBeGreaterThan(1);
});

test('hosts of a batch are worked off side by side, the messages of each in order', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const done: string[] = [];
  const begun = Promise.withResolvers<void>();
  const messages = ['a1', 'a2', 'b1'].map((body) => ({
    messageId: body,
    receiptHandle: body,
    body,
    attributes: { MessageGroupId: body.charAt(0) },
  }));
  const one = async ({ body }: { readonly body: string }): Promise<void> => {
    // The first message of one host ends only after the other host has begun.
    if (body === 'b1') begun.resolve();
    if (body === 'a1') await begun.promise;
    done.push(body);
  };
  await bench.within({}, async (context) => {
    const answer = await workBatch({ Records: messages }, { hide: context.tasks.hide, needs: 0, one, context }, () => {});
    expect(answer.batchItemFailures).toEqual([]);
  });
  expect(done).toEqual(['b1', 'a1', 'a2']);
});
