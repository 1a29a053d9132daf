import type { Context } from '../../model/ports.ts';
import type { Capped, SourceState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { holidayDays } from '../../registry/holidays.ts';
import { awayIn, type SiteAway } from '../../stages/watch/away.ts';
import { cappedIn } from '../../stages/watch/capped.ts';

/** What a source gives: entries in its listing, pages that ever became documents or copies, and relevant documents. */
type Yield = { readonly listed: number; readonly stored: number; readonly relevant: number };
/** Days since the newest entry, without public holidays, and how many the declaration allows. */
type Freshness = { readonly days?: number; readonly withinDays: number; readonly fresh?: boolean };

/** A line of `sources list`. `state` is `unknown` until the first reading; a source that `needs` something is `skipped`. */
export type SourceRow = Pick<
  Source,
  'id' | 'publisher' | 'names' | 'level' | 'kind' | 'every' | 'certainty' | 'evidence' | 'needs' | 'notes'
> & {
  readonly url: string;
  readonly state: SourceCondition | 'unknown';
  readonly since?: string;
  readonly checkedAt?: string;
  readonly lastGoodAt?: string;
  /** Newest day in the listing. */
  readonly newest?: string;
  readonly newestDocument?: { readonly id: string; readonly title: string; readonly english: string; readonly published?: string };
  readonly yield: Yield;
  readonly freshness: Freshness;
  readonly trouble?: SourceTrouble;
  /** Where the listing moved permanently: the declaration should follow. */
  readonly movedTo?: string;
  /** Where its last reading was cut off, or an earlier one that left a gap. */
  readonly capped?: Capped;
  /** Its site moved or is down: pages that are gone, and since when. */
  readonly away?: SiteAway;
  /** Pages that failed since the listing was last read. */
  readonly failures?: number;
};

/** How fresh a source is as of `today`, a day in Beijing. */
function freshnessOf({ expect }: Pick<Source, 'expect'>, state: SourceState | undefined, today: string): Freshness {
  const withinDays = expect.freshWithinDays;
  if (state?.newest === undefined) return { withinDays };
  const days = Math.max(0, daysBetween(state.newest, today) - holidayDays(state.newest, today));
  return { days, withinDays, fresh: days <= withinDays };
}

/** The fields of a state that a line shows. */
function stateFields(source: Source, state: SourceState | undefined) {
  if (source.needs !== undefined) return { state: 'skipped' as const };
  if (state?.checkedAt === undefined) return { state: 'unknown' as const };
  const { condition, since, checkedAt, lastGoodAt, newest, trouble, failures, lists = {} } = state;
  const movedTo = Object.values(lists).find((list) => list.movedTo !== undefined)?.movedTo;
  return {
    state: condition,
    since,
    checkedAt,
    ...opt('lastGoodAt', lastGoodAt),
    ...opt('newest', newest),
    ...(trouble ? { trouble } : {}),
    ...opt('movedTo', movedTo),
    ...opt('capped', cappedIn(state)),
    ...opt('away', awayIn(state)),
    ...(failures > 0 ? { failures } : {}),
  };
}

/** A source with its yield, newest document, freshness and state. */
export async function rowOf(source: Source, context: Context): Promise<SourceRow> {
  const today = dayOf(context.now());
  const [state, found] = await Promise.all([
    context.sources.state(source.id),
    context.search.query({ source: source.id, sort: 'newest', limit: 1, today }),
  ]);
  const { id, publisher, names, level, kind, every, listing, needs, certainty, evidence, notes } = source;
  const [newest] = found.hits;
  return {
    id,
    publisher,
    names,
    level,
    kind,
    every,
    url: withoutSecrets(listing.url),
    ...stateFields(source, state),
    yield: { listed: state?.listed ?? 0, stored: state?.stored ?? 0, relevant: found.total },
    ...(newest
      ? {
          newestDocument: {
            id: newest.id,
            title: newest.title,
            english: newest.english,
            ...opt('published', newest.published),
          },
        }
      : {}),
    freshness: freshnessOf(source, state, today),
    ...opt('needs', needs),
    ...opt('certainty', certainty),
    ...opt('evidence', evidence),
    ...opt('notes', notes),
  };
}
