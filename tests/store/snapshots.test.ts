import { createHash, randomBytes } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Page } from '../../shared/model/article.ts';
import { DamagedError } from '../../shared/model/errors.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openSnapshots } from '../../shared/store/snapshots.ts';
import { sqliteGround } from '../support/bench.ts';
import { folder } from '../support/folder.ts';
import { putBytesIn } from '../support/stored-bytes.ts';
import { openBucket } from './bucket.ts';

const page = (more: Partial<Page> = {}): Page => ({
  url: 'https://www.example.gov.cn/甲.html',
  finalUrl: 'https://www.example.gov.cn/乙.html',
  hops: ['https://www.example.gov.cn/甲.html'],
  status: 200,
  headers: { 'content-type': 'text/html; charset=gb2312' },
  bytes: Uint8Array.from({ length: 5_000 }, (_, index) => index % 256),
  wireBytes: 812,
  requests: 2,
  fetchedAt: '2026-11-25T00:00:00.000Z',
  ...more,
});
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('evidence', () => {
  test('a page comes back byte for byte with all that was known of it', async () => {
    const bucket = await openBucket();
    const snapshots = openSnapshots(openObjects(bucket));
    const { key, sha256: hash } = await snapshots.save(page());
    expect(hash).toBe(sha256(page().bytes));
    expect(key).toMatch(new RegExp(`^evidence/sha256/${hash}/[0-9a-f]{32}\\.json$`));
    const loaded = await snapshots.load(key);
    expect({ ...loaded, bytes: [] }).toEqual({ ...page(), bytes: [] });
    expect(Buffer.from(loaded?.bytes ?? []).equals(page().bytes)).toBe(true);
  });

  test('the same answer seen again writes nothing, and the first time stays', async () => {
    const bucket = await openBucket();
    const snapshots = openSnapshots(openObjects(bucket));
    const first = await snapshots.save(page());
    const again = await snapshots.save(page({ fetchedAt: '2026-11-26T00:00:00.000Z', headers: { date: 'another' } }));
    expect(again).toEqual(first);
    expect((await snapshots.load(first.key))?.fetchedAt).toBe('2026-11-25T00:00:00.000Z');
    expect(await bucket.keys()).toHaveLength(1);
    // The same bytes of another address, and what metadata cannot hold, have an object of their own.
    const mirror = page({ url: 'https://mirror.example.gov.cn/' });
    const long = page({ bytes: Buffer.from('long'), headers: { 'x-long': randomBytes(3_000).toString('hex') } });
    for (const each of [mirror, long, mirror, long]) {
      const { key } = await snapshots.save(each);
      expect({ ...(await snapshots.load(key)), bytes: [] }).toEqual({ ...each, bytes: [] });
    }
    expect(await bucket.keys()).toHaveLength(4);
    expect(await snapshots.keyOf(first.sha256)).toBe(first.key);
  });

  test('bytes that were changed, removed or put under another key show', async () => {
    const bucket = await openBucket();
    const snapshots = openSnapshots(openObjects(bucket));
    await snapshots.save(page());
    const other = await snapshots.save(page({ url: 'https://other.example.gov.cn/', bytes: Buffer.from('other') }));
    const beside = `evidence/sha256/${other.sha256}/${'a'.repeat(32)}.json`;
    const Body = JSON.stringify({ ...page(), bytes: undefined });
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key: beside, Body, IfNoneMatch: '*' }));
    expect(await snapshots.load(beside)).toBeUndefined();
    expect(await snapshots.load(`evidence/sha256/${'0'.repeat(64)}/${'0'.repeat(32)}.json`)).toBeUndefined();
    expect(await snapshots.load('../../etc/passwd')).toBeUndefined();
  });

  test('bytes that do not have the checksum that was kept with them are damaged', async () => {
    const data = folder();
    const ground = sqliteGround(data);
    onTestFinished(() => ground.close());
    const snapshots = openSnapshots(ground.store.objects);
    const one = await snapshots.save(page());
    putBytesIn(data, `evidence/sha256/${one.sha256}`, Buffer.from('forged'));
    await expect(snapshots.load(one.key)).rejects.toThrow(DamagedError);
  });

  test('texts are kept by their hash, four-byte characters and lone surrogates included', async () => {
    const snapshots = openSnapshots(openObjects(await openBucket()));
    for (const text of ['通知\n𠮷㐂', '', 'a\u0000b', `half \ud842 pair`]) {
      const hash = await snapshots.saveText(text);
      expect(await snapshots.saveText(text)).toBe(hash);
      expect(await snapshots.loadText(hash)).toBe(text.toWellFormed());
    }
    await expect(snapshots.loadText('f'.repeat(64))).rejects.toThrow('is gone from the store');
  });

  test('twenty writers of one page leave one page', async () => {
    const bucket = await openBucket();
    const snapshots = openSnapshots(openObjects(bucket));
    const saved = await Promise.all(Array.from({ length: 20 }, () => snapshots.save(page())));
    expect(new Set(saved.map(({ key }) => key)).size).toBe(1);
    expect(await bucket.keys()).toHaveLength(1);
  });
});
