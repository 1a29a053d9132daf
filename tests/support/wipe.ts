import type { Bench } from './bench.ts';

/** Removes every item of the table, or those whose keys are meant; how many. What a lost table is like. */
export async function wipe({ stored, store }: Bench, meant: (key: string) => boolean = () => true): Promise<number> {
  const chosen = [...(await stored()).items].filter(([key]) => meant(key)).map(([, item]) => item);
  await store.table.removeMany(chosen);
  return chosen.length;
}
