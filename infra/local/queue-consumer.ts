import { setTimeout as sleep } from 'node:timers/promises';
import { CallError, call, type Endpoint, region } from './service-call.ts';
import { eventOf, type QueueHandler, type SqsMessage } from './sqs-event.ts';

type RefusedEntry = { readonly Id: string; readonly Message?: string };
export type ConsumedCounts = { readonly done: number; readonly failed: number };

export type ConsumerOptions = {
  /** Address of the objects-and-queues emulator. */
  readonly endpoint: Endpoint;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly handler: QueueHandler;
  /** Groups of messages that are worked on at a time. */
  readonly concurrency: number;
  /** Most messages of one call of the handler. */
  readonly batchSize: number;
  /** Seconds for which an unanswered message is hidden. */
  readonly visibility: number;
  /** Ends when the queue is empty, of visible messages and others. Else when the signal says so. */
  readonly untilEmpty: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (pumped: ConsumedCounts) => void;
  readonly log: (line: string) => void;
};

/**
 * Works a queue off as an event source mapping does: finished messages are deleted, failed ones stay hidden until their visibility is over (which the handler may
 * shorten) and come again until the queue's maxReceiveCount sends them to the dead letters.
 */
export async function consumeQueue(options: ConsumerOptions): Promise<ConsumedCounts> {
  const active = new Set<Promise<void>>();
  let pumped: ConsumedCounts = { done: 0, failed: 0 };
  const settle = (succeeded: boolean): void => {
    pumped = succeeded ? { ...pumped, done: pumped.done + 1 } : { ...pumped, failed: pumped.failed + 1 };
    options.onProgress?.(pumped);
  };
  let busy = 0;
  const start = (groups: readonly (readonly SqsMessage[])[]): void => {
    busy += groups.length;
    const working = workInTurn(groups, options, settle).finally(() => {
      busy -= groups.length;
    });
    active.add(working);
    void working.finally(() => active.delete(working)).catch(() => {});
  };
  while (!options.signal?.aborted) {
    // Of the messages that come no more than `concurrency` groups are worked on at a time: with nothing under way the others wait for their turn here.
    const most = busy === 0 ? options.batchSize : Math.min(options.batchSize, options.concurrency - busy);
    const messages = await receive(options, most, busy === 0 ? 1 : 0);
    if (messages.length > 0) start([...Map.groupBy(messages, groupOf).values()]);
    if (messages.length > 0 && busy < options.concurrency) continue;
    if (busy > 0) await Promise.race([...active, ...(busy < options.concurrency ? [sleep(25)] : [])]);
    else if (options.untilEmpty && (await isEmpty(options))) break;
  }
  await Promise.all(active);
  return pumped;
}

async function receive(
  { endpoint, queueUrl, untilEmpty, visibility }: ConsumerOptions,
  count: number,
  wait: number,
): Promise<readonly SqsMessage[]> {
  const { Messages = [] } = await call<{ Messages?: SqsMessage[] }>('sqs', endpoint, 'ReceiveMessage', {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: count,
    VisibilityTimeout: visibility,
    // A queue that is to be emptied is first asked whether it is empty.
    WaitTimeSeconds: untilEmpty ? 0 : wait,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return Messages;
}

/** The queue gives out no message of a group while another one of it is worked on, so that the messages of a call are side by side by group alone. */
const groupOf = ({ Attributes, MessageId }: SqsMessage): string => Attributes?.['MessageGroupId'] ?? MessageId;

/** Calls the handler with the messages of all groups, or with those of as many groups as may be worked on at a time, one call after the other. */
async function workInTurn(
  groups: readonly (readonly SqsMessage[])[],
  options: ConsumerOptions,
  settle: (succeeded: boolean) => void,
): Promise<void> {
  for (let from = 0; from < groups.length; from += options.concurrency)
    await work(groups.slice(from, from + options.concurrency).flat(), options, settle);
}

/** Calls the handler with a batch, and deletes the finished messages in one request. */
async function work(messages: readonly SqsMessage[], options: ConsumerOptions, settle: (succeeded: boolean) => void): Promise<void> {
  const failed = await handle(messages, options);
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId));
  if (done.length > 0) await remove(done, options);
  for (const { MessageId } of messages) settle(!failed.has(MessageId));
}

/** A message that was given to somebody else meanwhile comes again, and doing it twice is harmless. */
async function remove(done: readonly SqsMessage[], { endpoint, queueUrl, queueArn, log }: ConsumerOptions): Promise<void> {
  const takenBack = (ids: string, why: string): void => log(`${queueArn}: ${ids} was taken back: ${why}`);
  const Entries = done.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
  try {
    const { Failed = [] } = await call<{ Failed?: readonly RefusedEntry[] }>('sqs', endpoint, 'DeleteMessageBatch', {
      QueueUrl: queueUrl,
      Entries,
    });
    for (const { Id, Message = '' } of Failed) takenBack(done[Number(Id)]?.MessageId ?? Id, Message);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    takenBack(done.map(({ MessageId }) => MessageId).join(', '), error.message);
  }
}

/** Ids of the messages that failed: all of them when the handler throws. */
async function handle(messages: readonly SqsMessage[], { handler, queueArn, log }: ConsumerOptions): Promise<ReadonlySet<string>> {
  try {
    const response = await handler(eventOf(messages, queueArn, region));
    return new Set((response?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`${queueArn}: ${messages.map(({ MessageId }) => MessageId).join(', ')} failed: ${said}`);
    return new Set(messages.map(({ MessageId }) => MessageId));
  }
}

const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'];

async function isEmpty({ endpoint, queueUrl }: ConsumerOptions): Promise<boolean> {
  const { Attributes } = await call<{ Attributes: Record<string, string> }>('sqs', endpoint, 'GetQueueAttributes', {
    QueueUrl: queueUrl,
    AttributeNames: counts,
  });
  if (counts.every((name) => Attributes[name] === '0')) return true;
  await sleep(50);
  return false;
}
