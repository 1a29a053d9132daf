import type { TableItem } from './archive.ts';
import type { Key } from './table.ts';

/** What the bucket keeps, once a day, of items without records: states of sources and webhooks, notes. `sha256`: of the items as JSON. */
export type Backup = { readonly format: 1; readonly at: string; readonly sha256: string; readonly items: readonly TableItem[] };

/** One object, each day in place of the last one, which stays as an earlier version of it. */
export const backupKey = 'backup/states.json.br';

export type Backups = {
  /** Reads the items under these keys and puts them into the bucket. Returns how many there are. */
  save(keys: readonly Key[], at: string): Promise<number>;
  /** The last one; `damaged` when it cannot be used. */
  load(): Promise<Backup | 'damaged' | undefined>;
};
