import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSearch } from '../../shared/search/sqlite.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openBucket, type TestBucket } from '../store/bucket.ts';
import { row } from './contract/rows.ts';
import { searchContract } from './contract.ts';

const openIn = (bucket: TestBucket, name = 'cache') => openSearch(openObjects(bucket), join(bucket.folder, name));

searchContract(async () => openIn(await openBucket()));

describe('publication', () => {
  test('an index that was never written answers nothing', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket);
    await search.apply([]);
    expect(await search.query({ q: '人工', limit: 5, today: '2026-11-25' })).toMatchObject({ total: 0, hits: [] });
    expect(await bucket.keys()).toEqual([]);
  });

  test('changes replace, removals remove, and what changes nothing publishes nothing', async () => {
    const bucket = await openBucket();
    const search = openIn(bucket);
    const find = async (q: string) => (await search.query({ q, limit: 5, today: '2026-11-25' })).total;
    await search.apply([row('a', { text: '旧的说法' }), row('b', { text: '旧的说法' })]);
    await search.apply([row('a', { text: '新的说法', published: '2026-11-05' })]);
    expect([await find('旧的说法'), await find('新的说法')]).toEqual([1, 1]);
    const before = await bucket.keys();
    await search.apply([row('a', { text: '新的说法', published: '2026-11-05' }), row('never', { remove: true })]);
    expect(await bucket.keys()).toEqual(before);
    await search.apply([row('b', { remove: true })]);
    expect(await find('旧的说法')).toBe(0);
    expect((await search.query({ theme: 'regulation', limit: 5, today: '2026-11-25' })).total).toBe(1);
  });

  test('a document that was shown before has the status of the day that is asked for, and its new wording once it changed', async () => {
    const search = openIn(await openBucket());
    const ask = async (today: string) => {
      const [hit] = (await search.query({ q: '算力', limit: 5, today })).hits;
      return [hit?.title, hit?.status, hit?.passage?.after];
    };
    const said = { status: 'in-force', effective: '2026-12-01', text: '建设算力中心' } as const;
    await search.apply([row('a', { ...said, title: '甲' })]);
    expect(await ask('2026-11-25')).toEqual(['甲', 'not-yet-in-force', '中心']);
    expect(await ask('2026-12-02')).toEqual(['甲', 'in-force', '中心']);
    await search.apply([row('a', { ...said, title: '乙', text: '建设算力平台' })]);
    expect(await ask('2026-11-25')).toEqual(['乙', 'not-yet-in-force', '平台']);
  });

  test('another process sees what was published', async () => {
    const bucket = await openBucket();
    const writer = openIn(bucket, 'writer');
    const reader = openIn(bucket, 'reader');
    for (let n = 0; n < 3; n += 1) await writer.apply([row(`d${n}`)]);
    expect((await reader.query({ limit: 1, today: '2026-11-25' })).total).toBe(3);
  });

  test('of writers that race each change is kept', async () => {
    const bucket = await openBucket();
    const writers = [0, 1, 2].map((n) => openIn(bucket, `writer${n}`));
    await Promise.all(writers.map((writer, n) => writer.apply([row(`r${n}`)])));
    expect((await openIn(bucket, 'reader').query({ limit: 9, today: '2026-11-25' })).hits.map(({ id }) => id).toSorted()).toEqual([
      'r0',
      'r1',
      'r2',
    ]);
  });

  test('a damaged file is refused, and another takes its place when it is discarded', async () => {
    const bucket = await openBucket();
    await openIn(bucket, 'writer').apply([row('a')]);
    const key = (await bucket.keys()).find((each) => each.endsWith('.zst')) ?? '';
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { zstdCompressSync } = await import('node:zlib');
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key: key, Body: zstdCompressSync(Buffer.from('no database')) }));
    const reader = openIn(bucket, 'reader');
    await expect(reader.query({ limit: 1, today: '2026-11-25' })).rejects.toThrow('hash');
    await expect(reader.apply([row('b')])).rejects.toThrow('hash');
    await reader.discard();
    expect(await reader.isOutdated()).toBe(true);
    const rows = async function* () {
      yield { changes: [row('b')], last: 'b' };
    };
    expect(await reader.renew(rows)).toBe(true);
    expect((await reader.query({ limit: 9, today: '2026-11-25' })).hits.map(({ id }) => id)).toEqual(['b']);
    expect(await reader.isOutdated()).toBe(false);
  });
});

test('others have their turn between two documents, and what long texts are made of is taken in by portions', async () => {
  const search = openIn(await openBucket());
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  await search.apply(Array.from({ length: 20 }, (_, n) => row(`n${n}`, { text: '人工智能算力'.repeat(10_000) })));
  clearInterval(beat);
  expect(turns).toBeGreaterThan(10);
});
