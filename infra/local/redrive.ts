import { createHash } from 'node:crypto';
import { call, type Endpoint } from './service-call.ts';
import type { SqsMessage } from './sqs-event.ts';

export type Redrive = { readonly endpoint: Endpoint; readonly from: string; readonly to: string };

/**
 * Moves the messages of a dead-letter queue back, in order; returns how many. Each is sent before it is deleted, under a deduplication id of its own: after a crash
 * between the two a second redrive sends nothing twice. (The emulator has no StartMessageMoveTask.)
 */
export async function redrive({ endpoint, from, to }: Redrive): Promise<number> {
  let moved = 0;
  for (;;) {
    const { Messages = [] } = await call<{ Messages?: SqsMessage[] }>('sqs', endpoint, 'ReceiveMessage', {
      QueueUrl: from,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 30,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    if (Messages.length === 0) return moved;
    for (const message of Messages) {
      await call('sqs', endpoint, 'SendMessage', {
        QueueUrl: to,
        MessageBody: message.Body,
        ...addressing(message),
        MessageAttributes: attributes(message),
      });
      await call('sqs', endpoint, 'DeleteMessage', { QueueUrl: from, ReceiptHandle: message.ReceiptHandle });
      moved += 1;
    }
  }
}

function addressing({ MessageId, Attributes = {} }: SqsMessage): Readonly<Record<string, string>> {
  const group = Attributes['MessageGroupId'];
  if (group === undefined) return {};
  return { MessageGroupId: group, MessageDeduplicationId: createHash('sha256').update(`redrive ${MessageId}`).digest('hex') };
}

type Attribute = { readonly DataType: string; readonly StringValue?: string };

/** The body of the message, and how often it has been sent back. */
function attributes({ MessageAttributes = {} }: SqsMessage): Readonly<Record<string, unknown>> {
  const before = MessageAttributes['redrives'] as Attribute | undefined;
  return { ...MessageAttributes, redrives: { DataType: 'Number', StringValue: String(Number(before?.StringValue ?? 0) + 1) } };
}
