import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const site = 'http://data.sample.example';
const [first, second] = notices as readonly [Notice, Notice, Notice];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('a page that is listed and was never there makes its source partial, and is no document', async () => {
  const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', 'data.sample.example')] } });
  const answers = (body: string, status: number) => [
    { url: `${site}/tz/index.html`, body: listing([first, second]) },
    { url: `${site}${first.path}`, body: article(first) },
    { url: `${site}${second.path}`, body, status },
  ];
  const replay = (name: string, body: string, status: number) => [writeWarcFile(join(bench.folder, name), answers(body, status))];
  const missing = replay('missing.warc.gz', '<html><body>404</body></html>', 404);
  const report = await bench.run({ now: '2026-11-13T09:00:00+08:00', config, replay: missing });
  expect(report.sources[0]).toMatchObject({ id: 'sample', state: 'partial', listed: 2, new: 1, failed: 1 });
  expect(report.failures).toEqual([{ url: `${site}${second.path}`, kind: 'unrecognised', detail: 'the page answers 404' }]);

  const there = replay('there.warc.gz', article(second), 200);
  const later = await bench.run({ now: '2026-11-14T09:00:00+08:00', config, replay: there });
  expect(later.documents).toMatchObject({ new: 1, withdrawn: 0 });
});
