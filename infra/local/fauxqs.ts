import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { type Emulator, openPort, type Started } from './answering.ts';
import { storeError } from './damaged-store.ts';
import { forgetOldIds, giveWholeGroups } from './fifo-batches.ts';
import { commitInGroups, type Inner } from './group-commits.ts';
import { readFromRows } from './object-rows.ts';
import { openObjectService } from './object-service.ts';
import { keepLargeInFiles } from './objects.ts';
import { openQueueService } from './queue-service.ts';
import { region } from './service-call.ts';

giveWholeGroups();
forgetOldIds();

/**
 * S3 and SQS of fauxqs 2.4.1 on one loopback port, stored under `dir`: its stores and its handlers, without its server, which listens on every interface; and with
 * what they lack (object-service.ts), and queues that lose nothing.
 */
export async function startObjectsAndQueues(dir: string, started: Started): Promise<Required<Emulator>> {
  const folder = join(dir, 'queues');
  const file = join(folder, 'fauxqs.db');
  // Whoever closes a database takes its log away.
  const wasKilled = existsSync(`${file}-wal`);
  beginDatabase(folder, file);
  const kept = persistence(folder, file);
  const [queues, topics, objects] = [new SqsStore(), new SnsStore(), new S3Store()];
  readFromRows(objects, kept);
  kept.load(queues, topics, objects);
  queues.persistence = kept;
  objects.persistence = kept;
  for (const queue of queues.allQueues()) queue.persistence = kept;
  // With a host set, queue addresses name hosts that do not resolve.
  Object.assign(queues, { host: undefined, region });
  const commits = commitInGroups(kept, file);
  const files = keepLargeInFiles(kept, commits, join(dir, 'objects'));
  if (wasKilled) files.dropUnnamed();
  const [ofObjects, ofQueues] = [openObjectService(objects, commits), openQueueService(queues, commits)];
  const { close, ...opened } = await openPort(
    (asked) => (asked.method === 'POST' && asked.url === '/' ? ofQueues(asked) : ofObjects(asked)),
    started,
    async () => {
      await commits.close();
      kept.close();
    },
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

/** A body of some kilobytes fills its last page by half: in pages of 4 KB a seventh of the file was empty. A database keeps the pages that it began with. */
function beginDatabase(folder: string, file: string): void {
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(file);
  database.exec('PRAGMA page_size = 2048; PRAGMA journal_mode = WAL');
  database.close();
}

function openedDatabase(folder: string, file: string): PersistenceManager {
  try {
    return new PersistenceManager(folder);
  } catch (error) {
    throw storeError(error, file, 'it holds the bucket and the queues. Put back a copy of the whole folder');
  }
}

function persistence(folder: string, file: string): PersistenceManager {
  const kept = openedDatabase(folder, file);
  const { db, stmts } = kept as unknown as Inner;
  // Messages of a killed process are visible again at once, and its end is not counted against them.
  db.exec('UPDATE sqs_messages SET approximate_receive_count = MAX(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL');
  db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  // Uploads that an earlier version began.
  db.exec('DELETE FROM s3_multipart_uploads');
  // Its own statement writes NULL into a column that must not be NULL: making a message visible again failed, and lost it until the restart.
  stmts['updateMessageReady'] = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  kept.updateMessageReady = (id) => void stmts['updateMessageReady']?.run(id);
  return kept;
}
