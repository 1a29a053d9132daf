/**
 * What is said of a source by its states: its condition, whether it was seen and why not, what it brings, and how it stood at an instant.
 */
import type { Entry } from '../../model/article.ts';
import type { CollectorBeat } from '../../model/ports.ts';
import type { Capped, ListState, PastCondition, Round, SourceState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Cadence, Source, SourceCondition, UnseenReason } from '../../model/source.ts';
import { addDays, dayOf, daysBetween, daysOfWeek, elapsed, hour, weekOfDay } from '../../model/time.ts';
import { omit, opt, sum } from '../../model/values.ts';
import { holidayDays, isWorkingDay } from '../../registry/holidays.ts';

/** Pages of a source that are gone with much of their site, and since when nothing is said of their acts: the site moved, or is down. */
export type SiteAway = Readonly<{ pages: number; since: string }>;

export function awayIn(state: SourceState | undefined): SiteAway | undefined {
  const heldBack = Object.values(state?.missing ?? {}).flatMap((page) => page.held ?? []);
  const since = heldBack.toSorted()[0];
  return since === undefined ? undefined : { pages: heldBack.length, since };
}

/** The state without what is held back only since a later instant. */
function awayAt(state: SourceState, at: string): SourceState {
  if (!state.missing) return state;
  const kept = Object.entries(state.missing).filter(([, { held }]) => held === undefined || held <= at);
  return { ...omit(state, 'missing'), ...(kept.length > 0 && { missing: Object.fromEntries(kept) }) };
}

export type WatchedSource = Readonly<{
  source: Source;
  state?: SourceState | undefined;
  sent?: string;
}>;

const rhythms: Readonly<Record<Cadence, number>> = { hour, day: 24 * hour, week: 7 * 24 * hour };
/** A task may wait this long behind others of its host before anything is wrong. */
const patience = 6 * hour;

type Calm = 'ok' | 'quiet' | 'skipped';
const isCalm = (condition: SourceCondition): condition is Calm => ['ok', 'quiet', 'skipped'].includes(condition);

/** A source that declares what it needs (a key, a contract) is switched off: it is not visited, and no alarm misses it. */
export const isEnabled = ({ needs }: Pick<Source, 'needs'>) => needs === undefined;

/**
 * Whether a source was not seen, and why: alarms, digests and pages all ask here. A source that was read in part counts when that lasted
 * longer than a round. `roundAt`: the last round; a source is late when it missed two of its own rhythm before it.
 */
export function findUnseenReason({ source, state }: WatchedSource, roundAt: string | undefined): UnseenReason | undefined {
  if (!isEnabled(source)) return undefined;
  if (state?.checkedAt === undefined) return 'unread';
  const away = awayIn(state) && 'away';
  if (state.condition === 'partial') return state.since >= state.checkedAt ? away : 'partial';
  if (!isCalm(state.condition)) return state.condition;
  const behind = roundAt === undefined ? 0 : Date.parse(roundAt) - Date.parse(state.checkedAt);
  return behind > 2 * rhythms[source.every] + patience ? 'late' : away;
}

/** When the last round was: as noted, else (a store that an older version filled) when a source was last read. */
export function lastRoundAt(watched: readonly WatchedSource[], round: Round | undefined): string | undefined {
  if (round) return round.at;
  return watched
    .flatMap(({ state }) => state?.checkedAt ?? [])
    .toSorted()
    .at(-1);
}

/**
 * Why a store as a whole knows nothing, or nothing of late: `unread` no source was ever visited; `unanswered` visited, and none was ever
 * read; `away` none answers any more; `late` no round for twice the rhythm that most sources have.
 */
type Silence = Readonly<{ kind: 'unread' | 'unanswered' | 'away' | 'late'; since?: string; sources: number }>;

/** Sources that fail alike say something about this machine only when they are several. */
const several = 3;

/** The rhythm of most sources. */
function rhythmOf(sources: readonly Source[]) {
  const all = sources.map(({ every }) => rhythms[every]).toSorted((a, b) => a - b);
  return all[Math.floor((all.length - 1) / 2)] ?? rhythms.day;
}

/** Whether none of several sources can be reached: then this machine has probably lost its network. */
export function isOffline(watched: readonly WatchedSource[]): boolean {
  const visited = watched.filter(({ source, state }) => isEnabled(source) && state?.checkedAt !== undefined);
  return (
    visited.length >= several && visited.every(({ state }) => state?.condition === 'unreachable' && state.trouble?.proxy === undefined)
  );
}

export function findSilence(watched: readonly WatchedSource[], round: Round | undefined, now: Date): Silence | undefined {
  const read = watched.filter(({ source }) => isEnabled(source));
  const states = read.flatMap(({ state }) => (state?.checkedAt === undefined ? [] : state));
  const sources = read.length;
  if (states.length === 0) return { kind: 'unread', sources };
  const last = lastRoundAt(read, round);
  const since = { ...opt({ since: last }), sources };
  if (states.every(({ lastGoodAt }) => lastGoodAt === undefined)) return { kind: 'unanswered', ...since };
  if (last !== undefined && elapsed(last, now) > 2 * rhythmOf(read.map(({ source }) => source))) return { kind: 'late', ...since };
  return isOffline(read) ? { kind: 'away', ...since } : undefined;
}

/** A laptop sleeps for a night; a collector that nobody saw for longer is missed. */
const silentAfter = 12 * hour;
/** What waits for longer may have been lost with its queue, and is sent again. */
const lostAfter = 7 * 24 * hour;

/** A collector that was not seen for long while tasks wait for it. `since`: when it was last seen, else since when the first task waits. */
export type SilentCollector = Readonly<{ name: string; since: string; waiting: readonly string[] }>;

/** When the tasks of a slot (stages/watch/cadence.ts) could first be sent. A slot that is repeated names the instant. */
function sentFrom(slot: string) {
  const [name = '', ...again] = slot.split(' ');
  const day = name.includes('W') ? daysOfWeek(name)?.from : name.slice(0, 10);
  const began = Date.parse(`${day}T${name.slice(11) || '00'}:00:00+08:00`);
  return Math.max(began, ...again.map((word) => Date.parse(word)).filter((at) => !Number.isNaN(at)));
}

/** Since when the last tasks of a source wait for whoever collects it; undefined when they were done. */
export function waitingSince(state: Pick<SourceState, 'slot' | 'checkedAt'> | undefined, now: Date): number | undefined {
  if (state?.slot === undefined) return undefined;
  const from = sentFrom(state.slot);
  const done = state.checkedAt !== undefined && Date.parse(state.checkedAt) >= from;
  return done || !(now.getTime() - from < lostAfter) ? undefined : from;
}

export const isSilent = (beat: CollectorBeat | undefined, now: Date) => beat === undefined || elapsed(beat.at, now) > silentAfter;

export function findSilentCollector(
  name: string,
  watched: readonly WatchedSource[],
  beat: CollectorBeat | undefined,
  now: Date,
): SilentCollector | undefined {
  if (!isSilent(beat, now)) return undefined;
  const own = watched.filter(({ source }) => source.egress === name && isEnabled(source));
  const waiting = own.flatMap(({ source, state, sent = state?.slot }) => {
    const since = waitingSince({ ...state, ...opt({ slot: sent }) }, now);
    return since === undefined ? [] : [{ id: source.id, since }];
  });
  const first = Math.min(...waiting.map(({ since }) => since));
  if (waiting.length === 0 || now.getTime() - first <= silentAfter) return undefined;
  return { name, since: beat?.at ?? new Date(first).toISOString(), waiting: waiting.map(({ id }) => id) };
}

/** The way by which a source is not seen, when that failed and not the source: its proxy, or the silent machine that collects it. */
type FailedWay = { readonly collector: string } | { readonly proxy: string };

export function failedWay(watched: WatchedSource, roundAt: string | undefined, silent: readonly SilentCollector[]): FailedWay | undefined {
  const { source, state } = watched;
  if (state?.trouble?.proxy !== undefined) return { proxy: state.trouble.proxy };
  const reason = findUnseenReason(watched, roundAt);
  const isPassedOver = reason === 'late' || reason === 'unread';
  const missed = silent.find(({ name, waiting }) => waiting.includes(source.id) || (isPassedOver && name === source.egress));
  return missed && { collector: missed.name };
}

/** What of a listing counts for its health: entries, newest day among them, pages of them that could not be taken in. */
type ListedCounts = Readonly<{ listed: number; newest?: string; failedPages?: number }>;
export type Health = Readonly<{ condition: Extract<SourceCondition, 'ok' | 'quiet' | 'suspect' | 'partial'>; detail?: string }>;

/**
 * Condition of a source whose listing was read (docs/contract.md 3.1): `suspect` by what its declaration expects, `partial` when pages
 * failed, `quiet` when nothing is new for two thirds of the days it is given. Public holidays do not count as days of silence. `today` is a
 * day in Beijing.
 */
export function listingHealth(source: Pick<Source, 'expect'>, { listed, newest, failedPages = 0 }: ListedCounts, today: string): Health {
  const { atLeast, freshWithinDays } = source.expect;
  if (listed < atLeast)
    return { condition: 'suspect', detail: `${listed} ${listed === 1 ? 'entry' : 'entries'}, expected at least ${atLeast}` };
  const silent = newest === undefined ? 0 : daysBetween(newest, today) - holidayDays(newest, today);
  if (silent > freshWithinDays) {
    return {
      condition: 'suspect',
      detail: `nothing newer than ${newest}, ${silent} days without holidays, expected within ${freshWithinDays}`,
    };
  }
  if (failedPages > 0) return { condition: 'partial', detail: `${failedPages} of its pages failed` };
  if (silent * 3 > freshWithinDays * 2) return { condition: 'quiet', detail: `nothing newer than ${newest}` };
  return { condition: 'ok' };
}

/**
 * Newest day in a list: of publication, else (sitemaps) of the last change. Change days that are all the same are the day of the file, not
 * of its pages, and do not count.
 */
export function newestOf(entries: readonly Pick<Entry, 'publishedOn' | 'modified'>[], today: string): string | undefined {
  const published = entries.flatMap(({ publishedOn }) => publishedOn ?? []);
  const changed = entries.flatMap(({ modified }) => (modified && /^\d{4}-\d{2}-\d{2}/.test(modified) ? modified.slice(0, 10) : []));
  const days = published.length > 0 ? published : new Set(changed).size > 1 ? changed : [];
  return days
    .filter((day) => day <= today)
    .toSorted()
    .at(-1);
}

export function sumListed(lists: readonly Pick<ListState, 'listed' | 'newest'>[]): ListedCounts {
  const newest = lists
    .flatMap((list) => list.newest ?? [])
    .toSorted()
    .at(-1);
  return { listed: sum(lists, ({ listed }) => listed), ...opt({ newest }) };
}

export const withoutDays = (entries: number): string =>
  `none of its ${entries} entries bears a day, though days were declared or stood there before; the page was probably rebuilt`;

const isBroken = ({ condition }: ListState) => condition !== 'ok' && condition !== 'partial';

/**
 * Condition of a source by its listings: that of the first when none could be read, `partial` when one of several could not or broke off;
 * else by what the declaration expects of all of them together. `failedPages`: pages of entries that failed in this round.
 */
export function sourceHealth(
  source: Source,
  lists: readonly ListState[],
  failedPages: number,
  today: string,
): Readonly<{ condition: SourceCondition; trouble?: SourceTrouble }> {
  const troubled = lists.find(isBroken) ?? lists.find(({ trouble }) => trouble);
  const trouble = troubled?.trouble;
  if (troubled && lists.every(isBroken)) return { condition: troubled.condition, ...opt({ trouble }) };
  const undated = lists.find((list) => list.undated);
  if (undated)
    return {
      condition: 'suspect',
      trouble: { kind: 'suspect', detail: withoutDays(undated.listed), url: withoutSecrets(source.listing.url) },
    };
  const { condition, detail = 'doubted' } = listingHealth(source, { ...sumListed(lists), failedPages }, today);
  if (condition === 'suspect' && !lists.some(isBroken))
    return { condition, trouble: { kind: 'suspect', detail, url: withoutSecrets(source.listing.url) } };
  if (troubled) return { condition: 'partial', ...opt({ trouble }) };
  return { condition };
}

const weeksKept = 12;

let kept: Readonly<{ today: string; weeks: readonly string[] }> | undefined;

export function lastWeeks(today: string): readonly string[] {
  if (kept?.today !== today)
    kept = { today, weeks: Array.from({ length: weeksKept }, (_, n) => weekOfDay(addDays(today, 7 * (n - weeksKept + 1)))) };
  return kept.weeks;
}

export function countStored(state: SourceState, today: string): SourceState {
  const kept = lastWeeks(today).flatMap((week) => {
    const count = (state.weeks?.[week] ?? 0) + (week === weekOfDay(today) ? 1 : 0);
    return count > 0 ? [[week, count] as const] : [];
  });
  return { ...state, stored: (state.stored ?? 0) + 1, weeks: Object.fromEntries(kept) };
}

export const weeklyYield = (state: SourceState | undefined, today: string): readonly number[] =>
  lastWeeks(today).map((week) => state?.weeks?.[week] ?? 0);

/** Of so many expected documents none coming is no chance: one time in a hundred and fifty. */
const surely = 5;
const weeksLooked = 4;

function workingDaysBetween(from: Date, to: Date) {
  let days = 0;
  const last = dayOf(to);
  for (let day = addDays(dayOf(from), 1); day < last && days < 30; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1;
  return days;
}

/**
 * How many documents would have been new since `newAt` by the poorest of the last four weeks, when none was and that is no chance;
 * undefined otherwise. A store younger than two weeks expects nothing.
 */
export function findMissingNews(states: readonly (SourceState | undefined)[], newAt: Date, now: Date): number | undefined {
  const yields = states.map((state) => weeklyYield(state, dayOf(now)));
  const weeks = Array.from({ length: weeksLooked }, (_, n) => sum(yields, (each) => each.at(-2 - n) ?? 0));
  const lived = weeks.filter((count) => count > 0);
  if (lived.length < 2) return undefined;
  const expected = (Math.min(...lived) / 5) * workingDaysBetween(newAt, now);
  return expected >= surely ? Math.floor(expected) : undefined;
}

export const cappedIn = (state: SourceState | undefined): Capped | undefined =>
  Object.values(state?.lists ?? {})
    .flatMap(({ capped }) => capped ?? [])
    .toSorted((a, b) => ((a.since ?? a.at) < (b.since ?? b.at) ? -1 : 1))[0];

/** Conditions that are kept before the present one. */
const mostRemembered = 12;

export function rememberCondition(before: SourceState | undefined, next: SourceState): SourceState {
  if (!before || before.condition === next.condition) return next;
  const { condition, since, lastGoodAt, trouble } = before;
  const past: PastCondition = {
    condition,
    since,
    ...opt({ lastGoodAt, trouble }),
  };
  return { ...next, was: [past, ...(before.was ?? [])].slice(0, mostRemembered) };
}

/** The state of a source at an instant, as far as it is surely known: nothing for one that was not read by then. */
export function findPastState(now: SourceState | undefined, at: string): Readonly<{ state?: SourceState; unknown?: true }> {
  if (!now) return {};
  const state = awayAt(now, at);
  if (state.since <= at) return { state: state.checkedAt !== undefined && state.checkedAt > at ? { ...state, checkedAt: at } : state };
  const rest = omit(state, 'trouble', 'lastGoodAt', 'checkedAt');
  const past = state.was?.find(({ since }) => since <= at);
  if (past) return { state: { ...rest, ...past, ...(past.condition === 'skipped' ? {} : { checkedAt: at }) } };
  // A source begins as `skipped`: when that is the first that is remembered, there was nothing before.
  return state.was?.at(-1)?.condition === 'skipped' && state.was.length < mostRemembered ? {} : { unknown: true };
}

/** The rounds as of an instant: of later ones it is known that there were some, and when there was none for long. */
export function roundAt(round: Round, at: string): Round {
  const pause = round.pauses?.find(({ from, to }) => from <= at && at < to);
  return round.at > at ? { ...round, at: pause?.from ?? at } : round;
}
