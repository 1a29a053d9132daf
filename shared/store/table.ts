import type { DeadLetters } from '../model/alarm.ts';
import { failureKey, type Key } from '../model/table.ts';

/** An item: keys, what the indexes need, and its value as JSON. `v` is the version that writes are conditional on. */
export type Item = Key & {
  readonly value: unknown;
  readonly v?: number;
  readonly gsi1?: Key;
  readonly gsi2?: Key;
  readonly ttl?: number;
  /** Number of its last record in the bucket, where that is not `v`. */
  readonly r?: number;
};

export type IndexedItem = { readonly sk: string; readonly value: unknown; readonly place: string };
export type WriteCondition = 'absent' | { readonly v: number } | { readonly r: number } | 'none';

export type Table = Sums & {
  /** What its item says, which whoever wrote it knows. */
  get<Value = unknown>(key: Key): Promise<Value | undefined>;
  getMany(keys: readonly Key[]): Promise<readonly unknown[]>;
  items(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  item(key: Key): Promise<Item | undefined>;
  /** `beside`: an item with the number of its record, which goes with that of this one; it is put itself later, with the same number. */
  put(item: Item, condition: WriteCondition, beside?: Item): Promise<boolean>;
  /**
   * Puts many items over whatever is there, 25 a request: for what is the same whoever writes it. Of one key the first counts. Not atomic.
   */
  putMany(items: readonly Item[]): Promise<void>;
  /** Removes many items of which there are no records, 25 a request, whatever they say. */
  removeMany(keys: readonly Key[]): Promise<void>;
  /** Moves an item within the second index without changing its value; false when it is not at `from`. */
  move(key: Key, from: Key, to: Key): Promise<boolean>;
  remove(key: Key, condition?: { readonly v: number }): Promise<boolean>;
  query(
    pk: string,
    options?: { prefix?: string; limit?: number; after?: string; upTo?: string; newestFirst?: boolean },
  ): Promise<readonly IndexedItem[]>;
  queryIndex(
    index: 'gsi1' | 'gsi2',
    pk: string,
    options?: { upTo?: string; after?: string; limit?: number; newestFirst?: boolean },
  ): Promise<readonly IndexedItem[]>;
};

export const valuesOf = async <Value>(found: Promise<readonly IndexedItem[]>): Promise<readonly Value[]> =>
  (await found).map(({ value }) => value as Value);

/** Puts an item over whatever is there. */
export const keep = async (table: Pick<Table, 'put'>, item: Item): Promise<void> => void (await table.put(item, 'none'));

/** Holds for an item as it was read: of that version, or not there. */
export const asRead = (before: { readonly v: number } | undefined): WriteCondition => (before ? { v: before.v } : 'absent');

/** Puts the next version of an item in the place of what was read. False when another writer was faster. */
export function putNext(
  table: Table,
  item: Item & { readonly value: object },
  before: { readonly v: number } | undefined,
): Promise<boolean> {
  const v = (before?.v ?? 0) + 1;
  return table.put({ ...item, value: { ...item.value, v }, v }, asRead(before));
}

export const explainIn =
  (table: Pick<Table, 'put'>): DeadLetters['explain'] =>
  async (messageId, { at, reason }) => {
    const ttl = Math.floor(Date.parse(at) / 1000) + 14 * 86_400;
    await keep(table, { ...failureKey(messageId), value: { reason: reason.slice(0, 500), at }, ttl });
  };

export type Sums = {
  add(key: Key, amounts: Readonly<Record<string, number>>, ttl: number): Promise<void>;
  sums(key: Key): Promise<Readonly<Record<string, number>>>;
};
