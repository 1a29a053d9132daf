import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const within = <T>(data: string, work: (database: DatabaseSync) => T): T => {
  const database = new DatabaseSync(join(data, 'queues', 'fauxqs.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
};

/** The bytes of a small object of the local instance as they lie in its database, packed or not. */
export function bytesIn(data: string, key: string): Buffer {
  const row = within(data, (database) => database.prepare('SELECT body FROM s3_objects WHERE key = ?').get(key));
  if (!row) throw new Error(`no object ${key}`);
  return Buffer.from(row['body'] as Uint8Array);
}

/** Puts other bytes in their place, behind the back of the program; none: they are lost, and what describes them stays. */
export function putBytesIn(data: string, key: string, bytes: Uint8Array): void {
  const { changes } = within(data, (database) => database.prepare('UPDATE s3_objects SET body = ? WHERE key = ?').run(bytes, key));
  if (changes !== 1) throw new Error(`no object ${key}`);
}
