import type { Head } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import { schemaVersion } from '../../model/schema.ts';
import * as keys from '../../model/table.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { paged } from '../context.ts';
import { dropErased } from './erased-readers.ts';

/** Hears of each item whose record was made. */
type Told = (key: keys.Key) => void;

/** Makes the record of an item that has none. */
async function adopt(key: keys.Key, { archive }: Context, told: Told): Promise<void> {
  const item = await archive.held(key);
  if (!item || (await archive.isRecorded(item))) return;
  await archive.adopt(item);
  told(key);
}

async function adoptDocument(id: string, context: Context, told: Told): Promise<void> {
  const { archive, documents } = context;
  const read = await documents.head(id);
  if (read) await documents.completeRevision(read);
  const item = await archive.held(keys.headKey(id));
  if (!item) return;
  const head = item.value as Head;
  if (!(await archive.isRecorded(item))) {
    await archive.enter(head, await documents.revisions(id));
    told(item);
  }
  await adopt(keys.labelKey(id), context, told);
  for (const { url } of head.copies) {
    const address = await documents.address(canonicalUrl(url));
    // Saving it unchanged makes the missing record.
    if (address) await documents.saveAddress(address);
  }
}

/** Makes records of everything in the table that the bucket lacks: data from before there were records. */
export async function recordAll(context: Context, told: Told = () => {}): Promise<void> {
  const { documents, digests, tokens } = context;
  for await (const ids of paged((after) => documents.allIds(after, 100))) for (const id of ids) await adoptDocument(id, context, told);
  for (const week of await digests.weeks(10_000)) {
    await adopt(keys.digestKey(week), context, told);
    for (const { reader } of await digests.ledgers(week)) await adopt(keys.ledgerKey(week, reader), context, told);
  }
  for (const { id } of await digests.subscribers())
    for (const key of [keys.subscriberKey(id), keys.markKey(id)]) await adopt(key, context, told);
  for (let n = await documents.newsEnd(); n > 0; n -= 1) await adopt(keys.newsKey(n), context, told);
  for (const { hash } of await tokens.list()) await adopt(keys.tokenKey(hash), context, told);
  for (const key of [keys.secretKey, ...['configuration', 'mailed', 'round'].map(keys.journalKey)]) await adopt(key, context, told);
}

type UpgradeStep = { readonly from: number; readonly run: (context: Context) => Promise<void> };

/** What turns each form into the next one. Each step is repeatable. */
const steps: readonly UpgradeStep[] = [
  { from: 1, run: recordOlder },
  { from: 2, run: probeKeys },
];

/** A table from before there were records, beside a bucket that has some: a copy that was restored. Readers without records were erased since. */
async function recordOlder(context: Context): Promise<void> {
  await dropErased(context);
  await recordAll(context);
}

/** Gives each key of a document its probe. */
async function probeKeys({ documents }: Context): Promise<void> {
  for await (const ids of paged((after) => documents.allIds(after, 100))) await documents.probe(await documents.heads(ids));
}

/** Upgrades data of an earlier form; true when there were documents of one. */
export async function upgradeStore(context: Context): Promise<boolean> {
  const found = await context.schema.version();
  if (found >= schemaVersion) return false;
  const some = (await context.documents.allIds(undefined, 1)).length > 0;
  for (const { run } of steps.filter(({ from }) => from >= found)) await run(context);
  await context.schema.stamp(schemaVersion, context.now().toISOString());
  return some;
}
