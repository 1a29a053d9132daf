import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DescribeGlobalTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { ChangeMessageVisibilityBatchCommand, ChangeMessageVisibilityCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalInstance, openLocal } from '../../infra/local.ts';
import { openClient } from '../../shared/adapters/client-options.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { clientsOf, ways } from './support/clients.ts';
import { folder, opened } from './support/folder.ts';

const Bucket = 'evidencebucket';
const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: Error) => error.name,
  );

describe.each(ways)('an emulator reached by %s', (way) => {
  let shared: LocalInstance;
  const clients = () => clientsOf(shared, way);

  beforeAll(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hongtou-emulators-'));
    shared = await openLocal({ dir });
    return async () => {
      await shared.close();
      rmSync(dir, { recursive: true });
    };
  });

  describe('objects', () => {
    test('of twenty writers of one new key, one wins', async () => {
      const { s3 } = clients();
      const put = (n: number) =>
        failure(s3.send(new PutObjectCommand({ Bucket, Key: 'text/sha256/x', Body: `writer ${n}`, IfNoneMatch: '*' })));
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => put(n)));
      expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
      expect(new Set(outcomes)).toEqual(new Set(['none', 'PreconditionFailed']));
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key: 'text/sha256/x' }));
      expect(await kept.Body?.transformToString()).toBe(`writer ${outcomes.indexOf('none')}`);
    });

    test('a pointer moves only from the version that was read', async () => {
      const { s3 } = clients();
      const Key = 'search/current';
      const first = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'one' }));
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'two', IfMatch: first.ETag }));
      expect(await failure(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'three', IfMatch: first.ETag })))).toBe('PreconditionFailed');
      expect(await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'search/none', Body: 'x', IfMatch: first.ETag })))).toBe(
        'NoSuchKey',
      );
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await kept.Body?.transformToString()).toBe('two');
    });

    test('a sub-resource that the emulator would misread is refused, and the object stays as it is', async () => {
      const { s3 } = clients();
      const Key = 'search/tagged';
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'as it is' }));
      const tag = new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } });
      expect(await failure(s3.send(tag))).toBe('NotImplemented');
      expect(await failure(s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' })))).toBe('NotImplemented');
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await kept.Body?.transformToString()).toBe('as it is');
    });

    test('a streamed body arrives without its framing, eight megabytes whole, keys in any script', async () => {
      const { s3 } = clients();
      const bytes = Buffer.alloc(8 * 1024 * 1024, '红头');
      await s3.send(new PutObjectCommand({ Bucket, Key: 'search/文件 一', Body: bytes }));
      expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'search/文件 一' }))).ContentLength).toBe(bytes.length);
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key: 'search/文件 一' }));
      expect(Buffer.from((await kept.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    });

    test('what is written once is not replaced and not deleted, as the policy of the bucket says', async () => {
      const { s3 } = clients();
      const Key = 'evidence/sha256/x';
      const put = (key: string, more = {}) => failure(s3.send(new PutObjectCommand({ Bucket, Key: key, Body: 'forged', ...more })));
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'as it is', IfNoneMatch: '*' }));
      expect(await put(Key)).toBe('AccessDenied');
      expect(await put(Key, { IfNoneMatch: '*' })).toBe('PreconditionFailed');
      for (const prefix of ['evidence/', 'text/', 'records/', 'readers/']) expect(await put(`${prefix}new`)).toBe('AccessDenied');
      expect(await failure(s3.send(new DeleteObjectCommand({ Bucket, Key })))).toBe('AccessDenied');
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await kept.Body?.transformToString()).toBe('as it is');
      expect(await put('search/current.json')).toBe('none');
    });

    test('keys are listed in the order of their bytes, over any number of pages', async () => {
      const { s3 } = clients();
      const keys = ['a-b', 'a.b', 'aB', 'a_b', 'ab', 'B', 'a/b', 'a/B', 'Z', 'z'].map((key) => `search/listed/${key}`);
      for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const seen: string[] = [];
      for (let more = true; more; ) {
        const from = seen.at(-1) === undefined ? {} : { StartAfter: seen.at(-1) };
        const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'search/listed/', MaxKeys: 3, ...from }));
        seen.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
        more = page.IsTruncated === true;
      }
      expect(seen).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
    });

    test('asked for versions, a bucket without them names each object once', async () => {
      const { s3 } = clients();
      for (const Key of ['readers/a/1', 'readers/a/2&<', 'readers/b/1'])
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', IfNoneMatch: '*' }));
      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'readers/a/' }));
      expect(Versions.map(({ Key, VersionId }) => [Key, VersionId])).toEqual([
        ['readers/a/1', 'null'],
        ['readers/a/2&<', 'null'],
      ]);
      for (const { Key, VersionId } of Versions) await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
      expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'readers/' }))).Contents?.map(({ Key }) => Key)).toEqual([
        'readers/b/1',
      ]);
    });

    test('a key cannot leave the folder', async () => {
      const { s3 } = clients();
      expect(await failure(s3.send(new PutObjectCommand({ Bucket, Key: 'search/../../../outside', Body: 'x' })))).not.toBe('none');
    });
  });

  describe('queues', () => {
    test('their addresses are of this machine by number', async () => {
      const { environment } = await opened(folder());
      expect(environment['TASK_QUEUE_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/TasksQueue\.fifo$/);
    });

    test('the messages of a group in order, those that came back too, and none while others of it are out; several groups at once', async () => {
      const instance = await opened(folder());
      const { sqs, task } = clientsOf(instance, way);
      for (const [body, group] of [
        ['A0', 'a'],
        ['A1', 'a'],
        ['B0', 'b'],
      ] as const)
        await task(body, group);
      const receive = new ReceiveMessageCommand({ QueueUrl: instance.environment['TASK_QUEUE_URL'], MaxNumberOfMessages: 10 });
      const { Messages: given = [] } = await sqs.send(receive);
      const ofA = given.filter(({ Body }) => Body?.startsWith('A'));
      expect([ofA.map(({ Body }) => Body), given.length]).toEqual([['A0', 'A1'], 3]);
      await task('A2', 'a');
      expect((await sqs.send(receive)).Messages ?? []).toEqual([]);
      const Entries = ofA.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle, VisibilityTimeout: 0 }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: receive.input.QueueUrl, Entries }));
      expect((await sqs.send(receive)).Messages?.map(({ Body }) => Body)).toEqual(['A0', 'A1', 'A2']);
    });

    test('a message sent twice within the window is kept once', async () => {
      const instance = await opened(folder());
      const { task } = clientsOf(instance, way);
      await task('once', 'a', 'slot');
      await task('once', 'a', 'slot');
      expect(await instance.drain('tasks', async () => {})).toEqual({ done: 1, failed: 0 });
    });

    test('a message that is given back comes again, and is not lost', async () => {
      const instance = await opened(folder());
      const { sqs, task } = clientsOf(instance, way);
      await task('again', 'a');
      const QueueUrl = instance.environment['TASK_QUEUE_URL'];
      const [message] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? [];
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }));
      expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0]?.Body).toBe('again');
    });
  });

  test('of a hundred writers of one new item, one wins', async () => {
    const { dynamodb } = clients();
    const put = new PutItemCommand({
      TableName: 'RecordTable',
      Item: { pk: { S: 'DOC#x' }, sk: { S: 'HEAD' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => failure(dynamodb.send(put))));
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['none', ConditionalCheckFailedException.name]));
  });

  test('knows the client of an adapter, with the credentials of the environment', async () => {
    for (const [name, value] of Object.entries(shared.environment)) vi.stubEnv(name, value);
    // An address that is written otherwise is none of this process.
    if (way === 'the guarded socket')
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', orEmpty(shared.environment['AWS_ENDPOINT_URL_DYNAMODB']).replace('127.0.0.1', 'localhost'));
    const { TableNames } = await openClient('DYNAMODB', (options) => new DynamoDBClient(options)).send(new ListTablesCommand({}));
    vi.unstubAllEnvs();
    expect(TableNames).toContain('RecordTable');
  });

  test('takes an expression that came before with the values of each request, and refuses again what it leaves unused', async () => {
    const { dynamodb } = clients();
    const Item = { pk: { S: 'expression' }, sk: { S: way } };
    const put = (version: string, before: string, more: Record<string, string> = {}) =>
      failure(
        dynamodb.send(
          new PutItemCommand({
            TableName: 'RecordTable',
            Item: { ...Item, version: { N: version } },
            ConditionExpression: 'attribute_not_exists(pk) OR #v = :before',
            ExpressionAttributeNames: { '#v': 'version', ...more },
            ExpressionAttributeValues: { ':before': { N: before } },
          }),
        ),
      );
    const refused = 'ConditionalCheckFailedException';
    expect([await put('1', '0'), await put('2', '1'), await put('3', '1'), await put('3', '2')]).toEqual(['none', 'none', refused, 'none']);
    const unused = { '#more': 'more' };
    expect([await put('4', '3', unused), await put('4', '3', unused), await put('4', '3')]).toEqual([
      'ValidationException',
      'ValidationException',
      'none',
    ]);
  });

  test('that is closed refuses the next request', async () => {
    const instance = await openLocal({ dir: folder() });
    const { dynamodb } = clientsOf(instance, way);
    await instance.close();
    await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('names what it refuses as the service does', async () => {
    const { dynamodb, s3, sqs } = clients();
    const nowhere = new PutItemCommand({ TableName: 'Nowhere', Item: { pk: { S: 'x' } } });
    const answers = [
      failure(dynamodb.send(nowhere)),
      failure(dynamodb.send(new PutItemCommand({ TableName: 'RecordTable', Item: { pk: { N: '1' }, sk: { S: 'x' } } }))),
      failure(dynamodb.send(new DescribeGlobalTableCommand({ GlobalTableName: 'RecordTable' }))),
      failure(s3.send(new GetObjectCommand({ Bucket, Key: 'search/none' }))),
      failure(s3.send(new HeadObjectCommand({ Bucket, Key: 'search/none' }))),
      failure(s3.send(new ListObjectsV2Command({ Bucket: 'no-such-bucket' }))),
      failure(sqs.send(new ReceiveMessageCommand({ QueueUrl: 'http://127.0.0.1/000000000000/none' }))),
    ];
    expect(await Promise.all(answers)).toEqual([
      'ResourceNotFoundException',
      'ValidationException',
      'UnknownOperationException',
      'NoSuchKey',
      'NotFound',
      'NoSuchBucket',
      'QueueDoesNotExist',
    ]);
    const unchanged = await s3.send(new PutObjectCommand({ Bucket, Key: 'search/same', Body: 'x' }));
    const same = s3.send(new GetObjectCommand({ Bucket, Key: 'search/same', IfNoneMatch: unchanged.ETag }));
    await expect(same).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});
