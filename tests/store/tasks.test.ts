import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { openTasks } from '../../shared/store/aws/queues.ts';

type Sent = { readonly Id: string; readonly MessageDeduplicationId: string };

/** A queue on a loopback port, spoken to by the real client, that refuses entries as told. */
async function openQueue(refuses: (entry: Sent, tries: number) => boolean) {
  const taken: string[] = [];
  const tries = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { Entries } = JSON.parse(body) as { Entries: readonly Sent[] };
    const Failed: object[] = [];
    const Successful: object[] = [];
    for (const entry of Entries) {
      const { Id, MessageDeduplicationId: id } = entry;
      tries.set(id, (tries.get(id) ?? 0) + 1);
      if (refuses(entry, tries.get(id) ?? 0)) Failed.push({ Id, Code: 'InternalError', Message: 'try again', SenderFault: false });
      else {
        taken.push(id);
        Successful.push({ Id, MessageId: id, MD5OfMessageBody: '' });
      }
    }
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Failed, Successful }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    md5: false,
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { tasks: openTasks(client, { tasks: `${endpoint}/1/tasks.fifo`, mail: `${endpoint}/1/mail.fifo` }), taken };
}

const pages = Array.from({ length: 37 }, (_, n) => ({
  kind: 'page' as const,
  id: `task-${n}`,
  sourceId: 'sample',
  url: `http://site-${n % 3}.example/${n}`,
}));

test('what a queue refuses for a moment is sent again, and each task is taken once', async () => {
  const { tasks, taken } = await openQueue(({ MessageDeduplicationId: id }, tries) => tries <= Number(id.slice(5)) % 4);
  await tasks.send(pages);
  expect(taken.toSorted()).toEqual(pages.map(({ id }) => id).toSorted());
});

test('what is refused again and again fails by name, and costs no other task', async () => {
  const { tasks, taken } = await openQueue(({ MessageDeduplicationId: id }) => id === 'task-3');
  await expect(tasks.send(pages.slice(0, 10))).rejects.toThrow('queue refused 1 of 10 tasks 10 times: InternalError try again');
  expect(taken).toHaveLength(9);
});
