import { expect, onTestFinished, test } from 'vitest';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { openBench } from '../support/bench.ts';

const count = 10_000;
const now = '2026-11-25T08:00:00+08:00';
const extra = Array.from({ length: count }, (_, n) => ({
  id: `office-${n}`,
  publisher: `office-${n}`,
  names: { zh: `第${n}号办公室`, en: `Office ${n}` },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: { format: 'dated-links', url: `http://office-${n}.example/list.html` },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'invented' },
}));

test('ten thousand sources of its own are asked in one round, and no item of the table comes near what DynamoDB takes', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const config = bench.file('hongtou.config.json', { sources: { only: extra.map(({ id }) => id), extra } });
  const first = await bench.within({ now, config }, (context) => schedule(context));
  expect(first.claimed).toHaveLength(count);
  const { items } = await bench.stored();
  const sizes = [...items.values()].map((item) => JSON.stringify(item).length);
  expect(Math.max(...sizes)).toBeLessThan(250_000);
  // Without a file the configuration that is kept with the store counts, and what was sent is not sent again.
  const second = await bench.within({ now }, (context) => schedule(context));
  expect(second.claimed).toEqual([]);
});
