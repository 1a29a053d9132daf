import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import {
  type DeadLetterQueue,
  type DeadLetters,
  type DeadLetterUrls,
  type DeadMessage,
  deadLetterQueues,
  type HeldMessage,
} from '../../model/dead-message.ts';
import { failureKey } from '../../model/table.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import type { Table } from '../table.ts';

type Held = { readonly handle: string; readonly group?: string; readonly attributes: Readonly<Record<string, MessageAttributeValue>> };

const heldSeconds = 60;
/** As long as SQS keeps dead letters. */
const keptSeconds = 14 * 86_400;

/** Those that somebody holds count too: they wait as well. */
const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/** Names under which Lambda, EventBridge and its scheduler say why they gave a call up. */
const reasonNames = ['ErrorMessage', 'ERROR_MESSAGE', 'ErrorCode', 'ERROR_CODE'] as const;

const saidBy = (attributes: Readonly<Record<string, MessageAttributeValue>>): string | undefined =>
  reasonNames.map((name) => attributes[name]?.StringValue).find((said) => said !== undefined);

const redrivesOf = (attributes: Readonly<Record<string, MessageAttributeValue>>): number =>
  Number(attributes['redrives']?.StringValue ?? 0);

/** The instant of a timestamp in milliseconds; undefined where a service gives none. */
function instantOf(stamp: string | undefined): string | undefined {
  const time = new Date(Number(stamp));
  return Number(stamp) > 0 && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

function heldMessage(queue: DeadLetterQueue, message: Message, reason: string | undefined): HeldMessage {
  const { MessageAttributes: attributes = {}, Attributes = {} } = message;
  const held: Held = { handle: orEmpty(message.ReceiptHandle), attributes, ...opt('group', Attributes.MessageGroupId) };
  return {
    queue,
    id: orEmpty(message.MessageId),
    body: orEmpty(message.Body),
    ...opt('at', instantOf(Attributes.SentTimestamp)),
    redrives: redrivesOf(attributes),
    ...opt('reason', reason),
    held,
  };
}

/**
 * The message as it goes back: in its group, with a count of how often that happened. Its deduplication id is made of its own id: its old one would be swallowed by
 * SQS when it failed for good within five minutes, and the same one twice (a crash before the deletion) is taken once.
 */
function entryOf({ id, body, redrives, held }: HeldMessage, n: number) {
  const { group, attributes } = held as Held;
  return {
    Id: String(n),
    MessageBody: body,
    MessageAttributes: { ...attributes, redrives: { DataType: 'Number', StringValue: String(redrives + 1) } },
    ...(group === undefined ? {} : { MessageGroupId: group, MessageDeduplicationId: sha256(`redrive ${id}`) }),
  };
}

/** Dead letters of the queues at these addresses, with the reasons that the functions kept in the table. */
export function openDeadLetters(client: SQSClient, urls: DeadLetterUrls, table: Table): DeadLetters {
  const deadOf = (queue: DeadLetterQueue): string => orEmpty(urls[queue]?.dead);
  const receive = async (queue: DeadLetterQueue, most: number, hidden: number): Promise<readonly HeldMessage[]> => {
    const asked = { QueueUrl: deadOf(queue), MaxNumberOfMessages: Math.min(10, most), VisibilityTimeout: hidden };
    const all = { MessageSystemAttributeNames: ['All' as const], MessageAttributeNames: ['All'] };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ ...asked, ...all }));
    const kept = await table.getMany(Messages.map(({ MessageId }) => failureKey(orEmpty(MessageId))));
    return Messages.map((message, n) => {
      const { reason } = (kept[n] ?? {}) as { readonly reason?: string };
      return heldMessage(queue, message, reason ?? saidBy(message.MessageAttributes ?? {}));
    });
  };
  const countIn = async (QueueUrl: string): Promise<number> => {
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counted] }));
    return counted.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };
  return {
    queues: async () => deadLetterQueues.filter((queue) => urls[queue] !== undefined),
    count: (queue) => countIn(deadOf(queue)),
    waiting: async (queue) => (urls[queue]?.live === undefined ? 0 : countIn(urls[queue].live)),
    async peek(queue, most) {
      return (await receive(queue, most, 0)).map(({ held: _held, ...message }): DeadMessage => message);
    },
    hold: (queue) => receive(queue, 10, heldSeconds),
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
      const Entries = messages.map(({ held }, n) => ({ Id: String(n), ReceiptHandle: (held as Held).handle }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: deadOf(first.queue), Entries }));
      if (Failed.length > 0)
        throw new Error(`${Failed.length} dead letters were sent again and not removed: ${orEmpty(Failed[0]?.Message)}`);
    },
    async explain(messageId, { at, reason }) {
      const ttl = Math.floor(Date.parse(at) / 1000) + keptSeconds;
      await table.put({ ...failureKey(messageId), value: { reason: reason.slice(0, 500), at }, ttl }, 'none');
    },
  };
}
