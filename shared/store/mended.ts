import { DamagedError } from '../model/errors.ts';
import { recordedKindOf } from '../model/records.ts';
import type { Key } from '../model/table.ts';
import { damagedAside, type SetAside } from '../model/work-job.ts';
import { folderOf } from './records/record-keys.ts';
import { isDeleted, type Records } from './records.ts';
import type { Item, Table } from './table.ts';

/** What became of a damaged item. */
type MendedItem = { readonly key: Key; readonly how: 'its record was put in its place' | 'it was taken out' };

export function mendedAside({ pk, sk }: Key, how: MendedItem['how'], at: Date): SetAside {
  const name = `${pk} ${sk}`;
  const detail = `the item ${name} of the table was damaged, and ${how}`;
  return { key: damagedAside(name), url: name, sourceId: '', hash: '', detail, since: at.toISOString() };
}

/** The last record that says what an item was: of its own folder, or one that it went into with its document. */
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
 * A table in which a damaged item stops nothing: whoever meets it puts its record in its place, or takes it out where it has none (it is found out or made anew), tells
 * so and goes on.
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
    ...{ get: whole(get), getMany: whole(getMany), items: whole(items), item: whole(item), put: whole(put) },
    ...{ move: whole(move), remove: whole(remove), query: whole(query), queryIndex: whole(queryIndex) },
  };
}
