import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import { fileSecrets } from '../../shared/net/secret-files.ts';
import { openSender, signatureOf } from '../../shared/net/webhooks.ts';
import { parameterSecrets } from '../../shared/store/aws/parameters.ts';
import { documentedCheck, openReceiver, type Receiver, secret } from '../support/receiver.ts';

const body = '{"test": 2432232314}';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestamp = 1614265330;
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };

const forged: readonly (readonly [string, Record<string, string>, string, number])[] = [
  ['another body', headers, `${body} `, timestamp],
  ['another id', { ...headers, 'webhook-id': 'msg_other' }, body, timestamp],
  ['another time', { ...headers, 'webhook-timestamp': String(timestamp + 1) }, body, timestamp],
  ['sent again six minutes later', headers, body, timestamp + 360],
  ['no signature', { ...headers, 'webhook-signature': '' }, body, timestamp],
  ['another version', { ...headers, 'webhook-signature': signature.replace('v1', 'v2') }, body, timestamp],
  ['no time', { ...headers, 'webhook-timestamp': '' }, body, timestamp],
];

describe('signatures', () => {
  test('are those of the published example of Standard Webhooks', () => {
    expect(signatureOf(secret, { id, timestamp, body })).toBe(signature);
  });

  test('the documented check in JavaScript takes a good one, one of several, and one by a secret of plain text', async () => {
    const verify = await documentedCheck();
    expect(verify(headers, body, secret, timestamp)).toEqual({ test: 2432232314 });
    expect(verify({ ...headers, 'webhook-signature': `v1,AAAA ${signature}` }, body, secret, timestamp)).toEqual({ test: 2432232314 });
    const plain = { ...headers, 'webhook-signature': signatureOf('plain words', { id, timestamp, body }) };
    expect(verify(plain, body, 'plain words', timestamp)).toEqual({ test: 2432232314 });
  });

  test.each(forged)('the documented check in JavaScript refuses %s', async (_, given, text, now) => {
    const verify = await documentedCheck();
    expect(() => verify(given, text, secret, now)).toThrow(/too old|not signed/);
  });

  test('the documented check in Python decides the same', () => {
    const cases = [['good', headers, body, timestamp] as const, ...forged];
    const program = `${readFileSync(new URL('../../docs/examples/verify_webhook.py', import.meta.url), 'utf8')}
import sys
def decide(case):
    try:
        verify(case[1], case[2].encode(), ${JSON.stringify(secret)}, case[3])
        return True
    except ValueError:
        return False
print(json.dumps([decide(case) for case in json.load(sys.stdin)]))`;
    const said = execFileSync('python3', ['-c', program], { input: JSON.stringify(cases) });
    expect(JSON.parse(String(said))).toEqual([true, ...forged.map(() => false)]);
  });
});

const now = (): Date => new Date('2026-11-25T00:00:00Z');
const senderFor = (receivers: readonly Receiver[], deadlineMs = 60_000) =>
  openSender({ fetch: { contact: '', allow: receivers.map(({ pair }) => pair), hosts: {} }, now, deadlineMs });

async function outcomeOf(receiver: Receiver, url = receiver.url, deadlineMs?: number): Promise<string> {
  const sender = senderFor([receiver], deadlineMs);
  try {
    return String((await sender.post({ url, id, secret, body })).status);
  } catch (error) {
    if (error instanceof SourceError) return `${error.trouble}: ${error.detail}`;
    throw error;
  } finally {
    await sender.close();
  }
}

describe('the guard', () => {
  test('no redirect is followed, neither to another port nor to the address of machine secrets', async () => {
    const [receiver, other] = [await openReceiver(), await openReceiver()];
    for (const to of [other.url, 'http://169.254.169.254/latest/meta-data/']) {
      receiver.answer = (response) => void response.writeHead(307, { location: to }).end();
      expect(await outcomeOf(receiver)).toBe('307');
    }
    expect(other.received).toEqual([]);
  });

  test.each(['http://169.254.169.254/', 'http://127.0.0.1:9/', 'https://127.0.0.1/', 'https://[::1]/', 'https://localhost/'])(
    '%s is not dialled',
    async (url) => {
      expect(await outcomeOf(await openReceiver(), url)).toMatch(/^forbidden-address: .*may not be dialled$/);
    },
  );

  test('an answer that never comes ends with the deadline, one that drips counts by its status', async () => {
    const receiver = await openReceiver();
    receiver.answer = () => {};
    expect(await outcomeOf(receiver, receiver.url, 1_500)).toBe('unreachable: deadline passed');
    receiver.answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await outcomeOf(receiver, receiver.url, 1_500)).toBe('200');
  });

  test('an endless answer is not read to its end', async () => {
    const receiver = await openReceiver();
    let sent = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    };
    expect(await outcomeOf(receiver)).toBe('200');
    expect(sent).toBeLessThan(20_000_000);
  });
});

test('a secret of a stack is asked for decrypted, by its name; a parameter that is not there is none, and one that may not be read is an error', async () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { Name } = JSON.parse(body);
      asked.push([request.headers['x-amz-target'], JSON.parse(body)]);
      const type = Name === '/team/hook' ? undefined : Name === 'absent' ? 'ParameterNotFound' : 'AccessDeniedException';
      response.writeHead(type ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(
        JSON.stringify(type ? { __type: type, message: type } : { Parameter: { Name, Type: 'SecureString', Value: `${secret}\n` } }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const environment = {
    AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const secrets = parameterSecrets();
  expect(await secrets.read('/team/hook')).toBe(secret);
  expect(await secrets.read('absent')).toBeUndefined();
  await expect(secrets.read('forbidden')).rejects.toThrow('AccessDenied');
  expect(asked[0]).toEqual(['AmazonSSM.GetParameter', { Name: '/team/hook', WithDecryption: true }]);
});

test('a secret is a file of the folder, without its line end; an empty one is none', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hongtou-secrets-'));
  mkdirSync(join(dir, 'team'));
  writeFileSync(join(dir, 'team/hook'), 'plain words\n');
  writeFileSync(join(dir, 'empty'), '\n');
  const secrets = fileSecrets(dir);
  expect(await secrets.read('team/hook')).toBe('plain words');
  expect([await secrets.isMissing('team/hook'), await secrets.isMissing('empty'), await secrets.isMissing('none')]).toEqual([
    false,
    true,
    true,
  ]);
});
