import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeError } from './damaged-store.ts';
import { answeringProof, askingProof, probePath, proofHeader } from './guard.ts';
import type { Endpoints } from './resources.ts';

/** What the owner of a data folder writes for later processes; `token` is the secret that signs every request to the emulators. */
export type InstanceRecord = {
  readonly pid: number;
  readonly token: string;
  readonly endpoints: Endpoints;
  /** Hash of the tables, buckets and queues that were made; absent in records before 0.10. */
  readonly made?: string;
};

export type Lock = { release(): void };

const lockName = 'owner.lock';
const recordPath = (dir: string): string => join(dir, 'instance.json');

/** Makes a folder with its parents. (Node's own function never ends where a file system makes no folders, as /proc.) */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(dir)) throw error;
  }
}

/** Makes the folder, readable by its owner alone; an existing folder is closed to others when it belongs to the program or is empty. */
export function prepareFolder(dir: string): void {
  makeFolder(dir);
  const held = readdirSync(dir);
  if ((held.length === 0 || held.includes(lockName)) && statSync(dir).uid === process.getuid?.()) chmodSync(dir, 0o700);
}

/**
 * Takes the folder; undefined while another process has it. The lock is the operating system's (through SQLite), so it ends with its process in any case, and no two
 * processes can both take over a stale one.
 */
export function takeFolder(dir: string): Lock | undefined {
  const database = new DatabaseSync(join(dir, lockName));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return undefined;
    throw storeError(error, join(dir, lockName), 'nothing is kept in it. Delete it while no command runs in this folder');
  }
}

/** Writes the record, whole or not at all; it holds the secret of the instance, so others may not read it. */
export function writeRecord(dir: string, record: InstanceRecord): void {
  const draft = `${recordPath(dir)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record, undefined, 2), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, recordPath(dir));
}

/** The record of a live owner: its process exists and every port proves that it knows the secret. Undefined for a stale, partial or missing one. */
export async function liveRecord(dir: string): Promise<InstanceRecord | undefined> {
  const record = readRecord(dir);
  if (!record || !isAlive(record.pid)) return undefined;
  const answers = await Promise.all(Object.values(record.endpoints).map((endpoint) => answersTo(endpoint, record.token)));
  return answers.every(Boolean) ? record : undefined;
}

/** The record, whether its owner is alive or not. */
export function readRecord(dir: string): InstanceRecord | undefined {
  if (!existsSync(recordPath(dir))) return undefined;
  try {
    return JSON.parse(readFileSync(recordPath(dir), 'utf8')) as InstanceRecord;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function answersTo(endpoint: string, token: string): Promise<boolean> {
  try {
    const proof = askingProof(token);
    const answer = await fetch(`${endpoint}${probePath}`, { headers: { [proofHeader]: proof }, signal: AbortSignal.timeout(2000) });
    return (await answer.text()) === answeringProof(token, proof) && answer.status === 200;
  } catch {
    return false;
  }
}
