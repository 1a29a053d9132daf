import { randomUUID } from 'node:crypto';
import { DamagedError } from '../model/errors.ts';
import type { Key } from '../model/table.ts';
import { opt } from '../model/values.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Objects } from './objects.ts';
import { parseRecordKey, recordKey } from './records/record-keys.ts';
import type { Item } from './table.ts';

/** `why` and `at`: where a person took it out. */
type DeletedItem = Key & { readonly gone: true; readonly why?: string; readonly at?: string };
export const isDeleted = (item: Item | DeletedItem): item is DeletedItem => 'gone' in item;

/**
 * What a record holds: the item as it was written, or that it was removed. `also`: items that had no record of their own when it was made; `beside`: another item with
 * the number of its record, which is this one.
 */
type RecordContent = { readonly item: Item | DeletedItem; readonly also?: readonly Item[]; readonly beside?: Item };
export type ReadRecord = RecordContent & { readonly n: number; readonly writer: string };
export type NumberedRecord = { readonly key: string; readonly n: number; readonly record: ReadRecord | undefined };
/** Why a record cannot be used. */
type Unusable = { readonly damaged: string };

export type Records = {
  /** Puts the `n`-th record of a folder. False when another writer has put it. */
  write(folder: string, n: number, kept: RecordContent): Promise<boolean>;
  /** Writes a record over a damaged one. False where that is not allowed. */
  replace(folder: string, n: number, kept: RecordContent): Promise<boolean>;
  read(key: string): Promise<ReadRecord | Unusable | undefined>;
  /** The `n`-th record of a folder. */
  get(folder: string, n: number): Promise<NumberedRecord | undefined>;
  /** The last item of a key that went into the records of documents. */
  besides(key: Key): Promise<Item | undefined>;
  /** The last record of a folder. */
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
  const kept = { item: read.item, ...opt('also', read.also), ...opt('beside', read.beside) };
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
    const held = await read(key);
    return held !== undefined && 'writer' in held && held.writer === writer;
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
