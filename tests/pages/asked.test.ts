import { expect, test } from 'vitest';
import { asked } from '../corpus/asked.ts';
import { ask, fill } from '../corpus/asks.ts';
import { openBench } from '../support/bench.ts';

/** The questions of tests/corpus/asked.ts whose acts are invented: those of real acts are asked where the corpus lies. */
test('questions on what acts say are answered in English in one step, by page and by tool', async () => {
  const bench = await openBench();
  try {
    await fill(bench);
    const rows = await ask(
      bench,
      asked.filter(({ n, asks }) => (n === undefined ? asks.startsWith('Facts') : [1, 2, 9, 12, 14, 18].includes(n))),
    );
    expect(rows.map(({ asks, byPage, byTool }) => ({ asks, byPage, byTool }))).toEqual(
      rows.map(({ asks }) => ({ asks, byPage: [], byTool: [] })),
    );
  } finally {
    await bench.close();
  }
});
