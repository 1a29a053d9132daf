import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { liveRecord, writeRecord } from '../../infra/local/folder-owner.ts';
import { isSigned, signed } from '../../infra/local/signature.ts';
import { openLocal } from '../../infra/local.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { clientsOf } from './support/clients.ts';
import { folder, opened } from './support/folder.ts';

/** What another user of the machine would try: what he can know are the ports. */
const attempts = `
const [dynamodb, s3, sqs, mail] = process.argv.slice(1, 5);
const scope = '20261127/us-east-1';
const forged = (service) => 'AWS4-HMAC-SHA256 Credential=local/' + scope + '/' + service + '/aws4_request, SignedHeaders=host, Signature=' + '0'.repeat(64);
const json = (url, target, body) => [url, { method: 'POST', headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, authorization: forged('dynamodb') }, body: JSON.stringify(body) }];
const all = [
  json(dynamodb, 'DynamoDB_20120810.Scan', { TableName: 'RecordTable' }),
  json(dynamodb, 'DynamoDB_20120810.PutItem', { TableName: 'RecordTable', Item: { pk: { S: 'DOC#evil' }, sk: { S: 'HEAD' } } }),
  json(dynamodb, 'DynamoDB_20120810.DeleteTable', { TableName: 'RecordTable' }),
  [s3 + '/evidencebucket?list-type=2', {}],
  [s3 + '/evidencebucket?list-type=2', { headers: { authorization: forged('s3') } }],
  [s3 + '/evidencebucket/text/sha256/x', {}],
  [s3 + '/evidencebucket/text/sha256/evil', { method: 'PUT', body: 'evil' }],
  [s3 + '/_fauxqs/queues', {}],
  [s3 + '/.hongtou/lease', {}],
  json(sqs, 'AmazonSQS.ListQueues', {}),
  json(sqs, 'AmazonSQS.SendMessage', { QueueUrl: sqs + '/000000000000/TasksQueue.fifo', MessageBody: 'evil', MessageGroupId: 'a', MessageDeduplicationId: 'e' }),
  [mail + '/store', {}],
  [mail + '/', {}],
  [mail + '/v2/email/outbound-emails', { method: 'POST', headers: { 'content-type': 'application/json', authorization: forged('ses') }, body: '{}' }],
];
const answers = [];
for (const [url, init] of all) answers.push(await fetch(url, init).then((answer) => answer.status));
console.log(JSON.stringify(answers));
`;

/** Runs the attempts as nobody, where this process may become nobody; else as itself, without the secret all the same. */
async function tryAll(environment: Readonly<Record<string, string>>): Promise<readonly number[]> {
  const urls = ['DYNAMODB', 'S3', 'SQS', 'SESV2'].map((name) => orEmpty(environment[`AWS_ENDPOINT_URL_${name}`]));
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, ['--input-type=module', '-e', attempts, ...urls], { cwd: '/', env: {}, ...user });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await once(child, 'close');
  return JSON.parse(said) as number[];
}

describe('another user of the machine', () => {
  test('can neither read nor write the store through the ports of the emulators', async () => {
    const instance = await opened(folder());
    const { dynamodb, s3 } = clientsOf(instance);
    await s3.send(new PutObjectCommand({ Bucket: 'evidencebucket', Key: 'text/sha256/x', Body: '正文', IfNoneMatch: '*' }));
    const statuses = await tryAll(instance.environment);
    expect(statuses).toHaveLength(14);
    expect(new Set(statuses)).toEqual(new Set([403]));
    const key = { pk: { S: 'DOC#evil' }, sk: { S: 'HEAD' } };
    expect((await dynamodb.send(new GetItemCommand({ TableName: 'RecordTable', Key: key }))).Item).toBeUndefined();
    expect(await instance.drain('tasks', async () => {})).toEqual({ done: 0, failed: 0 });
  });

  test('cannot use the secret of another instance', async () => {
    const [mine, other] = [await opened(folder()), await opened(folder())];
    const { AWS_SECRET_ACCESS_KEY: secret = '' } = other.environment;
    const { dynamodb } = clientsOf({ ...mine, environment: { ...mine.environment, AWS_SECRET_ACCESS_KEY: secret } });
    const put = new PutItemCommand({ TableName: 'RecordTable', Item: { pk: { S: 'DOC#evil' }, sk: { S: 'HEAD' } } });
    await expect(dynamodb.send(put)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('cannot read the files of the folder, also of one that was there, empty, for all', async () => {
    const dir = join(folder(), 'there');
    mkdirSync(dir);
    chmodSync(dir, 0o755);
    await opened(dir);
    expect(statSync(dir).mode & 0o077).toBe(0);
  });

  test('who listens at a port that the owner left hears no secret, and is not taken for the owner', async () => {
    const dir = folder();
    const heard: string[] = [];
    const squatter = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers));
      response.end('ok');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void squatter.close());
    await once(squatter, 'listening');
    const url = `http://127.0.0.1:${(squatter.address() as AddressInfo).port}`;
    const token = 'ab'.repeat(24);
    writeRecord(dir, { pid: process.pid, token, endpoints: { dynamodb: url, objects: url, mail: url } });
    expect(await liveRecord(dir)).toBeUndefined();
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join()).not.toContain(token);
    await (await openLocal({ dir })).close();
    expect(readdirSync(dir)).toContain('instance.json');
  });
});

describe('a signature', () => {
  const secret = 'the secret';
  const request = { method: 'GET', url: 'http://127.0.0.1:1/bucket/a%20b?b=2&a=%E6%96%87', headers: {} };
  const headers = { ...signed(request, '', { service: 's3', region: 'us-east-1', secret }), host: '127.0.0.1:1' };
  const path = request.url.slice('http://127.0.0.1:1'.length);

  test('holds for what was signed', () => {
    expect(isSigned({ method: 'GET', url: path, headers }, secret)).toBe(true);
  });

  test.for<readonly [string, object, string?]>([
    ['another method', { method: 'PUT' }],
    ['another path', { url: '/bucket/c?b=2&a=%E6%96%87' }],
    ['another query', { url: '/bucket/a%20b?b=2' }],
    ['another host', { headers: { ...headers, host: '127.0.0.1:2' } }],
    ['another body', { headers: { ...headers, 'x-amz-content-sha256': 'x' } }],
    ['no signature', { headers: { host: headers.host } }],
    ['another time', { headers: { ...headers, 'x-amz-date': '20200101T000000Z' } }],
    ['another secret', {}, 'another secret'],
  ])('does not hold for %s', ([, change, used = secret]) => {
    expect(isSigned({ method: 'GET', url: path, headers, ...change }, used)).toBe(false);
  });
});
