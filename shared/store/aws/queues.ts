import { setTimeout as pause } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  type DeadLetterQueue,
  type DeadLetters,
  type DeadLetterUrls,
  type DeadMessage,
  deadLetterQueues,
  type HeldMessage,
} from '../../model/alarm.ts';
import type { Hide, OwnQueue, QueueMessage, Tasks } from '../../model/ports.ts';
import { failureKey } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import { opt, orEmpty, sum } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { type OutgoingMessage, openSending } from '../sending.ts';
import { explainIn, type Table } from '../table.ts';
import { patience } from './patience.ts';

const batchSize = 10;

/** SQS may refuse some messages of a batch for a moment: they are sent again, at most this many times, after longer and longer pauses. */
const mostTries = 10;
const pauseMs = (tries: number): number => Math.min(25 * 2 ** tries, 1_000) * (0.5 + Math.random());

/** JSON of a message in the characters that SQS takes: others (U+FFFF, and on a laptop all beyond the first plane) are escaped. */
const bodyOf = (body: unknown): string =>
  JSON.stringify(body).replaceAll(/[^ -\ud7ff\ue000-\ufffd]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function sendBatch(client: SQSClient, queue: string, batch: readonly OutgoingMessage[]) {
  const Entries = batch.map(({ body, group, id }, i) => ({
    Id: String(i),
    MessageBody: bodyOf(body),
    MessageGroupId: group.replace(/[^\w.-]/g, '_').slice(0, 128),
    MessageDeduplicationId: id,
  }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
  const refused = Failed.flatMap(({ Id }) => batch[Number(Id)] ?? []);
  return { refused, why: `${orEmpty(Failed[0]?.Code)} ${orEmpty(Failed[0]?.Message)}`.trim() };
}

async function sendAll(client: SQSClient, queue: string, batch: readonly OutgoingMessage[]): Promise<void> {
  let left = batch;
  for (let tries = 1; ; tries += 1) {
    const { refused, why } = await sendBatch(client, queue, left);
    if (refused.length === 0) return;
    if (tries === mostTries) throw new Error(`queue refused ${refused.length} of ${batch.length} tasks ${mostTries} times: ${why}`);
    left = refused;
    await pause(pauseMs(tries));
  }
}

const batchesOf = <Message>(messages: readonly Message[]): readonly (readonly Message[])[] =>
  Array.from({ length: Math.ceil(messages.length / batchSize) }, (_, i) => messages.slice(i * batchSize, (i + 1) * batchSize));

const handlesOf = (messages: readonly QueueMessage[]) =>
  messages.map(({ receiptHandle }, n) => ({ Id: String(n), ReceiptHandle: receiptHandle }));

type Queues = {
  readonly tasks: string;
  readonly mail: string;
  readonly elsewhere?: (sourceId: string) => string | undefined;
  readonly own?: string;
};

/** FIFO queues of SQS. */
export function openTasks(client: SQSClient, queues: Queues): Tasks {
  const queueOf = ({ sourceId }: Pick<Task, 'sourceId'>): string => queues.elsewhere?.(sourceId) ?? queues.tasks;
  const send = async (queue: string, messages: readonly OutgoingMessage[]): Promise<void> => {
    for (const batch of batchesOf(messages)) await sendAll(client, queue, batch);
  };
  const hideIn =
    (queue: string): Hide =>
    async (messages, seconds) => {
      for (const batch of batchesOf(messages)) {
        const Entries = handlesOf(batch).map((entry) => ({ ...entry, VisibilityTimeout: seconds }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries })).catch(() => {});
      }
    };
  return {
    hide: hideIn(queues.own ?? queues.tasks),
    hideMail: hideIn(queues.mail),
    ...openSending(async (name, messages) => {
      if (name === 'mail') return send(queues.mail, messages);
      for (const [queue, some] of Map.groupBy(messages, ({ body }) => queueOf(body as Task))) await send(queue, some);
    }),
  };
}

type Hidden = { readonly handle: string; readonly group?: string; readonly attributes: Readonly<Record<string, MessageAttributeValue>> };

const hiddenSeconds = 60;

/** Those that somebody holds count too: they wait as well. */
const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

async function countIn(client: SQSClient, QueueUrl: string, names: readonly QueueAttributeName[]): Promise<number> {
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
  return sum(names, (name) => Number(Attributes[name] ?? 0));
}

/** Names under which Lambda, EventBridge and its scheduler say why they gave a call up. */
const reasonNames = ['ErrorMessage', 'ERROR_MESSAGE', 'ErrorCode', 'ERROR_CODE'] as const;

const saidBy = (attributes: Readonly<Record<string, MessageAttributeValue>>): string | undefined =>
  reasonNames.map((name) => attributes[name]?.StringValue).find((said) => said !== undefined);

const redrivesOf = (attributes: Readonly<Record<string, MessageAttributeValue>>): number =>
  Number(attributes['redrives']?.StringValue ?? 0);

function instantOf(stamp: string | undefined): string | undefined {
  const time = new Date(Number(stamp));
  return Number(stamp) > 0 && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

function hiddenMessage(queue: DeadLetterQueue, message: Message, reason: string | undefined): HeldMessage {
  const { MessageAttributes: attributes = {}, Attributes = {} } = message;
  const hidden: Hidden = { handle: orEmpty(message.ReceiptHandle), attributes, ...opt('group', Attributes.MessageGroupId) };
  return {
    queue,
    id: orEmpty(message.MessageId),
    body: orEmpty(message.Body),
    ...opt('at', instantOf(Attributes.SentTimestamp)),
    redrives: redrivesOf(attributes),
    ...opt('reason', reason),
    held: hidden,
  };
}

/**
 * The message as it goes back: in its group, with a count of how often that happened. Its deduplication id is made of its own id: its old
 * one would be swallowed by SQS when it failed for good within five minutes, and the same one twice (a crash before the deletion) is taken
 * once.
 */
function entryOf({ id, body, redrives, held }: HeldMessage, n: number) {
  const { group, attributes } = held as Hidden;
  return {
    Id: String(n),
    MessageBody: body,
    MessageAttributes: { ...attributes, redrives: { DataType: 'Number', StringValue: String(redrives + 1) } },
    ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: sha256(`redrive ${id}`) }),
  };
}

export function openDeadLetters(client: SQSClient, urls: DeadLetterUrls, table: Table): DeadLetters {
  const deadOf = (queue: DeadLetterQueue): string => orEmpty(urls[queue]?.dead);
  const receive = async (queue: DeadLetterQueue, most: number, hidden: number): Promise<readonly HeldMessage[]> => {
    const request = { QueueUrl: deadOf(queue), MaxNumberOfMessages: Math.min(10, most), VisibilityTimeout: hidden };
    const all = { MessageSystemAttributeNames: ['All' as const], MessageAttributeNames: ['All'] };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ ...request, ...all }));
    const kept = await table.getMany(Messages.map(({ MessageId }) => failureKey(orEmpty(MessageId))));
    return Messages.map((message, n) => {
      const { reason } = (kept[n] ?? {}) as { readonly reason?: string };
      return hiddenMessage(queue, message, reason ?? saidBy(message.MessageAttributes ?? {}));
    });
  };
  return {
    queues: async () => deadLetterQueues.filter((queue) => urls[queue] !== undefined),
    count: (queue) => countIn(client, deadOf(queue), counted),
    waiting: async (queue) => (urls[queue]?.live === undefined ? 0 : countIn(client, urls[queue].live, counted)),
    async peek(queue, most) {
      return (await receive(queue, most, 0)).map(({ held: _held, ...message }): DeadMessage => message);
    },
    hold: (queue) => receive(queue, 10, hiddenSeconds),
    async resend(messages) {
      const [first] = messages;
      const live = first && urls[first.queue]?.live;
      if (live === undefined) return [];
      const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: live, Entries: messages.map(entryOf) }));
      return (sent.Successful ?? []).flatMap(({ Id }) => messages[Number(Id)] ?? []);
    },
    async remove(messages) {
      const [first] = messages;
      if (!first) return;
      const Entries = messages.map(({ held }, n) => ({ Id: String(n), ReceiptHandle: (held as Hidden).handle }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: deadOf(first.queue), Entries }));
      if (Failed.length > 0)
        throw new Error(`${Failed.length} dead letters were sent again and not removed: ${orEmpty(Failed[0]?.Message)}`);
    },
    explain: explainIn(table),
  };
}

const countedOwn = [...counted, 'ApproximateNumberOfMessagesDelayed'] as const;

export function openOwnQueue(url: string): OwnQueue {
  const client = new SQSClient(patience(30));
  return {
    async receive(most, waitSeconds) {
      const request = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: hiddenSeconds,
        // Its newer name is unknown to Debian's moto.
        AttributeNames: ['All'],
      });
      const { Messages = [] } = await client.send(request);
      return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes = {} }) => ({
        messageId: orEmpty(MessageId),
        receiptHandle: orEmpty(ReceiptHandle),
        body: orEmpty(Body),
        attributes: opt({ MessageGroupId: Attributes.MessageGroupId, ApproximateReceiveCount: Attributes.ApproximateReceiveCount }),
      }));
    },
    async remove(messages) {
      if (messages.length === 0) return;
      const Entries = handlesOf(messages);
      // What was given to another machine meanwhile is not removed: it is done twice, which is harmless.
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    },
    waiting: () => countIn(client, url, countedOwn),
  };
}
