import { join } from 'node:path';
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { type Emulator, openPort, type Started } from './answering.ts';
import { listInOrder } from './object-listing.ts';
import { openObjectService } from './object-service.ts';
import { keepBytesInFiles } from './objects.ts';
import { openQueueService } from './queue-service.ts';
import { region } from './service-call.ts';

/**
 * S3 and SQS of fauxqs 2.4.1 on one loopback port, stored under `dir`: its stores and its handlers, without its server, which listens on every interface; and with
 * what they lack (object-service.ts), and queues that lose nothing.
 */
export async function startObjectsAndQueues(dir: string, started: Started): Promise<Required<Emulator>> {
  const kept = persistence(dir);
  const [queues, topics, objects] = [new SqsStore(), new SnsStore(), new S3Store()];
  kept.load(queues, topics, objects);
  queues.persistence = kept;
  objects.persistence = kept;
  for (const queue of queues.allQueues()) queue.persistence = kept;
  // With a host set, queue addresses name hosts that do not resolve.
  Object.assign(queues, { host: undefined, region });
  listInOrder(objects);
  const [ofObjects, ofQueues] = [openObjectService(objects), openQueueService(queues)];
  const { close, ...opened } = await openPort(
    (asked) => (asked.method === 'POST' && asked.url === '/' ? ofQueues(asked) : ofObjects(asked)),
    started,
    () => kept.close(),
  );
  return {
    ...opened,
    close: () => {
      // Who waits for messages gets none.
      queues.shutdown();
      return close();
    },
  };
}

function persistence(dir: string): PersistenceManager {
  const kept = new PersistenceManager(join(dir, 'queues'));
  const { db } = kept as unknown as { db: { exec(sql: string): void; prepare(sql: string): { run(id: string): void } } };
  // Messages of a killed process are visible again at once, and its end is not counted against them.
  db.exec('UPDATE sqs_messages SET approximate_receive_count = MAX(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL');
  db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  // Its own statement writes NULL into a column that must not be NULL: making a message visible again failed, and lost it until the restart.
  const ready = db.prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?');
  kept.updateMessageReady = (id) => ready.run(id);
  keepBytesInFiles(kept, join(dir, 'objects'));
  return kept;
}
