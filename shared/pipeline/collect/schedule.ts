import type { ScheduleContext } from '../../model/ports.ts';
import type { ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { slotOf } from '../../stages/watch/cadence.ts';
import { isSilent, waitingSince } from '../../stages/watch/collectors.ts';
import { atPace, isSlowed } from '../../stages/watch/pace.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { type Backfilling, startBackfill } from './backfill.ts';
import { countSent } from './budget.ts';
import { scheduleLandmarks } from './landmark-pages.ts';
import { listsOf, type NamedListing } from './listing-name.ts';
import { scheduleRevisits } from './revisits.ts';
import { noteRound } from './round.ts';
import { keepConfiguration } from './undeclared-sources.ts';

const mostPatience = 32 * 24 * 3_600_000;

/** The due lists of a source, and the name of the slot that is then marked. */
type Due = { readonly slot: string; readonly lists: readonly NamedListing[] };

const idOf = (...parts: readonly string[]): string => sha256(parts.join('\n'));

/**
 * Within a marked slot a list is due once more at its next try, and at once when the last round left entries for want of budget. The name differs, so that a waiting
 * task is not sent again and again.
 */
function againIn({ every }: Source, slot: string, list: ListState | undefined, round = ''): string | undefined {
  const next = list?.trouble?.nextTryAt;
  if (next !== undefined) return slotOf(every, new Date(Date.parse(next) - 1)) === slot ? `again ${next}` : undefined;
  return !list?.waits ? undefined : `left by ${round.slice(0, 12)}`;
}

/** The lists of a source that are due; undefined when none is. While polling is slowed a list that failed waits for the next slot. */
function dueOf(source: Source, state: SourceState | undefined, now: Date, slowed: boolean): Due | undefined {
  const at = now.toISOString();
  const stateOf = ({ key }: NamedListing): ListState | undefined => state?.lists?.[key];
  // No site asks for more patience than this; a later time was written by a clock that ran ahead.
  const furthest = new Date(now.getTime() + mostPatience).toISOString();
  const waits = (nextTryAt = ''): boolean => nextTryAt > at && nextTryAt < furthest;
  const ready = listsOf(source).filter((named) => !waits(stateOf(named)?.trouble?.nextTryAt));
  const slot = slotOf(source.every, now);
  if (state?.slot?.split(' ')[0] !== slot) return ready.length > 0 ? { slot, lists: ready } : undefined;
  if (slowed) return undefined;
  const nameOf = (named: NamedListing): string | undefined => againIn(source, slot, stateOf(named), state.round);
  const again = ready.filter((named) => nameOf(named) !== undefined);
  const name = [slot, ...again.map(nameOf)].join(' ');
  return again.length > 0 && state.slot !== name ? { slot: name, lists: again } : undefined;
}

type Asked = { readonly source: Source; readonly state: SourceState | undefined; readonly slowed: boolean };

/** Sends the listing tasks of a source whose slot is not marked, then marks it: a crash between the two sends them twice, but never loses them. Returns how many. */
async function scheduleSource(
  { source, state, slowed }: Asked,
  context: ScheduleContext,
  backfill: Backfilling | undefined,
): Promise<number> {
  const now = context.now();
  const at = now.toISOString();
  if (backfill) return scheduleBackfill(source, state, backfill, context);
  const due = dueOf(source, state, now, slowed);
  // A machine elsewhere may be off for days: of each list one task waits for it.
  if (!due || (isElsewhere(source, context) && waitingSince(state, now) !== undefined)) return 0;
  const round = idOf(source.id, due.slot, at);
  await context.tasks.send(
    due.lists.map(({ key, listing }) => ({
      kind: 'listing',
      id: idOf(round, key),
      sourceId: source.id,
      url: listing.url,
      list: key,
      round,
    })),
  );
  await context.sources.mark(source.id, due.slot, at);
  return due.lists.length;
}

const isElsewhere = ({ egress }: Source, { collectors }: Pick<ScheduleContext, 'collectors'>): boolean =>
  egress !== undefined && collectors.names.includes(egress);

/** Sources of machines that nobody saw for long: their pages are due later, rather than sent again and again. */
async function restingSources({ settings, collectors, now }: ScheduleContext): Promise<ReadonlySet<string>> {
  const silent = new Set<string>();
  for (const name of collectors.names) if (isSilent(await collectors.seen(name), now())) silent.add(name);
  return new Set(settings.sources.flatMap(({ id, egress }) => (egress !== undefined && silent.has(egress) ? [id] : [])));
}

/** Sends the listing tasks of a backfill, due or not, and marks no slot. Returns how many: none when it is done. */
async function scheduleBackfill(
  source: Source,
  state: SourceState | undefined,
  backfill: Backfilling,
  context: ScheduleContext,
): Promise<number> {
  const { since, listingPages } = backfill;
  const round = idOf(source.id, `since ${since} ${listingPages}`, context.now().toISOString());
  const started = await startBackfill(source, { round, state }, backfill, context);
  await context.tasks.send(
    started.map(({ named: { key, listing }, from }) => {
      const task = { kind: 'listing' as const, id: idOf(round, key, String(from)), sourceId: source.id, url: listing.url, list: key };
      return { ...task, round, since, from, ...opt('listingPages', listingPages) };
    }),
  );
  return started.length;
}

export type Scheduled = { readonly claimed: readonly string[]; readonly revisits: number };

/** The round of the clock, every five minutes: each page at its own minute of the day, few of one host at a time. */
export const scheduleByClock = (context: ScheduleContext): Promise<Scheduled> => schedule(context, undefined, undefined, true);

/**
 * Sends one task for each due listing and page. By the clock (`paced`) a budget that is nearly used up slows it, and at its end stops it; not paced, all pages of this day are due.
 * Returns the ids of the sources whose slot was marked.
 */
export async function schedule(
  context: ScheduleContext,
  only?: readonly string[],
  backfill?: Backfilling,
  paced = false,
): Promise<Scheduled> {
  const wanted = only && only.length > 0 ? new Set(only) : undefined;
  const claimed: string[] = [];
  const noted = await noteRound(context);
  await keepConfiguration(context);
  const round = await scheduleLandmarks(noted, wanted, context);
  const slowed = paced ? noted.slowed : undefined;
  if (isSlowed(slowed) && slowed.every === 'never') return { claimed, revisits: 0 };
  const states: (SourceState | undefined)[] = [];
  let polls = 0;
  for (const source of context.settings.sources.filter(isEnabled)) {
    if (wanted && !wanted.has(source.id)) continue;
    const state = await context.sources.state(source.id);
    states.push(state);
    const lists = await scheduleSource({ source: atPace(source, slowed), state, slowed: isSlowed(slowed) }, context, backfill);
    if (lists > 0) claimed.push(source.id);
    polls += lists;
  }
  const revisits = await scheduleRevisits(round, { only: wanted, paced, resting: await restingSources(context) }, context);
  await countSent({ polls, visits: revisits }, states, context);
  return { claimed, revisits };
}
