import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { probePath, tokenHeader } from './guard.ts';
import type { Endpoints } from './resources.ts';

/** What the owner of a data folder writes for later processes. */
export type InstanceRecord = { readonly pid: number; readonly token: string; readonly endpoints: Endpoints };

export type Lock = { release(): void };

const recordPath = (dir: string): string => join(dir, 'instance.json');

/** Makes the folder, for its owner's eyes alone. */
export function prepareFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}

/**
 * Takes the folder, or answers undefined while another process has it. The lock is the operating system's (through SQLite), so it ends with
 * its process, however that ends, and no two processes can both believe a stale one.
 */
export function takeFolder(dir: string): Lock | undefined {
  const database = new DatabaseSync(join(dir, 'owner.lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return undefined;
    throw error;
  }
}

/** Writes the record, whole or not at all; it holds the token, so others may not read it. */
export function writeRecord(dir: string, record: InstanceRecord): void {
  const draft = `${recordPath(dir)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record, undefined, 2), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, recordPath(dir));
}

/** The record of a live owner: its process is there and every port knows the token. Undefined for a stale, half or missing one. */
export async function liveRecord(dir: string): Promise<InstanceRecord | undefined> {
  const record = readRecord(dir);
  if (!record || !isAlive(record.pid)) return undefined;
  const answers = await Promise.all(Object.values(record.endpoints).map((endpoint) => answersTo(endpoint, record.token)));
  return answers.every(Boolean) ? record : undefined;
}

/** The record that is there, live or not. */
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
    const answer = await fetch(`${endpoint}${probePath}`, { headers: { [tokenHeader]: token }, signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
