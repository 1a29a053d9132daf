import { randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { DamagedError } from '../../shared/model/errors.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openBucket } from './bucket.ts';

test('what is written once, or names the files of the index, lies packed where that gains something, and is read as it was put', async () => {
  const bucket = await openBucket();
  const objects = openObjects(bucket);
  const raw = async (Key: string) => {
    const { Body, ContentEncoding } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.bucket, Key }));
    return { encoding: ContentEncoding, bytes: (await Body?.transformToByteArray())?.length ?? 0 };
  };
  const page = Buffer.from('<p>关于印发人工智能产业发展行动方案的通知</p>\n'.repeat(1500));
  const cases = [
    ['evidence/sha256/page', page, 'br'],
    ['text/sha256/text', page, 'br'],
    ['evidence/sha256/archive', randomBytes(90_000), undefined],
    ['evidence/sha256/short', Buffer.from('短'), undefined],
    ['evidence/sha256/empty', Buffer.alloc(0), undefined],
    ['evidence/sha256/large', Buffer.concat([page, randomBytes(200_000), page]), 'br'],
    ['readers/a/000001.json', page, undefined],
    ['search/current.json', page, 'br'],
    ['digests/running/2026-W47.json', page, undefined],
  ] as const;
  for (const [key, bytes, encoding] of cases) {
    expect(await objects.put(key, bytes, 'application/octet-stream', { absent: true })).toBe(true);
    expect(Buffer.from((await objects.get(key))?.bytes ?? 'none').equals(bytes), key).toBe(true);
    const lies = await raw(key);
    expect(lies.encoding, key).toBe(encoding);
    if (encoding === 'br') expect(lies.bytes, key).toBeLessThan(bytes.length * 0.9);
    else expect(lies.bytes, key).toBe(bytes.length);
  }
  expect((await raw('evidence/sha256/page')).bytes).toBeLessThan(page.length / 10);

  const old = { Bucket: bucket.bucket, Key: 'evidence/sha256/old', Body: page, IfNoneMatch: '*' };
  await bucket.client.send(new PutObjectCommand(old));
  expect(Buffer.from((await objects.get('evidence/sha256/old'))?.bytes ?? 'none').equals(page)).toBe(true);

  const torn = { Bucket: bucket.bucket, Key: 'evidence/sha256/torn', Body: 'not brotli', ContentEncoding: 'br', IfNoneMatch: '*' };
  await bucket.client.send(new PutObjectCommand(torn));
  await expect(objects.get('evidence/sha256/torn')).rejects.toThrow(DamagedError);
});
