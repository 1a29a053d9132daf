import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A lock that the system takes back however its process ends. */
type Lock = { release(): void };

export function takeLock(path: string): Lock | undefined {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return undefined;
    throw error;
  }
}

/**
 * A process that has a data folder open has a number there, the least that is free, and the lock of the file of this number. Numbers of the
 * system would not do: each container begins with 1 and sees none of another, and after a restart something else has them.
 */
export type Presence = {
  readonly number: number;
  /** Does something for a process that has ended, while none gets its number; nothing while it lives. */
  whenEnded(number: number, work: () => void): void;
  leave(): void;
};

const lockOf = (folder: string, number: number): string => join(folder, `hongtou-${number}.lock`);

export function enter(folder: string): Presence {
  let [number, own] = [1, takeLock(lockOf(folder, 1))];
  for (; !own; own = takeLock(lockOf(folder, number))) number += 1;
  return {
    number,
    whenEnded(other, work) {
      if (other === number) return;
      const path = lockOf(folder, other);
      const lock = existsSync(path) ? takeLock(path) : { release: () => {} };
      try {
        if (lock) work();
      } finally {
        lock?.release();
      }
    },
    leave: own.release,
  };
}
