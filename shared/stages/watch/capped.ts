import type { Capped, SourceState } from '../../model/run.ts';

/** Where a reading of a source was cut off: of several lists the one with the oldest gap. */
export const cappedIn = (state: SourceState | undefined): Capped | undefined =>
  Object.values(state?.lists ?? {})
    .flatMap(({ capped }) => capped ?? [])
    .toSorted((a, b) => ((a.since ?? a.at) < (b.since ?? b.at) ? -1 : 1))[0];
