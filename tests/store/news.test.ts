import { rmSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { PendingRevision, Revision } from '../../shared/model/document.ts';
import { openNews } from '../../shared/store/documents.ts';
import { openRecorded, openRecords } from '../../shared/store/records.ts';
import type { Table } from '../../shared/store/table.ts';
import { newFolder, sqliteGround } from '../support/bench.ts';

let table: Table;
let news: ReturnType<typeof openNews>;

beforeEach(() => {
  const folder = newFolder();
  const ground = sqliteGround(folder);
  onTestFinished(async () => {
    await ground.close();
    rmSync(folder, { recursive: true });
  });
  table = openRecorded(ground.store.table, openRecords(ground.store.objects));
  news = openNews(table, () => new Date('2026-11-20T09:00:00+08:00'));
});

const event = (documentId: string): Revision => ({
  ...{ documentId, n: 1, at: '2026-11-20T00:00:00.000Z', by: 'publisher', what: 'new' },
  ...{ textHash: documentId, evidence: 'e', changes: [] },
});
/** The documents of the list in their order; it has no holes, and each event stands in it once. */
async function listed(): Promise<readonly string[]> {
  const all = await news.between(0, 1000);
  expect(all.map(({ position }) => position)).toEqual(all.map((_, n) => n + 1));
  expect(new Set(all.map(({ documentId }) => documentId)).size).toBe(all.length);
  return all.map(({ documentId }) => documentId);
}
/** A process that writes the head of an event and announces it. */
const write = async (name: string): Promise<void> => news.announce(await news.numbered(event(name)), true);

test('events that saw the same end of the list each get a number of their own', async () => {
  const names = Array.from({ length: 20 }, (_, n) => `d${n}`);
  await Promise.all(names.map(write));
  expect((await listed()).toSorted()).toEqual(names.toSorted());
});

test('who wrote a head and those who find it announce its event once, whoever comes first', async () => {
  const all: PendingRevision[] = [];
  for (const name of ['a', 'b', 'c']) all.push(await news.numbered(event(name)));
  expect(all.map(({ meant }) => meant)).toEqual([1, 1, 1]);
  const orders = [true, false, false].flatMap((own) => all.map((each) => [each, own] as const));
  await Promise.all(orders.toReversed().map(([each, own]) => news.announce(each, own)));
  await Promise.all(orders.map(([each, own]) => news.announce(each, own)));
  expect((await listed()).toSorted()).toEqual(['a', 'b', 'c']);
});

test('a head that version 0.12 numbered ahead of the end leaves no hole before its event, and gives it no second number', async () => {
  // Its process was killed before it announced the event, and those before it.
  const left: PendingRevision = { ...event('left'), meant: 3 };
  await write('first');
  await news.announce(left, false);
  expect(await listed()).toEqual(['first', 'left']);
  await write('third');
  await news.announce(left, false);
  expect(await listed()).toEqual(['first', 'left', 'third']);
  // One that had its number is known by it, without a note.
  await news.announce({ ...event('third'), meant: 3 }, false);
  expect(await listed()).toHaveLength(3);
});

test('an event without a number in its head, as before form 3, comes behind the end', async () => {
  await write('first');
  await news.announce(event('old'), false);
  await news.announce(event('old'), true);
  expect(await listed()).toEqual(['first', 'old']);
  expect([await news.isAnnounced(event('old')), await news.isAnnounced(event('first'))]).toEqual([true, false]);
});
