import type { Round } from '../../model/journal.ts';
import type { SourceState } from '../../model/run.ts';
import type { Cadence, Source, SourceCondition, UnseenReason } from '../../model/source.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { awayIn } from './away.ts';

/** A source with what is kept of it; no state before its first round. */
export type WatchedSource = {
  readonly source: Source;
  readonly state?: SourceState | undefined;
  /** The slot whose tasks were sent and that the state does not name yet. */
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
 * Whether a source was not seen, and why: alarms, digests and pages all ask here. A source that was read in part counts when that lasted longer than a round.
 * `roundAt`: the last round; a source is late when it missed two of its own rhythm before it.
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
 * Why a store as a whole knows nothing, or nothing of late: `unread` no source was ever visited; `unanswered` visited, and none was ever read;
 * `away` none answers any more; `late` no round for twice the rhythm that most sources have.
 */
export type Silence = { readonly kind: 'unread' | 'unanswered' | 'away' | 'late'; readonly since?: string; readonly sources: number };

/** Sources that fail alike say something about this machine only when they are several. */
const several = 3;

/** The rhythm of most sources. */
function rhythmOf(sources: readonly Source[]): number {
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

/** Why nothing was heard as of `now`, or undefined when the store is read as it should be. */
export function findSilence(watched: readonly WatchedSource[], round: Round | undefined, now: Date): Silence | undefined {
  const read = watched.filter(({ source }) => isEnabled(source));
  const states = read.flatMap(({ state }) => (state?.checkedAt === undefined ? [] : state));
  const sources = read.length;
  if (states.length === 0) return { kind: 'unread', sources };
  const last = lastRoundAt(read, round);
  const since = { ...opt('since', last), sources };
  if (states.every(({ lastGoodAt }) => lastGoodAt === undefined)) return { kind: 'unanswered', ...since };
  if (last !== undefined && now.getTime() - Date.parse(last) > 2 * rhythmOf(read.map(({ source }) => source)))
    return { kind: 'late', ...since };
  return isOffline(read) ? { kind: 'away', ...since } : undefined;
}
