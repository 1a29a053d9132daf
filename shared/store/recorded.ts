import { DamagedError, RemovedError } from '../model/errors.ts';
import { recordedKindOf } from '../model/records.ts';
import type { Key } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { folderOf } from './records/record-keys.ts';
import { isDeleted, type NumberedRecord, type Records } from './records.ts';
import type { Item, Table, WriteCondition } from './table.ts';

/** Whether a change of a recorded item needs another record. */
function isNews(before: Item, item: Item): boolean {
  const fields = recordedKindOf(item)?.news;
  const told = ({ value }: Item): string =>
    JSON.stringify(fields ? fields.map((field) => (value as Readonly<Record<string, unknown>>)[field] ?? null) : value);
  return told(before) !== told(item);
}

/** The folder of an item that is recorded today. */
const folderFor = (key: Key): string | undefined => (recordedKindOf(key)?.former ? undefined : folderOf(key));

/** Brings what a record holds, and the table lacks, into the table; whoever found it has lost the race. */
async function follow(found: NumberedRecord | undefined, table: Table, condition: WriteCondition): Promise<false> {
  // Nothing may be built on it.
  if (found && !found.record) throw new DamagedError(found.key);
  const item = found?.record?.item;
  if (item && isDeleted(item) && condition === 'absent' && recordedKindOf(item)?.kind === 'document')
    throw new RemovedError(item.pk.slice('DOC#'.length));
  if (found && item && !isDeleted(item)) await table.put(item.v === undefined ? { ...item, r: found.n } : item, condition);
  return false;
}

type Recording = { readonly table: Table; readonly records: Records };

/** The version is the number of the record. A second write of the same version (tidying) changes nothing. */
async function putVersion(
  item: Item & { readonly v: number },
  condition: WriteCondition,
  { table, records, folder }: Recording & { readonly folder: string },
  beside: Item | undefined,
): Promise<boolean> {
  if (typeof condition === 'object' && 'v' in condition && condition.v === item.v) return table.put(item, condition);
  // An item that the table has lost comes back from its last record.
  const known = () => (condition === 'absent' ? records.newest(folder) : records.get(folder, item.v));
  if (!(await records.write(folder, item.v, { item, ...opt('beside', beside) }))) return follow(await known(), table, condition);
  await bring(item, condition, table);
  return true;
}

/** Brings what was just recorded into the table, which follows its records: a condition that it says is not met holds back nothing that is newer. */
async function bring(item: Item, condition: WriteCondition, table: Table): Promise<void> {
  if (await table.put(item, condition)) return;
  const held = await table.item(item);
  if ((held?.v ?? held?.r ?? 0) < (item.v ?? item.r ?? 0)) await table.put(item, 'none');
}

async function putPlain(item: Item, folder: string, condition: WriteCondition, recording: Recording): Promise<boolean> {
  const { table, records } = recording;
  const before = await table.item(item);
  if (before && condition === 'absent') return false;
  if (before?.r !== undefined && !isNews(before, item)) {
    // Whoever recorded another change meanwhile is read first.
    return (await table.put({ ...item, r: before.r }, { r: before.r })) || putPlain(item, folder, condition, recording);
  }
  for (let n = (before?.r ?? 0) + 1; ; ) {
    if (await records.write(folder, n, { item })) {
      await bring({ ...item, r: n }, condition, table);
      return true;
    }
    const newest = await records.newest(folder);
    const stands = newest && !(newest.record && isDeleted(newest.record.item));
    if (stands && condition === 'absent') return follow(newest, table, condition);
    n = Math.max(n, newest?.n ?? n) + 1;
  }
}

/** An item whose record went with that of another one, unless another writer changed it since. */
async function putFiled({ r, ...item }: Item & { readonly r: number }, folder: string, recording: Recording): Promise<boolean> {
  const isNext = r === 1 ? 'absent' : { r: r - 1 };
  return (await recording.table.put({ ...item, r }, isNext)) || putPlain(item, folder, 'none', recording);
}

/** An item that is never changed: its first record decides. Where that is lost, the next number does. */
async function putOnce(item: Item, folder: string, recording: Recording): Promise<boolean> {
  const { table, records } = recording;
  if (await records.write(folder, 1, { item })) return table.put({ ...item, r: 1 }, 'absent');
  const first = await records.get(folder, 1);
  return first ? follow(first, table, 'absent') : putPlain(item, folder, 'absent', recording);
}

/**
 * The table, each change of which is recorded in the bucket first. The record decides between writers (it is put if absent) and the table follows: a writer who
 * finds a record that the table lacks, after a crash or a loss, brings it there and has lost the race.
 */
export function openRecorded(table: Table, records: Records): Table {
  const recording = { table, records };
  const put: Table['put'] = async (item, condition, beside) => {
    const folder = folderFor(item);
    if (folder === undefined) return table.put(item, condition);
    const { v, r } = item;
    if (v !== undefined) return putVersion({ ...item, v }, condition, { ...recording, folder }, beside);
    if (r !== undefined) return putFiled({ ...item, r }, folder, recording);
    return recordedKindOf(item)?.once ? putOnce(item, folder, recording) : putPlain(item, folder, condition, recording);
  };
  return {
    ...table,
    put,
    async putMany(items) {
      const { plain = [], recorded = [] } = Object.groupBy(items, (item) => (folderFor(item) === undefined ? 'plain' : 'recorded'));
      await table.putMany(plain);
      for (const item of recorded) await put(item, 'none');
    },
    async remove(key, condition) {
      const folder = folderFor(key);
      const newest = folder === undefined ? undefined : await records.newest(folder);
      if (folder !== undefined && newest && !(newest.record && isDeleted(newest.record.item))) {
        await records.write(folder, newest.n + 1, { item: { pk: key.pk, sk: key.sk, gone: true } });
      }
      return table.remove(key, condition);
    },
  };
}
