import { damageChecks } from './damage-checks.ts';
import { laterChecks } from './later-checks.ts';
import { siteChecks } from './site-checks.ts';

type Area = 'sites' | 'record' | 'hostile input' | 'access' | 'mail' | 'api' | 'infrastructure' | 'recovery' | 'watching';

/** What a figure has to be. `short`: how many are enough in `npm test`, where the long form asks for `atLeast`. */
export type Bound = { readonly is: number } | { readonly atMost: number } | { readonly atLeast: number; readonly short?: number };

/** A fault, what Hongtou has to make of it, and the figures that tell. Numbers are those of the list of threats, and stay when one goes. */
export type Check = {
  readonly number: number;
  readonly area: Area;
  readonly given: string;
  readonly figures: Readonly<Record<string, Bound>>;
  /** Tests that call `reported` with this number, from the root of the project. */
  readonly files: readonly string[];
};

/**
 * Figures that need a word:
 *
 * - Seconds are of processor time, but for the second address of a name (12) and pauses between requests (10).
 * - othersHeldMs (30): for how long the main thread let nobody else have a turn. withoutEvidence (19): counted right after the faults. unnamed (19): texts
 *   that nothing needs and `verify` does not name. regressions (15): rounds whose record differs from that of one task after the other. placesUntried (26):
 *   places that take an address and were not tried.
 * - neverFired, neverCleared (69): alarms of the template, and every state that the hourly watch tells.
 * - kills (65): at 20 to 90 % of the shortest undisturbed round; (74): of each long command at 20 to 100 %, which then has to end with what an undisturbed
 *   one leaves. A mail that was asked for when its process died is named, and counts as neither lost nor doubled.
 */
export const checks: readonly Check[] = [...siteChecks, ...laterChecks, ...damageChecks];
