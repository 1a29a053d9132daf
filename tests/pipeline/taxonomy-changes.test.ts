import { afterAll, beforeAll, expect, test } from 'vitest';
import { article, type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';

const [act] = notices as readonly [Notice, ...Notice[]];
let sample: SampleStore;

beforeAll(async () => {
  sample = await openSampleStore('20');
});
afterAll(() => sample.bench.close());

test('a reading after a change of the taxonomy records the changed themes as a revision by the reader, in no list of news', async () => {
  await sample.run('13', sampleSite([act]));
  await sample.within(async (context) => {
    const [head] = await context.documents.heads(await context.documents.allIds(undefined, 1));
    if (!head) throw new Error('no head');
    const themes = [{ theme: 'energy' as const, score: 0.9, evidence: [] }];
    await context.documents.putHead({ ...head, taxonomy: 'of old', themes, version: head.version + 1 });
  });
  // The same words in other bytes, so that the page is read again.
  const report = await sample.run('16', sampleSite([act], [page(act.path, article(act).replace('</body>', '<!-- 1 --></body>'))]));
  expect(report.documents).toMatchObject({ new: 0, changed: 0 });
  await sample.within(async (context) => {
    const [id = ''] = await context.documents.allIds(undefined, 1);
    const last = (await context.documents.revisions(id)).at(-1);
    expect(last).toMatchObject({ by: 'reader', what: 'reread' });
    expect(last?.changes).toMatchObject([{ field: 'themes', before: 'energy' }]);
    expect((await context.documents.head(id))?.themes.map(({ theme }) => theme)).not.toContain('energy');
  });
});
