import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, onTestFinished, test } from 'vitest';
import { MailRefused } from '../../shared/model/errors.ts';
import { openMailer } from '../../shared/store/aws/mail.ts';
import { patience } from '../../shared/store/aws/patience.ts';

/** What the mail service of a deployed instance answers, or does not: refused is what surely did not go out; of all else nobody knows, and it is asked for once. */

/** In seconds: so long that only what never comes reaches it, on a slow machine too. */
const deadline = 3;
const sent = (response: ServerResponse): void => void response.end('{"MessageId":"1"}');
const failed = (status: number, name: string) => (response: ServerResponse) =>
  void response.writeHead(status, { 'x-amzn-errortype': name }).end('{"message":"no"}');

type Answer = (response: ServerResponse, late: Promise<void>) => unknown;
const answers: readonly (readonly [name: string, answer: Answer, came: 'sent' | 'refused' | 'unknown'])[] = [
  ['an answer', sent, 'sent'],
  ['one that comes after the deadline', (response, late) => late.then(() => sent(response)), 'unknown'],
  [
    'one that is cut',
    (response) => response.writeHead(200, { 'content-length': '17' }).write('{"Mess', () => response.destroy()),
    'unknown',
  ],
  ['one that is lost', (response) => response.destroy(), 'unknown'],
  ['trouble of the service', failed(503, 'ServiceUnavailable'), 'unknown'],
  ['too many', failed(429, 'TooManyRequestsException'), 'refused'],
  ['a wrong request', failed(400, 'MessageRejected'), 'refused'],
];

test.each(answers)('%s', async (_, answer, came) => {
  let asked = 0;
  const late = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().once('end', () => answer(response, late.promise));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const client = new SESv2Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
    ...patience(deadline),
  });
  const mail = { from: 'digest@example.org', to: 'reader@example.org', subject: '周报', text: '正文', html: '<p>正文</p>', headers: {} };
  const told = await openMailer(client)
    .send(mail)
    .then(
      () => 'sent',
      (error: unknown) => (error instanceof MailRefused ? 'refused' : 'unknown'),
    );
  // A late answer finds nobody who waits for it.
  late.resolve();
  await sleep(100);
  expect([told, asked]).toEqual([came, 1]);
});
