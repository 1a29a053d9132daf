import type { ItemRecords, TableItem } from '../../model/archive.ts';
import type { Head } from '../../model/document.ts';
import { DamagedError } from '../../model/errors.ts';
import type { Address, Context } from '../../model/ports.ts';
import { recordedKindOf } from '../../model/records.ts';
import * as keys from '../../model/table.ts';
import { backupKey, placeLists, schemaVersion } from '../../model/table.ts';
import { damagedAside, isDamagedAside } from '../../model/task.ts';
import { daysSince, later } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { mendDocument } from '../collect/mend.ts';
import { everyId } from '../context.ts';
import { keptWeek } from '../read/digest.ts';
import { renewIndex, updateIndex } from '../read/index.ts';
import { compareWithRecord, openNamed } from './verify.ts';

async function periods({ digests }: Context) {
  const weeks = await digests.weeks(10_000);
  const days = [1, 2, 3, 4, 5, 6, 7];
  return weeks.flatMap((week) => [week, ...days.flatMap((day) => [`${week}-${day}`, `${week}-${day}-reminder`])]);
}

/** Whether the bucket has records, as it has since the second form of the data; without any nothing follows from their absence. */
async function hasRecords({ archive }: Context) {
  for await (const { kind } of archive.filed('records/schema/')) if (kind === 'schema') return true;
  return false;
}

/**
 * Takes readers out of the table of whom the bucket holds nothing: records are written before items, so they were erased after this table
 * was copied. What is kept of them (a salted hash for each mail) has records of its own. Returns how many.
 */
async function dropErased(context: Context) {
  const { archive, digests } = context;
  if (!(await hasRecords(context))) return 0;
  let dropped = 0;
  let all: readonly string[] | undefined;
  for (const { id } of await digests.subscribers()) {
    let isKnown = false;
    for await (const { kind, item } of archive.filed(`readers/${id}/`)) isKnown ||= kind === 'profile' && item !== undefined;
    if (isKnown) continue;
    all ??= await periods(context);
    const left = [keys.markKey(id), ...Object.values(keys.unrecordedKeys(id)), ...all.map((period) => keys.ledgerKey(period, id))];
    for (const key of [...left, keys.subscriberKey(id)]) if (await archive.held(key)) await archive.drop(key);
    dropped += 1;
  }
  return dropped;
}

function ageOf({ v, value }: TableItem) {
  const { at, until } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<{ at?: string; until?: string }>;
  return v ?? orEmpty(at ?? until);
}

async function restoreStates(context: Context) {
  const backup = await context.backups.load();
  if (backup === undefined || backup === 'damaged') return backup ?? 0;
  let restored = 0;
  for (const item of backup.items) {
    const stored = await context.archive.held(item);
    if (stored && ageOf(stored) >= ageOf(item)) continue;
    await context.archive.hold(stored?.r === undefined ? item : { ...item, r: stored.r });
    restored += 1;
  }
  return restored;
}

/** A page that was first seen so long ago is not missed for some weeks. */
const oldPage = 30;
const day = 24 * 3_600_000;

/**
 * The address of a lost item, whose record says when it was due after the last time something happened to it: often long ago. So that not
 * all pages of a large store are due at once, those that are old and as they should be come back over the next thirty days, each at its own
 * time.
 */
export function spread(item: TableItem, now: Date): TableItem {
  const { dueAt, firstSeenAt, misses, canonicalUrl } = item.value as Address;
  const age = daysSince(firstSeenAt, now);
  if (dueAt === undefined || dueAt > now.toISOString() || misses !== undefined || age < oldPage || !item.gsi2) return item;
  const share = Number.parseInt(sha256(canonicalUrl).slice(0, 8), 16) / 2 ** 32;
  const dueLater = later(now, share * oldPage * day);
  const place = item.gsi2.sk.slice(dueAt.length);
  return { ...item, value: { ...(item.value as Address), dueAt: dueLater }, gsi2: { pk: placeLists.due, sk: `${dueLater}${place}` } };
}

/** The page of the address was sent once: its list does not send it again. What the list said of it is remembered at the next reading. */
async function rememberSeen({ value }: TableItem, { documents }: Context) {
  const { sourceId, also = [], canonicalUrl, firstSeenAt } = value as Address;
  for (const id of [sourceId, ...also]) {
    const [seen] = await documents.seen(id, [canonicalUrl]);
    if (!seen) await documents.markSeen(id, [{ url: canonicalUrl, seen: { at: firstSeenAt, lines: [] } }]);
  }
}

type Report = (key: keys.Key) => void;

async function adopt(key: keys.Key, { archive }: Context, report: Report) {
  const item = await archive.held(key);
  if (!item || (await archive.isRecorded(item))) return;
  await archive.adopt(item);
  report(key);
}

async function adoptDocument(id: string, context: Context, report: Report) {
  const { archive, documents } = context;
  const read = await documents.head(id);
  if (read) await documents.completeRevision(read);
  const item = await archive.held(keys.headKey(id));
  if (!item) return;
  const head = item.value as Head;
  if (!(await archive.isRecorded(item))) {
    await archive.enter(head, await documents.revisions(id));
    report(item);
  }
  await adopt(keys.labelKey(id), context, report);
  for (const { url } of head.copies) {
    const address = await documents.address(canonicalUrl(url));
    // Saving it unchanged makes the missing record.
    if (address) await documents.saveAddress(address);
  }
}

/** Makes records of everything in the table that the bucket lacks: data from before there were records. */
async function recordAll(context: Context, report: Report = () => {}) {
  const { documents, digests, tokens } = context;
  for await (const ids of everyId(context)) for (const id of ids) await adoptDocument(id, context, report);
  for (const week of await digests.weeks(10_000)) {
    await adopt(keys.digestKey(week), context, report);
    for (const { reader } of await digests.ledgers(week)) await adopt(keys.ledgerKey(week, reader), context, report);
  }
  for (const { id } of await digests.subscribers())
    for (const key of [keys.subscriberKey(id), keys.markKey(id)]) await adopt(key, context, report);
  for (let n = await documents.newsEnd(); n > 0; n -= 1) await adopt(keys.newsKey(n), context, report);
  for (const { hash } of await tokens.list()) await adopt(keys.tokenKey(hash), context, report);
  for (const key of [keys.secretKey, ...['configuration', 'mailed', 'round'].map(keys.journalKey)]) await adopt(key, context, report);
}

type UpgradeStep = Readonly<{ from: number; run: (context: Context) => Promise<void> }>;

const steps: readonly UpgradeStep[] = [
  { from: 1, run: recordOlder },
  { from: 2, run: probeKeys },
];

/**
 * A table from before there were records, beside a bucket that has some: a copy that was restored. Readers without records were erased
 * since.
 */
async function recordOlder(context: Context) {
  await dropErased(context);
  await recordAll(context);
}

async function probeKeys(context: Context) {
  for await (const ids of everyId(context)) await context.documents.probe(await context.documents.heads(ids));
}

export async function upgradeStore(context: Context): Promise<boolean> {
  const found = await context.schema.version();
  if (found >= schemaVersion) return false;
  const some = (await context.documents.allIds(undefined, 1)).length > 0;
  for (const { run } of steps.filter(({ from }) => from >= found)) await run(context);
  await context.schema.stamp(schemaVersion, context.now().toISOString());
  return some;
}

type Rebuilt = Readonly<{
  documents: number;
  mended: number;
  damaged: readonly string[];
  states: number;
  erased: number;
}>;

const concurrency = 16;

async function restoreItem(item: TableItem, context: Context) {
  const stored = await context.archive.held(item);
  if (['same', 'newer'].includes(compareWithRecord(item, stored))) return 0;
  const address = stored ? undefined : recordedKindOf(item)?.kind === 'address';
  if (address) await rememberSeen(item, context);
  await context.archive.hold(address ? spread(item, context.now()) : item);
  return 1;
}

/** Brings the table to what the records of an item say; names and events first, so that a head always has them. */
async function restore({ item, gone, events, names }: ItemRecords, context: Context) {
  let mended = 0;
  for (const each of [...names, ...events]) mended += await restoreItem(each, context);
  if (item) mended += await restoreItem(item, context);
  if (gone && (await context.archive.held(gone))) {
    await context.archive.drop(gone);
    mended += 1;
  }
  return mended;
}

async function restoreAll(some: readonly ItemRecords[], context: Context) {
  let mended = 0;
  for (const each of some) mended += await restore(each, context);
  return mended;
}

type DamagedRecord = Readonly<{ key: string; why: string }>;

const becameOf = {
  written: 'it was written anew from the table',
  freed: 'it is gone; the state before it stands',
  lost: 'the table has nothing of it either; a backup may',
} as const;

async function mendRecords(damaged: readonly DamagedRecord[], { archive }: Context) {
  const mended: string[] = [];
  for (const { key, why } of damaged) mended.push(`${key} ${why}: ${becameOf[await archive.mend(key)]}`);
  return mended;
}

async function mendAll(context: Context) {
  const mended: string[] = [];
  const lost = new Set<string>();
  for await (const ids of everyId(context))
    for (const head of await context.documents.heads(ids)) {
      const found = await mendDocument(head, context);
      for (const key of found.lost) lost.add(damagedAside(key));
      mended.push(...found.mended.map((key) => `${key} was damaged: it was read again from its evidence (${head.id})`));
      mended.push(...found.lost.map((key) => `${key} is damaged: its evidence does not give it again; a backup may (${head.id})`));
    }
  mended.push(...(await context.digests.dropDamaged()).map((key) => `${key} was damaged: the next composition takes its place`));
  for (const week of await context.digests.weeks(10_000)) {
    const error = await context.digests.get(week).then(() => undefined, damageOf);
    if (!error) continue;
    await keptWeek(week, context);
    mended.push(`${error.key} was damaged: the digest of ${week} was composed again`);
  }
  return { told: mended, lost };
}

function damageOf(error: unknown) {
  if (error instanceof DamagedError) return error;
  throw error;
}

async function forgetMended(lost: ReadonlySet<string>, { documents }: Context) {
  for (const aside of await documents.asides(10_000))
    if (isDamagedAside(aside) && !lost.has(aside.key)) await documents.forgetAside(aside.key);
}

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
 * Restores the table from the records of the bucket, with the same ids, revisions and times, and the search index from the table, whatever
 * state both are in. Items of an earlier version without records get them. Repeatable after a crash.
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

const restoredReason = 'it waited when the backup was made, and may have been sent since';

/**
 * What a store does that was put back from a backup: which mails went out since, its ledger cannot know, so that none is sent for a moment
 * that has passed; those that waited are named. What was under way at that moment is brought to its end from the records, and the index is
 * made anew.
 */
export async function settleRestored(context: Context): Promise<Pick<Rebuilt, 'documents' | 'damaged'> & { readonly mails: number }> {
  const { deadLetters, digests, journal, now } = context;
  const at = now().toISOString();
  const mailing = await journal.read('mailing');
  if (mailing || (await digests.subscribers()).some(({ state }) => state === 'confirmed'))
    await journal.write('mailing', { ...mailing, until: [at, mailing?.until ?? at].toSorted()[1] ?? at });
  for (const { id, reason } of await deadLetters.peek('mail', 10))
    if (!reason) await deadLetters.explain(id, { at, reason: restoredReason });
  const { documents, damaged } = await rebuild(context);
  return { documents, damaged, mails: await deadLetters.count('mail') };
}

async function renewWhole(context: Context) {
  for (let documents = 0; ; ) {
    const made = await renewIndex(context);
    documents += made.documents;
    if (made.finished) return documents;
  }
}
