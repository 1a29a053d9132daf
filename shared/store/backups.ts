import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { TableItem } from '../model/archive.ts';
import { type Backup, type Backups, backupKey } from '../model/backup.ts';
import { DamagedError } from '../model/errors.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Objects } from './objects.ts';
import type { Table } from './table.ts';

/** Items that are read side by side. */
const atOnce = 20;
/** No backup is larger when it is unpacked. */
const mostBytes = 200_000_000;

function read(bytes: Uint8Array): Backup | 'damaged' {
  try {
    const value = JSON.parse(brotliDecompressSync(bytes, { maxOutputLength: mostBytes }).toString()) as Backup;
    return value.format === 1 && Array.isArray(value.items) && sha256(JSON.stringify(value.items)) === value.sha256 ? value : 'damaged';
  } catch {
    return 'damaged';
  }
}

/** Opens the daily copy of what the table holds without records. */
export function openBackups(objects: Objects, table: Table): Backups {
  return {
    async save(keys, at) {
      const items: TableItem[] = [];
      for (let from = 0; from < keys.length; from += atOnce) {
        const held = await Promise.all(keys.slice(from, from + atOnce).map((key) => table.item(key)));
        items.push(...held.flatMap((item) => item ?? []));
      }
      const backup: Backup = { format: 1, at, sha256: sha256(JSON.stringify(items)), items };
      await objects.write(backupKey, [brotliCompressSync(JSON.stringify(backup))], 'application/octet-stream');
      return items.length;
    },
    async load() {
      try {
        const found = await objects.get(backupKey);
        return found && read(found.bytes);
      } catch (error) {
        if (error instanceof DamagedError) return 'damaged';
        throw error;
      }
    },
  };
}
