import { SourceError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import type { Backfill, ListState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isWholeDue } from '../../stages/watch/cadence.ts';
import { type CrawlResult, crawlListing } from './crawl-listing.ts';
import { listsOf, type NamedListing } from './listing-name.ts';
import { listFailed, listRead, listUnchanged, saveListState } from './listing-state.ts';
import type { ListingTask } from './send-entries.ts';

/** Days after which a list is fetched whole although its validators are known: an ETag that never changes would hide all news. */
const wholeEvery = 7;

/** The condition of a request: none when more is looked for than a change of the first page, or when the list was last sent whole long ago. */
const conditionOf = ({ left, wholeAt, etag, lastModified }: Partial<ListState>, { since }: ListingTask, now: Date) =>
  since !== undefined || left !== undefined || isWholeDue(wholeAt, now, wholeEvery)
    ? {}
    : { ...opt('etag', etag), ...opt('lastModified', lastModified) };

/** How far a backfill came. */
function backfillOf(since: string, { entries, pages, capped }: CrawlResult): Backfill {
  const reached = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted()[0];
  return { since, ...opt('reached', reached), pages, capped };
}

type ListingJob = { readonly task: ListingTask; readonly source: Source; readonly named: NamedListing };

async function crawlNamedListing({ task, source, named }: ListingJob, before: ListState | undefined, context: Context): Promise<void> {
  const asked = { task, source, listing: named.listing, before };
  const walked = await crawlListing(asked, conditionOf(before ?? {}, task, context.now()), context);
  const { requests, bytes, evidence } = walked;
  const round = task.round ?? task.id;
  const step = 'entries' in walked ? listRead(source, named, walked, context.now()) : listUnchanged(context.now());
  const failed = 'entries' in walked ? { failed: walked.failed } : {};
  const outcome = { round, key: named.key, step, ...failed, ...opt('evidence', evidence) };
  const { condition, trouble, lists } = await saveListState(source, outcome, context);
  context.note({
    sourceId: source.id,
    listed: lists?.[named.key]?.listed ?? 0,
    condition,
    ...(trouble ? { trouble } : {}),
    requests,
    bytes,
    ...('entries' in walked ? { addresses: walked.entries.map(({ url }) => canonicalUrl(url)) } : {}),
    ...('entries' in walked && task.since !== undefined ? { backfill: backfillOf(task.since, walked) } : {}),
  });
}

/** Reads one listing of a source, page by page: snapshot first, read second, page tasks for what is unseen, then the state. */
export async function collectListing(task: ListingTask, source: Source, context: Context): Promise<void> {
  const lists = listsOf(source);
  const named = lists.find(({ key }) => key === task.list) ?? lists[0];
  if (!named) return;
  try {
    await crawlNamedListing({ task, source, named }, (await context.sources.state(source.id))?.lists?.[named.key], context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const outcome = { round: task.round ?? task.id, key: named.key, step: listFailed(source, error, context.now()) };
    const { condition, trouble } = await saveListState(source, outcome, context);
    context.note({
      sourceId: source.id,
      condition,
      ...(trouble ? { trouble } : {}),
      requests: error.requests ?? 1,
      bytes: error.wireBytes ?? 0,
    });
  }
}
