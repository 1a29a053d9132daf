import type { DigestSilence, SilentSource } from '../../model/digest.ts';
import type { Round } from '../../model/run.ts';
import { addDays, dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { awayIn, cappedIn, failedWay, findSilence, findUnseenReason, type SilentCollector, type WatchedSource } from '../watch/health.ts';

/** `unknown`: how the source was at that time was not kept. */
type Days = { readonly from: string; readonly to: string };
export type DigestSource = WatchedSource & { readonly unknown?: true };

/** A source that was read in the week, and whose list was cut off before what was known: there may be more. */
function cutOff({ source, state }: DigestSource, days: Days | undefined): SilentSource[] {
  const capped = cappedIn(state);
  if (!state || !days || capped?.since === undefined) return [];
  const day = dayOf(new Date(capped.at));
  if (day < days.from || day > days.to) return [];
  const { id: sourceId, names, publisher, level } = source;
  return [
    { sourceId, names, publisher, level, condition: state.condition, since: capped.at, ...opt('lastGoodAt', state.lastGoodAt), capped },
  ];
}

/** The sources that alarms name too: never read, passed over, or in trouble (stages/silence.ts); and of `days` those that were cut off. */
export function unseenOf(
  sources: readonly DigestSource[],
  roundAt: string | undefined,
  silent: readonly SilentCollector[] = [],
  days?: Days,
): readonly SilentSource[] {
  return sources.flatMap((watched): SilentSource[] => {
    const { source, state, unknown } = watched;
    const way = failedWay(watched, roundAt, silent);
    const sight = unknown ? undefined : (findUnseenReason(watched, roundAt) ?? (way ? 'late' : undefined));
    if (sight === undefined) return unknown ? [] : cutOff(watched, days);
    const names = { sourceId: source.id, names: source.names, publisher: source.publisher, level: source.level, ...(way ? { way } : {}) };
    if (sight === 'unread') return [{ ...names, condition: 'skipped', since: orEmpty(state?.since), detail: 'not read yet' }];
    const good = state?.lastGoodAt === undefined ? {} : { lastGoodAt: state.lastGoodAt };
    if (sight === 'late')
      return [
        {
          ...names,
          condition: 'skipped',
          since: orEmpty(state?.checkedAt),
          ...good,
          detail: way ? 'its tasks wait' : 'rounds went by without it',
        },
      ];
    const away = awayIn(state);
    if (sight === 'away' && state && away) return [{ ...names, condition: state.condition, since: away.since, ...good, away: away.pages }];
    if (sight === 'away') return [];
    const detail = state?.trouble?.detail ?? (sight === 'partial' ? `${state?.failures} pages could not be read` : undefined);
    return [{ ...names, condition: sight, since: orEmpty(state?.since), ...good, ...opt('detail', detail) }];
  });
}

/** Why the digest knows nothing of its week, or not all: as of the week's end, or of now when it has not ended. */
type Watched = {
  readonly sources: readonly DigestSource[];
  readonly round?: Round | undefined;
  readonly foreign?: readonly string[];
  readonly now: Date;
};

export function silenceIn({ sources, round, foreign = [], now }: Watched, week: { readonly to: string }): DigestSilence | undefined {
  if (foreign.length > 0) return { kind: 'elsewhere', sources: foreign.length };
  const end = new Date(`${addDays(week.to, 1)}T00:00:00+08:00`);
  if (round && Date.parse(round.firstAt) >= end.getTime()) return { kind: 'before', since: round.firstAt };
  const silence = findSilence(sources, round, end < now ? end : now);
  return silence && { kind: silence.kind, ...opt('since', silence.since) };
}

export const allBlind = (unseen: readonly SilentSource[], read: number, since: string | undefined): DigestSilence | undefined =>
  read > 0 && unseen.length >= read && unseen.every(({ condition }) => blind.has(condition))
    ? { kind: 'away', ...opt('since', since) }
    : undefined;
const blind: ReadonlySet<SilentSource['condition']> = new Set(['unreachable', 'refused', 'unrecognised']);
