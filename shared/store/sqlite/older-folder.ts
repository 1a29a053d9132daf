import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Database, databaseName, type Row } from './database.ts';
import { storeRow } from './objects.ts';
import type { Outgoing } from './queues.ts';

// Until 0.12 a laptop ran emulators of AWS: a table in dynamodb/, bucket and queues in queues/fauxqs.db, large objects as files under
// objects/. The bucket alone is enough to make everything again, so that nothing of the table is read.

const bucketFile = (folder: string): string => join(folder, 'queues', 'fauxqs.db');

export const isOlderFolder = (folder: string): boolean => !existsSync(join(folder, databaseName)) && existsSync(bucketFile(folder));

export const upgradeNames = (folder: string) => ({ folder, made: `${folder}.upgrading`, old: `${folder}.before-0.14` });

/**
 * Whether an upgrade was killed when the older folder was aside, and the one that it made not yet in its place: a new store would hide
 * both.
 */
export function isHalfUpgraded(folder: string): boolean {
  const { made, old } = upgradeNames(folder);
  return !existsSync(folder) && existsSync(made) && existsSync(old);
}

const segment = (text: string): string => encodeURIComponent(text).replaceAll('*', '%2A');

/** Larger objects lay in files, named by their key and the head of their ETag. */
function bodyOf(folder: string, row: Row): Uint8Array {
  const body = row['body'] as Uint8Array;
  if (body.length > 0 || Number(row['content_length']) === 0) return body;
  const key = String(row['key']).split('/').map(segment);
  const etag = String(row['etag'])
    .replace(/[^0-9a-f]/g, '')
    .slice(0, 8);
  return readFileSync(`${join(folder, 'objects', segment(String(row['bucket'])), ...key)}~${etag}`);
}

function objectOf(folder: string, row: Row): Parameters<typeof storeRow>[1] {
  return {
    key: String(row['key']),
    Body: bodyOf(folder, row),
    ...(row['content_encoding'] === 'br' && { ContentEncoding: 'br' as const }),
    type: String(row['content_type']),
    metadata: JSON.parse(String(row['metadata'])),
    written: Date.parse(String(row['last_modified'])),
  };
}

export type Copied = { readonly copied: () => void; readonly left: (key: string, error: unknown) => void };

/** Copies the bucket of an older folder, without its search index, and gives back the mails that waited in its queue. */
export function copyOlderBucket(folder: string, to: Database, { copied, left }: Copied): readonly Outgoing[] {
  const old = new DatabaseSync(bucketFile(folder), { readOnly: true });
  try {
    const keys = old.prepare("SELECT bucket, key FROM s3_objects WHERE key NOT LIKE 'search/%' ORDER BY key").all();
    const one = old.prepare('SELECT * FROM s3_objects WHERE bucket = ? AND key = ?');
    for (const { bucket, key } of keys) {
      let object: Parameters<typeof storeRow>[1];
      try {
        object = objectOf(folder, one.get(String(bucket), String(key)) as Row);
      } catch (error) {
        left(String(key), error);
        continue;
      }
      storeRow(to, object);
      copied();
    }
    return old
      .prepare("SELECT * FROM sqs_messages WHERE queue_name = 'MailQueue.fifo' ORDER BY sent_timestamp")
      .all()
      .map((row) => ({ group: String(row['message_group_id']), id: String(row['message_id']), body: String(row['body']) }));
  } finally {
    old.close();
  }
}
