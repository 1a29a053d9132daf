import { randomUUID } from 'node:crypto';
import { DamagedError, RemovedError } from '../model/errors.ts';
import { recordedKindOf, recordedKinds } from '../model/records.ts';
import { type Key, ledgerPrefix } from '../model/table.ts';
import { damagedAside, type SetAside } from '../model/task.ts';
import { digits, opt, orEmpty } from '../model/values.ts';
import { sha256 } from '../stages/text/hash.ts';
import { hash, type Objects } from './objects.ts';
import type { Item, Table, WriteCondition } from './table.ts';

const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const safeName = (text: string): string => (plain.test(text) ? text : hash(text));

export function folderOf(key: Key): string | undefined {
  const row = recordedKindOf(key);
  if (!row) return undefined;
  const rest = key.pk.slice(row.partition.length);
  if (row.reader) return `${row.under}${safeName(row.reader(key))}/${row.kind}-${safeName(rest)}/`;
  return `${row.under}${row.kind}/${safeName(row.sort === key.sk || row.partition === `${key.sk}#` ? rest : `${rest} ${key.sk}`)}/`;
}

const sorts: Readonly<Record<string, string>> = {
  profile: 'PROFILE',
  mark: 'MARK',
  token: 'TOKEN',
  spent: 'SPENT',
  secret: 'SECRET',
  label: 'LABEL',
};

export function itemOf(folder: string): Key | undefined {
  const [, reader, named = ''] = /^readers\/([^/]+)\/([^/]+)\/$/.exec(folder) ?? [];
  const [, plainKind, plainRest = ''] = /^records\/([^/]+)\/([^/]+)\/$/.exec(folder) ?? [];
  for (const { kind, partition, sort } of recordedKinds) {
    if (reader === undefined ? kind !== plainKind : !named.startsWith(`${kind}-`)) continue;
    const rest = reader === undefined ? plainRest : named.slice(kind.length + 1);
    const sk = sort === ledgerPrefix ? `${sort}${reader}` : orEmpty(sort ?? sorts[kind]);
    const key = { pk: `${partition}${rest}`, sk };
    if (folderOf(key) === folder) return key;
  }
  return undefined;
}

export const folderOfReader = (id: string): string => `readers/${safeName(id)}/`;

export const recordKey = (folder: string, n: number): string => `${folder}${digits(n, 6)}.json`;

const form = /^(.{1,900}\/)(\d{6,9})\.json$/;

export function parseRecordKey(key: string): { readonly folder: string; readonly n: number } | undefined {
  const [, folder, digits] = form.exec(key) ?? [];
  return folder === undefined || digits === undefined ? undefined : { folder, n: Number(digits) };
}

/** `why` and `at`: where a person took it out. */
type DeletedItem = Key & { readonly gone: true; readonly why?: string; readonly at?: string };
export const isDeleted = (item: Item | DeletedItem): item is DeletedItem => 'gone' in item;

/**
 * What a record holds: the item as it was written, or that it was removed. `also`: items that had no record of their own when it was made;
 * `beside`: another item with the number of its record, which is this one.
 */
type RecordContent = { readonly item: Item | DeletedItem; readonly also?: readonly Item[]; readonly beside?: Item };
export type ReadRecord = RecordContent & { readonly n: number; readonly writer: string };
type NumberedRecord = { readonly key: string; readonly n: number; readonly record: ReadRecord | undefined };
type Unusable = { readonly damaged: string };

export type Records = {
  write(folder: string, n: number, kept: RecordContent): Promise<boolean>;
  replace(folder: string, n: number, kept: RecordContent): Promise<boolean>;
  read(key: string): Promise<ReadRecord | Unusable | undefined>;
  get(folder: string, n: number): Promise<NumberedRecord | undefined>;
  besides(key: Key): Promise<Item | undefined>;
  newest(folder: string): Promise<NumberedRecord | undefined>;
};

const sumOf = ({ item, also, beside }: RecordContent): string => sha256(JSON.stringify([item, also ?? [], ...(beside ? [beside] : [])]));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function usable(key: string, bytes: Uint8Array): ReadRecord | Unusable {
  const body = parsed(Buffer.from(bytes).toString());
  const n = parseRecordKey(key)?.n;
  if (!isObject(body) || n === undefined || !isObject(body['item'])) return { damaged: 'is no record' };
  const read = body as unknown as RecordContent & { readonly sha256: string; readonly writer: string };
  const kept = { item: read.item, ...opt({ also: read.also, beside: read.beside }) };
  return sumOf(kept) === read.sha256 ? { ...kept, n, writer: read.writer } : { damaged: 'does not have the hash that stands in it' };
}

/** Records of items in the bucket, numbered from 1, each put if absent and never changed. */
export function openRecords(objects: Objects): Records {
  async function read(key: string): Promise<ReadRecord | Unusable | undefined> {
    try {
      const found = await objects.get(key);
      return found && usable(key, found.bytes);
    } catch (error) {
      if (error instanceof DamagedError) return { damaged: 'does not have the checksum that was kept with it' };
      throw error;
    }
  }
  async function at(key: string): Promise<NumberedRecord | undefined> {
    const found = await read(key);
    return found && { key, n: parseRecordKey(key)?.n ?? 0, record: 'item' in found ? found : undefined };
  }
  const write: Records['write'] = async (folder, n, kept) => {
    const writer = randomUUID();
    const key = recordKey(folder, n);
    const body = Buffer.from(JSON.stringify({ writer, sha256: sumOf(kept), ...kept }));
    if (await objects.put(key, body, 'application/json', { absent: true })) return true;
    // The answer was lost on its way and the client tried again: the record is its own.
    const stored = await read(key);
    return stored !== undefined && 'writer' in stored && stored.writer === writer;
  };
  return {
    read,
    write,
    replace: async (folder, n, kept) => (await objects.remove(recordKey(folder, n))) && write(folder, n, kept),
    async besides({ pk, sk }) {
      let last: Item | undefined;
      for await (const key of objects.list('records/document/')) {
        const found = await read(key);
        const item = found && 'beside' in found ? found.beside : undefined;
        if (item?.pk === pk && item.sk === sk && (item.r ?? 0) >= (last?.r ?? 0)) last = item;
      }
      return last;
    },
    get: (folder, n) => at(recordKey(folder, n)),
    async newest(folder) {
      let last: string | undefined;
      for await (const key of objects.list(folder)) last = key;
      return last === undefined ? undefined : at(last);
    },
  };
}

function isNews(before: Item, item: Item): boolean {
  const fields = recordedKindOf(item)?.news;
  const json = ({ value }: Item): string =>
    JSON.stringify(fields ? fields.map((field) => (value as Readonly<Record<string, unknown>>)[field] ?? null) : value);
  return json(before) !== json(item);
}

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

/**
 * Brings what was just recorded into the table, which follows its records: a condition that it says is not met holds back nothing that is
 * newer.
 */
async function bring(item: Item, condition: WriteCondition, table: Table): Promise<void> {
  if (await table.put(item, condition)) return;
  const stored = await table.item(item);
  if ((stored?.v ?? stored?.r ?? 0) < (item.v ?? item.r ?? 0)) await table.put(item, 'none');
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
 * The table, each change of which is recorded in the bucket first. The record decides between writers (it is put if absent) and the table
 * follows: a writer who finds a record that the table lacks, after a crash or a loss, brings it there and has lost the race.
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

type MendedItem = { readonly key: Key; readonly how: 'its record was put in its place' | 'it was taken out' };

export function mendedAside({ pk, sk }: Key, how: MendedItem['how'], at: Date): SetAside {
  const name = `${pk} ${sk}`;
  const detail = `the item ${name} of the table was damaged, and ${how}`;
  return { key: damagedAside(name), url: name, sourceId: '', hash: '', detail, since: at.toISOString() };
}

async function lastRecord(key: Key, records: Records): Promise<Item | undefined> {
  const folder = folderOf(key);
  const [own, beside] = [
    folder === undefined ? undefined : await ownRecord(folder, records),
    isAddress(key) ? await records.besides(key) : undefined,
  ];
  return (beside?.r ?? 0) > (own?.r ?? 0) ? beside : own;
}

const isAddress = (key: Key): boolean => recordedKindOf(key)?.kind === 'address';

async function ownRecord(folder: string, records: Records): Promise<Item | undefined> {
  const newest = await records.newest(folder);
  for (let n = newest?.n ?? 0; n > 0; n -= 1) {
    const item = (n === newest?.n ? newest : await records.get(folder, n))?.record?.item;
    if (item && isDeleted(item)) return undefined;
    if (item) return item.v === undefined ? { ...item, r: n } : item;
  }
  return undefined;
}

/**
 * A table in which a damaged item stops nothing: whoever meets it puts its record in its place, or takes it out where it has none (it is
 * found out or made anew), tells so and goes on.
 */
export function openMended(table: Table, records: Records, tell: (mended: MendedItem) => Promise<void>): Table {
  const mend = async (key: Key): Promise<void> => {
    const item = await lastRecord(key, records);
    if (item) await table.put(item, 'none');
    else await table.remove(key);
    await tell({ key, how: item ? 'its record was put in its place' : 'it was taken out' });
  };
  const whole =
    <Given extends readonly unknown[], T>(ask: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      let before: Key | undefined;
      for (;;) {
        try {
          return await ask(...given);
        } catch (error) {
          if (!(error instanceof DamagedError && error.item) || (before?.pk === error.item.pk && before.sk === error.item.sk)) throw error;
          before = error.item;
          await mend(error.item);
        }
      }
    };
  const { get, getMany, items, item, put, move, remove, query, queryIndex } = table;
  return {
    ...table,
    ...{ get: whole(get) as Table['get'], getMany: whole(getMany), items: whole(items), item: whole(item), put: whole(put) },
    ...{ move: whole(move), remove: whole(remove), query: whole(query), queryIndex: whole(queryIndex) },
  };
}
