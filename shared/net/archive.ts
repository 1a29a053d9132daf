import type { Archive, ItemRecord, ItemRecords, TableItem } from '../model/archive.ts';
import type { Head, Revision } from '../model/document.ts';
import { messageOf } from '../model/errors.ts';
import { recordedKindOf } from '../model/records.ts';
import { headKey, labelKey, probeKey, revisionPrefix } from '../model/table.ts';
import { orEmpty } from '../model/values.ts';
import { dirtyItem, headItem, isNoted, meantItem, type NumberedRevision, nameItems, revisionItem } from '../store/documents.ts';
import type { Objects } from '../store/objects.ts';
import { folderOf, folderOfReader, isDeleted, itemOf, parseRecordKey, type ReadRecord, type Records } from '../store/records.ts';
import { keep, type Table } from '../store/table.ts';

type NumberedEvent = NumberedRevision & { readonly position: number };

function documentOf(read: readonly ReadRecord[]): Pick<ItemRecords, 'events' | 'names'> & { readonly item?: TableItem } {
  const heads = read.flatMap(({ item }) => (isDeleted(item) ? [] : [item.value as Head]));
  const own = heads.flatMap(({ unsettled }) => (unsettled ? [revisionItem(unsettled)] : []));
  const events = [...read.flatMap(({ also = [] }) => also), ...own];
  const names = new Map(
    heads
      .toReversed()
      .flatMap(nameItems)
      .map((item) => [`${item.pk} ${item.sk}`, item] as const)
      .toReversed(),
  );
  const last = heads.at(-1);
  return { ...(last ? { item: headItem(last) } : {}), events, names: [...names.values()] };
}

function toItemRecords(folder: string, records: readonly ItemRecord[], read: readonly ReadRecord[]) {
  const last = read.at(-1);
  const row = last && recordedKindOf(last.item);
  const given = { folder, kind: row?.kind ?? 'unknown', records, adopted: read[0]?.also !== undefined };
  if (!last) return { ...given, events: [], names: [] };
  if (isDeleted(last.item)) return { ...given, gone: { pk: last.item.pk, sk: last.item.sk }, events: [], names: [] };
  if (row?.kind === 'document') return { ...given, ...documentOf(read) };
  const event = row?.kind === 'news' ? (last.item.value as NumberedEvent) : undefined;
  const names = event && isNoted(event) ? [meantItem(event)] : [];
  return { ...given, item: last.item.v === undefined ? { ...last.item, r: last.n } : last.item, events: [], names };
}

async function readItemRecord(key: string, records: Records) {
  const found = await records.read(key);
  if (!found) return { damaged: 'is gone' };
  if ('damaged' in found) return found;
  const { folder } = parseRecordKey(key) ?? {};
  if (folder === undefined || folderOf(found.item) !== folder) return { damaged: 'keeps an item that another name is for' };
  return !isDeleted(found.item) && found.item.v !== undefined && found.item.v !== found.n
    ? { damaged: 'keeps another version than it is named by' }
    : found;
}

const besides = (keys: readonly string[], read: readonly ReadRecord[]) =>
  read.flatMap(({ beside, n }) => {
    const folder = beside && folderOf(beside);
    const key = keys.find((each) => parseRecordKey(each)?.n === n);
    if (!beside || beside.r === undefined || folder === undefined || key === undefined) return [];
    const record = { key, n: beside.r, value: beside.value };
    return [
      { folder, kind: orEmpty(recordedKindOf(beside)?.kind), records: [record], item: beside, events: [], names: [], adopted: false },
    ];
  });

async function gather(folder: string, keys: readonly string[], records: Records) {
  const read: ReadRecord[] = [];
  const all: ItemRecord[] = [];
  for (const key of keys) {
    const n = parseRecordKey(key)?.n ?? 0;
    const found = await readItemRecord(key, records).catch((error: unknown) => ({
      damaged: messageOf(error),
    }));
    if ('damaged' in found) all.push({ key, n, damaged: found.damaged });
    else {
      read.push(found);
      all.push({ key, n, ...(isDeleted(found.item) ? {} : { value: found.item.value }) });
    }
  }
  return [toItemRecords(folder, all, read), ...besides(keys, read)];
}

async function revisionItems(table: Table, pk: string, version: number) {
  const found = await table.query(pk, { prefix: revisionPrefix });
  const kept = await table.items(found.map(({ sk }) => ({ pk, sk })));
  return kept.filter((item) => item !== undefined).filter(({ value }) => (value as Revision).n <= version);
}

type Tables = { readonly bare: Table; readonly table: Table };

function openCare(objects: Objects, records: Records, { bare, table }: Tables): Pick<Archive, 'mend' | 'takeOut' | 'isTakenOut'> {
  return {
    async mend(key) {
      const { folder, n } = parseRecordKey(key) ?? { folder: '', n: 0 };
      if ((await records.get(folder, n))?.record) return 'written';
      const name = itemOf(folder);
      const held = name && (await bare.item(name));
      if (!held) return 'lost';
      if ((held.v ?? held.r ?? 0) < n) return (await objects.remove(key)) ? 'freed' : 'lost';
      const also = name.sk === 'HEAD' ? await revisionItems(bare, name.pk, n) : [];
      const value = name.sk === 'HEAD' ? { ...(held.value as Head), version: n } : held.value;
      const item = held.v === undefined ? { ...held, value } : { ...held, value, v: n };
      return (await records.replace(folder, n, { item, ...(also.length > 0 && { also }) })) ? 'written' : 'lost';
    },
    async takeOut(head, note) {
      const key = headKey(head.id);
      const folder = orEmpty(folderOf(key));
      const last = (await records.newest(folder))?.n ?? 0;
      await records.write(folder, Math.max(last, head.version) + 1, { item: { ...key, gone: true, ...note } });
      const revisions = await bare.query(key.pk);
      // A probe says nothing of one document alone.
      const names = nameItems(head).filter((item) => item.sk !== probeKey('').sk);
      for (const item of [key, ...revisions.map(({ sk }) => ({ pk: key.pk, sk })), ...names])
        await bare.remove({ pk: item.pk, sk: item.sk });
      await table.remove(labelKey(head.id));
    },
    async isTakenOut(id) {
      const last = (await records.newest(orEmpty(folderOf(headKey(id)))))?.record?.item;
      return last !== undefined && isDeleted(last);
    },
  };
}

export function openArchive(objects: Objects, records: Records, { bare, table }: Tables): Archive {
  return {
    ...openCare(objects, records, { bare, table }),
    async *filed(prefix) {
      let folder = '';
      let keys: string[] = [];
      for await (const key of objects.list(prefix)) {
        const next = parseRecordKey(key)?.folder ?? key;
        if (next !== folder && keys.length > 0) {
          yield* await gather(folder, keys, records);
          keys = [];
        }
        folder = next;
        keys.push(key);
      }
      if (keys.length > 0) yield* await gather(folder, keys, records);
    },
    held: (key) => bare.item(key),
    hold: (item) => keep(bare, item),
    async drop(key) {
      await bare.remove(key);
    },
    put: (item) => keep(table, item),
    async isRecorded(item) {
      const folder = folderOf(item);
      // Records of addresses may lie in those of their documents.
      if (folder === undefined || (item.r !== undefined && recordedKindOf(item)?.kind === 'address')) return true;
      return (await records.get(folder, item.v ?? item.r ?? 1))?.record !== undefined;
    },
    async adopt(item) {
      const folder = folderOf(item);
      const n = item.v ?? item.r ?? 1;
      if (folder === undefined) return;
      const isThere = (await records.get(folder, n)) !== undefined;
      if (!(await (isThere ? records.replace(folder, n, { item }) : records.write(folder, n, { item })))) return;
      if (item.v === undefined) await keep(bare, { ...item, r: n });
    },
    async enter(head, revisions) {
      const item = headItem(head);
      const made = revisions.map(revisionItem);
      // What the table has is recorded as it is.
      const held = await bare.items(made);
      const also = made.map((each, n) => held[n] ?? each);
      await records.write(orEmpty(folderOf(item)), head.version, { item, also });
      for (const each of [...nameItems(head), ...also]) await bare.put(each, 'absent');
      await keep(bare, dirtyItem(head));
      await bare.put(item, 'absent');
    },
    keys: (prefix) => objects.list(prefix),
    bytes: async (key) => (await objects.get(key))?.bytes,
    eraseReader: (id) => objects.erase(folderOfReader(id)),
  };
}
