import { SourceError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { BackfillProgress, ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isWholeDue } from '../../stages/watch/cadence.ts';
import { isStale, toBackfill } from './backfill.ts';
import { crawlListing } from './crawl-listing.ts';
import { listsOf, type NamedListing } from './listing-name.ts';
import { listFailed, listRead, listUnchanged, saveListState } from './listing-state.ts';
import { isEndWanted } from './missing-state.ts';
import type { KnownListing } from './read-listing.ts';
import type { ListingTask } from './send-entries.ts';

/** Days after which a list is fetched whole although its validators are known: an ETag that never changes would hide all news. */
const wholeEvery = 7;

/**
 * What the reading compares with: nothing when more is looked for than a change of the first page (`sought`: pages that are missing), or when the list was last sent
 * whole long ago.
 */
function knownOf(before: Partial<ListState>, { since }: ListingTask, now: Date, sought: boolean): KnownListing {
  if (sought || since !== undefined || before.left !== undefined || isWholeDue(before.wholeAt, now, wholeEvery)) return {};
  const { etag, lastModified, bytesHash, entriesHash, shellHash } = before;
  const hashes = { ...opt('bytesHash', bytesHash), ...opt('entriesHash', entriesHash), ...opt('shellHash', shellHash) };
  return { ...opt('etag', etag), ...opt('lastModified', lastModified), ...hashes };
}

type ListingJob = { readonly task: ListingTask; readonly source: Source; readonly named: NamedListing };

/** Goes on with a backfill where it was: what its pages say changes nothing of the state of the list, which is that of its first pages. */
async function resumeBackfill(
  { task, source, named }: ListingJob,
  state: SourceState,
  progress: BackfillProgress,
  context: CollectContext,
) {
  const before = state.lists?.[named.key];
  const walked = await crawlListing({ task, source, listing: named.listing, before, progress }, {}, context);
  const { requests, bytes } = walked;
  const trouble = 'entries' in walked ? walked.trouble : undefined;
  const failure = trouble && { url: trouble.url, kind: trouble.trouble, detail: trouble.detail };
  const addresses = 'entries' in walked ? walked.entries.map(({ url }) => canonicalUrl(url)) : [];
  context.note({ sourceId: source.id, condition: state.condition, requests, bytes, addresses, ...(failure ? { failure } : {}) });
}

/** The progress of the backfill that a task belongs to, for the report. */
async function noteProgress({ task, source, named }: ListingJob, context: CollectContext): Promise<void> {
  const progress = task.since === undefined ? undefined : (await context.sources.state(source.id))?.back?.[named.key];
  if (progress) context.note({ sourceId: source.id, requests: 0, bytes: 0, backfill: toBackfill(progress), list: named.key });
}

async function crawlNamedListing(job: ListingJob, state: SourceState | undefined, context: CollectContext): Promise<void> {
  const { task, source, named } = job;
  const progress = task.since === undefined ? undefined : state?.back?.[named.key];
  if (isStale(task, progress) || progress?.end !== undefined) return;
  if (state && progress && progress.pages > 0) return resumeBackfill(job, state, progress, context);
  const before = state?.lists?.[named.key];
  const asked = {
    task,
    source,
    listing: named.listing,
    before,
    toEnd: task.since === undefined && isEndWanted(state, named.key, context.now()),
  };
  const sought = state?.missing !== undefined;
  const walked = await crawlListing(asked, knownOf(before ?? {}, task, context.now(), sought), context);
  const { requests, bytes, evidence } = walked;
  const round = task.round ?? task.id;
  const step = 'entries' in walked ? listRead(source, named, walked, context.now()) : listUnchanged(context.now());
  const failed = 'entries' in walked ? { failed: walked.failed, walked } : {};
  const outcome = { round, ...opt('slot', task.slot), key: named.key, step, ...failed, ...opt('evidence', evidence) };
  const { condition, trouble, lists } = await saveListState(source, outcome, context);
  context.note({
    sourceId: source.id,
    listed: lists?.[named.key]?.listed ?? 0,
    url: named.listing.url,
    ...opt('evidence', evidence),
    condition,
    ...(trouble ? { trouble } : {}),
    ...('entries' in walked && walked.cutOff ? { capped: true } : {}),
    requests,
    bytes,
    ...('entries' in walked ? { addresses: walked.entries.map(({ url }) => canonicalUrl(url)) } : {}),
  });
}

/** Reads one listing of a source, page by page: snapshot first, read second, page tasks for what is unseen, then the state. */
export async function collectListing(task: ListingTask, source: Source, context: CollectContext): Promise<void> {
  const lists = listsOf(source);
  const named = lists.find(({ key }) => key === task.list) ?? lists[0];
  if (!named) return;
  try {
    await crawlNamedListing({ task, source, named }, await context.sources.state(source.id), context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const step = listFailed(source, error, context.now());
    const outcome = { round: task.round ?? task.id, ...opt('slot', task.slot), key: named.key, step };
    const { condition, trouble } = await saveListState(source, outcome, context);
    context.note({
      sourceId: source.id,
      condition,
      ...(trouble ? { trouble } : {}),
      requests: error.requests ?? 1,
      bytes: error.wireBytes ?? 0,
    });
  }
  await noteProgress({ task, source, named }, context);
}
