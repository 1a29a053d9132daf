import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { InputError, UsageError } from '../../model/errors.ts';
import { damagedRows } from './damaged-rows.ts';
import { assertWhole, databaseName, fileForm, makeFolder } from './database.ts';

// A backup is one file of SQLite: everything that hongtou.db holds, the files of `beside`, and a row that says of when it is.

/** Says that the file is a whole backup: it is written last. */
const applicationId = 0x48_54_62_6b;

const tables = `
CREATE TABLE backup (at TEXT, version TEXT, digest TEXT);
CREATE TABLE file (name TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;`;

/** What lies beside the store and goes with it: what was mailed, and what is secret. */
const beside = ['secrets', 'mail'];
/** Names of files that are put into a folder: none of another one. */
const ownName = /^(?:secrets|mail)(?:\/(?!\.{1,2}(?:\/|$))[^/\0]{1,255}){1,8}$/;

export type BackedUp = {
  readonly at: string;
  readonly version: string;
  readonly bytes: number;
  readonly files: number;
  readonly damaged: readonly string[];
};

const number = (db: DatabaseSync, pragma: string): number => Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

/** The hash of every value of every row, but for the row that holds it. */
function digestOf(db: DatabaseSync): string {
  const hash = createHash('sha256');
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'backup' ORDER BY name").all();
  for (const { name } of names) {
    hash.update(`\n${name}\n`);
    for (const row of db.prepare(`SELECT * FROM ${name}`).iterate())
      for (const value of Object.values(row)) {
        const bytes = value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
        hash.update(`${bytes.length} `).update(bytes);
      }
  }
  return hash.digest('hex');
}

function settle(path: string): void {
  for (const each of [path, dirname(path)]) {
    const file = openSync(each, 'r');
    fsyncSync(file);
    closeSync(file);
  }
}

const filesIn = (folder: string, name: string): readonly string[] =>
  existsSync(join(folder, name))
    ? readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
        .map((each) => `${name}/${each}`)
        .filter((each) => !each.endsWith('.draft') && statSync(join(folder, each)).isFile())
    : [];

/**
 * Writes a backup of a data folder that others use meanwhile: the store as it is at one moment, then what lies beside it. Nobody waits for
 * it. `file` must not be there. It is looked at when it is written.
 */
export function backUpFolder(folder: string, file: string, { at, version }: Pick<BackedUp, 'at' | 'version'>): BackedUp {
  const path = join(folder, databaseName);
  if (!existsSync(path)) throw new UsageError(`--data: ${folder} has no ${databaseName}; name the data folder of an instance`);
  if (existsSync(file)) throw new UsageError(`${file} is there already; name a new file`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  try {
    const store = new DatabaseSync(path, { readOnly: true, timeout: 30_000 });
    store.prepare('VACUUM INTO ?').run(part);
    store.close();
    const copy = new DatabaseSync(part);
    copy.exec(`PRAGMA journal_mode = DELETE; ${tables}`);
    const names = beside.flatMap((name) => filesIn(folder, name));
    for (const name of names) copy.prepare('INSERT INTO file VALUES (?, ?)').run(name, readFileSync(join(folder, name)));
    assertWhole(copy, 'integrity_check');
    const all = (sql: string, ...values: SQLInputValue[]) => copy.prepare(sql).all(...values);
    const damaged = [...damagedRows({ all })].map((found) => ('object' in found ? found.object : `${found.item.pk} ${found.item.sk}`));
    copy.prepare('INSERT INTO backup VALUES (?, ?, ?)').run(at, version, digestOf(copy));
    copy.exec(`PRAGMA application_id = ${applicationId}`);
    copy.close();
    settle(part);
    renameSync(part, file);
    settle(file);
    return { at, version, bytes: statSync(file).size, files: names.length, damaged };
  } catch (error) {
    rmSync(part, { force: true });
    rmSync(`${part}-journal`, { force: true });
    throw error;
  }
}

function readBackup(file: string): Pick<BackedUp, 'at' | 'version'> {
  const refuse = (why: string, cause?: unknown): InputError => new InputError(`${file} ${why}`, { cause });
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw refuse('is not there; name a file that "hongtou backup" wrote');
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    if (number(db, 'application_id') !== applicationId) throw refuse('is no backup of Hongtou, or one that was not written to its end');
    if (number(db, 'user_version') > fileForm) throw refuse('was written by a newer version of Hongtou; use that version');
    assertWhole(db, 'integrity_check');
    const { at, version, digest } = db.prepare('SELECT * FROM backup').get() ?? {};
    if (digest !== digestOf(db)) throw new Error('what it holds is not what was written');
    return { at: String(at), version: String(version) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const isOther = error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === 26;
    throw refuse(
      isOther ? 'is no backup of Hongtou' : `is damaged (${error instanceof Error ? error.message : error}); use another backup`,
      error,
    );
  } finally {
    db.close();
  }
}

/**
 * Mails that waited may have been sent since: they go to the dead letters, where a person sees them, and none is sent by itself. What is to
 * be erased is erased.
 */
const heldMails = `
UPDATE message SET queue = 'mail-dead', visible = 0, holder = NULL
WHERE queue = 'mail' AND json_valid(body) AND json_extract(body, '$.erase') IS NULL`;

export function restoreFolder(file: string, given: string): Pick<BackedUp, 'at' | 'version'> {
  const folder = resolve(given);
  const isNew = !existsSync(folder);
  if (!isNew && readdirSync(folder).length > 0)
    throw new UsageError(`--data: ${folder} is not empty; name an empty folder, or one that is not there yet`);
  const of = readBackup(file);
  makeFolder(folder);
  const part = join(folder, `${databaseName}.part`);
  try {
    copyFileSync(file, part, constants.COPYFILE_FICLONE);
    const db = new DatabaseSync(part);
    for (const { name, body } of db.prepare('SELECT * FROM file').iterate()) {
      if (!ownName.test(String(name))) throw new InputError(`${file} holds a file of another folder (${name}); use another backup`);
      mkdirSync(join(folder, dirname(String(name))), { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, String(name)), body as Uint8Array, { mode: 0o600 });
    }
    db.exec(`PRAGMA secure_delete = ON; DROP TABLE file; DROP TABLE backup; PRAGMA application_id = 0; ${heldMails}`);
    db.close();
    settle(part);
    renameSync(part, join(folder, databaseName));
    return of;
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    if (isNew) rmSync(folder, { recursive: true });
    throw error;
  }
}
