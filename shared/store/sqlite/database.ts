import { chmodSync, existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { DamagedError, InputError, UsageError } from '../../model/errors.ts';
import type { Key } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { enter, type Presence } from './presence.ts';

/** The file of a data folder that holds table, objects, queues and sums: whoever copies it has a copy of the instance. */
export const databaseName = 'hongtou.db';

const patienceMs = 30_000;

/** Increased when the tables change, so that no earlier version writes into them. */
export const fileForm = 1;

const schema = `
CREATE TABLE IF NOT EXISTS process (pid INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS item (pk TEXT, sk TEXT, data TEXT, v INTEGER, r INTEGER, ttl INTEGER, gsi1pk TEXT, gsi1sk TEXT, gsi2pk TEXT, gsi2sk TEXT, crc INTEGER,
  PRIMARY KEY (pk, sk)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS gsi1 ON item (gsi1pk, gsi1sk) WHERE gsi1pk IS NOT NULL;
CREATE INDEX IF NOT EXISTS gsi2 ON item (gsi2pk, gsi2sk) WHERE gsi2pk IS NOT NULL;
CREATE INDEX IF NOT EXISTS item_ttl ON item (ttl) WHERE ttl IS NOT NULL;
CREATE TABLE IF NOT EXISTS sums (pk TEXT, sk TEXT, name TEXT, n REAL, ttl INTEGER, crc INTEGER, PRIMARY KEY (pk, sk, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS object (key TEXT PRIMARY KEY, body BLOB, encoding TEXT, etag TEXT, type TEXT, metadata TEXT, written INTEGER, crc INTEGER);
CREATE TABLE IF NOT EXISTS message (n INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT, grp TEXT, id TEXT, body TEXT, sent INTEGER, visible INTEGER, tries INTEGER, holder INTEGER,
  redrives INTEGER, crc INTEGER);
CREATE INDEX IF NOT EXISTS message_group ON message (queue, grp, visible);
CREATE INDEX IF NOT EXISTS message_held ON message (queue, grp, holder) WHERE holder IS NOT NULL;
CREATE TABLE IF NOT EXISTS sent (queue TEXT, id TEXT, at INTEGER, PRIMARY KEY (queue, id)) WITHOUT ROWID;`;

/**
 * File systems of other machines, by the magic numbers of statfs(2): NFS, SMB (three), AFS, Ceph. Locks of SQLite are not kept there, nor
 * is its shared memory.
 */
const networkDisks = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400]);

export type Row = Readonly<Record<string, SQLOutputValue>>;

export type Database = {
  readonly folder: string;
  readonly here: Pick<Presence, 'number' | 'whenEnded'>;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  run(sql: string, ...values: SQLInputValue[]): number;
  together<T>(work: () => T): T;
  check(): void;
  close(): void;
};

/** Makes a folder with its parents. (Node's own function never ends where a file system makes no folders, as /proc.) */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

export function roomOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const own = /^(?:hongtou[.-].*|secrets|mail|cache)$/;

/**
 * Makes the folder, which its owner alone may read; one that was there and holds other things keeps its rights. Throws InputError for a
 * folder of another user, and for a disk of another machine, where two processes could write over each other.
 */
function prepareFolder(folder: string): void {
  makeFolder(folder);
  const owner = process.getuid?.();
  const { uid } = statSync(folder);
  if (owner !== undefined && uid !== owner) {
    throw new UsageError(`--data: ${folder} belongs to another user (${uid}); name a folder of your own, or run this as its owner`);
  }
  if (networkDisks.has(statfsSync(folder).type)) {
    throw new UsageError(
      `--data: ${folder} is on a network disk, where the store would be damaged; name a folder on a disk of this machine`,
    );
  }
  if (readdirSync(folder).every((name) => own.test(name))) chmodSync(folder, 0o700);
}

/** A new file is empty until it is first written, a moment later. */
const newForMs = 10_000;

/** Throws what SQLite says of a damaged file for an empty one, which it would take for new: what is left of a copy that ended early. */
function refuseEmpty(path: string): void {
  const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 1, mtimeMs: 0 };
  if (size === 0 && Date.now() - mtimeMs > newForMs) throw Object.assign(new Error('the file is empty'), { errcode: 26 });
}

/** What SQLite says of a file that is not as it was written (11, 26), and of a disk without room (13). */
function said(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'errcode' in error)) return error;
  // The lowest eight bits: the others say which kind of damage.
  if ([11, 26].includes(Number(error.errcode) % 256)) {
    const remedy = 'put the last backup in its place ("hongtou restore"), or move it away and collect anew';
    return new InputError(`${path} is damaged (${error.message}): ${remedy}`, { cause: error });
  }
  return error;
}

/**
 * Gives back the messages that a process held when it ended. The try counts, as with SQS: one of them may be what ends each process that
 * takes it.
 */
export const releasing = 'UPDATE message SET visible = 0, holder = NULL WHERE holder = ?';

export function assertWhole(db: DatabaseSync, how: 'quick_check' | 'integrity_check'): void {
  const [answer] = db.prepare(`PRAGMA ${how}(1)`).all();
  const verdict = String(answer?.[how]).replaceAll(/\s+/g, ' ');
  if (verdict !== 'ok') throw Object.assign(new Error(verdict), { errcode: 11 });
}

/** Closes what a killed process left open: after one the file is checked as a whole. Throws InputError when it is damaged. */
function comeIn(db: DatabaseSync, path: string, here: Presence): void {
  let checked = false;
  const close = (number: number): void => {
    if (!checked) assertWhole(db, 'quick_check');
    checked = true;
    db.prepare(releasing).run(number);
    db.prepare('DELETE FROM process WHERE pid = ?').run(number);
  };
  for (const { pid } of db.prepare('SELECT pid FROM process').all()) {
    // Whoever had the number of this process has ended.
    if (Number(pid) === here.number) close(here.number);
    else here.whenEnded(Number(pid), () => close(Number(pid)));
  }
  db.prepare('INSERT OR IGNORE INTO process VALUES (?)').run(here.number);
  closeToOthers(path);
}

function closeToOthers(path: string): void {
  const filesIn = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));
  const folders = ['secrets', 'mail', 'cache'].map((name) => join(dirname(path), name)).filter((folder) => existsSync(folder));
  for (const folder of folders) chmodSync(folder, 0o700);
  const files = [path, `${path}-wal`, `${path}-shm`, ...folders.flatMap(filesIn)];
  for (const file of files) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found || !(found.mode & 0o077)) continue;
    try {
      chmodSync(file, found.isDirectory() ? 0o700 : 0o600);
    } catch (error) {
      // Another process has renamed its draft meanwhile.
      if (existsSync(file)) throw error;
    }
  }
}

const opened = new Map<string, { readonly here: Presence; readonly times: number }>();

export function openDatabase(folder: string): Database {
  prepareFolder(folder);
  const path = join(folder, databaseName);
  let db: DatabaseSync | undefined;
  const before = opened.get(path);
  let here = before?.here;
  try {
    refuseEmpty(path);
    db = new DatabaseSync(path, { timeout: patienceMs });
    const form = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (form > fileForm) throw new InputError(`${path} was written by a newer version of Hongtou; use that version`);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    db.exec(schema);
    if (form < fileForm) db.exec(`PRAGMA user_version = ${fileForm}`);
    here ??= enter(folder);
    if (!before) comeIn(db, path, here);
    opened.set(path, { here, times: (before?.times ?? 0) + 1 });
    return operations(db, { folder, path, here });
  } catch (error) {
    db?.close();
    if (!before) here?.leave();
    throw said(error, path);
  }
}

type Place = { readonly folder: string; readonly path: string; readonly here: Presence };

function operations(db: DatabaseSync, { folder, path, here }: Place): Database {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const explained = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw said(error, path);
    }
  };
  return {
    folder,
    here,
    all: (sql, ...values) => explained(() => prepared(sql).all(...values)),
    get: (sql, ...values) => explained(() => prepared(sql).get(...values)),
    run: (sql, ...values) => explained(() => Number(prepared(sql).run(...values).changes)),
    together: (work) =>
      explained(() => {
        db.exec('BEGIN IMMEDIATE');
        try {
          const done = work();
          db.exec('COMMIT');
          return done;
        } catch (error) {
          if (db.isTransaction) db.exec('ROLLBACK');
          throw error;
        }
      }),
    check: () => explained(() => assertWhole(db, 'integrity_check')),
    close() {
      const times = (opened.get(path)?.times ?? 1) - 1;
      if (times > 0) opened.set(path, { here, times });
      else db.prepare('DELETE FROM process WHERE pid = ?').run(here.number);
      // What was erased stays in the log until it is begun anew, which another process that reads at this moment puts off.
      db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);');
      db.close();
      if (times > 0) return;
      opened.delete(path);
      here.leave();
    },
  };
}

export const checksum = (fields: readonly unknown[], bytes: Uint8Array = new Uint8Array()): number =>
  crc32(bytes, crc32(JSON.stringify(fields)));

export function assertSound(name: string, row: Row, expected: number, item?: Key): void {
  if (row['crc'] !== expected) throw new DamagedError(name, opt('item', item));
}
