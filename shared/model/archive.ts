import type { Head, Revision } from './document.ts';
import type { Fixed } from './fixed.ts';
import type { Key } from './table.ts';

/** An item of the table as stored. `r` is the number of its last record, where that is not `v`. */
export type TableItem = Fixed<
  Key & {
    value: unknown;
    v?: number;
    gsi1?: Key;
    gsi2?: Key;
    r?: number;
  }
>;

export type ItemRecord = Fixed<{ key: string; n: number; value?: unknown; damaged?: string }>;

/**
 * Records of one item, and what the table should have according to them. Those that went with records of other items come apart, each when
 * the others do.
 */
export type ItemRecords = Fixed<{
  folder: string;
  kind: string;
  records: ItemRecord[];
  /** The item of its last good record; absent when it was removed. */
  item?: TableItem;
  gone?: Key;
  events: TableItem[];
  /** The keys of the document, and those of the documents that it cites. */
  names: TableItem[];
  /** Its first record stands for all before it. */
  adopted: boolean;
}>;

/** The bucket as the origin of the table: what `rebuild` and `verify` compare, and what erases a reader. */
export type Archive = {
  filed(prefix: string): AsyncIterable<ItemRecords>;
  held(key: Key): Promise<TableItem | undefined>;
  /** Puts an item into the table unchanged, and nothing into the bucket. */
  hold(item: TableItem): Promise<void>;
  drop(key: Key): Promise<void>;
  takeOut(head: Head, note: { readonly why: string; readonly at: string }): Promise<void>;
  isTakenOut(documentId: string): Promise<boolean>;
  put(item: TableItem): Promise<void>;
  isRecorded(item: TableItem): Promise<boolean>;
  /**
   * Writes a damaged record anew from what the table holds; `freed` where the table holds an earlier state, which stands from now on, and
   * `lost` where it holds nothing, or no right to do so is given.
   */
  mend(record: string): Promise<'written' | 'freed' | 'lost'>;
  /** Makes the first record of an item that the table has without one. */
  adopt(item: TableItem): Promise<void>;
  /** Stores a document of another instance, or from before there were records: with all its revisions in one record. */
  enter(head: Head, revisions: readonly Revision[]): Promise<void>;
  keys(prefix: string): AsyncIterable<string>;
  /** Throws DamagedError. */
  bytes(key: string): Promise<Uint8Array | undefined>;
  eraseReader(id: string): Promise<number>;
};
