import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { declaration, listing } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('140 pages of one source that fail at one time are each reported, and no task is lost', async () => {
  const notices = Array.from({ length: 140 }, (_, n) => ({
    path: `//host-${n}.sample.example/${n}.html`,
    title: `关于第${n}号事项的通知`,
    published: `2026-11-${String(1 + (n % 12)).padStart(2, '0')}`,
    lines: [],
  }));
  const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', 'data.sample.example')] } });
  const replay = [
    writeWarcFile(join(bench.folder, 'list.warc.gz'), [{ url: 'http://data.sample.example/tz/index.html', body: listing(notices) }]),
  ];
  const report = await bench.run({ now: '2026-11-13T09:00:00+08:00', config, replay });
  expect(report.failures).toHaveLength(140);
  expect(new Set(report.failures.map(({ url }) => url)).size).toBe(140);
  expect(report.sources[0]).toMatchObject({ state: 'partial', listed: 140, failed: 140 });
  const state = await bench.within({ now: '2026-11-13T09:00:00+08:00', config }, (context) => context.sources.state('sample'));
  expect(state?.failures).toBe(140);
});
