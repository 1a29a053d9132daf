import { expect, onTestFinished, test } from 'vitest';
import { type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, sampleSite } from '../support/sample-store.ts';

const [first, second] = notices as readonly [Notice, Notice, Notice];

test('a page that is listed and was never there makes its source partial, and is no document', async () => {
  const { bench, run } = await openSampleStore();
  onTestFinished(() => bench.close());
  const missing = page(second.path, '<html><body>404</body></html>', { status: 404 });
  const report = await run('13', sampleSite([first, second], [missing]));
  expect(report.sources[0]).toMatchObject({ id: 'sample', state: 'partial', listed: 2, new: 1, failed: 1 });
  expect(report.failures).toEqual([{ url: missing.url, kind: 'unrecognised', detail: 'the page answers 404' }]);
  const later = await run('14', sampleSite([first, second]));
  expect(later.documents).toMatchObject({ new: 1, withdrawn: 0 });
});
