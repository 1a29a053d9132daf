import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { article, challenge, type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite, without } from '../support/sample-store.ts';
import type { Recorded } from '../support/warc.ts';

const [first, second] = notices as readonly [Notice, Notice, Notice];
let sample: SampleStore;
const run = (day: string, others: readonly Recorded[] = []) => sample.run(day, sampleSite(notices, others));
const shown = async (number: string, day: string) => {
  const lines = (await sample.exported(day)).trim().split('\n');
  return lines.map((line) => JSON.parse(line)).find((each) => each.number === number);
};

beforeAll(async () => {
  sample = await openSampleStore();
});
afterAll(() => sample.bench.close());

// One story: each test goes on from where the last one left the store.
describe.sequential('a source over the days', () => {
  test('is taken in, and a second identical run writes nothing', async () => {
    const report = await run('13');
    expect(report.documents).toEqual({ new: 3, changed: 0, same: 0, withdrawn: 0 });
    const before = await sample.bench.stored();
    const exported = await sample.exported('13');
    const again = await run('13');
    expect(again.documents).toEqual({ new: 0, changed: 0, same: 0, withdrawn: 0 });
    const after = await sample.bench.stored();
    // The note of the round forgets the slots that their sources know by now.
    for (const { items } of [before, after]) items.delete('JOURNAL round');
    expect(after).toEqual(before);
    expect(await sample.exported('13')).toBe(exported);
  });

  test('costs no further item or object when it is polled on and says the same', async () => {
    const before = await sample.bench.stored();
    const report = await run('14');
    expect(report.documents).toEqual({ new: 0, changed: 0, same: 3, withdrawn: 0 });
    const after = await sample.bench.stored();
    // What an hour came to is counted in an item that goes after a week.
    const lastingItems = ({ items }: typeof after) => [...items.keys()].filter((key) => !/^COUNTED#|^JOURNAL round$/.test(key));
    expect(lastingItems(after)).toEqual(lastingItems(before));
    expect([...after.objects.keys()]).toEqual([...before.objects.keys()]);
    // The composition of the running week says until when it speaks, and is written over.
    const lasting = ({ objects }: typeof after) => [...objects].filter(([key]) => !key.startsWith('digests/running/'));
    expect(lasting(after)).toEqual(lasting(before));
  });

  test('tells a change of wording from a change of frame', async () => {
    const framed = article(first).replace('网站地图', '网站地图 · 今日访问 1204 次').replace('<h1>', '<!-- built anew --><h1>');
    const edited = article(second).replace('12月5日', '12月25日');
    const report = await run('16', [page(first.path, framed), page(second.path, edited)]);
    expect(report.documents).toMatchObject({ new: 0, changed: 1 });
    const document = await shown(second.number ?? '', '16');
    expect(document.dates.effective.value).toBe('2026-12-25');
    expect(document.revisions[1].changes).toContainEqual({ field: 'dates.effective', before: '2026-12-05', after: '2026-12-25' });
    expect((await shown(first.number ?? '', '16')).revisions).toHaveLength(1);
  });

  test('a wall in place of its pages changes or withdraws nothing', async () => {
    const walls = notices.map(({ path }) => page(path, challenge));
    const before = await sample.exported('18');
    for (const day of ['18', '19', '20', '21', '22']) {
      const report = await run(day, [page('/tz/index.html', challenge), ...walls]);
      expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
      expect(report.sources[0]?.state).toBe('refused');
    }
    const unseen = (text: string) => text.replace(/"lastSeenAt":"[^"]*"/g, '').replace(/"status":"[^"]*"/g, '');
    expect(unseen(await sample.exported('18'))).toBe(unseen(before));
  });

  test('withdraws a page only after three misses over two days, and the page returns when it answers again', async () => {
    const withdrawn = [];
    for (const day of ['23', '24', '25', '26']) withdrawn.push((await sample.run(day, without(first))).documents.withdrawn);
    expect(withdrawn).toEqual([0, 0, 1, 0]);
    // A withdrawn page is looked at again when its age is due: thirty days.
    await run('2026-12-14');
    const document = await shown(first.number ?? '', '2026-12-14');
    expect(document.withdrawnAt).toBeUndefined();
    expect(document.revisions.map(({ what }: { what: string }) => what)).toEqual(['new', 'withdrawn', 'returned']);
  });
});
