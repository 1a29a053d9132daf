import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { day } from '../support/digests.ts';
import { paper } from '../support/postroom.ts';

/** A store, or a source, that is read for the first time brings many older pages. */

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const at = <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now: `${now}+08:00` }, work);
const store = (names: readonly string[], published: string): Promise<void> =>
  at('2026-03-04T09:00:00', async (context) => {
    for (const name of names) {
      const { head, revision } = await paper(name, context);
      await context.documents.putHead({ ...head, dates: { published: day(published) } }, revision);
    }
  });

/** The context, counting the texts that are read. */
function counted(context: Context): { readonly open: Context; texts(): number } {
  let texts = 0;
  const loadText = (hash: string): Promise<string> => {
    texts += 1;
    return context.snapshots.loadText(hash);
  };
  return { open: { ...context, snapshots: { ...context.snapshots, loadText } }, texts: () => texts };
}

test('older pages are named last, at most forty, the others counted; only news are read and highlighted', async () => {
  await store(
    Array.from({ length: 45 }, (_, n) => `old${n}`),
    '2019-05-06',
  );
  await store(['fresh', 'second'], '2026-03-03');
  const { digest, texts } = await at('2026-03-09T09:00:00', async (context) => {
    const { open, texts: read } = counted(context);
    return { digest: await composeWeek('2026-W10', open), texts: read() };
  });
  const items = Object.values(digest.sections).flat();
  expect(items.filter(({ older }) => older)).toHaveLength(40);
  expect(items.slice(0, 2).map(({ older }) => older)).toEqual([undefined, undefined]);
  expect(digest.counts).toMatchObject({ new: 2, olderListed: 40, older: 5 });
  expect(texts).toBe(2);
});
