import type { CollectContext, Context, ScheduleContext } from '../../model/ports.ts';
import type { Backfill, BackfillProgress, ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { type CrawlTask, type ListingCrawl, lastFollow, pagesRead } from './listing-crawl.ts';
import { listsOf, type NamedListing } from './listing-name.ts';
import type { ListingTask } from './send-entries.ts';

/**
 * A backfill survives its process: after each page of a listing the state of its source says how far it came and what comes next, and a task reads a few pages and sends
 * the next task behind the pages that it found. The state names the one task that may go on; a task that comes again, or late, does nothing twice.
 */

/** Every wanted source goes back to this day, over at most so many pages of its listing. `resume`: on from where the last backfill came; else from the first page. */
export type Backfilling = { readonly since: string; readonly listingPages?: number; readonly resume?: boolean };

/** Pages of a listing in one task: the pages that they name are read before the next ones. */
const pagesAtOnce = 10;
/** Requests that are remembered of an index of files. */
const mostNext = 300;

type ListJob = Pick<CrawlTask, 'task' | 'source'>;

/** A state with the progress of a backfill. One that came as far back as a gap in its list closes it, where it began behind the reading that left the gap. */
function withProgress(state: SourceState, key: string, progress: BackfillProgress): SourceState {
  const next = { ...state, back: { ...state.back, [key]: progress } };
  const { capped, ...list } = state.lists?.[key] ?? {};
  const closes = capped?.since !== undefined && isDone(progress, capped.since) && orEmpty(progress.begunAt) > capped.at;
  return closes ? { ...next, lists: { ...state.lists, [key]: list as ListState } } : next;
}

const change = (
  id: string,
  key: string,
  to: (before: BackfillProgress | undefined) => BackfillProgress,
  context: Pick<Context, 'now' | 'sources'>,
): Promise<void> => context.sources.update(id, context.now().toISOString(), (state) => withProgress(state, key, to(state.back?.[key])));

const keyOf = ({ task, source }: ListJob): string => task.list ?? orEmpty(listsOf(source)[0]?.key);

/** Whether another task goes on with the backfill, or did already. */
export const isStale = ({ round, from = 0, since }: ListingTask, progress: BackfillProgress | undefined): boolean =>
  since !== undefined && progress !== undefined && (progress.round !== round || progress.from !== from);

const older = (a: string | undefined, b: string | undefined): string | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

function leadOf(crawl: ListingCrawl): Omit<NonNullable<ReturnType<typeof lastFollow>>, 'asks'> | undefined {
  const follow = lastFollow(crawl);
  if (!follow) return undefined;
  const { asks: _asks, ...lead } = follow;
  return lead;
}

const ends = { 'list ended': 'ended', enough: 'reached', capped: 'capped' } as const;

function progressOf({ task, progress }: CrawlTask, crawl: ListingCrawl, now: Date): BackfillProgress {
  const days = [...crawl.entries.values()].flatMap(({ publishedOn }) => publishedOn ?? []).toSorted();
  const { end, trouble, queue } = crawl;
  const ended = end === undefined || end === 'later' || trouble ? undefined : ends[end];
  return {
    since: orEmpty(task.since),
    round: task.round ?? task.id,
    from: task.from ?? 0,
    pages: pagesRead(crawl),
    ...opt('reached', older(progress?.reached, days[0])),
    next: queue.slice(0, mostNext),
    ...opt('lead', leadOf(crawl)),
    ...opt('firstOld', crawl.firstOld),
    ...opt('end', ended),
    ...opt('begunAt', progress ? progress.begunAt : now.toISOString()),
    ...(trouble ? { trouble: trouble.detail } : {}),
  };
}

/** Remembers how far the backfill came, after each page. */
export async function keepProgress(job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
  if (job.task.since !== undefined) await change(job.source.id, keyOf(job), () => progressOf(job, crawl, context.now()), context);
}

/** Whether the task has read its share. */
export const isShareRead = ({ task }: CrawlTask, crawl: ListingCrawl): boolean =>
  task.since !== undefined && pagesRead(crawl) - (task.from ?? 0) >= pagesAtOnce;

/** Sends the task that goes on behind the pages read so far, then names it as the one: a crash between the two sends it again, and the first of them goes on. */
export async function sendRest(job: CrawlTask, crawl: ListingCrawl, context: CollectContext): Promise<void> {
  const { task, source } = job;
  const from = pagesRead(crawl);
  await context.tasks.send([{ ...task, id: sha256(`${task.round}\n${keyOf(job)}\n${from}`), from }]);
  await change(source.id, keyOf(job), () => ({ ...progressOf(job, crawl, context.now()), from }), context);
}

/** How far it came, for the report of a run. */
export const toBackfill = ({ since, reached, pages, end }: BackfillProgress): Backfill => ({
  since,
  ...opt('reached', reached),
  pages,
  capped: end === undefined || end === 'capped',
});

/** How far a source came over all its listings: as far as the one that came least far. */
export function reachedBy(state: SourceState | undefined): Backfill | undefined {
  return joinBackfills(Object.values(state?.back ?? {}).map(toBackfill));
}

/** Several listings as one: as far as where it came least far. */
export function joinBackfills(each: readonly Backfill[]): Backfill | undefined {
  const [first] = each;
  if (!first) return undefined;
  const reached = each
    .flatMap((one) => one.reached ?? [])
    .toSorted()
    .at(-1);
  const pages = each.reduce((total, one) => total + one.pages, 0);
  return { since: first.since, ...opt('reached', reached), pages, capped: each.some(({ capped }) => capped) };
}

/** Whether nothing older is to be had: its day was reached, or the list has ended. */
export const isDone = (progress: BackfillProgress | undefined, since: string): boolean =>
  (progress?.end === 'ended' && progress.firstOld === undefined) ||
  (progress?.end !== undefined && progress.end !== 'capped' && progress.since <= since);

/** Where a backfill goes on: behind the pages that were read; for an earlier day at the first page of which something was left out. */
function placeOf(
  { next, firstOld, lead, end: _end, trouble: _trouble, ...kept }: BackfillProgress,
  since: string,
): Pick<BackfillProgress, 'pages' | 'next'> {
  if (firstOld === undefined || since >= kept.since) return { ...kept, next, ...opt('lead', lead), ...opt('firstOld', firstOld) };
  return { ...kept, ...opt('lead', lead), next: lead?.kind === 'parts' ? [firstOld, ...next] : [firstOld] };
}

/** The lists that a backfill has to read, each with the place where it begins; noted before its task is sent. */
export async function startBackfill(
  source: Source,
  { round, state }: { readonly round: string; readonly state: SourceState | undefined },
  { since, resume }: Backfilling,
  context: ScheduleContext,
): Promise<readonly { readonly named: NamedListing; readonly from: number }[]> {
  const started = [];
  for (const named of listsOf(source)) {
    const before = resume ? state?.back?.[named.key] : undefined;
    if (isDone(before, since)) continue;
    const from = before?.pages ?? 0;
    const place = before ? placeOf(before, since) : { pages: 0, next: [] };
    await change(source.id, named.key, () => ({ ...place, since, round, from }), context);
    started.push({ named, from });
  }
  return started;
}
