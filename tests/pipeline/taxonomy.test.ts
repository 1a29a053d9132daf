import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const [act] = notices as readonly [Notice, ...Notice[]];
let bench: Bench;
let config: string;
const play = (day: string, body: string) => {
  const pages = [
    { url: `http://${host}/tz/index.html`, body: listing([act]) },
    { url: `http://${host}${act.path}`, body },
  ];
  return bench.run({ now: `${day}T09:00:00+08:00`, config, replay: [writeWarcFile(join(bench.folder, `${day}.warc.gz`), pages)] });
};

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
});
afterAll(() => bench.close());

test('a reading after a change of the taxonomy says what moved, as ours and to nobody', async () => {
  await play('2026-11-13', article(act));
  const then = { now: '2026-11-20T09:00:00+08:00', config };
  await bench.within(then, async (context) => {
    const [head] = await context.documents.heads(await context.documents.allIds(undefined, 1));
    if (!head) throw new Error('no head');
    const themes = [{ theme: 'energy' as const, score: 0.9, evidence: [] }];
    await context.documents.putHead({ ...head, taxonomy: 'of old', themes, version: head.version + 1 });
  });
  // The same words in other bytes, so that the page is read again.
  const report = await play('2026-11-16', article(act).replace('</body>', '<!-- 1 --></body>'));
  expect(report.documents).toMatchObject({ new: 0, changed: 0 });
  await bench.within(then, async (context) => {
    const [id = ''] = await context.documents.allIds(undefined, 1);
    const last = (await context.documents.revisions(id)).at(-1);
    expect(last).toMatchObject({ by: 'reader', what: 'reread' });
    expect(last?.changes).toMatchObject([{ field: 'themes', before: 'energy' }]);
    expect((await context.documents.head(id))?.themes.map(({ theme }) => theme)).not.toContain('energy');
  });
});
