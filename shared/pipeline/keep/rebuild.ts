import type { ItemRecords, TableItem } from '../../model/archive.ts';
import { backupKey } from '../../model/backup.ts';
import type { Context } from '../../model/ports.ts';
import { recordedKindOf } from '../../model/records.ts';
import { renewIndex, updateIndex } from '../read/index.ts';
import { dropErased } from './erased-readers.ts';
import { rememberSeen, restoreStates, spread } from './rebuild-states.ts';
import { compareWithRecord } from './record-match.ts';
import { recordAll } from './upgrade.ts';

export type Rebuilt = {
  /** Documents that were indexed. */
  readonly documents: number;
  /** Items of the table that were missing, outdated or different from their records, and were corrected. */
  readonly mended: number;
  /** Records that could not be used: the record before was used instead. */
  readonly damaged: readonly string[];
  /** States of sources and webhooks, and notes, from the daily copy. */
  readonly states: number;
  /** Readers that a copy of the table had, and who were erased since. */
  readonly erased: number;
};

/** Items that are corrected at a time. */
const concurrency = 16;

async function restoreItem(item: TableItem, context: Context): Promise<number> {
  const held = await context.archive.held(item);
  if (['same', 'newer'].includes(compareWithRecord(item, held))) return 0;
  const address = held ? undefined : recordedKindOf(item)?.kind === 'address';
  if (address) await rememberSeen(item, context);
  await context.archive.hold(address ? spread(item, context.now()) : item);
  return 1;
}

/** Brings the table to what the records of an item say; names and events first, so that a head always has them. */
async function restore({ item, gone, events, names }: ItemRecords, context: Context): Promise<number> {
  let mended = 0;
  for (const each of [...names, ...events]) mended += await restoreItem(each, context);
  if (item) mended += await restoreItem(item, context);
  if (gone && (await context.archive.held(gone))) {
    await context.archive.drop(gone);
    mended += 1;
  }
  return mended;
}

async function restoreAll(some: readonly ItemRecords[], context: Context): Promise<number> {
  let mended = 0;
  for (const each of some) mended += await restore(each, context);
  return mended;
}

/** Restores the table from the records of the bucket: all of it, or what is missing or different. The bucket is not changed. Repeatable. */
async function restoreTable(context: Context): Promise<Pick<Rebuilt, 'mended' | 'damaged'>> {
  let mended = 0;
  const damaged: string[] = [];
  for (const prefix of ['records/', 'readers/']) {
    let some: ItemRecords[] = [];
    const work = async () => {
      // Records of one item may lie in several places: the last of them is to stand.
      const counts = await Promise.all([...Map.groupBy(some, ({ folder }) => folder).values()].map((each) => restoreAll(each, context)));
      mended += counts.reduce((sum, count) => sum + count, 0);
      some = [];
    };
    for await (const filed of context.archive.filed(prefix)) {
      damaged.push(...filed.records.flatMap(({ key, damaged: why }) => (why === undefined ? [] : [`${key} ${why}`])));
      some.push(filed);
      if (some.length >= concurrency) await work();
    }
    await work();
  }
  return { mended, damaged };
}

/**
 * Restores the table from the records of the bucket, with the same ids, revisions and times, and the search index from the table, whatever state both are in. Items
 * of an earlier version without records get them. Repeatable after a crash.
 */
export async function rebuild(context: Context): Promise<Rebuilt> {
  const { mended, damaged } = await restoreTable(context);
  const states = await restoreStates(context);
  const erased = await dropErased(context);
  await recordAll(context);
  await context.search.discard();
  const documents = await renewWhole(context);
  await updateIndex(context);
  return {
    documents,
    mended,
    damaged: states === 'damaged' ? [...damaged, `${backupKey} is damaged`] : damaged,
    states: states === 'damaged' ? 0 : states,
    erased,
  };
}

/** Makes the index anew to its end; returns how many documents were read. */
async function renewWhole(context: Context): Promise<number> {
  for (let documents = 0; ; ) {
    const made = await renewIndex(context);
    documents += made.documents;
    if (made.finished) return documents;
  }
}
