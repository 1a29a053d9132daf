import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';

/** Refuses ids of sources that are not in force. Throws InputError that names the option. */
export function checkSources(ids: readonly string[] | undefined, context: Context): void {
  const known = new Set(context.settings.sources.map(({ id }) => id));
  for (const id of ids ?? []) {
    if (!known.has(id)) throw new InputError(`--source: no source "${id}" is in force; "hongtou sources list" names them`, { usage: true });
  }
}
