import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Tasks } from '../model/ports.ts';

type Message = { readonly group: string; readonly id: string; readonly body: unknown };
/** SQS takes ten messages a batch. */
const batchSize = 10;

/** FIFO queues: the group of a task is its host, so that one connection per host holds by construction. */
export function openTasks(client: SQSClient, queues: { readonly tasks: string; readonly mail: string }): Tasks {
  const send = async (queue: string, messages: readonly Message[]): Promise<void> => {
    for (let from = 0; from < messages.length; from += batchSize) {
      const batch = messages.slice(from, from + batchSize);
      const answer = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queue,
          Entries: batch.map((message, i) => ({
            Id: String(i),
            MessageBody: JSON.stringify(message.body),
            MessageGroupId: message.group,
            MessageDeduplicationId: message.id,
          })),
        }),
      );
      const failed = answer.Failed?.[0];
      if (failed) throw new Error(`queue refused a task: ${failed.Code ?? ''} ${failed.Message ?? ''}`);
    }
  };
  return {
    send: (tasks) =>
      send(
        queues.tasks,
        tasks.map((task) => ({ group: new URL(task.url).host.replace(/[^\w.-]/g, '_').slice(0, 128), id: task.id, body: task })),
      ),
    sendMail: (deliveries) =>
      send(
        queues.mail,
        deliveries.map(({ week, reader, again = '' }) => ({ group: reader, id: `${week}-${reader}-${again}`, body: { week, reader } })),
      ),
  };
}
