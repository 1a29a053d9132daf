import { PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../../../shared/store/aws/objects.ts';
import { bytes, many, outcome, type Probe, wins } from './probe.ts';

export const objectProbes: readonly Probe[] = [
  {
    name: 'objects: of twenty writers of a new key one wins',
    aws: '1',
    ask: async ({ s3, bucket }) => {
      const { put } = openObjects({ client: s3, bucket });
      return wins(await many(20, (n) => put('text/race', bytes(`${n}`), 'text/plain', { absent: true })));
    },
  },
  {
    name: 'objects: a pointer moves only from the version that was read',
    aws: 'true false',
    ask: async ({ s3, bucket }) => {
      const { put, get } = openObjects({ client: s3, bucket });
      await put('search/pointer', bytes('one'), 'text/plain', { absent: true });
      const etag = (await get('search/pointer'))?.etag ?? 'none';
      const moved = await put('search/pointer', bytes('two'), 'text/plain', { etag });
      return `${moved} ${await put('search/pointer', bytes('three'), 'text/plain', { etag })}`;
    },
  },
  {
    name: 'objects: a pointer that is not there does not move',
    aws: 'NoSuchKey',
    ask: ({ s3, bucket }) =>
      outcome(s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'search/none', Body: 'x', IfMatch: '"0"' })).then(() => 'moved')),
  },
  {
    name: 'objects: unchanged is said without the bytes',
    aws: 'same',
    ask: async ({ s3, bucket }) => {
      const { put, get, getUnless } = openObjects({ client: s3, bucket });
      await put('search/same', bytes('one'), 'text/plain', { absent: true });
      return getUnless('search/same', (await get('search/same'))?.etag ?? 'none');
    },
  },
  {
    name: 'objects: what is not there is undefined',
    aws: 'undefined',
    ask: async ({ s3, bucket }) => openObjects({ client: s3, bucket }).get('text/none'),
  },
  {
    name: 'objects: keys are listed in the order of their UTF-8 bytes',
    aws: '["B","a/B","a/b","a_b","ab","一"]',
    ask: async ({ s3, bucket }) => {
      const { put, list } = openObjects({ client: s3, bucket });
      for (const key of ['ab', 'a_b', 'a/b', 'a/B', 'B', '一']) await put(`search/list/${key}`, bytes('x'), 'text/plain', { absent: true });
      const keys: string[] = [];
      for await (const key of list('search/list/')) keys.push(key.slice('search/list/'.length));
      return JSON.stringify(keys);
    },
  },
  {
    name: 'objects: seventeen megabytes in parts, whole',
    aws: '17825792',
    ask: async ({ s3, bucket }) => {
      const { write, get } = openObjects({ client: s3, bucket });
      await write('search/large', [new Uint8Array(17 * 1024 * 1024)], 'application/octet-stream');
      return (await get('search/large'))?.bytes.length;
    },
  },
  {
    name: 'objects: the policy of the bucket refuses to replace what is written once',
    aws: 'AccessDenied',
    ask: async ({ s3, bucket }) => {
      const put = (more = {}) => outcome(s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'evidence/x', Body: 'x', ...more })));
      await put({ IfNoneMatch: '*' });
      const answer = await put();
      return typeof answer === 'string' ? answer : 'replaced';
    },
  },
  {
    name: 'objects: all versions under a prefix are erased',
    aws: '2 0',
    ask: async ({ s3, bucket }) => {
      const { put, erase } = openObjects({ client: s3, bucket });
      for (const key of ['readers/a/1', 'readers/a/2']) await put(key, bytes('x'), 'text/plain', { absent: true });
      return `${await erase('readers/a/')} ${await erase('readers/a/')}`;
    },
  },
];
