import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { newFolder, sqliteGround } from '../support/bench.ts';
import { storeContract } from './contract.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract('SQLite', {
  open: async () => sqliteGround(folder),
  words: () => ['sqlite', folder],
  mailed: async () => {
    const files = readdirSync(join(folder, 'mail')).map((name) => readFileSync(join(folder, 'mail', name), 'utf8'));
    return files.map((file) => /^To: (.*)\r$/m.exec(file)?.[1] ?? '');
  },
  // As each opening of the folder does.
  expire: () => openSqliteStore(folder).close(),
  ordered: true,
  largest: 20 * 1024 * 1024,
});
