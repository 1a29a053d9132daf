import type { Declaration } from '../model/source.ts';

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/** The declarations as values that nobody can change. They are checked by tests/sources.test.ts, not at each start. */
export const declare = (files: readonly unknown[]): readonly Declaration[] => freeze(files as readonly Declaration[]);
