import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from 'dynalite/db/index.js';

/** A log that is longer is made a table at the end: tables are packed, and the next process does not read it. */
const longLog = 262_144;

const namesIn = (path: string): readonly string[] => readdirSync(path).filter((name) => /\.(?:ldb|log)$/.test(name));

/**
 * Notes what an open LevelDB consists of; `settle` makes it small before it is closed, where much was written since. LevelDB ends what it is merging when it is closed:
 * the folder would keep the files of before and after, and each short command would begin the same again.
 */
export function watchSize({ db }: Store, path: string): { settle(): Promise<void> } {
  const before = namesIn(path).join();
  return {
    async settle() {
      const names = namesIn(path);
      const isLong = names.some((name) => name.endsWith('.log') && statSync(join(path, name)).size > longLog);
      if (names.join() === before && !isLong) return;
      // Merging nothing waits for what is being merged; the second time for what that brought about, and what is no longer needed is deleted.
      for (let turn = 0; turn < 2; turn += 1) await db.compactRange('', '');
    },
  };
}
