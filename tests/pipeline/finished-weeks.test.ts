import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import type { SourceState } from '../../shared/model/run.ts';
import { frontWeek, keepDigests, keptWeek, pageWeek } from '../../shared/pipeline/read/digest.ts';
import { findPastState, rememberCondition } from '../../shared/stages/watch/health.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { paper, papersIn } from '../support/postroom.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const at = <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now: `${now}+08:00` }, work);
const store = (now: string, ...names: readonly string[]): Promise<void> =>
  at(now, async (context) => {
    for (const name of names) {
      const { head, revision } = await paper(name, context);
      await context.documents.putHead(head, revision);
    }
    await keepDigests(context, true);
  });

/** The context with a count of what is asked of documents and digests. */
function counted(context: Context): { readonly open: Context; calls(): number } {
  let calls = 0;
  const counting = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name, receiver) {
        calls += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  return { open: { ...context, documents: counting(context.documents), digests: counting(context.digests) }, calls: () => calls };
}

test('a finished week is the same whenever it is opened, whatever came later', async () => {
  await store('2026-03-04T09:00:00', 'early');
  await store('2026-03-10T09:00:00', 'later');
  const first = await at('2026-03-10T10:00:00', (context) => keptWeek('2026-W10', context));
  expect(papersIn(first)).toEqual(['early']);
  expect(first.composedAt).toBe('2026-03-08T15:59:59.999Z');
  expect(await at('2026-06-01T10:00:00', (context) => keptWeek('2026-W10', context))).toEqual(first);
});

test('pages read a bounded number of items, whatever the week holds', async () => {
  const ask = (now: string) =>
    at(now, async (context) => {
      const { open, calls } = counted(context);
      const front = await frontWeek(false, open);
      await pageWeek('2026-W10', false, open);
      return { calls: calls(), week: front.week, papers: papersIn(front).length };
    });
  const few = await ask('2026-03-10T10:00:00');
  await store('2026-03-11T09:00:00', ...Array.from({ length: 25 }, (_, n) => `more${n}`));
  const many = await ask('2026-03-11T10:00:00');
  expect([few.papers, many.papers]).toEqual([1, 26]);
  expect(many.calls).toBe(few.calls);
});

test('the first page is the last finished week until the running one has something to tell', async () => {
  const weekAt = (now: string) => at(now, async (context) => (await frontWeek(true, context)).week);
  expect(await weekAt('2026-03-16T08:00:00')).toBe('2026-W11');
  await store('2026-03-17T08:00:00', 'fresh');
  expect(await weekAt('2026-03-17T09:00:00')).toBe('2026-W12');
});

test('the condition of a source at an instant is known as far back as it was recorded', () => {
  const created: SourceState = { id: 's', condition: 'skipped', since: '2026-01-01', listed: 0, failures: 0 };
  const well = rememberCondition(created, { ...created, condition: 'ok', since: '2026-01-02', checkedAt: '2026-01-09' });
  const ill = rememberCondition(well, { ...well, condition: 'refused', since: '2026-01-10', checkedAt: '2026-01-10' });
  expect(findPastState(ill, '2026-01-11').state?.condition).toBe('refused');
  expect(findPastState(ill, '2026-01-05').state?.condition).toBe('ok');
  expect(findPastState(ill, '2025-12-31')).toEqual({});
  const { was: _was, ...older } = ill;
  expect(findPastState(older, '2026-01-05')).toEqual({ unknown: true });
});
