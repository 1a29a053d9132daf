import { sourceSchema } from '../model/configuration.ts';
import type { Source } from '../model/source.ts';

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/** A built-in declaration, checked by the rules that users' own are checked by, and frozen. Throws when it breaks one: a bug of ours. */
export function defineSource(source: Source): Source {
  const { success, error } = sourceSchema.safeParse(source);
  if (!success)
    throw new Error(`declaration of ${source.id}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  return freeze(source);
}
