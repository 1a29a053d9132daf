import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Head, Revision } from '../../shared/model/document.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { openDocuments } from '../../shared/store/documents.ts';
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

/** Heads of the store under other ids, each with the event that it is new, written by several writers at once; every third is irrelevant, and some clocks are behind. */
async function writeMany(count: number, like: Head, writers: number): Promise<readonly string[]> {
  const { table } = sample.bench.store;
  const ids = Array.from({ length: count }, (_, n) => (0xabc000 + n).toString(16).padStart(16, '0'));
  const write = async (writer: number): Promise<void> => {
    const documents = openDocuments(table, () => new Date('2026-11-20T09:00:00+08:00'));
    for (const [n, id] of ids.entries()) {
      // Each event is written by two: the second finds it there, or takes over where the first was killed.
      if (n % writers !== writer && (n + 1) % writers !== writer) continue;
      const at = `2026-11-${n % 5 === 0 ? '02' : '20'}T01:00:00.000Z`;
      const { textHash, evidence } = like;
      const revision: Revision = { documentId: id, n: 1, at, by: 'publisher', what: 'new', textHash, evidence, changes: [] };
      await documents.putHead({ ...like, id, keys: [], citations: [], relevant: n % 3 !== 0, version: 1, revisionCount: 1 }, revision);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return ids.filter((_, n) => n % 3 !== 0);
}

test('who polls while others write misses nothing, and meets the changes in one order', async () => {
  const like = await sample.within(async (context) => context.documents.head(String((await changes(undefined, 1)).items[0]?.documentId)));
  let { next } = await changes(undefined, 50);
  const got: string[] = [];
  let written: readonly string[] | undefined;
  const writing = writeMany(30, like ?? expect.fail('no document'), 3).then((ids) => {
    written = ids;
  });
  await sample.within(async (context) => {
    const answers = answersOf(context, { secret: 'x', local: true });
    for (let rest = 2; rest > 0; rest -= written ? 1 : 0) {
      const found = await answers.changes(next, 3);
      got.push(...found.items.map(({ documentId }) => documentId));
      if (found.items.length > 0) rest = 2;
      next = found.next;
    }
  });
  await writing;
  expect(got.toSorted()).toEqual(written?.toSorted());
  const again = await changes('0', 50);
  expect(again.items.slice(-got.length).map(({ documentId }) => documentId)).toEqual(got);
});

test('a place in a list that was begun anew is followed by everything, once more', async () => {
  const { next, items } = await changes('0', 50);
  expect((await changes(next, 50)).items).toEqual([]);
  const position = Number(String(next).split('-')[0]);
  const key = { pk: 'NEWS', sk: String(position).padStart(10, '0') };
  const { table } = sample.bench.store;
  const { documentId } = (await table.get(key)) as { readonly documentId: string };
  await table.remove(key);
  const after = await changes(next, 50);
  // The last event of all may be of a document that is about something else, which the list leaves out.
  expect(after.items).toHaveLength(items.length - (items.at(-1)?.documentId === documentId ? 1 : 0));
  const other = `${position - 2}-${'0'.repeat(16)}`;
  expect((await changes(other, 50)).items).toEqual(after.items);
});
