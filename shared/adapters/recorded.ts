import { recordedKindOf } from '../model/records.ts';
import { opt } from '../model/values.ts';
import { folderOf } from './records/record-keys.ts';
import { isDeleted, type NumberedRecord, type Records } from './records.ts';
import type { Item, Table, WriteCondition } from './table.ts';

/** Whether a change of an item needs a record. */
function isNews(before: Item, item: Item): boolean {
  const fields = recordedKindOf(item)?.news;
  const told = ({ value }: Item): string =>
    JSON.stringify(fields ? fields.map((field) => (value as Readonly<Record<string, unknown>>)[field] ?? null) : value);
  return before.r === undefined || told(before) !== told(item);
}

/**
 * The table, each change of which is recorded in the bucket first. The record decides between writers (it is put if absent) and the table follows: a writer who
 * finds a record that the table lacks, after a crash or a loss, brings it there and has lost the race.
 */
export function openRecorded(table: Table, records: Records): Table {
  async function follow(found: NumberedRecord | undefined, condition: WriteCondition): Promise<false> {
    if (found && !found.record)
      throw new Error(`${found.key} cannot be read, and nothing may be built on it; "hongtou verify" says what else`);
    const item = found?.record?.item;
    if (found && item && !isDeleted(item)) await table.put(item.v === undefined ? { ...item, r: found.n } : item, condition);
    return false;
  }

  /** The version is the number of the record. A second write of the same version (tidying) changes nothing. */
  async function putVersion(item: Item & { readonly v: number }, folder: string, condition: WriteCondition): Promise<boolean> {
    if (typeof condition === 'object' && condition.v === item.v) return table.put(item, condition);
    // An item that the table has lost comes back from its last record.
    const known = () => (condition === 'absent' ? records.newest(folder) : records.get(folder, item.v));
    if (!(await records.write(folder, item.v, { item }))) return follow(await known(), condition);
    await table.put(item, condition);
    return true;
  }

  async function putPlain(item: Item, folder: string, condition: WriteCondition): Promise<boolean> {
    const before = await table.item(item);
    if (before && condition === 'absent') return false;
    if (before && !isNews(before, item)) return table.put({ ...item, ...opt('r', before.r) }, condition);
    for (let n = (before?.r ?? 0) + 1; ; ) {
      if (await records.write(folder, n, { item })) {
        await table.put({ ...item, r: n }, condition);
        return true;
      }
      const newest = await records.newest(folder);
      const stands = newest && !(newest.record && isDeleted(newest.record.item));
      if (stands && condition === 'absent') return follow(newest, condition);
      n = Math.max(n, newest?.n ?? n) + 1;
    }
  }

  return {
    ...table,
    put(item, condition) {
      const folder = folderOf(item);
      if (folder === undefined) return table.put(item, condition);
      return item.v === undefined ? putPlain(item, folder, condition) : putVersion({ ...item, v: item.v }, folder, condition);
    },
    async remove(key, condition) {
      const folder = folderOf(key);
      const newest = folder === undefined ? undefined : await records.newest(folder);
      if (folder !== undefined && newest && !(newest.record && isDeleted(newest.record.item))) {
        await records.write(folder, newest.n + 1, { item: { pk: key.pk, sk: key.sk, gone: true } });
      }
      return table.remove(key, condition);
    },
  };
}
