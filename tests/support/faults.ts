import type { Item } from '../../shared/store/table.ts';
import type { Bench } from './bench.ts';
import { bytesIn, damageItem, loseObject, objectIn, putBytesIn, putObjectIn } from './stored-bytes.ts';

/** Takes a fault back. */
export type Undo = () => Promise<void> | void;

/** Faults as disks, people and enemies make them: behind the back of the program. */
export function faultsOf(bench: Bench) {
  const { table, objects } = bench.store;
  const put = async (item: Item): Promise<void> => void (await table.put(item, 'none'));
  const itemWith = async (pattern: RegExp): Promise<Item> => {
    const [, item] = [...(await bench.stored()).items].find(([key]) => pattern.test(key)) ?? [];
    if (!item) throw new Error(`no item ${pattern}`);
    return item;
  };
  const { data } = bench;
  const flip = (key: string): Undo => {
    const bytes = bytesIn(data, key);
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    putBytesIn(data, key, flipped);
    return () => putBytesIn(data, key, bytes);
  };
  return {
    flip,
    /** The bytes of another object in its place, and the other way round. */
    swap(one: string, other: string): Undo {
      const [a, b] = [bytesIn(data, one), bytesIn(data, other)];
      const put = (first: Uint8Array, second: Uint8Array): void => {
        putBytesIn(data, one, first);
        putBytesIn(data, other, second);
      };
      put(b, a);
      return () => put(a, b);
    },
    /** What is left of an object whose bytes the disk has lost. */
    blank(key: string): Undo {
      const bytes = bytesIn(data, key);
      putBytesIn(data, key, new Uint8Array());
      return () => putBytesIn(data, key, bytes);
    },
    lose(key: string): Undo {
      const row = objectIn(data, key);
      loseObject(data, key);
      return () => putObjectIn(data, row);
    },
    async plant(key: string, body: string): Promise<void> {
      await objects.put(key, Buffer.from(body), 'application/octet-stream', { absent: true });
    },
    /** A row of the table that does not have its checksum. */
    async damage(pattern: RegExp): Promise<Undo> {
      const item = await itemWith(pattern);
      damageItem(data, item);
      return () => put(item);
    },
    async forget(pattern: RegExp): Promise<Undo> {
      const item = await itemWith(pattern);
      await table.remove(item);
      return () => put(item);
    },
    async change(pattern: RegExp, to: (item: Item) => Item): Promise<Undo> {
      const item = await itemWith(pattern);
      await put(to(item));
      return () => put(item);
    },
    async add(item: Item): Promise<Undo> {
      await put(item);
      return async () => void (await table.remove(item));
    },
  };
}
