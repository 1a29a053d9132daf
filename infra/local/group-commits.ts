import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import type { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { erasablePrefix } from '../../shared/model/records.ts';

const synchronise = promisify(fdatasync);

/** Writes to the emulator's database that become durable together. */
export type GroupCommits = {
  /** Settles when everything that was written until now survives a power cut; rejects when it was not written. */
  durable(): Promise<void>;
  /** Does this when the open group is durable. */
  follow(afterwards: () => void): void;
  /** Writes what is left. */
  close(): Promise<void>;
};

type Act = () => void;
type Group = {
  readonly afterwards: Act[];
  readonly again: Act[];
  readonly done: PromiseWithResolvers<void>;
  /** Something was erased: nothing of it may stay in the log. */
  erases: boolean;
};
type Groups = { begin(): Group; working(): Promise<void> | undefined; end(): void };
type Statement = {
  run(...values: SQLInputValue[]): unknown;
  get(...values: SQLInputValue[]): unknown;
  all(...values: SQLInputValue[]): unknown;
};

/** What the emulator's database layer keeps to itself. */
export type Inner = {
  readonly db: DatabaseSync;
  readonly stmts: Record<string, Statement | StatementSync>;
  transaction(work: () => void): void;
  loadS3Objects(store: Pick<S3Store, 'restoreObject'>): void;
};

/** Bytes of the log that are folded in together. */
const mostLog = 16_384_000;

/** A queue goes on with what it has in memory: what could not be written is written with the next group. */
const isOfQueues = (statement: string): boolean => /Message|Queue/.test(statement);

/**
 * Makes the writes of the emulator's database wait for each other: all that come while the last group is being synchronised are one transaction. SQLite itself
 * synchronises its log only before it folds it in (synchronous = NORMAL); we do it after each group, away from the main thread, and answer nobody before.
 */
export function commitInGroups(kept: PersistenceManager, path: string): GroupCommits {
  const inner = kept as unknown as Inner;
  const { page_size: pageSize } = inner.db.prepare('PRAGMA page_size').get() ?? {};
  inner.db.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${mostLog / Number(pageSize)}; PRAGMA secure_delete = ON`);
  const groups = openGroups(inner.db, `${path}-wal`);
  for (const [name, statement] of Object.entries(inner.stmts) as [string, Statement][]) {
    const run = (...values: SQLInputValue[]): unknown => {
      const group = groups.begin();
      if (isOfQueues(name)) group.again.push(() => void statement.run(...values));
      whole(inner.db);
      group.erases ||= name === 'deleteObject' && String(values[1]).startsWith(erasablePrefix);
      return statement.run(...values);
    };
    inner.stmts[name] = { run, get: statement.get.bind(statement), all: statement.all.bind(statement) };
  }
  inner.transaction = (writes) => {
    groups.begin();
    writes();
  };
  return {
    durable: () => groups.begin().done.promise,
    follow: (afterwards) => void groups.begin().afterwards.push(afterwards),
    close: async () => {
      await groups.working();
      groups.end();
    },
  };
}

/** A full disk ends a transaction by itself: what came after would be written alone, though its group is refused. */
function whole(db: DatabaseSync): void {
  if (!db.isTransaction) throw new Error('the database is full');
}

function openGroups(db: DatabaseSync, logPath: string): Groups {
  let [open, working, log]: [Group | undefined, Promise<void> | undefined, number | undefined] = [undefined, undefined, undefined];
  let unwritten: readonly Act[] = [];

  async function write({ afterwards, again, done, erases }: Group): Promise<void> {
    open = undefined;
    try {
      whole(db);
      db.exec('COMMIT');
      if (erases) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      log ??= openSync(logPath, 'r+');
      await synchronise(log);
      for (const each of afterwards) each();
      done.resolve();
    } catch (error) {
      if (db.isTransaction && !open) db.exec('ROLLBACK');
      unwritten = again;
      done.reject(error);
    }
  }

  async function work(): Promise<void> {
    // What the present turn of the event loop still writes belongs to the group.
    for (; open; await write(open)) await new Promise(setImmediate);
    working = undefined;
  }

  function begin(): Group {
    if (open) return open;
    db.exec('BEGIN IMMEDIATE');
    open = { afterwards: [], again: [...unwritten], done: Promise.withResolvers(), erases: false };
    open.done.promise.catch(() => {});
    for (const each of unwritten) each();
    unwritten = [];
    working ??= work();
    return open;
  }

  const end = (): void => (log === undefined ? undefined : closeSync(log));
  return { begin, working: () => working, end };
}
