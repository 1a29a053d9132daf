import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';

const [, second] = notices as readonly [Notice, Notice, Notice];
let sample: SampleStore;
const changes = (after: string | undefined, limit: number) =>
  sample.within((context) => answersOf(context, { secret: 'x', local: true }).changes(after, limit));

beforeAll(async () => {
  sample = await openSampleStore();
});
afterAll(() => sample.bench.close());

test('who goes on from the last answer hears of every relevant change once, and of later ones at the next asking', async () => {
  await sample.run('13');
  const all = await changes(undefined, 50);
  expect(all.items.map(({ what }) => what)).toEqual(['new', 'new']);
  const one = await changes(undefined, 1);
  const rest = await changes(one.next, 50);
  expect([...one.items, ...rest.items]).toEqual(all.items);
  expect(await changes(rest.next, 50)).toEqual({ items: [], next: rest.next });
  await sample.run('16', sampleSite(notices, [page(second.path, article(second).replace('12月5日', '12月25日'))]));
  const later = await changes(rest.next, 50);
  expect(later.items).toMatchObject([{ what: 'changed', title: second.title }]);
  expect((await changes('0', 50)).items).toHaveLength(3);
});
