import type { CollectorBeat } from '../../model/ports.ts';
import type { SourceState } from '../../model/run.ts';
import { daysOfWeek, hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { findUnseenReason, isEnabled, type WatchedSource } from './silence.ts';

/** A laptop sleeps for a night; a collector that nobody saw for longer is missed. */
const silentAfter = 12 * hour;
/** What waits for longer may have been lost with its queue, and is sent again. */
const lostAfter = 7 * 24 * hour;

/** A collector that was not seen for long while tasks wait for it. `since`: when it was last seen, else since when the first task waits. */
export type SilentCollector = { readonly name: string; readonly since: string; readonly waiting: readonly string[] };

/** When the tasks of a slot (stages/watch/cadence.ts) could first be sent. A slot that is repeated names the instant. */
function sentFrom(slot: string): number {
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

/** Whether a collector gave no sign of life for long. */
export const isSilent = (beat: CollectorBeat | undefined, now: Date): boolean =>
  beat === undefined || now.getTime() - Date.parse(beat.at) > silentAfter;

/** A collector that is missed, as of `now`. */
export function findSilentCollector(
  name: string,
  watched: readonly WatchedSource[],
  beat: CollectorBeat | undefined,
  now: Date,
): SilentCollector | undefined {
  if (!isSilent(beat, now)) return undefined;
  const own = watched.filter(({ source }) => source.egress === name && isEnabled(source));
  const waiting = own.flatMap(({ source, state, sent = state?.slot }) => {
    const since = waitingSince({ ...state, ...opt('slot', sent) }, now);
    return since === undefined ? [] : [{ id: source.id, since }];
  });
  const first = Math.min(...waiting.map(({ since }) => since));
  if (waiting.length === 0 || now.getTime() - first <= silentAfter) return undefined;
  return { name, since: beat?.at ?? new Date(first).toISOString(), waiting: waiting.map(({ id }) => id) };
}

/** The way by which a source is not seen, when that failed and not the source: its proxy, or the silent machine that collects it. */
export type FailedWay = { readonly collector: string } | { readonly proxy: string };

export function failedWay(watched: WatchedSource, roundAt: string | undefined, silent: readonly SilentCollector[]): FailedWay | undefined {
  const { source, state } = watched;
  if (state?.trouble?.proxy !== undefined) return { proxy: state.trouble.proxy };
  const reason = findUnseenReason(watched, roundAt);
  const isPassedOver = reason === 'late' || reason === 'unread';
  const missed = silent.find(({ name, waiting }) => waiting.includes(source.id) || (isPassedOver && name === source.egress));
  return missed && { collector: missed.name };
}
