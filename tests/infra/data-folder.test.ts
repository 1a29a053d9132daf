import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLocal } from '../../infra/local.ts';
import { readObject, writeObject } from '../../shared/adapters/large-objects.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { clientsOf } from './support/clients.ts';
import { folder, opened } from './support/folder.ts';

const item = { TableName: 'RecordTable', Item: { pk: { S: 'DOC#x' }, sk: { S: 'HEAD' }, gsi1pk: { S: 'DOCUMENTS' }, gsi1sk: { S: 'x' } } };
const object = { Bucket: 'evidencebucket', Key: 'search/x' };
const holder = fileURLToPath(new URL('./support/holder.ts', import.meta.url));

/** Another process at the folder, and what it says. */
async function hold(dir: string, what: string, until: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [holder, dir, what], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes(until)) break;
  }
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a data folder', () => {
  test('keeps what was written when it is closed and opened again', async () => {
    const dir = folder();
    const first = await openLocal({ dir });
    const before = clientsOf(first);
    await before.dynamodb.send(new PutItemCommand(item));
    await before.s3.send(new PutObjectCommand({ ...object, Body: '正文' }));
    await before.task('waits', 'a');
    await first.close();
    const again = await opened(dir);
    const { dynamodb, s3 } = clientsOf(again);
    expect(
      (await dynamodb.send(new GetItemCommand({ TableName: item.TableName, Key: { pk: item.Item.pk, sk: item.Item.sk } }))).Item,
    ).toEqual(item.Item);
    expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('正文');
    const seen: string[] = [];
    await again.drain('tasks', async ({ Records }) => void seen.push(...Records.map(({ body }) => body)));
    expect(seen).toEqual(['waits']);
  });

  test.for(['dynamodb', 'queues'])('whose %s were deleted gets its tables, buckets and queues again', async (name) => {
    const dir = folder();
    await (await openLocal({ dir })).close();
    rmSync(join(dir, name), { recursive: true });
    const { dynamodb, s3, task } = clientsOf(await opened(dir));
    await dynamodb.send(new PutItemCommand(item));
    await s3.send(new PutObjectCommand({ ...object, Body: '正文' }));
    await task('waits', 'a');
  });

  test('is shared: a second opening uses the emulators of the first', async () => {
    const dir = folder();
    const [first, second] = [await opened(dir), await opened(dir)];
    expect([first.owner, second.owner]).toEqual([true, false]);
    expect(second.environment).toEqual(first.environment);
  });

  test('has one owner when many open it at once', async () => {
    const dir = folder();
    const all = await Promise.all(Array.from({ length: 5 }, () => opened(dir)));
    expect(all.filter(({ owner }) => owner)).toHaveLength(1);
  });

  test('is taken over from a process that was killed, with what it was working on', async () => {
    const dir = folder();
    const first = await openLocal({ dir });
    await clientsOf(first).task('interrupted', 'a');
    await first.close();
    await kill(await hold(dir, 'take', 'took interrupted'));
    const after = await opened(dir);
    expect(after.owner).toBe(true);
    const receives: (string | undefined)[] = [];
    await after.drain('tasks', async ({ Records }) => void receives.push(Records[0]?.attributes['ApproximateReceiveCount']));
    // The death of the machine is not counted against the message.
    expect(receives).toEqual(['1']);
  });

  test('keeps nothing that a killed process left half written; what it finished stays', async () => {
    const dir = folder();
    const first = await openLocal({ dir });
    await clientsOf(first).s3.send(new PutObjectCommand({ ...object, Body: '文'.repeat(30_000) }));
    await first.close();
    await kill(await hold(dir, '', 'open true'));
    const files = join(dir, 'objects', object.Bucket, 'search');
    const [kept = ''] = readdirSync(files);
    for (const name of [`${kept}.draft`, 'x~00000000', 'another%20one~00000000']) writeFileSync(join(files, name), 'left');
    const { s3 } = clientsOf(await opened(dir));
    expect(readdirSync(files)).toEqual([kept]);
    expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toHaveLength(30_000);
  });

  test('is as small as it can be when much was written: what was merged is gone', async () => {
    const dir = folder();
    const local = await openLocal({ dir });
    const { dynamodb } = clientsOf(local);
    for (let turn = 0; turn < 4; turn += 1)
      await Promise.all(
        Array.from({ length: 25 }, (_, n) =>
          dynamodb.send(
            new PutItemCommand({ ...item, Item: { ...item.Item, sk: { S: `HEAD#${n}` }, text: { S: '一二三四五六七八'.repeat(2_000) } } }),
          ),
        ),
      );
    await local.close();
    const kept = readdirSync(join(dir, 'dynamodb')).filter((name) => /\.(?:ldb|log)$/.test(name));
    const bytes = kept.reduce((sum, name) => sum + statSync(join(dir, 'dynamodb', name)).size, 0);
    // Twenty-five of them and their copies in the index are left, and packed.
    expect(bytes).toBeLessThan(1_000_000);
  });

  test('has no room for the parts of what was written in parts', async () => {
    const dir = folder();
    const { s3 } = clientsOf(await opened(dir));
    const bytes = randomBytes(17_000_000);
    await writeObject(s3, { ...object, ContentType: 'application/octet-stream' }, [bytes]);
    expect((await buffer((await readObject(s3, object)) ?? Readable.from([]))).equals(bytes)).toBe(true);
    const sizes = readdirSync(join(dir, 'queues')).map((name) => statSync(join(dir, 'queues', name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });

  test('goes on for a guest whose owner is killed, at the same addresses', async () => {
    const dir = folder();
    const child = await hold(dir, '', 'open true');
    const guest = await opened(dir);
    expect(guest.owner).toBe(false);
    await kill(child);
    await expect.poll(() => guest.owner, { timeout: 300_000 }).toBe(true);
    await clientsOf(guest).dynamodb.send(new PutItemCommand(item));
  });

  test('with a stale or half-written record opens all the same', async () => {
    const dir = folder();
    await (await openLocal({ dir })).close();
    const record = join(dir, 'instance.json');
    // A pid that lives and ports that answer, but not with the token.
    writeFileSync(record, readFileSync(record, 'utf8').replace(/"pid": \d+/, `"pid": ${process.ppid}`));
    const second = await openLocal({ dir });
    expect(second.owner).toBe(true);
    await second.close();
    writeFileSync(record, '{"pid": 1, "tok');
    expect((await opened(dir)).owner).toBe(true);
  });
});

describe('the door', () => {
  test('is open on loopback alone', async () => {
    const { environment } = await opened(folder());
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
    for (const name of ['DYNAMODB', 'S3', 'SQS', 'SESV2']) {
      const { hostname, port } = new URL(orEmpty(environment[`AWS_ENDPOINT_URL_${name}`]));
      expect(hostname).toBe('127.0.0.1');
      for (const { address, family } of addresses) {
        const host = family === 'IPv6' ? `[${address.replace(/%.*/, '')}]` : address;
        await expect(fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(2000) })).rejects.toThrow();
      }
    }
  });

  test('is shut to web pages and rebound names', async () => {
    const { environment } = await opened(folder());
    for (const name of ['DYNAMODB', 'S3', 'SESV2']) {
      const endpoint = orEmpty(environment[`AWS_ENDPOINT_URL_${name}`]);
      expect((await fetch(endpoint, { headers: { origin: 'https://example.org' } })).status).toBe(403);
      expect(
        (await fetch(endpoint, { method: 'OPTIONS', headers: { origin: 'null', 'access-control-request-method': 'POST' } })).status,
      ).toBe(403);
      expect((await fetch(`${endpoint}/.hongtou`, { headers: { 'x-hongtou-instance': 'guess' } })).status).toBe(403);
    }
  });

  test('the record with the token is for the owner of the folder alone', async () => {
    const dir = folder();
    await opened(dir);
    expect(statSync(join(dir, 'instance.json')).mode & 0o077).toBe(0);
  });
});

test('a mail lies in the folder, whole, as soon as it is taken', async () => {
  const dir = folder();
  const { ses } = clientsOf(await opened(dir));
  const body = { Text: { Data: '本周新增两件。' }, Html: { Data: '<p>本周新增两件。</p>' } };
  const headers = [{ Name: 'List-Unsubscribe', Value: '<https://example.org/u?t=1>' }];
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Hongtou <digest@example.org>',
      Destination: { ToAddresses: ['reader@example.org'] },
      Content: { Simple: { Subject: { Data: '红头 week 47' }, Body: body, Headers: headers } },
    }),
  );
  const [name = ''] = readdirSync(join(dir, 'mail'));
  expect(name).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{12}\.eml$/);
  const mail = readFileSync(join(dir, 'mail', name), 'utf8');
  expect(mail).toContain('To: reader@example.org\r\n');
  expect(mail).toContain('List-Unsubscribe: <https://example.org/u?t=1>\r\n');
  for (const text of Object.values(body)) expect(mail).toContain(Buffer.from(text.Data).toString('base64'));
});

test('a start that fails half-way says why and ends, with no port left open', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'dynamodb'), 'no folder');
  const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));
  const child = spawn(process.execPath, [launcher, 'alarms', '--data', dir], { stdio: ['ignore', 'ignore', 'pipe'] });
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const ended = once(child, 'exit');
  const said = (await buffer(child.stderr)).toString();
  clearTimeout(late);
  expect([said, await ended]).toEqual([expect.stringContaining('EEXIST'), [1, null]]);
}, 30_000);
