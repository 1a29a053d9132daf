import { recordedKindOf } from '../model/records.ts';
import type { Key } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { folderOf } from './records/record-keys.ts';
import { openSeenItems } from './records/seen-items.ts';
import { isDeleted, type NumberedRecord, type Records } from './records.ts';
import type { Item, Table, WriteCondition } from './table.ts';

/** Whether a change of an item needs a record. */
function isNews(before: Item, item: Item): boolean {
  const fields = recordedKindOf(item)?.news;
  const told = ({ value }: Item): string =>
    JSON.stringify(fields ? fields.map((field) => (value as Readonly<Record<string, unknown>>)[field] ?? null) : value);
  return before.r === undefined || told(before) !== told(item);
}

/** The folder of an item that is recorded today. */
const folderFor = (key: Key): string | undefined => (recordedKindOf(key)?.former ? undefined : folderOf(key));

/** Brings what a record holds, and the table lacks, into the table; whoever found it has lost the race. */
async function follow(found: NumberedRecord | undefined, table: Table, condition: WriteCondition): Promise<false> {
  if (found && !found.record)
    throw new Error(`${found.key} cannot be read, and nothing may be built on it; "hongtou verify" says what else`);
  const item = found?.record?.item;
  if (found && item && !isDeleted(item)) await table.put(item.v === undefined ? { ...item, r: found.n } : item, condition);
  return false;
}

type Recording = { readonly table: Table; readonly records: Records; readonly seen: ReturnType<typeof openSeenItems> };

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
  await table.put(item, condition);
  return true;
}

async function putPlain(item: Item, folder: string, condition: WriteCondition, { table, records, seen }: Recording): Promise<boolean> {
  const known = condition === 'none' ? seen.of(item) : undefined;
  if (typeof known === 'object' && known.r !== undefined && !isNews(known, item)) {
    const same = seen.keep({ ...item, r: known.r });
    // Whoever recorded another change meanwhile has the last word on what was seen here.
    if (await table.put(same, { r: known.r })) return true;
  }
  const before = await table.item(item);
  if (before && condition === 'absent') return false;
  if (before && !isNews(before, item)) return table.put(seen.keep({ ...item, ...opt('r', before.r) }), condition);
  for (let n = (before?.r ?? 0) + 1; ; ) {
    if (await records.write(folder, n, { item })) {
      await table.put(seen.keep({ ...item, r: n }), condition);
      return true;
    }
    const newest = await records.newest(folder);
    const stands = newest && !(newest.record && isDeleted(newest.record.item));
    if (stands && condition === 'absent') return follow(newest, table, condition);
    n = Math.max(n, newest?.n ?? n) + 1;
  }
}

/** An item that is never changed: its first record decides. Where that is lost, the next number does. */
async function putOnce(item: Item, folder: string, recording: Recording): Promise<boolean> {
  const { table, records } = recording;
  if (await records.write(folder, 1, { item })) return table.put({ ...item, r: 1 }, 'absent');
  const first = await records.get(folder, 1);
  return first ? follow(first, table, 'absent') : putPlain(item, folder, 'absent', recording);
}

/** What reads the table and remembers what visits will write again. */
const readings = ({ table, seen }: Recording): Pick<Table, 'get' | 'getMany' | 'item' | 'items'> => {
  const item = async (key: Key): Promise<Item | undefined> => seen.found(key, await table.item(key));
  const items = async (keys: readonly Key[]) => {
    const found = await table.items(keys);
    return keys.map((key, n) => seen.found(key, found[n]));
  };
  return {
    item,
    items,
    get: async (key) => (await item(key))?.value,
    getMany: async (keys) => (await items(keys)).map((each) => each?.value),
  };
};

/**
 * The table, each change of which is recorded in the bucket first. The record decides between writers (it is put if absent) and the table follows: a writer who
 * finds a record that the table lacks, after a crash or a loss, brings it there and has lost the race.
 */
export function openRecorded(table: Table, records: Records): Table {
  const recording = { table, records, seen: openSeenItems() };
  const { seen } = recording;
  /** The item with the number of the record that it goes into with another one; undefined where that number is not surely free. */
  const toBeside = (item: Item | undefined): Item | undefined => {
    const known = item && seen.of(item);
    if (!item || known === undefined) return undefined;
    if (known === 'absent') return { ...item, r: 1 };
    return known.r !== undefined && isNews(known, item) ? { ...item, r: known.r + 1 } : undefined;
  };
  const put: Table['put'] = async (item, condition, beside) => {
    const folder = folderFor(item);
    if (folder === undefined) return table.put(item, condition);
    if (item.v === undefined)
      return recordedKindOf(item)?.once ? putOnce(item, folder, recording) : putPlain(item, folder, condition, recording);
    const filed = toBeside(beside);
    const written = await putVersion({ ...item, v: item.v }, condition, { ...recording, folder }, filed);
    if (written && filed) seen.keep(filed);
    return written;
  };
  return {
    ...table,
    ...readings(recording),
    put,
    async putMany(items) {
      // What has to be recorded yet, or was changed by somebody else, goes its own way.
      const ready = (item: Item): Item | undefined => {
        const known = folderFor(item) === undefined ? 'plain' : seen.of(item);
        if (known === 'plain') return item;
        return known === undefined || known === 'absent' || isNews(known, item) ? undefined : seen.keep({ ...item, ...opt('r', known.r) });
      };
      const made = items.map((item) => ({ item, ready: ready(item) }));
      await table.putMany(made.flatMap((each) => each.ready ?? []));
      for (const each of made) if (!each.ready) await put(each.item, 'none');
    },
    async remove(key, condition) {
      seen.forget(key);
      const folder = folderFor(key);
      const newest = folder === undefined ? undefined : await records.newest(folder);
      if (folder !== undefined && newest && !(newest.record && isDeleted(newest.record.item))) {
        await records.write(folder, newest.n + 1, { item: { pk: key.pk, sk: key.sk, gone: true } });
      }
      return table.remove(key, condition);
    },
  };
}
