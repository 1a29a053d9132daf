import type { ItemRecords, TableItem } from '../../model/archive.ts';
import { backupKey } from '../../model/backup.ts';
import { DamagedError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { recordedKindOf } from '../../model/records.ts';
import { damagedAside, isDamagedAside } from '../../model/work-job.ts';
import { mendDocument } from '../collect/reread.ts';
import { paged } from '../context.ts';
import { keptWeek } from '../read/digest.ts';
import { renewIndex, updateIndex } from '../read/index.ts';
import { dropErased } from './erased-readers.ts';
import { rememberSeen, restoreStates, spread } from './rebuild-states.ts';
import { compareWithRecord } from './record-match.ts';
import { recordAll } from './upgrade.ts';
import { openNamed } from './verify/named.ts';

export type Rebuilt = {
  /** Documents that were indexed. */
  readonly documents: number;
  /** Items of the table that were missing, outdated or different from their records, and were corrected. */
  readonly mended: number;
  /** What was damaged, and what became of it. */
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

type DamagedRecord = { readonly key: string; readonly why: string };

const becameOf = {
  written: 'it was written anew from the table',
  freed: 'it is gone; the state before it stands',
  lost: 'the table has nothing of it either; a backup may',
} as const;

/** Writes damaged records anew from the table, which has by now what the others say. What became of each. */
async function mendRecords(damaged: readonly DamagedRecord[], { archive }: Context): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { key, why } of damaged) told.push(`${key} ${why}: ${becameOf[await archive.mend(key)]}`);
  return told;
}

/** Looks at every text and digest of the store, and mends what is damaged. What was damaged, and the names of what stays so. */
async function mendAll(context: Context): Promise<{ readonly told: readonly string[]; readonly lost: ReadonlySet<string> }> {
  const told: string[] = [];
  const lost = new Set<string>();
  for await (const ids of paged((after) => context.documents.allIds(after, 100)))
    for (const head of await context.documents.heads(ids)) {
      const found = await mendDocument(head, context);
      for (const key of found.lost) lost.add(damagedAside(key));
      told.push(...found.mended.map((key) => `${key} was damaged: it was read again from its evidence (${head.id})`));
      told.push(...found.lost.map((key) => `${key} is damaged: its evidence does not give it again; a backup may (${head.id})`));
    }
  told.push(...(await context.digests.dropDamaged()).map((key) => `${key} was damaged: the next composition takes its place`));
  for (const week of await context.digests.weeks(10_000)) {
    const { key } = await context.digests.get(week).then(() => ({ key: undefined }), unlessOther);
    if (key === undefined) continue;
    await keptWeek(week, context);
    told.push(`${key} was damaged: the digest of ${week} was composed again`);
  }
  return { told, lost };
}

function unlessOther(error: unknown): DamagedError {
  if (error instanceof DamagedError) return error;
  throw error;
}

/** What is whole again needs no alarm. */
async function forgetMended(lost: ReadonlySet<string>, { documents }: Context): Promise<void> {
  for (const aside of await documents.asides(10_000))
    if (isDamagedAside(aside) && !lost.has(aside.key)) await documents.forgetAside(aside.key);
}

/** Restores the table from the records of the bucket: all of it, or what is missing or different. The bucket is not changed. Repeatable. */
async function restoreTable(context: Context) {
  let mended = 0;
  const named = openNamed();
  const damaged: DamagedRecord[] = [];
  for (const prefix of ['records/', 'readers/']) {
    let some: ItemRecords[] = [];
    const work = async () => {
      // Records of one item may lie in several places: the last of them is to stand.
      const counts = await Promise.all([...Map.groupBy(some, ({ folder }) => folder).values()].map((each) => restoreAll(each, context)));
      mended += counts.reduce((sum, count) => sum + count, 0);
      some = [];
    };
    for await (const filed of context.archive.filed(prefix)) {
      damaged.push(...filed.records.flatMap(({ key, damaged: why }) => (why === undefined ? [] : [{ key, why }])));
      named.add(filed);
      some.push(filed);
      if (some.length >= concurrency) await work();
    }
    await work();
  }
  return { mended, damaged, named };
}

/**
 * Restores the table from the records of the bucket, with the same ids, revisions and times, and the search index from the table, whatever state both are in. Items
 * of an earlier version without records get them. Repeatable after a crash.
 */
export async function rebuild(context: Context): Promise<Rebuilt> {
  const { mended, damaged: records, named } = await restoreTable(context);
  const states = await restoreStates(context);
  const erased = await dropErased(context);
  const gone: string[] = [];
  await recordAll(context, ({ pk, sk }) => gone.push(`the record of ${pk} ${sk} could not be used: it was written anew from the table`));
  const damaged = [...gone, ...(await mendRecords(records, context))];
  const { told, lost } = await mendAll(context);
  damaged.push(
    ...told,
    ...(await named.lost(context)).map(({ id, by }) => `DOC#${id} HEAD: ${by} names it, and it has no record; a backup may`),
  );
  await forgetMended(lost, context);
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
