import { setTimeout as pause } from 'node:timers/promises';
import { ChangeMessageVisibilityBatchCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Hide, Tasks } from '../../model/ports.ts';
import type { Task } from '../../model/task.ts';
import { orEmpty } from '../../model/values.ts';

type OutgoingMessage = { readonly group: string; readonly id: string; readonly body: unknown };
/** SQS takes ten messages a batch. */
const batchSize = 10;

/** SQS may refuse some messages of a batch for a moment: they are sent again, at most this many times, after longer and longer pauses. */
const mostTries = 10;
const pauseMs = (tries: number): number => Math.min(25 * 2 ** tries, 1_000) * (0.5 + Math.random());

/** JSON of a message in the characters that SQS takes: others (U+FFFF, and on a laptop all beyond the first plane) are escaped. */
const bodyOf = (body: unknown): string =>
  JSON.stringify(body).replaceAll(/[^ -\ud7ff\ue000-\ufffd]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Sends a batch; returns the refused messages and the reason of the first. */
async function sendBatch(client: SQSClient, queue: string, batch: readonly OutgoingMessage[]) {
  const Entries = batch.map(({ body, group, id }, i) => ({
    Id: String(i),
    MessageBody: bodyOf(body),
    MessageGroupId: group,
    MessageDeduplicationId: id,
  }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
  const refused = Failed.flatMap(({ Id }) => batch[Number(Id)] ?? []);
  return { refused, why: `${orEmpty(Failed[0]?.Code)} ${orEmpty(Failed[0]?.Message)}`.trim() };
}

/** Sends a batch until nothing of it is refused. */
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

export type Queues = {
  readonly tasks: string;
  readonly mail: string;
  /** The queue of the machine that collects a source elsewhere; undefined for every other source, and everywhere on a laptop. */
  readonly elsewhere?: (sourceId: string) => string | undefined;
  /** The queue that this process works off; `tasks` when absent. */
  readonly own?: string;
};

/** FIFO queues: the group of a task is its host, so that there is never more than one connection to a host. */
export function openTasks(client: SQSClient, queues: Queues): Tasks {
  const queueOf = ({ sourceId }: Pick<Task, 'sourceId'>): string => queues.elsewhere?.(sourceId) ?? queues.tasks;
  const send = async (queue: string, messages: readonly OutgoingMessage[]): Promise<void> => {
    for (const batch of batchesOf(messages)) await sendAll(client, queue, batch);
  };
  const hideIn =
    (queue: string): Hide =>
    async (messages, seconds) => {
      for (const batch of batchesOf(messages)) {
        const Entries = batch.map(({ receiptHandle }, i) => ({ Id: String(i), ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries })).catch(() => {});
      }
    };
  return {
    hide: hideIn(queues.own ?? queues.tasks),
    hideMail: hideIn(queues.mail),
    async send(tasks) {
      for (const [queue, some] of Map.groupBy(tasks, queueOf))
        await send(
          queue,
          some.map((task) => ({ group: new URL(task.url).host.replace(/[^\w.-]/g, '_').slice(0, 128), id: task.id, body: task })),
        );
    },
    sendConfirmation: (task) =>
      send(queues.mail, [{ group: task.confirm, id: `confirm-${task.confirm}-${Date.parse(task.at)}`, body: task }]),
    sendErasure: (task) => send(queues.mail, [{ group: task.erase, id: `erase-${task.erase}-${Date.parse(task.at)}`, body: task }]),
    sendMail: (deliveries) =>
      send(
        queues.mail,
        deliveries.map(({ again = '', ...body }) => ({
          group: body.reader,
          id: `${body.period}-${body.reader}-${again}`.replaceAll(/[^\w:.-]/g, ''),
          body,
        })),
      ),
  };
}
