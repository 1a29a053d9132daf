import { join, resolve } from 'node:path';
import { InputError } from '../../model/errors.ts';
import type { Store } from '../store.ts';
import { type DamagedRow, damagedRows } from './damaged-rows.ts';
import { type Database, openDatabase, roomOn } from './database.ts';
import { openFileMailer } from './mail.ts';
import { openSqliteObjects } from './objects.ts';
import { type Copied, copyOlderBucket, isHalfUpgraded, isOlderFolder } from './older-folder.ts';
import { openSqliteQueues, type Queues } from './queues.ts';
import { deleteExpired, openSqliteTable } from './table.ts';

export type SqliteStore = Store &
  Pick<Queues, 'work'> &
  Pick<Database, 'check' | 'close'> & {
    damaged(): Iterable<DamagedRow>;
    expire(): void;
    takeOver(older: string, report: Copied): void;
  };

export function openSqliteStore(folder: string, now: () => Date = () => new Date()): SqliteStore {
  if (isOlderFolder(resolve(folder)) || isHalfUpgraded(resolve(folder)))
    throw new InputError(
      `${folder} was written by an earlier version of Hongtou; "hongtou upgrade --data ${folder}" brings it over once and keeps the old one beside it`,
    );
  const db = openDatabase(resolve(folder));
  const queues = openSqliteQueues(db);
  // By the clock of the instance, and never ahead of the machine's: a question about a later day deletes nothing.
  const expire = (): void => deleteExpired(db, Math.min(now().getTime(), Date.now()) / 1000);
  expire();
  return {
    name: 'local',
    table: openSqliteTable(db),
    objects: openSqliteObjects(db),
    mailer: openFileMailer(join(db.folder, 'mail'), now),
    carried: (carrier) => openFileMailer(join(db.folder, 'mail'), now, carrier),
    // The log of `start` tells of alarms.
    notices: { send: async () => {} },
    room: () => roomOn(db.folder),
    collectors: {},
    tasks: () => queues.tasks,
    deadLetters: queues.deadLetters,
    work: queues.work,
    expire,
    takeOver: (older, report) => queues.enter('mail', copyOlderBucket(older, db, report)),
    check: db.check,
    damaged: () => damagedRows(db),
    close: db.close,
  };
}
