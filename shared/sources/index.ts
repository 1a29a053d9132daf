import type { Declaration } from '../model/source.ts';
// One file for all of them, written by tests/sources.test.ts from the files beside this one: reading 282 takes a tenth of a second at each
// start.
import table from './table/declarations.json' with { type: 'json' };

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/**
 * Every source that is built in, in the order in which lists show them, as values that nobody can change. They are checked by
 * tests/sources.test.ts, not at each start.
 */
export const sources: readonly Declaration[] = freeze(table as readonly object[] as readonly Declaration[]);
