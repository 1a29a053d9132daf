import { DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OwnQueue } from '../../model/ports.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { patience } from './patience.ts';

/** Hides what was received until whoever works on it holds it: a machine that is switched off then gives it back within this time. */
const heldSeconds = 60;

const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** The queue that this process works off itself, where no Lambda does. */
export function openOwnQueue(url: string): OwnQueue {
  const client = new SQSClient(patience(30));
  return {
    async receive(most, waitSeconds) {
      const asked = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: heldSeconds,
        // Its newer name is unknown to Debian's moto.
        AttributeNames: ['All'],
      });
      const { Messages = [] } = await client.send(asked);
      return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes = {} }) => ({
        messageId: orEmpty(MessageId),
        receiptHandle: orEmpty(ReceiptHandle),
        body: orEmpty(Body),
        attributes: {
          ...opt('MessageGroupId', Attributes.MessageGroupId),
          ...opt('ApproximateReceiveCount', Attributes.ApproximateReceiveCount),
        },
      }));
    },
    async remove(messages) {
      if (messages.length === 0) return;
      const Entries = messages.map(({ receiptHandle }, n) => ({ Id: String(n), ReceiptHandle: receiptHandle }));
      // What was given to another machine meanwhile is not removed: it is done twice, which is harmless.
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    },
    async waiting() {
      const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counted] }));
      return counted.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
  };
}
