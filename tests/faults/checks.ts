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

export const checks: readonly Check[] = [...siteChecks, ...laterChecks, ...damageChecks];
