import type { Round } from '../../model/journal.ts';
import type { PastCondition, SourceState } from '../../model/run.ts';
import { opt } from '../../model/values.ts';
import { awayAt } from './away.ts';

/** Conditions that are kept before the present one. */
const mostRemembered = 12;

/** The state with what its condition was before, when it has another one now. */
export function rememberCondition(before: SourceState | undefined, next: SourceState): SourceState {
  if (!before || before.condition === next.condition) return next;
  const { condition, since, lastGoodAt, trouble } = before;
  const past: PastCondition = {
    condition,
    since,
    ...opt('lastGoodAt', lastGoodAt),
    ...opt('trouble', trouble),
  };
  return { ...next, was: [past, ...(before.was ?? [])].slice(0, mostRemembered) };
}

export type PastState = { readonly state?: SourceState; readonly unknown?: true };

/** The state of a source at an instant, as far as it is surely known: nothing for one that was not read by then. */
export function findPastState(now: SourceState | undefined, at: string): PastState {
  if (!now) return {};
  const state = awayAt(now, at);
  if (state.since <= at) return { state: state.checkedAt !== undefined && state.checkedAt > at ? { ...state, checkedAt: at } : state };
  const { trouble: _now, lastGoodAt: _good, checkedAt: _checked, ...rest } = state;
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
