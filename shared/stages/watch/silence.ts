import type { CollectorBeat } from '../../model/ports.ts';
import type { Round, SourceState } from '../../model/run.ts';
import type { Cadence, Source, SourceCondition, UnseenReason } from '../../model/source.ts';
import { daysOfWeek, hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';

/** Pages of a source that are gone with much of their site, and since when nothing is said of their acts: the site moved, or is down. */
export type SiteAway = { readonly pages: number; readonly since: string };

export function awayIn(state: SourceState | undefined): SiteAway | undefined {
  const heldBack = Object.values(state?.missing ?? {}).flatMap((page) => page.held ?? []);
  const since = heldBack.toSorted()[0];
  return since === undefined ? undefined : { pages: heldBack.length, since };
}

/** The state without what is held back only since a later instant. */
export function awayAt(state: SourceState, at: string): SourceState {
  if (!state.missing) return state;
  const { missing, ...rest } = state;
  const kept = Object.entries(missing).filter(([, { held }]) => held === undefined || held <= at);
  return { ...rest, ...opt({ missing: kept.length > 0 ? Object.fromEntries(kept) : undefined }) };
}

export type WatchedSource = {
  readonly source: Source;
  readonly state?: SourceState | undefined;
  readonly sent?: string;
};

const rhythms: Readonly<Record<Cadence, number>> = { hour, day: 24 * hour, week: 7 * 24 * hour };
/** A task may wait this long behind others of its host before anything is wrong. */
const patience = 6 * hour;

type Calm = 'ok' | 'quiet' | 'skipped';
const isCalm = (condition: SourceCondition): condition is Calm => ['ok', 'quiet', 'skipped'].includes(condition);

/** A source that declares what it needs (a key, a contract) is switched off: it is not visited, and no alarm misses it. */
export const isEnabled = ({ needs }: Pick<Source, 'needs'>): boolean => needs === undefined;

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
export type Silence = { readonly kind: 'unread' | 'unanswered' | 'away' | 'late'; readonly since?: string; readonly sources: number };

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
  if (last !== undefined && now.getTime() - Date.parse(last) > 2 * rhythmOf(read.map(({ source }) => source)))
    return { kind: 'late', ...since };
  return isOffline(read) ? { kind: 'away', ...since } : undefined;
}

/** A laptop sleeps for a night; a collector that nobody saw for longer is missed. */
const silentAfter = 12 * hour;
/** What waits for longer may have been lost with its queue, and is sent again. */
const lostAfter = 7 * 24 * hour;

/** A collector that was not seen for long while tasks wait for it. `since`: when it was last seen, else since when the first task waits. */
export type SilentCollector = { readonly name: string; readonly since: string; readonly waiting: readonly string[] };

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

export const isSilent = (beat: CollectorBeat | undefined, now: Date): boolean =>
  beat === undefined || now.getTime() - Date.parse(beat.at) > silentAfter;

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
