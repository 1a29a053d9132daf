import type { SourceError } from '../../model/errors.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { Capped, ListState, SourceState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { nextSlotAt } from '../../stages/watch/cadence.ts';
import { newestOf, sourceHealth, sumListed } from '../../stages/watch/health.ts';
import type { CrawlResult } from './crawl-listing.ts';
import { listsOf, type NamedListing } from './listing-name.ts';
import { lookedFor } from './missing-state.ts';
import type { ListingTask } from './send-entries.ts';

/** The condition of a listing after a failure (docs/contract.md 3.1). */
export function conditionOf(error: SourceError): Exclude<ListState['condition'], 'ok' | 'partial'> {
  switch (error.trouble) {
    case 'unreachable':
      return 'unreachable';
    case 'refused':
    case 'robots':
    case 'forbidden-address':
      return 'refused';
    default:
      return 'unrecognised';
  }
}

/** As the server says; else an hour later when nobody answered, and in the next slot when the server refused. */
function nextTry(source: Source, error: SourceError, now: Date): string {
  if (error.retryAfter !== undefined) return new Date(now.getTime() + error.retryAfter * 1000).toISOString();
  const slot = nextSlotAt(source.every, now);
  const hour = new Date(now.getTime() + 3_600_000).toISOString();
  return error.trouble === 'unreachable' && hour < slot ? hour : slot;
}

const troubleOf = (source: Source, error: SourceError, now: Date): SourceTrouble => ({
  kind: error.trouble,
  detail: withoutSecrets(error.detail),
  url: withoutSecrets(error.url),
  nextTryAt: nextTry(source, error, now),
  ...opt('proxy', error.proxy),
});

/** Changes the state of a list. */
export type ListStateChange = (before: ListState | undefined) => ListState;

/** Where a reading was cut off. A gap stays when later readings see no more of it, until a backfill has closed it. */
function cappedBy(
  { cutOff, pages }: CrawlResult,
  { before, oldest, now }: { readonly before: ListState | undefined; readonly oldest: string | undefined; readonly now: Date },
): Capped | undefined {
  const earlier = before?.capped?.since === undefined ? undefined : before.capped;
  if (!cutOff || (earlier && !cutOff.gap)) return earlier;
  const known = cutOff.gap && before && before.listed > 0 ? (before.newest ?? dayOf(new Date(before.checkedAt))) : undefined;
  return { at: now.toISOString(), pages, ...opt('since', earlier?.since ?? known), ...opt('until', oldest) };
}

/** State of a list that was read; by what the next reading sees that nothing is new is stored when nothing was left behind. */
export function listRead(source: Source, { listing }: NamedListing, walked: CrawlResult, now: Date): ListStateChange {
  const { entries, pages, whole, trouble, left, waits, movedTo, known, ended, toEnd } = walked;
  const dayless = entries.length > 0 && entries.every(({ publishedOn, modified }) => publishedOn === undefined && modified === undefined);
  const told = newestOf(entries, dayOf(now));
  const oldest = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted()[0];
  return (before) => {
    const newest = told ?? before?.newest;
    return {
      condition: trouble ? 'partial' : 'ok',
      checkedAt: now.toISOString(),
      wholeAt: now.toISOString(),
      listed: entries.length,
      pages,
      ...opt('oldest', oldest),
      ...(dayless && (listing.date !== undefined || before?.newest !== undefined) ? { undated: true } : {}),
      ...(movedTo === undefined ? {} : { movedTo: withoutSecrets(movedTo) }),
      ...opt('newest', newest),
      ...(trouble ? { trouble: troubleOf(source, trouble, now) } : {}),
      ...(whole ? known : {}),
      ...opt('walked', ended || toEnd ? { at: now.toISOString(), listed: entries.length, pages } : before?.walked),
      ...opt('left', left),
      ...(waits ? { waits } : {}),
      ...opt('capped', cappedBy(walked, { before, oldest, now })),
    };
  };
}

/** State of a list that did not change: the entries of the last answer are still valid. */
export function listUnchanged(now: Date): ListStateChange {
  return (before) => {
    const { trouble: _trouble, ...rest } = before ?? { listed: 0 };
    return { ...rest, condition: 'ok', checkedAt: now.toISOString() };
  };
}

/** State of a list that could not be read: what was read last stays. */
export function listFailed(source: Source, error: SourceError, now: Date): ListStateChange {
  const trouble = troubleOf(source, error, now);
  return (before) => ({ listed: 0, ...before, condition: conditionOf(error), checkedAt: now.toISOString(), trouble });
}

type ListOutcome = Pick<ListingTask, 'slot'> & {
  readonly round: string;
  readonly key: string;
  readonly step: ListStateChange;
  /** What was read of it, for the pages that are missing. */
  readonly walked?: Pick<CrawlResult, 'entries' | 'ended'>;
  readonly failed?: number;
  readonly evidence?: string;
};

/** The state of a source after one of its lists was visited. */
function withListState(
  source: Source,
  state: SourceState,
  { round, slot, key, step, walked, failed = 0, evidence }: ListOutcome,
  at: string,
): SourceState {
  const kept = listsOf(source).flatMap((each) => {
    const old = state.lists?.[each.key];
    const now = each.key === key ? step(old) : old;
    return now ? [[each.key, now] as const] : [];
  });
  const lists = kept.map(([, list]) => list);
  // The first list that is read in a round resets the count of failed pages.
  const failures = (state.round === round ? state.failures : 0) + failed;
  const { condition, trouble } = sourceHealth(source, lists, failures, dayOf(new Date(at)));
  const { newest, listed } = sumListed(lists);
  const before = state.lists?.[key]?.walked?.listed;
  const ended = walked?.ended === true && condition !== 'suspect';
  const { trouble: _trouble, failingSince, newest: _newest, lastGoodAt, missing, ...rest } = state;
  const good = condition === 'ok' || condition === 'quiet' || condition === 'partial';
  const goodAt = good ? at : (lastGoodAt ?? (condition === 'suspect' ? at : undefined));
  return {
    ...rest,
    condition,
    since: state.condition === condition ? state.since : at,
    checkedAt: at,
    ...opt('lastGoodAt', goodAt),
    listed,
    failures,
    round,
    ...opt('slot', slot),
    lists: Object.fromEntries(kept),
    ...(failingSince === undefined || state.failures === 0 ? {} : { failingSince }),
    ...opt('lastEvidence', evidence),
    ...opt('newest', newest),
    ...(trouble ? { trouble } : {}),
    ...opt('missing', missing && walked ? lookedFor(missing, { ...walked, key, ended, before }, at) : missing),
  };
}

/** Stores the outcome of one list, and returns the state of its source over all lists. */
export async function saveListState(source: Source, outcome: ListOutcome, context: CollectContext): Promise<SourceState> {
  const at = context.now().toISOString();
  let after: SourceState | undefined;
  await context.sources.update(source.id, at, (state) => {
    after = withListState(source, state, outcome, at);
    return after;
  });
  if (!after) throw new Error(`the state of source ${source.id} was not written`);
  return after;
}
