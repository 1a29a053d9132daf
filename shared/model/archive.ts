import type { Head, Revision } from './document.ts';
import type { Key } from './table.ts';

/** An item of the table as it lies there. `r` is the number of its last record, where that is not `v`. */
export type TableItem = Key & {
  readonly value: unknown;
  readonly v?: number;
  readonly gsi1?: Key;
  readonly gsi2?: Key;
  readonly r?: number;
};

export type ItemRecord = { readonly key: string; readonly n: number; readonly value?: unknown; readonly damaged?: string };

/** The records of one item, and what they say that the table holds. */
export type ItemRecords = {
  readonly folder: string;
  readonly kind: string;
  readonly records: readonly ItemRecord[];
  /** The item as its last good record says; absent when it was taken away. */
  readonly item?: TableItem;
  readonly gone?: Key;
  /** Its events, one an item. */
  readonly events: readonly TableItem[];
  /** What it can be found by, and what it waits for. */
  readonly names: readonly TableItem[];
  /** Its first record stands for all before it. */
  readonly adopted: boolean;
};

/** The bucket as the table's origin: what `rebuild` and `verify` hold against each other, and what erases a reader. */
export type Archive = {
  /** Items in the order of their folders, those of a prefix. */
  filed(prefix: string): AsyncIterable<ItemRecords>;
  held(key: Key): Promise<TableItem | undefined>;
  /** Puts an item into the table as it is, and nothing into the bucket. */
  hold(item: TableItem): Promise<void>;
  drop(key: Key): Promise<void>;
  /** Puts an item as any adapter does: with its record. */
  put(item: TableItem): Promise<void>;
  /** Whether the bucket knows of the item as it is. */
  isRecorded(item: TableItem): Promise<boolean>;
  /** Makes the first record of an item that stands in the table without one. */
  adopt(item: TableItem): Promise<void>;
  /** Takes a document in as it is held elsewhere, or was held before there were records: with all its revisions in one record. */
  enter(head: Head, revisions: readonly Revision[]): Promise<void>;
  keys(prefix: string): AsyncIterable<string>;
  /** Throws DamagedError. */
  bytes(key: string): Promise<Uint8Array | undefined>;
  /** Removes every version of everything under the records of a reader; how many. */
  eraseReader(id: string): Promise<number>;
};
