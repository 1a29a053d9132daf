import { openYear } from './connections.ts';
import type { Days } from './manifest.ts';

/** Kinds of days that are the next to come, and of few files: digests, calendars and feeds ask for them without a year. */
export const kinds: readonly string[] = ['effective', 'expires', 'commentBy'];

/** Which days the documents of a file of a year have. */
export function daysOf(path: string): Days {
  const database = openYear(path);
  try {
    const asked = kinds.map((kind) => `min(${kind}) AS ${kind}From, max(${kind}) AS ${kind}To`).join(', ');
    const row = database.prepare(`SELECT ${asked} FROM document`).get() ?? {};
    return Object.fromEntries(
      kinds.flatMap((kind) => {
        const [from, to] = [row[`${kind}From`], row[`${kind}To`]];
        return typeof from === 'string' && typeof to === 'string' ? [[kind, [from, to] as const]] : [];
      }),
    );
  } finally {
    database.close();
  }
}
