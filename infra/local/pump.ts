import { setTimeout as sleep } from 'node:timers/promises';
import { CallError, call, type Endpoint, region } from './call.ts';
import { eventOf, type Message, type QueueHandler } from './event.ts';

export type Pumped = { readonly done: number; readonly failed: number };

export type PumpOptions = {
  /** Of the objects-and-queues emulator. */
  readonly endpoint: Endpoint;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly handler: QueueHandler;
  /** Messages worked on at once, each of another message group. */
  readonly concurrency: number;
  /** Ends when the queue holds nothing, visible or in flight. Else when the signal says so. */
  readonly untilEmpty: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (pumped: Pumped) => void;
  readonly log: (line: string) => void;
};

// Short, and extended while the handler works: the messages of a process that dies come back within a minute, whatever the template's
// visibility (which has to cover a whole batch of the slowest run).
const visibilitySeconds = 60;
const beatMilliseconds = 20_000;

/**
 * Works a queue off as an event source mapping would, one message a call: done ones are deleted, failed ones become visible at once and
 * come again until the queue's maxReceiveCount sends them to the dead letters.
 */
export async function pump(options: PumpOptions): Promise<Pumped> {
  const active = new Set<Promise<void>>();
  let pumped: Pumped = { done: 0, failed: 0 };
  const settle = (succeeded: boolean): void => {
    pumped = succeeded ? { ...pumped, done: pumped.done + 1 } : { ...pumped, failed: pumped.failed + 1 };
    options.onProgress?.(pumped);
  };
  const start = (message: Message): void => {
    const working = work(message, options).then(settle);
    active.add(working);
    void working.finally(() => active.delete(working)).catch(() => {});
  };
  while (!options.signal?.aborted) {
    const messages = await receive(options, Math.min(10, options.concurrency - active.size), active.size === 0 ? 1 : 0);
    messages.forEach(start);
    if (messages.length > 0 && active.size < options.concurrency) continue;
    if (active.size > 0) await Promise.race([...active, ...(active.size < options.concurrency ? [sleep(25)] : [])]);
    else if (options.untilEmpty && (await isEmpty(options))) break;
  }
  await Promise.all(active);
  return pumped;
}

async function receive({ endpoint, queueUrl, untilEmpty }: PumpOptions, count: number, wait: number): Promise<readonly Message[]> {
  const { Messages = [] } = await call<{ Messages?: Message[] }>('sqs', endpoint, 'ReceiveMessage', {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: count,
    VisibilityTimeout: visibilitySeconds,
    // A queue that is to be emptied is asked whether it is empty before it is waited for.
    WaitTimeSeconds: untilEmpty ? 0 : wait,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return Messages;
}

/** True when the handler took the message. */
async function work(message: Message, options: PumpOptions): Promise<boolean> {
  const change = (seconds: number): Promise<unknown> =>
    call('sqs', options.endpoint, 'ChangeMessageVisibility', {
      QueueUrl: options.queueUrl,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: seconds,
    });
  const remove = (): Promise<unknown> =>
    call('sqs', options.endpoint, 'DeleteMessage', { QueueUrl: options.queueUrl, ReceiptHandle: message.ReceiptHandle });
  const beat = setInterval(() => void change(visibilitySeconds).catch(() => {}), beatMilliseconds);
  try {
    const succeeded = await handle(message, options);
    await (succeeded ? remove() : change(0)).catch((error: unknown) => {
      // The message was given to somebody else in the meantime: it comes again, and doing it twice is harmless.
      if (!(error instanceof CallError)) throw error;
      options.log(`${options.queueArn}: ${message.MessageId} was taken back: ${error.message}`);
    });
    return succeeded;
  } finally {
    clearInterval(beat);
  }
}

async function handle(message: Message, { handler, queueArn, log }: PumpOptions): Promise<boolean> {
  try {
    const response = await handler(eventOf([message], queueArn, region));
    return !response?.batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === message.MessageId);
  } catch (error) {
    log(`${queueArn}: ${message.MessageId} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}

const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'];

async function isEmpty({ endpoint, queueUrl }: PumpOptions): Promise<boolean> {
  const { Attributes } = await call<{ Attributes: Record<string, string> }>('sqs', endpoint, 'GetQueueAttributes', {
    QueueUrl: queueUrl,
    AttributeNames: counts,
  });
  if (counts.every((name) => Attributes[name] === '0')) return true;
  await sleep(50);
  return false;
}
