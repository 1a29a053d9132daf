import type { Round, Slowed } from '../../model/journal.ts';
import type { ScheduleContext } from '../../model/ports.ts';
import type { ListState, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
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
import { beginRound } from './round.ts';
import { roundName, traceOf, tracing } from './trace.ts';
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

/** A source as it is asked now. `sent`: its slot whose tasks were sent and that its state may not name yet. */
type AskedSource = { readonly source: Source; readonly state: SourceState | undefined; readonly sent: string | undefined };

/** The lists of a source that are due; undefined when none is. While polling is slowed a list that failed waits for the next slot. */
function dueOf({ source, state, sent }: AskedSource, now: Date, slowed: boolean): Due | undefined {
  const at = now.toISOString();
  const stateOf = ({ key }: NamedListing): ListState | undefined => state?.lists?.[key];
  // No site asks for more patience than this; a later time was written by a clock that ran ahead.
  const furthest = new Date(now.getTime() + mostPatience).toISOString();
  const waits = (nextTryAt = ''): boolean => nextTryAt > at && nextTryAt < furthest;
  const ready = listsOf(source).filter((named) => !waits(stateOf(named)?.trouble?.nextTryAt));
  const slot = slotOf(source.every, now);
  const marked = sent ?? state?.slot;
  if (marked?.split(' ')[0] !== slot) return ready.length > 0 ? { slot, lists: ready } : undefined;
  if (slowed) return undefined;
  const nameOf = (named: NamedListing): string | undefined => againIn(source, slot, stateOf(named), state?.round);
  const again = ready.filter((named) => nameOf(named) !== undefined);
  const name = [slot, ...again.map(nameOf)].join(' ');
  return again.length > 0 && marked !== name ? { slot: name, lists: again } : undefined;
}

/** The listing tasks of a source that is due. */
function tasksOf(source: Source, { slot, lists }: Due, at: string): readonly Task[] {
  const round = idOf(source.id, slot, at);
  return lists.map(({ key, listing }) => ({
    kind: 'listing',
    id: idOf(round, key),
    sourceId: source.id,
    url: listing.url,
    list: key,
    round,
    slot,
  }));
}

/** What a round sent to lists: ids of the sources, how many lists, the note of the round as it stands, and the states that it went by. */
type SentRound = {
  readonly claimed: readonly string[];
  readonly polls: number;
  readonly round: Round;
  readonly states: readonly SourceState[];
};

/** So many sources are noted at a time: a function that is stopped goes on behind them. */
const mostNoted = 250;

/**
 * Sends the tasks of the sources that are due, then notes their slots together, in the note of the round, until the state of each names its slot: a crash between the
 * two sends them twice, but never loses them. A round in which nothing is due writes this note alone.
 */
async function sendDue(sources: readonly Source[], begun: Round, slowed: Slowed | undefined, context: ScheduleContext): Promise<SentRound> {
  const now = context.now();
  const states = await context.sources.states(sources.map(({ id }) => id));
  const slots = new Map(Object.entries(begun.slots ?? {}).filter(([id, slot]) => states.get(id)?.slot !== slot));
  const due = sources.flatMap((declared) => {
    const source = atPace(declared, slowed);
    const [state, sent] = [states.get(source.id), slots.get(source.id)];
    const found = dueOf({ source, state, sent }, now, isSlowed(slowed));
    // A machine elsewhere may be off for days: of each list one task waits for it.
    const waits = isElsewhere(source, context) && waitingSince({ ...state, ...opt('slot', sent ?? state?.slot) }, now) !== undefined;
    return found && !waits ? [{ source, found }] : [];
  });
  let round = begun;
  for (let from = 0; from === 0 || from < due.length; from += mostNoted) {
    const some = due.slice(from, from + mostNoted);
    await context.tasks.send(some.flatMap(({ source, found }) => tasksOf(source, found, now.toISOString())));
    for (const { source, found } of some) slots.set(source.id, found.slot);
    round = { ...begun, slots: Object.fromEntries(slots) };
    await context.journal.write('round', round);
  }
  const polls = due.reduce((sum, { found }) => sum + found.lists.length, 0);
  return { claimed: due.map(({ source }) => source.id), polls, round, states: [...states.values()] };
}

const isElsewhere = ({ egress }: Source, { collectors }: Pick<ScheduleContext, 'collectors'>): boolean =>
  egress !== undefined && collectors.names.includes(egress);

/** Sources of machines that nobody saw for long: their pages are due later, rather than sent again and again. */
async function restingSources({ settings, collectors, now }: ScheduleContext): Promise<ReadonlySet<string>> {
  const silent = new Set<string>();
  for (const name of collectors.names) if (isSilent(await collectors.seen(name), now())) silent.add(name);
  return new Set(settings.sources.flatMap(({ id, egress }) => (egress !== undefined && silent.has(egress) ? [id] : [])));
}

/** Sends the listing tasks of a backfill of a source, due or not, and marks no slot. Returns how many: none when it is done. */
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

async function sendBackfills(
  sources: readonly Source[],
  round: Round,
  backfill: Backfilling,
  context: ScheduleContext,
): Promise<SentRound> {
  const claimed: string[] = [];
  let polls = 0;
  await context.journal.write('round', round);
  const states = await context.sources.states(sources.map(({ id }) => id));
  for (const source of sources) {
    const lists = await scheduleBackfill(source, states.get(source.id), backfill, context);
    if (lists > 0) claimed.push(source.id);
    polls += lists;
  }
  return { claimed, polls, round, states: [...states.values()] };
}

/** `round`: with the id of a source it is the trace of what was sent for it. */
export type Scheduled = { readonly round: string; readonly claimed: readonly string[]; readonly revisits: number };

/** The round of the clock, every five minutes: each page at its own minute of the day, few of one host at a time. */
export const scheduleByClock = (context: ScheduleContext): Promise<Scheduled> => schedule(context, undefined, undefined, true);

/**
 * Sends one task for each due listing and page. By the clock (`paced`) a budget that is nearly used up slows it, and at its end stops it; not paced, all pages of this day are due.
 * Returns the ids of the sources that were due.
 */
export async function schedule(
  given: ScheduleContext,
  only?: readonly string[],
  backfill?: Backfilling,
  paced = false,
): Promise<Scheduled> {
  const name = roundName(given.now());
  const context = tracing(given, ({ sourceId }) => traceOf(name, sourceId));
  const wanted = only && only.length > 0 ? new Set(only) : undefined;
  const noted = await beginRound(context);
  await keepConfiguration(context);
  const begun = await scheduleLandmarks(noted, wanted, context);
  const slowed = paced ? begun.slowed : undefined;
  if (isSlowed(slowed) && slowed.every === 'never') {
    await context.journal.write('round', begun);
    return { round: name, claimed: [], revisits: 0 };
  }
  const sources = context.settings.sources.filter((source) => isEnabled(source) && (!wanted || wanted.has(source.id)));
  const sent = backfill ? await sendBackfills(sources, begun, backfill, context) : await sendDue(sources, begun, slowed, context);
  const revisits = await scheduleRevisits(sent.round, { only: wanted, paced, resting: await restingSources(context) }, context);
  await countSent({ polls: sent.polls, visits: revisits }, sent.states, context);
  return { round: name, claimed: sent.claimed, revisits };
}
