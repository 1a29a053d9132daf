import { rmSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { prefixesOf } from '../../shared/model/records.ts';
import { addressKey, headKey, labelKey, ledgerKey, sourceKey } from '../../shared/model/table.ts';
import { openRecorded, openRecords } from '../../shared/store/records.ts';
import type { Table } from '../../shared/store/table.ts';
import { newFolder, sqliteGround } from '../support/bench.ts';

let bare: Table;
let table: Table;
let keys: (prefix?: string) => Promise<readonly string[]>;

beforeEach(async () => {
  const folder = newFolder();
  const ground = sqliteGround(folder);
  onTestFinished(async () => {
    await ground.close();
    rmSync(folder, { recursive: true });
  });
  const { objects } = ground.store;
  bare = ground.store.table;
  table = openRecorded(bare, openRecords(objects));
  keys = async (prefix = '') => {
    const found: string[] = [];
    for await (const key of objects.list(prefix)) found.push(key);
    return found;
  };
});

test('a versioned item has a record a version, and tidying within a version has none', async () => {
  const head = (v: number, value: string) => ({ ...headKey('a1'), v, value });
  expect(await table.put(head(1, 'one'), 'absent')).toBe(true);
  expect(await table.put(head(1, 'one, tidied'), { v: 1 })).toBe(true);
  expect(await table.put(head(2, 'two'), { v: 1 })).toBe(true);
  expect(await table.put(head(2, 'late'), { v: 1 })).toBe(false);
  expect(await keys()).toEqual(['records/document/a1/000001.json', 'records/document/a1/000002.json']);
  expect(await table.get(headKey('a1'))).toBe('two');
});

test('a table that has lost an item is brought up to its record by whoever writes next', async () => {
  await table.put({ ...headKey('a1'), v: 1, value: 'one' }, 'absent');
  await bare.remove(headKey('a1'));
  expect(await table.put({ ...headKey('a1'), v: 1, value: 'another' }, 'absent')).toBe(false);
  expect(await bare.get(headKey('a1'))).toBe('one');
  await table.put({ ...ledgerKey('2026-W47', 'r1'), value: { state: 'sent' } }, 'absent');
  await bare.remove(ledgerKey('2026-W47', 'r1'));
  expect(await table.put({ ...ledgerKey('2026-W47', 'r1'), value: { state: 'claimed' } }, 'absent')).toBe(false);
  expect(await bare.get(ledgerKey('2026-W47', 'r1'))).toEqual({ state: 'sent' });
});

test('of twenty writers of one claim one wins, and its record is the only one', async () => {
  const claim = (n: number) => table.put({ ...ledgerKey('2026-W47', 'r1'), value: { state: 'claimed', by: n } }, 'absent');
  const won = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(n)));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await bare.get(ledgerKey('2026-W47', 'r1'))).toEqual({ state: 'claimed', by: won.indexOf(true) });
  expect(await keys('readers/')).toEqual(['readers/r1/ledger-2026-W47/000001.json']);
});

test('of unversioned items each change has a record, what says the same has none, and what was taken away may be made again', async () => {
  const put = (value: unknown, condition: 'none' | 'absent' = 'none') => table.put({ ...labelKey('a1'), value }, condition);
  for (const value of ['one', 'one', 'two', 'two']) await put(value);
  expect(await keys()).toHaveLength(2);
  await table.remove(labelKey('a1'));
  expect(await put('three', 'absent')).toBe(true);
  expect(await keys()).toHaveLength(4);
  await bare.remove(labelKey('a1'));
  await put('four');
  expect(await keys()).toHaveLength(5);
});

test('a visit that found nothing, and the state of a source, leave no record', async () => {
  const address = { url: 'u', documentId: 'a1', checkedAt: '1', dueAt: '2', etag: 'x' };
  await table.put({ ...addressKey('f'), value: address }, 'none');
  await table.put({ ...addressKey('f'), value: { ...address, checkedAt: '2', dueAt: '3', etag: 'y' } }, 'none');
  await table.put({ ...sourceKey('s'), value: 1, v: 1 }, 'absent');
  expect(await keys()).toHaveLength(1);
  await table.put({ ...addressKey('f'), value: { ...address, misses: ['3'] } }, 'none');
  expect(await keys()).toHaveLength(2);
});

test('an address whose record went with a head has no other one, unless somebody changed it meanwhile', async () => {
  const head = (v: number) => ({ ...headKey('a1'), v, value: v });
  const address = (documentId: string, r?: number) => ({ ...addressKey('f'), value: { url: 'u', documentId }, ...(r ? { r } : {}) });
  await table.put(head(1), 'absent', address('a1', 1));
  await table.put(address('a1', 1), 'none');
  expect([await keys(), (await bare.item(addressKey('f')))?.r]).toEqual([['records/document/a1/000001.json'], 1]);
  // Of a visit without news there is none; the next change has its own, under the next number.
  await table.put(address('a1'), 'none');
  await table.put(address('b2'), 'none');
  expect(await keys('records/address/')).toEqual(['records/address/f/000002.json']);
  // The number that is filed with the head is taken by then.
  await table.put(head(2), { v: 1 }, address('a1', 3));
  await table.put(address('c3'), 'none');
  await table.put(address('a1', 3), 'none');
  expect(await keys('records/address/')).toEqual([2, 3, 4].map((n) => `records/address/f/00000${n}.json`));
  expect(await bare.item(addressKey('f'))).toMatchObject({ value: { documentId: 'a1' }, r: 4 });
});

test('of two that write one address at a time the later one stays, and each change is recorded', async () => {
  const put = (value: object) => table.put({ ...addressKey('f'), value }, 'none');
  await put({ url: 'u', checkedAt: '1' });
  await Promise.all([put({ url: 'u', checkedAt: '2' }), put({ url: 'u', documentId: 'a1' }), put({ url: 'u', misses: ['3'] })]);
  const all = await keys();
  expect(all.length).toBeGreaterThanOrEqual(3);
  expect((await bare.item(addressKey('f')))?.r).toBeLessThanOrEqual(all.length);
});

test('who may write a partition is told the prefixes of its records', () => {
  expect(prefixesOf('DIGEST#')).toEqual(['records/digest/', 'records/erased/', 'readers/*/ledger-']);
  expect(prefixesOf('KEY#')).toEqual([]);
  expect(prefixesOf('SOURCE#')).toEqual([]);
});
