import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueHandler, WorkedCounts } from '../../../shared/store/sqlite/queues.ts';
import { type SqsEvent, sqsRecords } from '../lambda-events.ts';
import { queueArn } from './plan.ts';

type Consuming = {
  readonly client: SQSClient;
  readonly url: string;
  readonly handler: (event: SqsEvent) => ReturnType<QueueHandler>;
  readonly batchSize: number;
  /** Seconds for which an unanswered message is hidden. */
  readonly visibility?: number;
  readonly signal?: AbortSignal;
};

const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** Works a queue off until it holds nothing, one call after the other, as an event source mapping does: what a call finishes is deleted, what it names comes again. */
export async function consume({ client, url, handler, batchSize, visibility = 5, signal }: Consuming): Promise<WorkedCounts> {
  let [done, failed] = [0, 0];
  const arn = queueArn(url.slice(url.lastIndexOf('/') + 1));
  const work = async (messages: readonly Message[]): Promise<void> => {
    const answer = await Promise.resolve(handler({ Records: sqsRecords(messages as never, arn) })).then(
      (said) => said?.batchItemFailures ?? [],
      () => messages.map(({ MessageId }) => ({ itemIdentifier: String(MessageId) })),
    );
    const names = new Set(answer.map(({ itemIdentifier }) => itemIdentifier));
    const finished = messages.filter(({ MessageId }) => !names.has(String(MessageId)));
    failed += messages.length - finished.length;
    done += finished.length;
    const Entries = finished.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  };
  while (!signal?.aborted) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: batchSize,
        VisibilityTimeout: visibility,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length > 0) await work(Messages);
    else {
      const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counts] }));
      if (counts.every((name) => Attributes[name] === '0')) break;
      await sleep(50);
    }
  }
  return { done, failed };
}
