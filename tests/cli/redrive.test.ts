import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { orEmpty } from '../../shared/model/values.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { reported } from '../faults/report.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { standStack } from '../support/described-stack.ts';
import { openAwsGround } from '../support/emulated/ground.ts';
import { bounceBody, type SqsEvent, schedulerEvent } from '../support/lambda-events.ts';

let bench: Bench;
let sqs: SQSClient;
let stack: { close(): Promise<void> };
beforeAll(async () => {
  bench = await openBench(undefined, { groundOf: openAwsGround });
  stack = await standStack();
  sqs = new SQSClient({});
});
afterAll(async () => {
  await stack.close();
  await bench.close();
});

const now = '2026-11-28T09:00:00+08:00';
const redrive = (...args: readonly string[]) => command('redrive', ...args, '--stack', 'Hongtou', '--now', now);
const taskOf = (n: number) => ({ kind: 'page', id: `t${n}`, sourceId: 'sample', url: `http://a.example/${n}.html` });

/** Puts a message among the dead letters, as SQS and the services of AWS do. */
async function bury(variable: string, body: unknown, said: Readonly<Record<string, string>> = {}, group = 'a.example'): Promise<string> {
  const url = orEmpty(process.env[variable]);
  const fifo = url.endsWith('.fifo') ? { MessageGroupId: group, MessageDeduplicationId: JSON.stringify(body).slice(0, 80) } : {};
  const attributes = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
  const sent = await sqs.send(
    new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body), MessageAttributes: attributes, ...fifo }),
  );
  return orEmpty(sent.MessageId);
}

test('dead letters are listed with what they ask, since when and why, go back once in their order, and are gone', async () => {
  const quiet = await redrive('--list');
  expect([quiet.status, quiet.out]).toEqual([0, 'tasks: no dead letters\nmail: no dead letters\nundelivered: no dead letters\n']);

  const failed = {
    messageId: await bury('TASK_DEAD_LETTERS_URL', { ...taskOf(1), kind: 'neither' }),
    body: '{"kind":"neither"}',
    receiptHandle: '',
  };
  await bury('TASK_DEAD_LETTERS_URL', taskOf(2));
  await bury('TASK_DEAD_LETTERS_URL', taskOf(3), {}, 'b.example');
  await bury('UNDELIVERED_URL', JSON.parse(bounceBody('reader@example.org')), { ErrorMessage: 'the table did not answer' });
  await bury('UNDELIVERED_URL', schedulerEvent('IndexChanges'), { ERROR_CODE: 'Lambda.TooManyRequestsException' });
  await bury('UNDELIVERED_URL', { what: 'nobody knows' });
  await bench.within({ now }, async (context) => {
    await confirmSubscriber(await addSubscriber('reader@example.org', context), context);
    // The function keeps why a message failed; a message that it never saw fail says nothing.
    await collectBatch({ Records: [failed] }, context, () => {});
  });

  const told = await redrive('--list', '--json');
  const [tasks, , undelivered] = JSON.parse(told.out);
  expect(tasks).toMatchObject({ queue: 'tasks', count: 3 });
  expect(tasks.messages[0]).toMatchObject({ id: failed.messageId, redrives: 0, reason: expect.stringContaining('kind') });
  reported(17, {
    withReason: tasks.messages.filter(({ id, reason }: { id: string; reason?: string }) => id === failed.messageId && reason).length,
  });
  expect(tasks.messages[1]).toMatchObject({ asks: 'page of sample: http://a.example/3.html' });
  const reasons = undelivered.messages.map(({ asks, reason }: { asks: string; reason?: string }) => `${asks}: ${reason}`);
  expect(reasons).toEqual([
    'a report of the mail service: the table did not answer',
    'a call of the schedule IndexChanges: Lambda.TooManyRequestsException',
    'an unknown message: {"what":"nobody knows"}: undefined',
  ]);
  expect((await redrive('--list')).out).toContain('it did not say why');

  // A service that does not say when a message was sent, as some emulators: nothing is dated 1970.
  const ask = SQSClient.prototype.send as (command: unknown) => Promise<{ Messages?: { Attributes?: Record<string, string> }[] }>;
  const silent = vi.spyOn(SQSClient.prototype, 'send').mockImplementation(async function (this: SQSClient, asked: unknown) {
    const answer = await ask.call(this, asked);
    for (const { Attributes } of answer.Messages ?? []) delete Attributes?.['SentTimestamp'];
    return answer;
  } as typeof SQSClient.prototype.send);
  const undated = [await redrive('--list'), await redrive('--list', '--json')];
  silent.mockRestore();
  expect(undated[0]?.out).toMatch(/^nobody knows since when +page of sample: http:..a.example.3.html +0$/m);
  for (const { out } of undated) expect(out).not.toContain('1970');

  const done = await redrive('--json');
  expect([done.status, JSON.parse(done.out)]).toEqual([
    3,
    [
      { queue: 'tasks', sent: 3, read: 0, cleared: 0, left: 0 },
      { queue: 'mail', sent: 0, read: 0, cleared: 0, left: 0 },
      { queue: 'undelivered', sent: 0, read: 1, cleared: 1, left: 1 },
    ],
  ]);
  await bench.within({ now }, async (context) =>
    expect(await subscriberOf('reader@example.org', context)).toMatchObject({ state: 'suppressed' }),
  );
  const back: string[] = [];
  const again: (string | undefined)[] = [];
  await bench.drain(
    'tasks',
    async ({ Records }) => {
      back.push(...Records.map(({ body }) => JSON.parse(body).id));
      for (const each of Records as SqsEvent['Records']) {
        const { stringValue, StringValue } = (each.messageAttributes['redrives'] ?? {}) as Readonly<Record<string, string | undefined>>;
        again.push(stringValue ?? StringValue);
      }
    },
    { concurrency: 1 },
  );
  expect(back.filter((id) => id !== 't3')).toEqual(['t1', 't2']);
  expect(again).toEqual(['1', '1', '1']);
  expect((await redrive('--queue', 'tasks')).out).toBe('tasks: 0 sent again\n');
  expect((await redrive('--queue', 'feedback')).status).toBe(2);
});
