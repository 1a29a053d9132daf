import type { SourceState } from '../../model/run.ts';
import { opt } from '../../model/values.ts';

/** Pages of a source that are gone with much of their site, and since when nothing is said of their acts: the site moved, or is down. */
export type SiteAway = { readonly pages: number; readonly since: string };

export function awayIn(state: SourceState | undefined): SiteAway | undefined {
  const held = Object.values(state?.missing ?? {}).flatMap((page) => page.held ?? []);
  const since = held.toSorted()[0];
  return since === undefined ? undefined : { pages: held.length, since };
}

/** The state without what is held back only since a later instant. */
export function awayAt(state: SourceState, at: string): SourceState {
  if (state.missing === undefined) return state;
  const { missing, ...rest } = state;
  const kept = Object.entries(missing).filter(([, { held }]) => held === undefined || held <= at);
  return { ...rest, ...opt('missing', kept.length > 0 ? Object.fromEntries(kept) : undefined) };
}
