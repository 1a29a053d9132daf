/**
 * What a round sends: listings whose slot has come, pages whose next visit is due, backfills; and how the budget of the month slows it.
 */
import { hasCollector, type Settings } from '../../model/configuration.ts';
import type { MonthOfWork } from '../../model/cost.ts';
import type { Address, AddressList, ScheduleContext, ScheduledAddress } from '../../model/ports.ts';
import type { ListState, Round, SentInMonth, Slowed, SourceState } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { addDays, daysOfWeek, elapsed, hour, later, weekOf } from '../../model/time.ts';
import { opt, sum } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { lineOf } from '../../stages/urls/address.ts';
import { atPace, endOfDay, isSlowed, latestDueAt, paceFor, slotOf } from '../../stages/watch/cadence.ts';
import { isEnabled, isSilent, waitingSince } from '../../stages/watch/health.ts';
import { roundName, traceOf, tracing } from '../context.ts';
import { billOf, usualViews } from '../cost/bill.ts';
import { scheduleLandmarks } from './asked-pages.ts';
import { type Backfilling, startBackfill } from './backfill.ts';
import { listsOf, type NamedListing } from './listing-state.ts';
import { keepConfiguration } from './source-states.ts';

/**
 * Limits of a round: `sent` pages wait at a time, `perHost` of one host while the clock runs the schedule, so that a new document never
 * waits behind more; `looked` addresses are read to find them.
 */
const revisitLimits = { sent: 500, perHost: 10, looked: 5000, page: 200 } as const;
const minute = 60_000;
/** A page that was sent and not visited is due again after this. */
const lease = 12 * 60 * minute;
const round = 5 * minute;

type Revisiting = Readonly<{
  only?: ReadonlySet<string> | undefined;
  /** `true`: by the clock, every five minutes, each page at its own minute of the day; else all pages of this day at once. */
  paced: boolean;
  resting?: ReadonlySet<string>;
}>;

function ownersOf(sources: readonly Source[]) {
  const read = sources.filter(isEnabled);
  return new Map([
    ...read.flatMap(({ id, was = [] }) => was.map((old) => [old, id] as const)),
    ...read.map(({ id }) => [id, id] as const),
    ['added', 'added'],
  ]);
}

const ownerOf = ({ sourceId, also = [] }: Address, owners: ReadonlyMap<string, string>) =>
  [sourceId, ...also].map((id) => owners.get(id)).find((id) => id !== undefined);

async function* listAddresses(
  list: AddressList,
  range: Readonly<{ after?: string; upTo?: string }>,
  context: ScheduleContext,
): AsyncGenerator<ScheduledAddress> {
  let { after } = range;
  for (;;) {
    const found = await context.documents.placed(list, { ...range, ...opt({ after }), limit: revisitLimits.page });
    yield* found;
    after = found.at(-1)?.place;
    if (found.length < revisitLimits.page) return;
  }
}

async function* candidates(now: Date, until: string, context: ScheduleContext): AsyncGenerator<ScheduledAddress> {
  yield* listAddresses('leased', { upTo: now.toISOString() }, context);
  yield* listAddresses('due', { after: latestDueAt(now) }, context);
  yield* listAddresses('due', { upTo: until }, context);
}

const taskOf = ({ address, place }: ScheduledAddress, sourceId: string): Task => ({
  kind: 'page',
  id: sha256(`${address.canonicalUrl}\n${place}\n${address.checkedAt}`),
  sourceId,
  url: address.url,
  revisit: true,
  ...opt({ documentId: address.documentId }),
});

/** Sends pages, then leases them: a crash between the two sends them twice, and the second visit finds that they are not due. */
async function send(chosen: readonly (readonly [ScheduledAddress, string])[], now: Date, context: ScheduleContext) {
  await context.tasks.send(chosen.map(([placed, owner]) => taskOf(placed, owner)));
  const until = later(now, lease);
  for (let from = 0; from < chosen.length; from += 20)
    await Promise.all(chosen.slice(from, from + 20).map(([placed]) => context.documents.place(placed, 'leased', until)));
}

/** Brings back the pages of sources that were declared again, or under another name. Returns the ids of sources that stay parked. */
async function unparkPages(last: Round, owners: ReadonlyMap<string, string>, context: ScheduleContext) {
  const { parked = [] } = last;
  const back = parked.filter((id) => owners.has(id));
  for (const id of back) {
    for await (const placed of listAddresses('parked', { after: `${id}#`, upTo: `${id}#~` }, context))
      await context.documents.place(placed, 'due', placed.address.dueAt ?? context.now().toISOString());
  }
  const left = parked.filter((id) => !owners.has(id));
  if (back.length > 0) await context.journal.write('round', { ...last, parked: left });
  return left;
}

async function countWaiting(now: Date, context: ScheduleContext) {
  const waiting = new Map<string, number>();
  for (const { address } of await context.documents.placed('leased', { after: now.toISOString(), limit: revisitLimits.sent }))
    waiting.set(lineOf(address.url), (waiting.get(lineOf(address.url)) ?? 0) + 1);
  return waiting;
}

type RevisitChoice = Readonly<{
  chosen: [ScheduledAddress, string][];
  waiting: Map<string, number>;
  room: number;
  paced: boolean;
}>;

async function choose(placed: ScheduledAddress, owner: string, choice: RevisitChoice, context: ScheduleContext) {
  const host = lineOf(placed.address.url);
  const before = choice.waiting.get(host) ?? 0;
  choice.waiting.set(host, before + 1);
  if (!choice.paced || before < revisitLimits.perHost) {
    choice.chosen.push([placed, owner]);
    return;
  }
  // It is due in a later round, in the same order, and does not delay other pages until then.
  const pause = Math.ceil((before + 1 - revisitLimits.perHost) / revisitLimits.perHost) * round;
  await context.documents.place(placed, 'due', later(context.now(), pause));
}

async function scheduleRevisits(last: Round, { only, paced, resting }: Revisiting, context: ScheduleContext): Promise<number> {
  const now = context.now();
  const owners = ownersOf(context.settings.sources);
  const parked = new Set(await unparkPages(last, owners, context));
  const waiting = await countWaiting(now, context);
  const choice: RevisitChoice = {
    chosen: [],
    waiting,
    paced,
    room: revisitLimits.sent - sum(waiting.values(), (each) => each),
  };
  let looked = 0;
  for await (const placed of candidates(now, paced ? `${now.toISOString()}~` : endOfDay(now), context)) {
    if (choice.chosen.length >= choice.room || looked >= revisitLimits.looked) break;
    looked += 1;
    const { sourceId } = placed.address;
    const owner = ownerOf(placed.address, owners);
    if (owner === undefined) {
      // Noted before the first page is parked, so that none is forgotten there.
      if (!parked.has(sourceId)) await context.journal.write('round', { ...last, parked: [...parked.add(sourceId)] });
      await context.documents.place(placed, 'parked', sourceId);
    } else if (resting?.has(owner)) await context.documents.place(placed, 'due', later(now, lease));
    else if (!only || only.has(owner)) await choose(placed, owner, choice, context);
  }
  await send(choice.chosen, now, context);
  return choice.chosen.length;
}

const daysOfMonth = 30;
const day = 24 * 3_600_000;
/** AWS bills by months of UTC. */
const monthOf = (now: Date) => now.toISOString().slice(0, 7);

/**
 * What the month has cost so far by the counters and list prices, before free tiers: what was done, and what stands, for the days that have
 * passed since the month or the instance began.
 */
function spentInMonth(
  { sent, mails, readers }: Readonly<{ sent: SentInMonth; mails: number; readers: number }>,
  { translate, enrich, webhooks, search, egress }: Settings,
  region: string,
  now: Date,
) {
  const days = Math.max(0, elapsed(sent.since, now) / day);
  const relevant = Math.round(sent.pages * 0.1);
  const stands: MonthOfWork = {
    ...{ polls: 0, pages: 0, visits: 0, mails: 0, views: usualViews(0) },
    ...{ held: sent.held, indexed: Math.round(sent.held * 0.1), readers },
    ...(webhooks.length > 0 && { messages: 0 }),
    openSearch: search.engine === 'opensearch',
    collector: hasCollector(egress),
  };
  const done = {
    ...{ polls: sent.polls, pages: sent.pages, visits: sent.visits, mails, views: usualViews(mails) },
    ...(translate === 'amazon' && { translated: relevant }),
    ...(enrich === 'bedrock' && { gists: relevant }),
    ...(webhooks.length > 0 && { messages: relevant * webhooks.length }),
  };
  const standing = billOf(stands, region).usd;
  return (standing * days) / daysOfMonth + billOf({ ...stands, ...done }, region).usd - standing;
}

const begin = (now: Date, firstAt: string) => {
  const month = monthOf(now);
  return { month, since: [`${month}-01T00:00:00.000Z`, firstAt].toSorted().at(-1) ?? firstAt, polls: 0, visits: 0, pages: 0, held: 0 };
};

async function withPace(round: Round, context: ScheduleContext) {
  const { spending } = context.settings;
  const now = context.now();
  const sent = round.sent?.month === monthOf(now) ? round.sent : begin(now, round.firstAt);
  if (!spending) return { ...round, sent };
  const mailed = (await context.journal.read('mailing'))?.sent;
  const counted = mailed?.month === sent.month ? mailed : { mails: 0, readers: mailed?.readers ?? 0 };
  const usd = spentInMonth({ sent, mails: counted.mails, readers: counted.readers }, context.settings, spending.region, now);
  const every = paceFor(usd, spending.budgetUsd);
  const slowed = nextSlowed(
    round.slowed,
    every && { every, usd: Number(usd.toFixed(2)), budgetUsd: spending.budgetUsd },
    now.toISOString(),
  );
  return { ...round, sent, ...opt({ slowed }) };
}

function nextSlowed(before: Slowed | undefined, now: Omit<Slowed, 'since'> | undefined, at: string) {
  if (!now) return isSlowed(before) ? { ...before, until: at } : before;
  return { ...now, since: isSlowed(before) ? before.since : at };
}

const pagesIn = (month: string, weeks: Readonly<Record<string, number>> = {}) =>
  sum(Object.entries(weeks), ([week, pages]) => {
    const from = daysOfWeek(week)?.from;
    if (from === undefined) return 0;
    const days = Array.from({ length: 7 }, (_, at) => addDays(from, at)).filter((each) => each.startsWith(month)).length;
    return (pages * days) / 7;
  });

async function countSent(
  { polls, visits }: Readonly<{ polls: number; visits: number }>,
  states: readonly (SourceState | undefined)[],
  context: ScheduleContext,
) {
  if (polls + visits === 0) return;
  const round = await context.journal.read('round');
  if (!round) return;
  const now = context.now();
  const sent = round.sent?.month === monthOf(now) ? round.sent : begin(now, round.firstAt);
  const pages = Math.round(sum(states, (state) => pagesIn(sent.month, state?.weeks)));
  const held = sum(states, (state) => state?.stored ?? 0);
  const counted = { ...sent, polls: sent.polls + polls, visits: sent.visits + visits, pages, held };
  await context.journal.write('round', { ...round, sent: counted });
}

/** Fewer days of a month say nothing of its visits. */
const fewDays = 3;

export function countedVisits({ sent }: Round, now: Date): number | undefined {
  const days = sent?.month === monthOf(now) ? elapsed(sent.since, now) / day : 0;
  return sent && days >= fewDays ? Math.round((sent.visits * daysOfMonth) / days) : undefined;
}

/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;
const mostPauses = 60;

/** The note of a round at `now`. When the clock was set back, the later time is kept with it. Pure. */
export function nextRound(before: Round | undefined, now: Date): Round {
  const at = now.toISOString();
  if (!before) return { firstAt: at, at };
  const pause = elapsed(before.at, now) > 2 * hour && weekOf(new Date(before.at)) !== weekOf(now);
  const back = elapsed(before.at, now) < -margin;
  return {
    ...before,
    firstAt: [before.firstAt, at].toSorted()[0] ?? at,
    at,
    ...(pause ? { pauses: [{ from: before.at, to: at }, ...(before.pauses ?? [])].slice(0, mostPauses) } : {}),
    ...(back ? { ahead: { until: before.at, noticedAt: at } } : {}),
  };
}

/**
 * The note of the round that begins, with whether polling is slowed. It is written with what the round sends, and whether anything is
 * silent is decided by it.
 */
const beginRound = async (context: ScheduleContext) => withPace(nextRound(await context.journal.read('round'), context.now()), context);

const mostPatience = 32 * 24 * 3_600_000;

const idOf = (...parts: readonly string[]) => sha256(parts.join('\n'));

/**
 * Within a marked slot a list is due once more at its next try, and at once when the last round left entries for want of budget. The name
 * differs, so that a waiting task is not sent again and again.
 */
function againIn({ every }: Source, slot: string, list: ListState | undefined, round = '') {
  const next = list?.trouble?.nextTryAt;
  if (next !== undefined) return slotOf(every, new Date(Date.parse(next) - 1)) === slot ? `again ${next}` : undefined;
  return !list?.waits ? undefined : `left by ${round.slice(0, 12)}`;
}

/** A source as it is asked now. `sent`: its slot whose tasks were sent and that its state may not name yet. */
type DueSource = Readonly<{ source: Source; state: SourceState | undefined; sent: string | undefined }>;

function dueOf({ source, state, sent }: DueSource, now: Date, slowed: boolean) {
  const at = now.toISOString();
  const stateOf = ({ key }: NamedListing) => state?.lists?.[key];
  // No site asks for more patience than this; a later time was written by a clock that ran ahead.
  const furthest = later(now, mostPatience);
  const waits = (nextTryAt = '') => nextTryAt > at && nextTryAt < furthest;
  const ready = listsOf(source).filter((named) => !waits(stateOf(named)?.trouble?.nextTryAt));
  const slot = slotOf(source.every, now);
  const marked = sent ?? state?.slot;
  if (marked?.split(' ')[0] !== slot) return ready.length > 0 ? { slot, lists: ready } : undefined;
  if (slowed) return undefined;
  const nameOf = (named: NamedListing) => againIn(source, slot, stateOf(named), state?.round);
  const again = ready.filter((named) => nameOf(named) !== undefined);
  const name = [slot, ...again.map(nameOf)].join(' ');
  return again.length > 0 && marked !== name ? { slot: name, lists: again } : undefined;
}

function tasksOf(source: Source, { slot, lists }: Readonly<{ slot: string; lists: readonly NamedListing[] }>, at: string): readonly Task[] {
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

/**
 * What a round sent to lists: ids of the sources, how many lists, the note of the round as it stands, and the states that it went by.
 * `awaited`: the sources whose lists are still to be read, of an earlier round too.
 */
type SentRound = Readonly<{
  claimed: readonly string[];
  awaited: readonly string[];
  polls: number;
  round: Round;
  states: readonly SourceState[];
}>;

/** So many sources are noted at a time: a function that is stopped goes on behind them. */
const mostNoted = 250;

/**
 * Sends the tasks of the sources that are due, then notes their slots together, in the note of the round, until the state of each names its
 * slot: a crash between the two sends them twice, but never loses them. A round in which nothing is due writes this note alone.
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
    const waits = isElsewhere(source, context) && waitingSince({ ...state, ...opt({ slot: sent ?? state?.slot }) }, now) !== undefined;
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
  const polls = sum(due, ({ found }) => found.lists.length);
  const awaited = sources.flatMap(({ id }) => (slots.has(id) ? id : []));
  return { claimed: due.map(({ source }) => source.id), awaited, polls, round, states: [...states.values()] };
}

const isElsewhere = ({ egress }: Source, { collectors }: Pick<ScheduleContext, 'collectors'>) =>
  egress !== undefined && collectors.names.includes(egress);

async function restingSources({ settings, collectors, now }: ScheduleContext) {
  const silent = new Set<string>();
  for (const name of collectors.names) if (isSilent(await collectors.seen(name), now())) silent.add(name);
  return new Set(settings.sources.flatMap(({ id, egress }) => (egress !== undefined && silent.has(egress) ? [id] : [])));
}

/** Sends the listing tasks of a backfill of a source, due or not, and marks no slot. Returns how many: none when it is done. */
async function scheduleBackfill(source: Source, state: SourceState | undefined, backfill: Backfilling, context: ScheduleContext) {
  const { since } = backfill;
  const round = idOf(source.id, `since ${since}`, context.now().toISOString());
  const started = await startBackfill(source, { round, state }, backfill, context);
  await context.tasks.send(
    started.map(({ named: { key, listing }, from }) => {
      const task = { kind: 'listing' as const, id: idOf(round, key, String(from)), sourceId: source.id, url: listing.url, list: key };
      return { ...task, round, since, from };
    }),
  );
  return started.length;
}

async function sendBackfills(sources: readonly Source[], round: Round, backfill: Backfilling, context: ScheduleContext) {
  const claimed: string[] = [];
  let polls = 0;
  await context.journal.write('round', round);
  const states = await context.sources.states(sources.map(({ id }) => id));
  for (const source of sources) {
    const lists = await scheduleBackfill(source, states.get(source.id), backfill, context);
    if (lists > 0) claimed.push(source.id);
    polls += lists;
  }
  return { claimed, awaited: [], polls, round, states: [...states.values()] };
}

/** `round`: with the id of a source it is the trace of what was sent for it. */
type Scheduled = Readonly<{ round: string; claimed: readonly string[]; awaited: readonly string[]; revisits: number }>;

/** The round of the clock, every five minutes: each page at its own minute of the day, few of one host at a time. */
export const scheduleByClock = (context: ScheduleContext): Promise<Scheduled> => schedule(context, undefined, undefined, true);

/**
 * Sends one task for each due listing and page. By the clock (`paced`) a budget that is nearly used up slows it, and at its end stops it;
 * not paced, all pages of this day are due. Returns the ids of the sources that were due.
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
    return { round: name, claimed: [], awaited: [], revisits: 0 };
  }
  const sources = context.settings.sources.filter((source) => isEnabled(source) && (!wanted || wanted.has(source.id)));
  const sent = backfill ? await sendBackfills(sources, begun, backfill, context) : await sendDue(sources, begun, slowed, context);
  const revisits = await scheduleRevisits(sent.round, { only: wanted, paced, resting: await restingSources(context) }, context);
  await countSent({ polls: sent.polls, visits: revisits }, sent.states, context);
  return { round: name, claimed: sent.claimed, awaited: sent.awaited, revisits };
}
