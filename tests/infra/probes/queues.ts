import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { openTasks } from '../../../shared/store/aws/queues.ts';
import { outcome, type Probe, type Services } from './probe.ts';

const take = (sqs: SQSClient, queue: string, more: { MaxNumberOfMessages?: number; VisibilityTimeout?: number } = {}) =>
  sqs
    .send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 0, VisibilityTimeout: 30, ...more }))
    .then(({ Messages = [] }) => Messages);
const sent = (sqs: SQSClient, queue: string, group: string, body: string, id = `${group} ${body}`.replace(/\W/g, '-')) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body, MessageGroupId: group, MessageDeduplicationId: id }));
/** Takes everything that is visible and deletes it, for the next probe. */
async function clear({ sqs, tasks }: Services): Promise<void> {
  for (
    let left = await take(sqs, tasks, { MaxNumberOfMessages: 10 });
    left.length > 0;
    left = await take(sqs, tasks, { MaxNumberOfMessages: 10 })
  )
    for (const { ReceiptHandle } of left) await sqs.send(new DeleteMessageCommand({ QueueUrl: tasks, ReceiptHandle }));
}

export const queueProbes: readonly Probe[] = [
  {
    name: 'queue: while a message of a group is worked on, no other of the group is given out',
    aws: '["b1"]',
    ask: async (services) => {
      const { sqs, tasks } = services;
      await sent(sqs, tasks, 'a', 'a1');
      const [first] = await take(sqs, tasks, { MaxNumberOfMessages: 1 });
      await sent(sqs, tasks, 'a', 'a2');
      await sent(sqs, tasks, 'b', 'b1');
      const second = await take(sqs, tasks, { MaxNumberOfMessages: 10 });
      for (const { ReceiptHandle } of [first, ...second].flatMap((each) => each ?? []))
        await sqs.send(new DeleteMessageCommand({ QueueUrl: tasks, ReceiptHandle }));
      await clear(services);
      return JSON.stringify(second.map(({ Body }) => Body));
    },
  },
  {
    name: 'queue: several messages of one group come in one batch, in their order',
    aws: '["c1","c2","c3"]',
    ask: async (services) => {
      const { sqs, tasks } = services;
      for (const body of ['c1', 'c2', 'c3']) await sent(sqs, tasks, 'c', body);
      const got = await take(sqs, tasks, { MaxNumberOfMessages: 10 });
      for (const { ReceiptHandle } of got) await sqs.send(new DeleteMessageCommand({ QueueUrl: tasks, ReceiptHandle }));
      await clear(services);
      return JSON.stringify(got.map(({ Body }) => Body));
    },
  },
  {
    name: 'queue: a second message of the same deduplication id is taken and dropped',
    aws: '1',
    ask: async (services) => {
      const { sqs, tasks } = services;
      await sent(sqs, tasks, 'd', 'one', 'dedup');
      await sent(sqs, tasks, 'd', 'two', 'dedup');
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: tasks, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      await clear(services);
      return Attributes?.['ApproximateNumberOfMessages'];
    },
  },
  {
    name: 'queue: a message that is given back comes again, with a higher count',
    aws: '["1","2"]',
    ask: async (services) => {
      const { sqs, tasks } = services;
      await sent(sqs, tasks, 'e', 'e1');
      const counts: (string | undefined)[] = [];
      for (let turn = 0; turn < 2; turn += 1) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: tasks, MessageSystemAttributeNames: ['ApproximateReceiveCount'], VisibilityTimeout: 30 }),
        );
        counts.push(Messages[0]?.Attributes?.['ApproximateReceiveCount']);
        const { ReceiptHandle } = Messages[0] ?? {};
        await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: tasks, ReceiptHandle, VisibilityTimeout: 0 }));
      }
      await clear(services);
      return JSON.stringify(counts);
    },
  },
  {
    name: 'queue: after five tries a message is a dead letter',
    aws: '5 0',
    ask: async (services) => {
      const { sqs, tasks } = services;
      await sent(sqs, tasks, 'f', 'poison');
      let tries = 0;
      for (let got = await take(sqs, tasks); got.length > 0 && tries < 9; got = await take(sqs, tasks)) {
        tries += 1;
        await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: tasks, ReceiptHandle: got[0]?.ReceiptHandle, VisibilityTimeout: 0 }));
      }
      const left = await take(sqs, tasks);
      await clear(services);
      return `${tries} ${left.length}`;
    },
  },
  {
    name: 'queue: ten messages in one request, and deleted in one',
    aws: '10 10',
    ask: async (services) => {
      const { sqs, tasks } = services;
      const { Successful = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: tasks,
          Entries: Array.from({ length: 10 }, (_, n) => ({
            Id: String(n),
            MessageBody: `g${n}`,
            MessageGroupId: `g${n}`,
            MessageDeduplicationId: `batch-${n}`,
          })),
        }),
      );
      const got = await take(sqs, tasks, { MaxNumberOfMessages: 10 });
      const Entries = got.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
      const { Successful: removed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: tasks, Entries }));
      await clear(services);
      return `${Successful.length} ${removed.length}`;
    },
  },
  {
    name: 'queue: a FIFO queue takes no message without a group',
    aws: 'MissingParameter',
    ask: ({ sqs, tasks }) => outcome(sqs.send(new SendMessageCommand({ QueueUrl: tasks, MessageBody: 'x', MessageDeduplicationId: 'x' }))),
  },
  {
    name: 'queue: tasks of the adapter arrive with their host as group',
    aws: '["site.example"]',
    ask: async (services) => {
      const { sqs, tasks, mail } = services;
      const task = { id: 't1', kind: 'listing', source: 's', list: 0, url: 'https://site.example/x', at: '2026-11-25T00:00:00.000Z' };
      await openTasks(sqs, { tasks, mail }).send([task as never]);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: tasks, MessageSystemAttributeNames: ['MessageGroupId'], VisibilityTimeout: 30 }),
      );
      for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl: tasks, ReceiptHandle }));
      return JSON.stringify(Messages.map(({ Attributes }) => Attributes?.['MessageGroupId']));
    },
  },
];
